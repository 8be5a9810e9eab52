import Alerts
import Errors
import Foundation
import Keys
import Settings
import Store
import Texts

/// Tells others that the job ran: a dead-man's switch hears when it starts and how it ends, Prometheus' textfile
/// collector finds its figures. Whoever hears nothing for too long knows what no message of the job itself could say.
///
/// Trouble in telling is said and never changes how the run ends.
public final class JobMonitor {
    /// How much of what a run said goes along with its end.
    private static let summaryBytesMax = 10_000

    private let monitoring: Settings.Monitoring
    private let complain: (String) -> Void
    /// Lets the receiver see which start and which end belong together.
    private let id = UUID().uuidString.lowercased()
    private let startedAt = Instant.now

    /// A monitor of one run.
    ///
    /// - Parameter complain: Where trouble in telling goes.
    public init(_ monitoring: Settings.Monitoring, complain: @escaping (String) -> Void) {
        self.monitoring = monitoring
        self.complain = complain
    }

    /// Says that the run starts.
    public func started() { ping("start", body: "") }

    /// Says how the run ended.
    ///
    /// - Parameters:
    ///   - lines: What the run complained about.
    ///   - connection: Where the figures come from; `nil` where the database was not reached.
    ///   - runID: The run's number; `nil` where it did not get one.
    public func ended(_ code: ExitCode, lines: [String], connection: Connection?, runID: Int64?) {
        let summary = lines.map { VisibleText.of($0) }.joined(separator: "\n")
        ping("\(code.rawValue)", body: String(decoding: summary.utf8.prefix(Self.summaryBytesMax), as: UTF8.self))
        guard let path = monitoring.metricsFile else { return }
        let figures = (try? connection?.query(SQL.text("ops/metrics.sql"), [.integer(runID)])).flatMap { $0 }
        let metrics = JobMetrics(
            code: code, startedAt: startedAt, endedAt: .now, figures: figures,
            previous: (try? String(contentsOfFile: path, encoding: .utf8)) ?? "")
        let watched = (try? connection?.query(SQL.text("ops/watch_metrics.sql"))).flatMap { $0 }.map { WatchMetrics($0).text }
        do { try Data((metrics.text + (watched ?? "")).utf8).write(to: URL(filePath: path), options: .atomic) } catch {
            complain("warning: the metrics file \(VisibleText.of(path)) cannot be written; check its folder")
        }
        // Written for one reader only: whoever collects the metrics, under another user.
        try? FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    }

    private func ping(_ word: String, body: String) {
        guard let base = monitoring.pingURL?.revealed else { return }
        // A query of the address stays behind the path.
        let parts = base.split(separator: "?", maxSplits: 1).map(String.init)
        let path = parts[0].hasSuffix("/") ? String(parts[0].dropLast()) : parts[0]
        let query = (parts.count > 1 ? parts[1] + "&" : "") + "rid=\(id)"
        let url = "\(path)/\(word)?\(query)"
        let hosts = monitoring.allowPrivate ? [URLComponents(string: base)?.host ?? ""] : []
        let outcome = HTTPReceiver(policy: HostPolicy(allowedHosts: hosts, patterns: monitoring.hosts)).post(
            url: url, body: Array(body.utf8), headers: [("Content-Type", "text/plain; charset=utf-8")])
        if !outcome.isDelivered { complain("warning: monitoring.ping_url was not told (\(word)): \(outcome)") }
    }
}

/// The metrics of a run, in Prometheus' text format.
struct JobMetrics {
    let text: String

    /// - Parameters:
    ///   - figures: The rows of sql/ops/metrics.sql; `nil` where the database was not reached.
    ///   - previous: The file of the run before: the last success stays what it was until there is another.
    init(code: ExitCode, startedAt: Instant, endedAt: Instant, figures: Rows?, previous: String) {
        let success = "chargeback_last_success_timestamp_seconds"
        let kept = previous.split(separator: "\n").first { $0.hasPrefix(success + " ") }.map(String.init)
        let lastSuccess = code == .done ? "\(success) \(endedAt.seconds)" : kept
        var lines: [String] = []
        func add(_ name: String, _ help: String, _ samples: [String]) {
            guard !samples.isEmpty else { return }
            lines += ["# HELP \(name) \(help)", "# TYPE \(name) gauge"] + samples
        }
        add(success, "When a run last ended with exit code 0.", lastSuccess.map { [$0] } ?? [])
        add("chargeback_last_run_exit_code", "What the last run ended with.", ["chargeback_last_run_exit_code \(code.rawValue)"])
        add(
            "chargeback_last_run_timestamp_seconds", "When the last run ended.",
            ["chargeback_last_run_timestamp_seconds \(endedAt.seconds)"])
        add(
            "chargeback_last_run_duration_seconds", "How long it took.",
            ["chargeback_last_run_duration_seconds \(max(0, endedAt.seconds - startedAt.seconds))"])
        func samples(_ metric: String, _ name: String, _ label: String) -> [String] {
            (figures.map(Array.init) ?? []).filter { $0.text("metric") == metric }.map { row in
                let value = row.text("value")
                return label.isEmpty ? "\(name) \(value)" : "\(name){\(label)=\"\(Self.escaped(row.text("label")))\"} \(value)"
            }
        }
        add(
            "chargeback_step_duration_seconds", "How long the steps took that did something.",
            samples("phase_seconds", "chargeback_step_duration_seconds", "step"))
        add(
            "chargeback_unallocated_cost", "Effective cost without a team in the newest published month.",
            samples("unallocated", "chargeback_unallocated_cost", "currency"))
        add(
            "chargeback_outbox_oldest_seconds", "Age of the oldest alert that waits for a receiver.",
            samples("outbox_oldest_seconds", "chargeback_outbox_oldest_seconds", ""))
        text = lines.joined(separator: "\n") + "\n"
    }

    static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
