import Bills
import Foundation
import Streams
import Testing

@Suite("A bill in a zip archive is the same bill, and an archive that is not whole is refused")
struct ZipTests {
    private static let csv = Array(SmallBill.focus([["BilledCost": "12.5"], ["ChargeDescription": "two\nlines"], [:]]).utf8)

    @Test("Stored or deflated, its charges are those of the plain file", arguments: [false, true])
    func sameCharges(isDeflated: Bool) throws {
        let bill = try Bill(bytes: zip([("bills/../cur.csv", Self.csv)], isDeflated: isDeflated), name: "cur.zip")
        #expect(try bill.charges == Bill(bytes: Self.csv).charges)
    }

    @Test("Cut at any byte it is refused", arguments: [false, true])
    func cut(isDeflated: Bool) throws {
        let whole = try zip([("cur.csv", Self.csv)], isDeflated: isDeflated)
        for length in 0..<whole.count {
            #expect(try !refusal(Array(whole.prefix(length))).isEmpty, "accepted with \(length) of \(whole.count) bytes")
        }
    }

    @Test("Any byte of its data that changes is found")
    func damaged() throws {
        let whole = try zip([("cur.csv", Self.csv)], isDeflated: true)
        let start = 30 + "cur.csv".utf8.count
        let end = whole.count - 22 - 46 - "cur.csv".utf8.count
        for place in start..<end {
            var bytes = whole
            bytes[place] ^= 1
            #expect(try !refusal(bytes).isEmpty, "byte \(place)")
        }
    }

    @Test("Of several files the CSV ones are named one by one, and the archive alone is refused")
    func severalFiles() throws {
        let archive = try zip([("a.csv", Self.csv), ("__MACOSX/a.csv", [1]), ("read.me", [2]), ("b/c.csv", Self.csv)], isDeflated: true)
        let file = try TemporaryFile(archive, name: "cur.zip")
        #expect(try ZipArchive.paths(file.path) == ["\(file.path)/a.csv", "\(file.path)/b/c.csv"])
        #expect(try Bill(path: "\(file.path)/b/c.csv").charges == Bill(bytes: Self.csv).charges)
        #expect(
            try refusal(path: file.path) == [
                "\(file.path): CB171 the zip archive cannot be read: it holds 2 files where one is expected; unpack it yourself"
            ])
        #expect(try refusal(path: "\(file.path)/d.csv") == ["\(file.path)/d.csv: CB010 cannot be opened: No such file or directory"])
    }

    @Test("An encrypted file, an unknown method and an archive without files are told apart")
    func notRead() throws {
        let whole = try zip([("cur.csv", Self.csv)], isDeflated: false)
        let directory = whole.count - 22 - 46 - "cur.csv".utf8.count
        var encrypted = whole
        encrypted[directory + 8] = 1
        #expect(try refusal(encrypted) == ["bill.csv: CB171 the zip archive cannot be read: it is encrypted; unpack it yourself"])
        var unknown = whole
        unknown[directory + 10] = 12
        #expect(
            try refusal(unknown) == ["bill.csv: CB171 the zip archive cannot be read: it is compressed by method 12; unpack it yourself"])
        #expect(
            try refusal(zip([], isDeflated: false)) == ["bill.csv: CB171 the zip archive cannot be read: it holds no file; unpack it yourself"])
    }
}

/// An archive of some files, as the zip format's description has it.
private func zip(_ files: [(name: String, bytes: [UInt8])], isDeflated: Bool) throws -> [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for file in files {
        let packed = try gzip(file.bytes)
        let data = isDeflated ? Array(packed[10..<(packed.count - 8)]) : file.bytes
        let sizes = Array(packed[(packed.count - 8)..<(packed.count - 4)]) + number(data.count, 4) + number(file.bytes.count, 4)
        let common = number(20, 2) + [0, 0] + number(isDeflated ? 8 : 0, 2) + [0, 0, 0, 0] + sizes + number(file.name.utf8.count, 2) + [0, 0]
        directory += [0x50, 0x4B, 1, 2, 20, 0] + common + [UInt8](repeating: 0, count: 10) + number(archive.count, 4) + file.name.utf8
        archive += [0x50, 0x4B, 3, 4] + common + file.name.utf8 + data
    }
    let count = number(files.count, 2)
    return archive + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + count + count + number(directory.count, 4)
        + number(archive.count, 4) + [0, 0]
}

private func number(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
