import Foundation
import HTTP
import Keys
import Usage

/// Asks how far back a server knows anything, so that a run does not ask every night for what it never had.
struct HistoryProbe {
    /// Points of one question; servers give 11,000.
    private static let pointsMax: Int64 = 10_000

    private let server: PrometheusServer
    private let signals: [Signal]

    init(_ server: PrometheusServer, _ signals: [Signal]) {
        self.server = server
        self.signals = signals
    }

    /// The first hour with a sample, where hours are missing that nothing was fetched before; `nil` where that is
    /// not so, or the server does not say.
    func start(of span: TimeSpan, _ pieces: [FetchQueue.Piece], in folder: ClusterFolder) throws -> Int64? {
        // What is about no pod is cheap to ask: scrapes, nodes.
        guard let signal = signals.first(where: { $0.isRequired && !$0.subject.contains(.pod) }),
            let missing = pieces.map(\.span.from).min()
        else { return nil }
        for day in span.days {
            let known = try folder.day(UTCDate(days: Int(day.from / TimeSpan.day))).filled(signal.id)
            if let first = known.map(\.from).min() { return first <= missing ? nil : try ask(signal, span, in: folder) }
        }
        return try ask(signal, span, in: folder)
    }

    private func ask(_ signal: Signal, _ span: TimeSpan, in folder: ClusterFolder) throws -> Int64? {
        let hours = (span.to - span.from) / TimeSpan.hour / Self.pointsMax + 1
        let step = hours * TimeSpan.hour
        let range = AskedRange(span, step: step, kind: signal.kind)
        let file = try AnswerFile(path: folder.path + "/.history.json.gz.part")
        defer { file.forget() }
        let parameters: [(name: String, value: String)] = [
            ("query", "count(\(signal.expression ?? ""))"), ("start", "\(range.start)"), ("end", "\(range.end)"),
            ("step", "\(step)"),
        ]
        guard case .answered = server.ask(parameters, by: HTTPClient(), into: file) else { return nil }
        _ = try file.finish()
        let counted = Signal(
            id: "history", names: [], kind: signal.kind.isBackward ? .rate : .gauge, stepSeconds: Int(step), subject: [])
        let options = UsageOptions(signal: "history", isPartialAllowed: true, stepSeconds: Int(step))
        let reader = try? RangeExportReader(path: file.path, catalogue: Catalogue([counted]), options: options)
        var first: Int64?
        _ = try? reader?.read { batch in
            for hour in batch.quantities {
                let at = Int64(hour.date.days) * TimeSpan.day + Int64(hour.hour) * TimeSpan.hour
                first = min(first ?? at, at)
            }
        }
        return first
    }
}
