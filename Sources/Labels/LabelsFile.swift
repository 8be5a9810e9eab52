import CLibCSV
import Errors
import Keys
import Streams

/// A labels file: who pods belong to, said by hand or by another system.
///
/// A CSV with a header out of `cluster,namespace,pod,uid,from,to,tenant,tier,commit,owner`, in any order;
/// `uid`, or `namespace` and `pod`, must be there. `from` and `to` are moments in UTC, half-open; empty is
/// open. An empty value is none, so that the next rule gives one.
public struct LabelsFile: Sendable {
    /// The rows, in the order of the file.
    public let rows: [DeclaredLabels]
    /// SHA-256 of the content, decompressed.
    public let contentDigest: Digest
    /// Rows that give no value at all.
    public let rowsWithoutValue: Int

    /// The columns that a labels file may have.
    public static let columnNames = [
        "cluster", "namespace", "pod", "uid", "from", "to", "tenant", "tier", "commit", "owner",
    ]

    /// Reads a file, plain or gzip, or standard input for `-`.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - cluster: The cluster of rows that name none.
    /// - Throws: `StreamError`, `LabelError`, or `CodedErrors` with the first ten rows that are wrong.
    public init(path: String, cluster: String = "default") throws {
        let stream = try ByteStream(path: path)
        let parser = LabelsParser(name: stream.name, cluster: cluster)
        var hasher = Hasher256()
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { buffer.deallocate() }
        while case let count = try stream.read(into: buffer), count > 0 {
            let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
            hasher.update(bytes)
            try parser.feed(bytes)
        }
        rows = try parser.finish()
        rowsWithoutValue = rows.count { row in CostField.allCases.allSatisfy { row.values[$0] == nil } }
        contentDigest = hasher.finalize()
    }
}

/// Feeds libcsv line by line, so that it is known in which line a row starts.
private final class LabelsParser {
    private let table: LabelsTable
    private var parser = csv_parser()
    private var line = 1
    private var lastByte: UInt8 = 0
    private var start: [UInt8]? = []

    init(name: String, cluster: String) {
        table = LabelsTable(name: name, cluster: cluster)
        precondition(csv_init(&parser, UInt8(CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL)) == 0, "libcsv cannot start")
        // No byte is a blank that may be trimmed: it is an error of its own.
        csv_set_space_func(&parser) { _ in 0 }
    }

    deinit { csv_free(&parser) }

    /// Takes the next bytes; the first ones are held back until the encoding is known.
    func feed(_ bytes: UnsafeRawBufferPointer) throws {
        guard var held = start else { return try parse(bytes) }
        held += bytes
        if held.count < 4 {
            start = held
            return
        }
        start = nil
        try parseStart(held)
    }

    private func parseStart(_ bytes: [UInt8]) throws {
        let isUTF16 =
            bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
            || (bytes.count > 1 && (bytes[0] == 0) != (bytes[1] == 0))
        if isUTF16 { throw table.error(.isUTF16, line: nil) }
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        try bytes.withUnsafeBytes { try parse(UnsafeRawBufferPointer(rebasing: $0[(hasMark ? 3 : 0)...])) }
    }

    private func parse(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let lineEnd = rest.firstIndex(of: 0x0A)
            let piece = UnsafeRawBufferPointer(rebasing: rest[...(lineEnd ?? rest.endIndex - 1)])
            lastByte = piece.last!
            try parsePiece(piece)
            if lineEnd != nil { line += 1 }
            rest = rest[(rest.startIndex + piece.count)...]
        }
    }

    private func parsePiece(_ piece: UnsafeRawBufferPointer) throws {
        table.line = line
        let context = Unmanaged.passUnretained(table).toOpaque()
        let count = csv_parse(&parser, piece.baseAddress, piece.count, takeCell, takeRowEnd, context)
        guard count == piece.count else { throw table.error(.strayQuote, line: line) }
        guard parser.entry_pos <= LabelsTable.cellBytesMax else {
            throw table.error(.cellTooLong(bytes: LabelsTable.cellBytesMax), line: line)
        }
        if let fault = table.fault { throw fault }
    }

    /// Ends the file; the rows, or the errors of the first ten wrong ones.
    func finish() throws -> [DeclaredLabels] {
        if let held = start, !held.isEmpty { try parseStart(held) }
        guard lastByte == 0x0A || lastByte == 0, csv_fini(&parser, nil, nil, nil) == 0 else {
            throw table.error(.endsInsideRow, line: line)
        }
        guard table.hasHeader else { throw table.error(.empty, line: nil) }
        if !table.errors.isEmpty { throw CodedErrors(errors: table.errors, moreCount: table.moreErrors) }
        return table.rows
    }
}

private func takeCell(_ cell: UnsafeMutableRawPointer?, _ count: Int, _ context: UnsafeMutableRawPointer?) {
    let bytes = UnsafeRawBufferPointer(start: cell, count: count)
    Unmanaged<LabelsTable>.fromOpaque(context!).takeUnretainedValue().take(cell: bytes)
}

private func takeRowEnd(_ terminator: Int32, _ context: UnsafeMutableRawPointer?) {
    Unmanaged<LabelsTable>.fromOpaque(context!).takeUnretainedValue().takeRowEnd()
}
