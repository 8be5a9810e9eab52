import Foundation
import FoundationNetworking
import Settings
import Testing

@testable import Alerts

/// A real Alertmanager, for the length of one test; `nil` where this machine has none.
private final class Alertmanager {
    struct NotStarted: Error {}

    private let process = Process()
    private let folder: URL
    let port = Int.random(in: 20_000...29_999)

    init?() throws {
        let program = "/usr/bin/prometheus-alertmanager"
        guard FileManager.default.isExecutableFile(atPath: program) else { return nil }
        folder = FileManager.default.temporaryDirectory.appending(path: "alertmanager-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let configuration = folder.appending(path: "alertmanager.yml")
        try Data("route: {receiver: nobody}\nreceivers: [{name: nobody}]\n".utf8).write(to: configuration)
        process.executableURL = URL(filePath: program)
        process.arguments = [
            "--config.file=\(configuration.path)", "--storage.path=\(folder.path)/data", "--cluster.listen-address=",
            "--web.listen-address=127.0.0.1:\(port)",
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        for _ in 0..<200 {
            if (try? get("/-/ready")) != nil { return }
            usleep(50_000)
        }
        throw NotStarted()
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }

    func get(_ path: String) throws -> Data {
        let url = try #require(URL(string: "http://127.0.0.1:\(port)\(path)"))
        let (done, box) = (DispatchSemaphore(value: 0), Box())
        URLSession.shared.dataTask(with: url) { data, response, _ in
            if (response as? HTTPURLResponse)?.statusCode == 200 { box.data = data }
            done.signal()
        }.resume()
        done.wait()
        guard let data = box.data else { throw NotStarted() }
        return data
    }

    /// What a transfer brings; the semaphore keeps its two users apart.
    private final class Box: @unchecked Sendable {
        var data: Data?
    }

    /// The alerts that it has.
    func alerts() throws -> [[String: Any]] {
        try #require(try JSONSerialization.jsonObject(with: get("/api/v2/alerts")) as? [[String: Any]])
    }
}

@Suite("The real Alertmanager", .serialized)
struct AlertmanagerTests {
    @Test("It shows each alert of a month once, with its labels, however often it is sent, ends what has ended, and takes a test")
    func shows() throws {
        guard let manager = try Alertmanager() else {
            print("skipped: no prometheus-alertmanager here (make test installs it)")
            return
        }
        let books = try Books()
        try books.add("450.123456789", ["team": "pay\"ments\n<b>"])
        let rules = """
            budgets: [{name: "b", scope: {organisation: true}, amount: 400, currency: USD, steps: [80, 100]}]
            thresholds: [{name: "t", amount: 1, currency: USD}]
            receivers: [{name: am, kind: alertmanager, url: "http://127.0.0.1:\(manager.port)", allow_private: true}]
            """
        try books.evaluate(rules)
        let receivers = try settings(rules).receivers
        #expect(try Outbox(books.connection, receivers: receivers).deliver().deliveredCount == 2)
        // A crash between sending and noting it sends again.
        try books.connection.query("update ops.outbox set delivered_at = null")
        #expect(try Outbox(books.connection, receivers: receivers).deliver().deliveredCount == 2)
        let alerts = try manager.alerts()
        let labels = alerts.compactMap { $0["labels"] as? [String: String] }
        #expect(Set(labels.compactMap { $0["rule"] }) == ["b", "t"] && alerts.count == 2)
        let budget = try #require(labels.first { $0["rule"] == "b" })
        #expect(
            budget == [
                "alertname": "chargeback budget", "rule": "b", "scope": "organisation", "period": "2026-10",
                "step": "100%", "severity": "critical", "currency": "USD",
            ])
        let notes = alerts.compactMap { $0["annotations"] as? [String: String] }
        #expect(notes.allSatisfy { $0["amount"] == "450.123456789" })
        #expect(alerts.allSatisfy { ($0["status"] as? [String: Any])?["state"] as? String == "active" })
        #expect(try ReceiverTest("am", of: settings(rules)).send() == 200)
        #expect(try manager.alerts().count == 3)
        // What holds no longer ends there as well, and only that; what comes again is there again.
        try books.clear()
        try books.add("300")
        try books.evaluate(rules)
        #expect(try Outbox(books.connection, receivers: receivers).deliver().deliveredCount == 1)
        #expect(try active(manager) == ["t"])
        try books.add("200")
        try books.evaluate(rules)
        #expect(try Outbox(books.connection, receivers: receivers).deliver().deliveredCount == 1)
        #expect(try active(manager) == ["b", "t"])
    }

    /// The rules of the alerts that it holds to be active; tests are none of ours.
    private func active(_ manager: Alertmanager) throws -> [String] {
        try manager.alerts().filter { ($0["status"] as? [String: Any])?["state"] as? String == "active" }
            .compactMap { ($0["labels"] as? [String: String])?["rule"] }.sorted()
    }
}
