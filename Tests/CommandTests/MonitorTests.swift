import Foundation
import TestSupport
import Testing

@Suite("The job is watched")
struct MonitorTests {
    @Test("A run tells a dead-man's switch when it starts and how it ends, and leaves metrics for Prometheus")
    func watched() throws {
        let (command, receiver) = (try Command(), try PingReceiver())
        try Night.write(to: command.folder)
        let monitoring = """
            \nmonitoring:
              ping_url: "http://127.0.0.1:\(receiver.port)/status/200?x=1"
              allow_private: true
              metrics_file: job.prom
            thresholds: [{name: 'a"b', amount: "0.01", currency: USD}]
            """
        let configuration = Night.configuration + monitoring
        try command.folder.write("chargeback.yaml", configuration)
        #expect(try command.run("run").status == 0)
        #expect(try command.run("run", "--dry-run").status == 0)
        let metrics = try String(contentsOf: command.folder.root.appending(path: "job.prom"), encoding: .utf8)
        #expect(metrics.contains("\nchargeback_last_run_exit_code 0\n") && metrics.contains("step=\"allocate\"}"))
        #expect(metrics.contains("\nchargeback_outbox_oldest_seconds 0\n"))
        #expect(metrics.contains(#"chargeback_alert_active{kind="threshold",name="",period="2026-10",rule="a\"b",scope="organisation","#))
        #expect(metrics.contains("\nchargeback_alerts_active{severity=\"critical\"} 1\n"))
        #expect(try promtool(metrics) == 0)
        let success = try #require(metrics.split(separator: "\n").first { $0.hasPrefix("chargeback_last_success") })
        // A run that fails says so and leaves the last success as it was; its trouble goes along.
        try command.folder.write("bills/3.csv", "not,a,bill\n1,2,3\n")
        #expect(try command.run("run").status == 65)
        let after = try String(contentsOf: command.folder.root.appending(path: "job.prom"), encoding: .utf8)
        #expect(after.contains("\nchargeback_last_run_exit_code 65\n") && after.contains(success + "\n"))
        // Nobody there is said and changes nothing.
        try command.folder.write(
            "chargeback.yaml", configuration.replacing("127.0.0.1:\(receiver.port)", with: "127.0.0.1:1"))
        let unheard = try command.run("run")
        #expect(unheard.status == 65)
        #expect(unheard.errors.contains("warning: monitoring.ping_url was not told (start): the host does not answer"))
        let requests = receiver.end()
        let paths = requests.compactMap { ($0["path"] as? String)?.split(separator: "?").first.map(String.init) }
        #expect(paths == ["/status/200/start", "/status/200/0", "/status/200/start", "/status/200/65"])
        #expect((requests[3]["body"] as? String)?.contains("bills/3.csv") == true)
        let ids = requests.compactMap { ($0["path"] as? String)?.components(separatedBy: "rid=").last }
        #expect(ids[0] == ids[1] && ids[1] != ids[2])
    }

    /// What Prometheus' own checker says of metrics: 0 is well, 3 is a matter of taste; 0 where it is not installed.
    private func promtool(_ metrics: String) throws -> Int32 {
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/promtool") else {
            print("skipped: no promtool here (make test installs it)")
            return 0
        }
        let (process, input) = (Process(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/promtool")
        process.arguments = ["check", "metrics"]
        process.standardInput = input
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(metrics.utf8))
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        return process.terminationStatus == 3 ? 0 : process.terminationStatus
    }

    @Test("A cost that nobody approved fails the gate; an approval with name and reason lets it through")
    func gate() throws {
        let command = try Command()
        try Night.write(to: command.folder)
        let approvals = "\napprovals: [{name: shop, scope: {team: shop}, amount: \"0.50\", currency: USD}]"
        try command.folder.write("chargeback.yaml", Night.configuration + approvals)
        #expect(try command.run("run").status == 0)
        let closed = try command.run("gate")
        #expect(closed.status == 1 && closed.output.hasPrefix("shop: 2026-10 costs "))
        #expect(closed.output.contains(", 0.5 is allowed; chargeback approve shop --month 2026-10"))
        let approved = try command.run(
            "approve", "shop", "--month", "2026-10", "--amount", "9", "--by", "ana", "--reason", "launch")
        #expect(approved.status == 0 && approved.output == "shop: up to 9 USD in 2026-10, approved by ana\n")
        let open = try command.run("gate", "--month", "2026-10")
        #expect(open.status == 0 && open.output.isEmpty)
        #expect(try command.run("approve", "shop", "--month", "2026-10", "--amount", "1,5", "--reason", "x").status == 64)
        let silenced = try command.run("alerts", "silence", "shop", "--until", "2999-01-01", "--reason", "known", "--by", "bo")
        #expect(silenced.output == "shop: silent until 2999-01-01\n")
        #expect(try command.run("alerts", "silence").output == "shop: silent until 2999-01-01, by bo: known\n")
    }
}

/// The receiver of fixtures/alerts/receiver.py, whose requests are read at the end.
private final class PingReceiver {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    let port: Int

    init() throws {
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", Checkout.path("fixtures/alerts/receiver.py")]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        var line = Data()
        while let byte = try output.fileHandleForReading.read(upToCount: 1), byte != Data([0x0A]) { line += byte }
        port = try #require(Int(String(decoding: line, as: UTF8.self)))
    }

    /// Ends the receiver and returns what it was asked.
    func end() -> [[String: Any]] {
        try? input.fileHandleForWriting.close()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return data.split(separator: 0x0A).compactMap {
            try? JSONSerialization.jsonObject(with: Data($0)) as? [String: Any]
        }
    }
}
