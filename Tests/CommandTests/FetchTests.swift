import Foundation
import Glibc
import TestSupport
import Testing

@Suite("chargeback fetch usage and what a run fetches")
struct FetchTests {
    private static let server = Result { try PrometheusProcess() }

    /// The shipped signals, of which those that are asked by six hours need not be there: the cluster ends at three.
    private static func catalogue(_ command: Command) throws -> String {
        let shipped = try command.run("config", "catalogue").output
        return shipped.components(separatedBy: "\n  - id: ").map { signal in
            signal.contains("step_seconds: 300") && signal.contains("expr:") ? signal.replacing("    required: true", with: "") : signal
        }.joined(separator: "\n  - id: ")
    }

    @Test("A run fetches the hours that are missing, takes them in, and the next one does nothing and says nothing")
    func nightly() throws {
        let command = try Command()
        let proxy = try FaultyProxy(to: try Self.server.get().port)
        try command.folder.write("catalogue.yaml", try Self.catalogue(command))
        try command.folder.write(
            "chargeback.yaml",
            """
            usage_catalogue: catalogue.yaml
            prometheus: [{cluster: c1, url: "\(proxy.url)", start: 2026-10-25, lookback_days: 3660}]
            """)
        let first = try command.run("run", "--as-of", "2026-10-25", "--verbose")
        #expect(first.status == 0 && first.output.contains("range exports fetched"), "\(first.output) \(first.errors)")
        let connection = try command.database.connect()
        let count = try connection.query("select count(*) as count from usage.quantity_hour where measure = 'pod_request_samples'")
        #expect(count[0].integer("count") > 100)
        let asked = proxy.received.count
        let second = try command.run("run", "--as-of", "2026-10-25")
        #expect(second.status == 0 && second.output.isEmpty && second.errors.isEmpty, "\(second.output) \(second.errors)")
        #expect(proxy.received.count - asked == 0)
    }

    @Test("A fetch that is killed goes on where it was: what is there whole is not asked for again")
    func killed() throws {
        let command = try Command()
        let stalls = 6
        let proxy = try FaultyProxy(to: try Self.server.get().port) { number, _ in number >= stalls ? .silence : .none }
        let arguments = [
            "fetch", "usage", "--from", "2026-10-25", "--to", "2026-10-25T03:00Z", "--cluster", "c1", "--url",
        ]
        let process = Process()
        process.executableURL = Command.program
        process.arguments = arguments + [proxy.url]
        process.currentDirectoryURL = command.folder.root
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        for _ in 0..<400 where proxy.received.count < stalls + 2 { usleep(25_000) }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let folder = command.folder.path("range-exports/c1/2026-10-25")
        func files() -> [String] {
            (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".json.gz") }
        }
        let before = files().count
        #expect(before > 0)
        let healthy = try FaultyProxy(to: try Self.server.get().port)
        let done = try Command.run(arguments + [healthy.url], environment: [:], folder: command.folder)
        #expect(done.status == 0 && done.output.contains("c1: \(files().count - before) range exports fetched"), "\(done.output) \(done.errors)")
        let again = try FaultyProxy(to: try Self.server.get().port)
        let nothing = try Command.run(arguments + [again.url], environment: [:], folder: command.folder)
        #expect(nothing.status == 0 && again.received.isEmpty && nothing.output.contains("nothing to fetch"))
    }

    @Test("Without a server, a cluster or whole hours the command says what is missing, exit 64")
    func usage() throws {
        let command = try Command()
        for arguments in [
            ["--from", "2026-10-25", "--to", "2026-10-26"],
            ["--from", "2026-10-25", "--to", "2026-10-26", "--url", "http://127.0.0.1:9"],
            ["--from", "2026-10-25T00:30Z", "--to", "2026-10-26", "--url", "http://127.0.0.1:9", "--cluster", "c"],
            ["--from", "2026-10-26", "--to", "2026-10-25", "--url", "http://127.0.0.1:9", "--cluster", "c"],
        ] {
            let outcome = try Command.run(["fetch", "usage"] + arguments, environment: [:], folder: command.folder)
            #expect(outcome.status == 64, "\(arguments): \(outcome.status) \(outcome.errors)")
        }
    }

    @Test("A server that refuses the token: one line, exit 77, and the token nowhere")
    func refused() throws {
        let command = try Command()
        let proxy = try FaultyProxy(to: try Self.server.get().port) { _, _ in
            .answer("HTTP/1.1 401 Unauthorized\r\nContent-Length: 13\r\nConnection: close\r\n\r\nUnauthorized\n")
        }
        try command.folder.write(
            "chargeback.yaml", "prometheus: [{cluster: c1, url: \"\(proxy.url)\", token: \"${TOKEN}\"}]\n")
        let outcome = try command.run(
            "fetch", "usage", "--from", "2026-10-25", "--to", "2026-10-25T03:00Z", environment: ["TOKEN": "abc.def.ghi"])
        #expect(outcome.status == 77, "\(outcome.errors)")
        #expect(outcome.errors.contains("CB188") && outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
        #expect(!(outcome.output + outcome.errors).contains("abc.def"))
        #expect(proxy.received.contains { $0.contains("Bearer abc.def.ghi") })
    }
}
