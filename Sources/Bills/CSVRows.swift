import CLibCSV
import Errors
import Glibc
import Keys
import Streams

/// The rows of a CSV file, a block of them at a time.
///
/// libcsv in its strict mode says what the bytes mean. Here stands what it does not check: text encoding, NUL bytes,
/// the line end of the last row, lone carriage returns, limits, and where things are. What stops the file is thrown
/// only after the rows before it were handed out, so that errors come in the order of the file.
final class CSVRows {
    let name: String
    private let stream: ByteStream
    private let fileHash: FileHash
    private let chunk: UnsafeMutableBufferPointer<UInt8>
    private var chunkStart = 0
    private var chunkEnd = 0
    private var chunkOffset: Int64 = 0
    private var lastByte: UInt8 = 0
    private var check = TextCheck()
    private var badByte: (offset: Int, byte: UInt8)?
    private var parser = UnsafeMutablePointer<csv_parser>.allocate(capacity: 1)
    private let block = UnsafeMutablePointer<RowBlock>.allocate(capacity: 1)
    private var fault: (any CodedError)?
    /// The last bytes of the chunk before, for a quoted NULL that lies across.
    private var tail: [UInt8] = []
    private var isQuotedNullNear = false

    init(path: String, blockSize: Int) throws(StreamError) {
        let fileHash = FileHash()
        self.fileHash = fileHash
        stream = try ByteStream(path: path) { fileHash.hasher.update($0) }
        name = stream.name
        chunk = .allocate(capacity: max(blockSize, 8))
        block.initialize(to: RowBlock())
        let options = UInt8(CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL)
        precondition(csv_init(parser, options) == 0, "libcsv cannot start")
        // No byte is a blank that may be trimmed: ` 1` is not 1.
        csv_set_space_func(parser) { _ in 0 }
    }

    deinit {
        csv_free(parser)
        parser.deallocate()
        block.pointee.deallocate()
        block.deallocate()
        chunk.deallocate()
    }

    /// How many complete rows the last block has.
    var count: Int { block.pointee.rows.count }
    var blankLineCount: Int64 { block.pointee.blankLineCount }
    var bytesRead: Int64 { stream.bytesRead }
    var bytesDelivered: Int64 { stream.bytesDelivered }
    /// SHA-256 of the bytes on disk; to be asked for once, at the end.
    func fileDigest() -> Digest { fileHash.hasher.finalize() }

    /// How many cells a row of the last block has.
    func cellCount(_ index: Int) -> Int { block.pointee.rows.base[index].cellCount }

    /// A row of the last block.
    func row(_ index: Int, number: Int64) -> Row {
        let mark = block.pointee.rows.base[index]
        return Row(
            bytes: UnsafePointer(block.pointee.bytes.base),
            ends: UnsafePointer(block.pointee.ends.base + mark.firstEnd), start: mark.start, line: mark.line,
            number: number)
    }

    /// The names of the columns, or nil where there is no row at all.
    func header() throws -> [String]? {
        while count == 0 {
            guard try advance(stopsAtLineEnd: true) else { return nil }
        }
        if let fault { throw fault }
        let row = row(0, number: 0)
        return (0..<cellCount(0)).map { row.text(Column(index: $0)) ?? "" }
    }

    /// The line that the header stands in.
    var headerLine: Int64 { block.pointee.rows.base[0].line }

    /// Says what is needed of the data rows; called once, after the header.
    func keep(_ isNeeded: [Bool], readsNull: Bool) {
        let flags = UnsafeMutablePointer<Bool>.allocate(capacity: isNeeded.count)
        flags.initialize(from: isNeeded, count: isNeeded.count)
        block.pointee.isNeeded = flags
        block.pointee.columnCount = isNeeded.count
        block.pointee.readsNull = readsNull
        if readsNull { lookForQuotedNull() }
    }

    /// Reads the next block of rows, perhaps of none; false at the end of the file.
    func next() throws -> Bool {
        if let fault { throw fault }
        block.pointee.startNext()
        return try advance(stopsAtLineEnd: false)
    }

    /// Feeds libcsv the rest of the chunk, or the next one, or of it only a line.
    private func advance(stopsAtLineEnd: Bool) throws -> Bool {
        if let fault { throw fault }
        if chunkStart == chunkEnd, !(try fill()) { return false }
        var end = chunkEnd
        if let badByte { end = badByte.offset }
        if stopsAtLineEnd, let lineEnd = memchr(chunk.baseAddress! + chunkStart, 0x0A, end - chunkStart) {
            end = UnsafeRawPointer(lineEnd) - UnsafeRawPointer(chunk.baseAddress!) + 1
        }
        feed(upTo: end)
        if let stopped = block.pointee.fault {
            fault = fault ?? error(stopped)
        } else if parser.pointee.entry_pos > BillLimits.cellBytes {
            fault =
                fault
                ?? BillError(
                    file: name, line: block.pointee.line, cell: openCell, reason: .cellTooLong)
        } else if let badByte, chunkStart == badByte.offset, fault == nil {
            fault = BillError(
                file: name, line: lineOfNextByte,
                reason: .badByte(badByte.byte, at: chunkOffset + Int64(badByte.offset)))
        }
        return true
    }

    private func feed(upTo end: Int) {
        let count = end - chunkStart
        guard count > 0, fault == nil else { return }
        let parsed: Int
        if isQuotedNullNear {
            parsed = feedBytewise(count)
        } else {
            parsed = csv_parse(parser, chunk.baseAddress! + chunkStart, count, takeCell, takeRowEnd, block)
        }
        chunkStart += count
        lastByte = chunk[chunkStart - 1]
        guard parsed == count else {
            fault = BillError(file: name, line: lineOfNextByte, cell: openCell, reason: .strayQuote)
            return
        }
    }

    /// A cell's quotation is known between two calls of libcsv only, never inside of one: so the rare chunk that
    /// has a quoted NULL goes through byte by byte.
    private func feedBytewise(_ count: Int) -> Int {
        for index in 0..<count {
            block.pointee.isQuoted = parser.pointee.quoted != 0
            let byte = chunk.baseAddress! + chunkStart + index
            if csv_parse(parser, byte, 1, takeCell, takeRowEnd, block) != 1 { return index }
        }
        block.pointee.isQuoted = false
        return count
    }

    /// Reads the next chunk; false where the file ended well.
    private func fill() throws -> Bool {
        chunkOffset = stream.bytesDelivered
        chunkStart = 0
        chunkEnd = 0
        let isFirst = chunkOffset == 0
        // The first bytes are looked at together: a pipe may bring them one by one.
        repeat {
            let free = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(chunk)[chunkEnd...])
            let count = try stream.read(into: free)
            if count == 0 { break }
            chunkEnd += count
        } while isFirst && chunkEnd < 8
        if chunkEnd == 0 {
            try finish()
            return false
        }
        if isFirst { try checkStart() }
        let fresh = UnsafeBufferPointer(rebasing: chunk[chunkStart..<chunkEnd])
        if let offset = check.firstFault(in: fresh) {
            badByte = (chunkStart + offset, chunk[chunkStart + offset])
        }
        lookForQuotedNull()
        return true
    }

    /// The encoding, by the first bytes.
    private func checkStart() throws {
        let start = Array(chunk[..<min(chunkEnd, 6)]) + [1, 1, 1, 1, 1, 1]
        let isMarkedUTF16 = (start[0] == 0xFF && start[1] == 0xFE) || (start[0] == 0xFE && start[1] == 0xFF)
        // ASCII letters in UTF-16 have a NUL before or behind each.
        let isUnmarkedUTF16 = (start[0] == 0 && start[2] == 0) || (start[1] == 0 && start[3] == 0)
        if isMarkedUTF16 || isUnmarkedUTF16 { throw BillError(file: name, reason: .isUTF16) }
        guard start.starts(with: byteOrderMark) else { return }
        if start.dropFirst(3).starts(with: byteOrderMark) { throw BillError(file: name, reason: .twoByteOrderMarks) }
        chunkStart = 3
    }

    private func finish() throws {
        guard stream.bytesDelivered > 0 else { return }
        guard lastByte == 0x0A else {
            throw BillError(file: name, line: lineOfNextByte, reason: .endsInsideRow(bytes: stream.bytesDelivered))
        }
        if csv_fini(parser, nil, nil, nil) != 0 {
            throw BillError(file: name, line: block.pointee.line, cell: openCell, reason: .quoteNotClosed)
        }
    }

    private func lookForQuotedNull() {
        guard block.pointee.readsNull else { return }
        let bytes = tail + chunk[chunkStart..<chunkEnd]
        isQuotedNullNear = bytes.withUnsafeBufferPointer(hasQuotedNull)
        tail = Array(bytes.suffix(6))
    }

    private var openCell: Int { block.pointee.open.cellCount + 1 }

    /// The line of the byte that libcsv would see next, with the lines of the cell that is open.
    private var lineOfNextByte: Int64 {
        var line = block.pointee.line
        guard let entry = parser.pointee.entry_buf else { return line }
        for index in 0..<parser.pointee.entry_pos where entry[index] == 0x0A { line += 1 }
        return line
    }

    private func error(_ stopped: (kind: RowBlock.Fault, line: Int64, cell: Int?)) -> BillError {
        let reason: BillError.Reason =
            switch stopped.kind {
            case .cellTooLong: .cellTooLong
            case .rowTooLong: .rowTooLong
            case .tooManyColumns: .tooManyColumns
            case .loneCarriageReturn: .loneCarriageReturn
            }
        return BillError(file: name, line: stopped.line, cell: stopped.cell, reason: reason)
    }
}

private let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

private func hasQuotedNull(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress, bytes.count >= 6 else { return false }
    var cursor = 1
    while cursor + 5 <= bytes.count, let found = memchr(base + cursor, 0x4E, bytes.count - 4 - cursor) {
        cursor = UnsafeRawPointer(found) - UnsafeRawPointer(base)
        if memcmp(base + cursor - 1, "\"NULL\"", 6) == 0 { return true }
        cursor += 1
    }
    return false
}

/// A place for the digest that the stream's closure and the reader share.
private final class FileHash {
    var hasher = Hasher256()
}

private func takeCell(_ cell: UnsafeMutableRawPointer?, _ count: Int, _ context: UnsafeMutableRawPointer?) {
    context!.assumingMemoryBound(to: RowBlock.self).pointee.take(cell: cell, count: count)
}

private func takeRowEnd(_ terminator: Int32, _ context: UnsafeMutableRawPointer?) {
    context!.assumingMemoryBound(to: RowBlock.self).pointee.takeRowEnd(terminator)
}
