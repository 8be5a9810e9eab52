import Errors
import Foundation
import Keys
import Settings
import TestSupport
import Testing
import Usage

@testable import Fetch

private let prometheus = Result { try PrometheusProcess() }

@Suite("Trouble on the way to the server")
struct TroubleTests {
    private static let scrapes = catalogue("state_scrapes")

    private static func json(_ text: String, status: String = "200 OK", headers: String = "") -> FaultyProxy.Fault {
        .answer("HTTP/1.1 \(status)\r\n\(headers)Content-Length: \(text.utf8.count)\r\nConnection: close\r\n\r\n\(text)")
    }

    /// Fetches through a proxy that does this to the query's attempts, from 0; other questions go through.
    private func fetch(
        _ folder: TemporaryFolder, retries: Int = 3, allowPartial: Bool = false,
        _ fault: @escaping @Sendable (Int) -> FaultyProxy.Fault
    ) throws -> (outcome: FetchOutcome, attempts: Int) {
        let count = Counter()
        let proxy = try FaultyProxy(to: try prometheus.get().port) { _, request in
            request.hasPrefix("POST") ? fault(count.next()) : .none
        }
        let settings = server(proxy.url, folder, retries: retries, allowPartial: allowPartial)
        let outcome = try UsageFetcher(settings, catalogue: Self.scrapes).fetch(knownSpan)
        return (outcome, count.value)
    }

    @Test("A connection that is cut, at whatever byte, is asked anew; half an answer never counts", arguments: [0, 1, 40, 200, 300])
    func cut(bytes: Int) throws {
        let folder = try TemporaryFolder()
        let (outcome, attempts) = try fetch(folder) { $0 == 0 ? .cut(afterBytes: bytes) : .none }
        #expect(outcome.errors.isEmpty && outcome.fileCount == 1 && attempts == 2)
        #expect(folder.exports().count == 1)
    }

    @Test("A server that is always cut off is given up with exit 75, and leaves no file")
    func alwaysCut() throws {
        let folder = try TemporaryFolder()
        let (outcome, attempts) = try fetch(folder, retries: 2) { _ in .cut(afterBytes: 300) }
        #expect(outcome.errors.map(\.code) == [187] && outcome.errors[0].exitCode == .tryAgain && attempts == 3)
        #expect(folder.exports().isEmpty)
        #expect(try folder.manifest() == nil)
    }

    @Test("An answer that ends early without HTTP saying so is asked anew")
    func endsEarly() throws {
        let folder = try TemporaryFolder()
        let half = #"{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"job":"kube-state-metrics"},"values":[["#
        let (outcome, attempts) = try fetch(folder) { $0 == 0 ? .answer("HTTP/1.0 200 OK\r\n\r\n\(half)") : .none }
        #expect(outcome.errors.isEmpty && outcome.fileCount == 1 && attempts == 2)
    }

    @Test("5xx and 429 pass; what the server asks us to wait is waited", arguments: ["500 Oops", "502 Bad Gateway", "503 Busy", "429 Slow"])
    func passing(status: String) throws {
        let folder = try TemporaryFolder()
        let (outcome, attempts) = try fetch(folder) { $0 < 2 ? Self.json("busy", status: status, headers: "Retry-After: 0\r\n") : .none }
        #expect(outcome.errors.isEmpty && outcome.fileCount == 1 && attempts == 3)
    }

    @Test("Other refusals are not asked again", arguments: [("400 No", 189, 76), ("404 No", 189, 76), ("401 Who", 188, 77), ("403 No", 188, 77), ("302 There", 189, 76)])
    func refused(status: String, code: Int, exit: Int32) throws {
        let folder = try TemporaryFolder()
        let (outcome, attempts) = try fetch(folder) { _ in Self.json("no", status: status) }
        #expect(outcome.errors.map(\.code) == [code] && outcome.errors[0].exitCode.rawValue == exit && attempts == 1)
    }

    private static let series =
        #"{"metric":{"job":"kube-state-metrics","instance":"a"},"values":[[1792890000,"120"],[1792893600,"120"],[1792897200,"120"]]}"#

    @Test(
        "A partial answer, one with a warning and one that was cut short by a limit are refused, exit 76; --allow-partial takes and notes them",
        arguments: [#""isPartial":true"#, #""warnings":["No StoreAPIs matched for this query"]"#, #""warnings":["results truncated due to limit"]"#])
    func partial(words: String) throws {
        let answer = #"{"status":"success","data":{"resultType":"matrix","result":[\#(Self.series)]},\#(words)}"#
        let folder = try TemporaryFolder()
        let (outcome, attempts) = try fetch(folder) { _ in Self.json(answer) }
        #expect(outcome.errors.map(\.code) == [191] && outcome.errors[0].exitCode == .prometheusWrong && attempts == 1)
        #expect(outcome.errors[0].line.contains("CB057") && folder.exports().isEmpty)
        let (taken, _) = try fetch(folder, allowPartial: true) { _ in Self.json(answer) }
        #expect(taken.errors.isEmpty && taken.warnings.count == 1)
        #expect(try folder.manifest()?.files.first?.isPartial == true)
    }

    @Test("Samples that were not asked for are refused, e.g. of a cache that rounds the start")
    func rounded() throws {
        let folder = try TemporaryFolder()
        let early = Self.series.replacing("1792890000", with: "1792886400").replacing("1792893600", with: "1792890000")
        let answer = #"{"status":"success","data":{"resultType":"matrix","result":[\#(early)]}}"#
        let (outcome, _) = try fetch(folder) { _ in Self.json(answer) }
        #expect(outcome.errors.map(\.code) == [191] && outcome.errors[0].line.contains("not asked for"))
    }

    @Test("A login page is no answer")
    func page() throws {
        let folder = try TemporaryFolder()
        let (outcome, _) = try fetch(folder) { _ in Self.json("<html>Sign in</html>") }
        #expect(outcome.errors.map(\.code) == [191] && outcome.errors[0].line.contains("CB050"))
    }

    @Test("Nobody at the address: exit 75 after the retries")
    func nobody() throws {
        let folder = try TemporaryFolder()
        let port = try PrometheusProcess.freePort()
        let settings = server("http://127.0.0.1:\(port)", folder, retries: 1)
        let outcome = try UsageFetcher(settings, catalogue: Self.scrapes).fetch(knownSpan)
        #expect(outcome.errors.map(\.code) == [187] && outcome.errors[0].exitCode == .tryAgain)
    }

    @Test("An address with a user name or of another kind is refused before anything is asked", arguments: ["http://u:p@h", "ftp://h", "h", "file:///etc/passwd"])
    func addresses(url: String) throws {
        let folder = try TemporaryFolder()
        let error = #expect(throws: FetchError.self) { try UsageFetcher(server(url, folder), catalogue: Self.scrapes) }
        #expect(error?.code == 185 && error?.line.contains("u:p") == false)
    }
}

/// Counts from several threads.
final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0

    /// The number before, and one more.
    func next() -> Int {
        lock.withLock {
            count += 1
            return count - 1
        }
    }

    var value: Int { lock.withLock { count } }
}
