import Foundation
import Streams
import Testing

@Suite("Byte streams")
struct ByteStreamTests {
    /// Reads a whole file through the stream with a buffer of the given size.
    static func read(_ path: String, bufferSize: Int = 4096) throws -> [UInt8] {
        let stream = try ByteStream(path: path)
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: bufferSize)
        while true {
            let count = try buffer.withUnsafeMutableBytes { bytes throws in try stream.read(into: bytes) }
            if count == 0 { return content }
            content += buffer[..<count]
        }
    }

    /// Gone when the tests are.
    private static let folder: String = {
        let path = NSTemporaryDirectory() + "stream-tests-\(getpid())"
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        atexit { try? FileManager.default.removeItem(atPath: NSTemporaryDirectory() + "stream-tests-\(getpid())") }
        return path
    }()

    static func temporaryFile(_ bytes: some Collection<UInt8>) throws -> String {
        let path = folder + "/\(UUID().uuidString)"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    static func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
        let path = try temporaryFile(bytes)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/gzip")
        process.arguments = ["-n", path]
        try process.run()
        process.waitUntilExit()
        return Array(try Data(contentsOf: URL(fileURLWithPath: path + ".gz")))
    }

    static let content: [UInt8] = (0..<40_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }

    @Test("Gzip of one or several members gives the content, whatever the buffer", arguments: [1, 7, 4096, 1 << 20])
    func members(bufferSize: Int) throws {
        let member = try Self.gzip(Self.content)
        #expect(try Self.read(Self.temporaryFile(member), bufferSize: bufferSize) == Self.content)
        let twice = try Self.temporaryFile(member + member)
        #expect(try Self.read(twice, bufferSize: bufferSize) == Self.content + Self.content)
        #expect(try Self.read(Self.temporaryFile(Self.content), bufferSize: bufferSize) == Self.content)
    }

    @Test("Gzip cut at any byte is an error, never a shorter content")
    func cut() throws {
        let whole = try Self.gzip(Array("BilledCost\n1.5\n2.5\n".utf8))
        for length in 2..<whole.count {
            let path = try Self.temporaryFile(whole.prefix(length))
            #expect(throws: StreamError.self, "cut to \(length) bytes") { try Self.read(path) }
        }
    }

    @Test("A flipped bit or bytes behind the end are an error")
    func damage() throws {
        let whole = try Self.gzip(Self.content)
        var flipped = whole
        flipped[whole.count / 2] ^= 4
        #expect(throws: StreamError.self) { try Self.read(Self.temporaryFile(flipped)) }
        #expect(throws: StreamError.self) { try Self.read(Self.temporaryFile(whole + [0, 0, 0])) }
    }

    @Test("A missing file and a folder are told apart")
    func missing() {
        #expect(throws: StreamError.self) { try ByteStream(path: "/nowhere/at/all.csv") }
        #expect(throws: StreamError.self) { try ByteStream(path: "/tmp") }
    }
}
