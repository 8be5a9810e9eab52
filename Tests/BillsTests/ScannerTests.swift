import CBytes
import Errors
import Foundation
import Streams
import Testing

@testable import Bills

@Suite("The fast scanner and libcsv read the same rows")
struct ScannerTests {
    /// What a file says: its rows, and the error that stops it.
    private struct Reading: Equatable {
        var rows: [String] = []
        var blankLines: Int64 = 0
        var error = ""
    }

    /// Reads a file with the scanner, or with libcsv alone.
    private func read(
        _ path: String, blockSize: Int, scansRows: Bool, width: Int32 = 0, readsNull: Bool
    ) throws -> Reading {
        var reading = Reading()
        do {
            let rows = try CSVRows(path: path, blockSize: blockSize, scansRows: scansRows, scanWidth: width)
            guard let header = try rows.header() else { return reading }
            // Every third column is one that nobody needs.
            let isNeeded = header.indices.map { $0 % 3 != 2 }
            rows.keep(isNeeded, readsNull: readsNull)
            while try rows.next() {
                for index in 0..<rows.count {
                    let row = rows.row(index, number: 1)
                    let count = rows.cellCount(index)
                    let cells = (0..<min(count, header.count)).map { column in
                        isNeeded[column] ? Array(row.cell(Column(index: column))) : []
                    }
                    reading.rows.append("\(row.line) \(count) \(cells)")
                }
            }
            reading.blankLines = rows.blankLineCount
        } catch let error as any CodedError {
            reading.error = error.line
        }
        return reading
    }

    /// What this processor can, and all that lesser ones do.
    private static let widths: [Int32] = [0, 128, 256, 512].filter { $0 <= bytes_scan_width() }

    private func check(_ bytes: [UInt8], blockSizes: [Int], _ comment: Comment) throws {
        let file = try TemporaryFile(bytes)
        for readsNull in [false, true] {
            let reference = try read(file.path, blockSize: 1 << 18, scansRows: false, readsNull: readsNull)
            for blockSize in blockSizes {
                // Each width in its turn, over files of all lengths.
                let width = Self.widths[(bytes.count + (readsNull ? 1 : 0)) % Self.widths.count]
                let scanned = try read(file.path, blockSize: blockSize, scansRows: true, width: width, readsNull: readsNull)
                #expect(scanned == reference, "\(comment), \(width) bits")
            }
        }
    }

    @Test("Rows of all shapes, with faults strewn in, in blocks of all sizes", arguments: 0..<400 as Range<UInt64>)
    func randomRows(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let columnCount = Int.random(in: 1...9, using: &random)
        let pieces = [
            "", "", "a", "NULL", "\"NULL\"", "null", "\"null\"", "Null", "1.5", "\"a,b\"", "\"\"", "\"a \"\"b\"\" c\"", "\"\"\"\"",
            "\"two\nlines\"",
            "\"two\r\nlines\"", " x ", "é", "NULLS", String(repeating: "long", count: 30),
            "\"{\"\"team\"\":\"\"x\"\"}\"",
        ]
        var text = (0..<columnCount).map { "c\($0)" }.joined(separator: ",") + "\n"
        for _ in 0..<Int.random(in: 0...40, using: &random) {
            let cells = (0..<columnCount).map { _ in pieces.randomElement(using: &random)! }
            text += cells.joined(separator: ",") + (Int.random(in: 0..<4, using: &random) == 0 ? "\r\n" : "\n")
        }
        var bytes = Array(text.utf8)
        if seed % 2 == 1 {
            let hostile: [UInt8] = [0x22, 0x2C, 0x0A, 0x0D, 0x00, 0xFF, 0x20, 0xC3]
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes.insert(hostile.randomElement(using: &random)!, at: place)
                case 1: bytes.remove(at: place)
                default: bytes[place] = hostile.randomElement(using: &random)!
                }
                if bytes.isEmpty { bytes = [0x61] }
            }
        }
        let sizes = [1 << 18, Int.random(in: 8...300, using: &random)]
        try check(bytes, blockSizes: sizes, "seed \(seed), block sizes \(sizes)")
    }

    @Test("Bytes that are mostly shape", arguments: 0..<400 as Range<UInt64>)
    func randomBytes(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let alphabet: [UInt8] = [0x22, 0x22, 0x2C, 0x2C, 0x0A, 0x0A, 0x61, 0x4E, 0x0D]
        let shapes = seed % 3 == 0 ? alphabet : Array(alphabet.dropLast())
        let body = (0..<Int.random(in: 0...400, using: &random)).map { _ in shapes.randomElement(using: &random)! }
        let sizes = [1 << 18, Int.random(in: 8...100, using: &random)]
        try check(Array("a,b\n".utf8) + body + [0x0A], blockSizes: sizes, "seed \(seed), block sizes \(sizes)")
    }

    @Test("A row that is longer than the room between two blocks, and a cell at its limit")
    func longRows() throws {
        let limit = BillLimits.cellBytes
        for count in [
            BlockReader.Block.room.front - 1, BlockReader.Block.room.front, BlockReader.Block.room.front + 1, 300_000,
            limit, limit + 1,
        ] {
            let cell = String(repeating: "x", count: count)
            let text = "a,b\n1,2\n\(cell),3\n4,\"\(cell)\"\n5,6\n"
            try check(Array(text.utf8), blockSizes: [1 << 17, 1 << 18, 1 << 22], "a cell of \(count) bytes")
        }
    }

    @Test("Every file of the error corpus, cut into blocks of all sizes", arguments: errorBills)
    func errorCorpus(name: String) throws {
        let bytes = try #require(FileManager.default.contents(atPath: "\(fixtures)/errors/\(name)"))
        try check(Array(bytes), blockSizes: [8, 33, 100, 1 << 18], "\(name)")
    }
}

private let errorBills = ((try? FileManager.default.contentsOfDirectory(atPath: "\(fixtures)/errors")) ?? [])
    .filter { $0.hasPrefix("bills-") && $0.hasSuffix(".csv") }.sorted()
