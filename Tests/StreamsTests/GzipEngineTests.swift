import Foundation
import Testing

@testable import Streams

/// A file of gzip, or of something like it.
struct GzipCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]

    init(_ name: String, _ bytes: [UInt8]) {
        testDescription = name
        self.bytes = bytes
    }
}

@Suite("Decompressors")
struct GzipEngineTests {
    static let engines = GzipEngine.allCases.filter(\.isAvailable)

    /// What a decompressor makes of a file: the content before the end or the error, and which error.
    private func outcome(_ bytes: [UInt8], _ engine: GzipEngine, bufferSize: Int) throws -> (content: [UInt8], error: Int?) {
        let path = try ByteStreamTests.temporaryFile(bytes)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let stream = try ByteStream(path: path, engine: engine)
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: bufferSize)
        do {
            while true {
                let count = try buffer.withUnsafeMutableBytes { bytes throws in try stream.read(into: bytes) }
                if count == 0 { return (content, nil) }
                content += buffer[..<count]
            }
        } catch let error as StreamError { return (content, error.code) }
    }

    private static let rows = Array((0..<400).map { "2026-10-01,\($0),\($0 &* 7919 % 1000).5\n" }.joined().utf8)
    private static let noise = (0..<70_000).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 11) }

    /// A member with every optional part of its header: extra field, name, comment and the header's own checksum.
    private static func longHeader(_ member: [UInt8]) -> [UInt8] {
        let header: [UInt8] =
            [0x1F, 0x8B, 8, 0x1E, 0, 0, 0, 0, 0, 3, 4, 0] + Array("abcdname\0comment\0".utf8)
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in header {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        let check = ~crc
        return header + [UInt8(truncatingIfNeeded: check), UInt8(truncatingIfNeeded: check >> 8)] + member.dropFirst(10)
    }

    private static func corpus() throws -> [GzipCase] {
        let member = try ByteStreamTests.gzip(rows)
        let empty = try ByteStreamTests.gzip([])
        let stored = try ByteStreamTests.gzip(noise)
        var badCRC = member
        badCRC[member.count - 8] ^= 1
        var unknownFlags = member
        unknownFlags[3] |= 0x40
        var badLength = member
        badLength[member.count - 1] ^= 1
        var badMethod = member
        badMethod[2] = 7
        return [
            GzipCase("one member", member), GzipCase("three members", member + stored + member),
            GzipCase("empty members", empty + member + empty + empty), GzipCase("an empty member alone", empty),
            GzipCase("noise", stored), GzipCase("a long header", longHeader(member)),
            GzipCase("a long header behind a member", member + longHeader(member)),
            GzipCase("flags that gzip does not know", unknownFlags), GzipCase("such a second member", member + unknownFlags),
            GzipCase("wrong checksum", badCRC), GzipCase("wrong length", badLength),
            GzipCase("wrong method", badMethod), GzipCase("second member damaged", member + badCRC),
            GzipCase("noughts behind the end", member + [0, 0, 0, 0]),
            GzipCase("text behind the end", member + Array("\nend".utf8)),
            GzipCase("half a header behind the end", member + [0x1F, 0x8B]),
            GzipCase("a lone first byte behind the end", member + [0x1F]),
            GzipCase("gzip's mark and noise", [0x1F, 0x8B] + noise.prefix(300)),
        ]
    }

    @Test("isa-l is tested where its library is installed")
    func isalIsHere() {
        let isInstalled = ["/usr/lib/x86_64-linux-gnu/libisal.so.2", "/usr/lib/aarch64-linux-gnu/libisal.so.2"]
            .contains { FileManager.default.fileExists(atPath: $0) }
        let hasHeader = FileManager.default.fileExists(atPath: "/usr/include/isa-l/igzip_lib.h")
        #expect(GzipEngine.isal.isAvailable == (isInstalled && hasHeader))
    }

    @Test("Each gives the same content, or refuses for the same cause, whatever the buffer", arguments: engines)
    func sameOutcome(engine: GzipEngine) throws {
        for file in try Self.corpus() {
            for bufferSize in [1, 13, 4096, 1 << 20] {
                let expected = try outcome(file.bytes, .zlib, bufferSize: 1 << 16)
                let found = try outcome(file.bytes, engine, bufferSize: bufferSize)
                #expect(found.error == expected.error, "\(file.testDescription), buffer of \(bufferSize)")
                if expected.error == nil { #expect(found.content == expected.content, "\(file.testDescription)") }
            }
        }
        #expect(try outcome(Self.corpus()[0].bytes, engine, bufferSize: 4096).content == Self.rows)
    }

    @Test("A file cut at any byte is refused, or is whole members", arguments: engines)
    func cut(engine: GzipEngine) throws {
        let member = try ByteStreamTests.gzip(Array(Self.rows.prefix(900)))
        let whole = Self.longHeader(member) + member
        for length in 2..<whole.count {
            let found = try outcome(Array(whole.prefix(length)), engine, bufferSize: 4096)
            if length == whole.count - member.count {
                #expect(found.error == nil)
            } else {
                #expect(found.error == 13, "cut to \(length) of \(whole.count) bytes")
            }
        }
    }

    @Test("A flipped bit anywhere behind the header is refused, or changes nothing that is read", arguments: engines)
    func flipped(engine: GzipEngine) throws {
        let content = Array(Self.rows.prefix(900))
        let member = try ByteStreamTests.gzip(content)
        for index in 10..<member.count {
            var damaged = member
            damaged[index] ^= UInt8(1 << (index % 8))
            let found = try outcome(damaged, engine, bufferSize: 4096)
            #expect(found.error != nil || found.content == content, "byte \(index)")
        }
    }

    @Test("Noughts, as dense as gzip can pack them, are content and no bomb", arguments: engines)
    func dense(engine: GzipEngine) throws {
        let count = 1 << 26 + 1 << 20
        let member = try ByteStreamTests.gzip([UInt8](repeating: 0, count: count))
        let path = try ByteStreamTests.temporaryFile(member)
        let stream = try ByteStream(path: path, engine: engine)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { buffer.deallocate() }
        while try stream.read(into: buffer) > 0 {}
        #expect(stream.bytesDelivered == count)
    }
}
