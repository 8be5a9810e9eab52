import CBytes
import CLibCSV
import Errors
import Glibc
import Keys
import Streams

/// The rows of a CSV file, a block of them at a time.
///
/// Rows beyond doubt are read by `RowScanner`; whatever is not goes to libcsv, line by line, until a row ends with a
/// line. libcsv in its strict mode says what the bytes mean. Here stands what it does not check: text encoding, NUL
/// bytes, the line end of the last row, lone carriage returns, limits, and where things are. What stops the file is
/// thrown only after the rows before it were handed out, so that errors come in the order of the file.
final class CSVRows {
    let name: String
    private let source: BlockReader
    private let fileHash: FileHash
    /// What was read last; its bytes up to `cursor` are in rows, or in libcsv.
    private var chunk: BlockReader.Block?
    private var cursor = 0
    private var end = 0
    private var lastByte: UInt8 = 0
    private var check = TextCheck()
    private var badByte: (offset: Int, byte: UInt8)?
    private var parser = UnsafeMutablePointer<csv_parser>.allocate(capacity: 1)
    private let block = UnsafeMutablePointer<RowBlock>.allocate(capacity: 1)
    private var scanner: RowScanner?
    private let undoubled = UndoubledTexts()
    private let scansRows: Bool
    private let scanWidth: Int32
    private let allowsOpenEnd: Bool
    /// Whether the last row had no line end.
    private(set) var hasOpenEnd = false
    /// Whether the rest of the block is the first part of a row.
    private var isCut = false
    /// Whether the file's end has come while a row was cut off.
    private var isEndSeen = false
    private var fault: (any CodedError)?
    /// The last bytes that libcsv saw, for a quoted NULL that lies across.
    private var tail: [UInt8] = []

    /// - Parameters:
    ///   - scansRows: False lets libcsv read everything, for tests that hold the two against each other.
    ///   - scanWidth: How many bits are compared at once: what the processor can, or less, for tests.
    ///   - allowsOpenEnd: Whether a plain file's last row may lack its line end.
    init(
        path: String, blockSize: Int, scansRows: Bool = true, scanWidth: Int32 = bytes_scan_width(), allowsOpenEnd: Bool = false
    ) throws(StreamError) {
        let fileHash = FileHash()
        self.fileHash = fileHash
        self.scansRows = scansRows
        self.scanWidth = scanWidth
        self.allowsOpenEnd = allowsOpenEnd
        source = try BlockReader(path: path, blockSize: max(blockSize, 8)) { fileHash.hasher.update($0) }
        name = source.name
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
    }

    /// How many complete rows the last block has.
    var count: Int { block.pointee.rows.count }
    var blankLineCount: Int64 { block.pointee.blankLineCount }
    var bytesRead: Int64 { source.bytesRead }
    var bytesDelivered: Int64 { source.bytesDelivered }
    /// SHA-256 of the bytes on disk; to be asked for once, at the end.
    func fileDigest() -> Digest { fileHash.hasher.finalize() }

    /// How many cells a row of the last block has.
    func cellCount(_ index: Int) -> Int { block.pointee.rows.base[index].cellCount }

    /// A row of the last block.
    func row(_ index: Int, number: Int64) -> Row {
        let mark = block.pointee.rows.base[index]
        let texts = UnsafePointer(block.pointee.texts.base)
        guard let chunk else { preconditionFailure("a row without a block") }
        return Row(
            bytes: mark.isCopied ? texts : UnsafePointer(chunk.bytes),
            cells: UnsafePointer(block.pointee.cells.base + mark.firstCell), isCopied: mark.isCopied,
            isDoubled: mark.isDoubled, undoubled: Unmanaged.passUnretained(undoubled), start: mark.start, line: mark.line,
            number: number)
    }

    /// The names of the columns, or nil where there is no row at all.
    func header() throws -> [String]? {
        // A carriage return is the end of the header's line only with a line feed behind, perhaps in the next block.
        while count == 0 || block.pointee.isLineEndOpen {
            if cursor == end, !(try fill()) {
                if count == 0 { return nil }
                break
            }
            try feedLine()
            if let fault { throw fault }
        }
        let row = row(0, number: 0)
        return (0..<cellCount(0)).map { row.text(Column(index: $0)) ?? "" }
    }

    /// The line that the header stands in.
    var headerLine: Int64 { block.pointee.rows.base[0].line }

    /// Says what is needed of the data rows; called once, after the header.
    ///
    /// - Parameter fillsRows: Whether rows with fewer cells than the header get empty ones.
    func keep(_ isNeeded: [Bool], readsNull: Bool, fillsRows: Bool = false) {
        block.pointee.fillsRows = fillsRows
        let flags = UnsafeMutablePointer<Bool>.allocate(capacity: isNeeded.count)
        flags.initialize(from: isNeeded, count: isNeeded.count)
        block.pointee.isNeeded = flags
        block.pointee.columnCount = isNeeded.count
        block.pointee.readsNull = readsNull
        if scansRows {
            scanner = RowScanner(columnCount: isNeeded.count, isNeeded: flags, readsNull: readsNull, width: scanWidth)
        }
        source.startReadingAhead()
    }

    /// Reads the next block of rows, perhaps of none; false at the end of the file.
    func next() throws -> Bool {
        if let fault { throw fault }
        block.pointee.startNext()
        undoubled.removeAll()
        if cursor == end || isCut, !(try fill()) { return false }
        isCut = false
        while cursor < end, fault == nil {
            if let scanner, block.pointee.isBetweenRows, parser.pointee.pstate == 0 {
                let limit = badByte?.offset ?? end
                let (stop, isCut) = scanner.scan(chunk!.bytes, from: cursor, to: limit, into: &block.pointee)
                if stop > cursor { lastByte = 0x0A }
                cursor = stop
                // The rest of a row goes in front of the next block, if there is room and a next block.
                let room = BlockReader.Block.room.front
                if isCut, badByte == nil, !isEndSeen, end - cursor <= room {
                    self.isCut = cursor < end
                    break
                }
            }
            try feedLine()
        }
        return true
    }

    /// Feeds libcsv up to the next line end, or what is left.
    private func feedLine() throws {
        if let fault { throw fault }
        let limit = badByte?.offset ?? end
        var stop = limit
        if let lineEnd = memchr(chunk!.bytes + cursor, 0x0A, limit - cursor) {
            stop = UnsafeRawPointer(lineEnd) - UnsafeRawPointer(chunk!.bytes) + 1
        }
        feed(upTo: stop)
        if let stopped = block.pointee.fault {
            fault = fault ?? error(stopped)
        } else if parser.pointee.entry_pos > BillLimits.cellBytes {
            fault =
                fault
                ?? BillError(
                    file: name, line: block.pointee.line, cell: openCell, reason: .cellTooLong)
        } else if let badByte, cursor == badByte.offset, fault == nil {
            let offset = chunk!.offset + Int64(badByte.offset - chunk!.start)
            fault = BillError(file: name, line: lineOfNextByte, reason: .badByte(badByte.byte, at: offset))
        }
    }

    private func feed(upTo stop: Int) {
        let count = stop - cursor
        guard count > 0, fault == nil else { return }
        let bytes = chunk!.bytes + cursor
        let parsed =
            isQuotedNullNear(UnsafeBufferPointer(start: bytes, count: count))
            ? feedBytewise(bytes, count) : csv_parse(parser, bytes, count, takeCell, takeRowEnd, block)
        cursor = stop
        lastByte = bytes[count - 1]
        guard parsed == count else {
            // What was wrong in front of the quotation mark comes first.
            let stray = BillError(file: name, line: lineOfNextByte, cell: openCell, reason: .strayQuote)
            fault = block.pointee.fault.map { error($0) } ?? stray
            return
        }
    }

    /// A cell's quotation is known between two calls of libcsv only, never inside of one: so the rare chunk that
    /// has a quoted NULL goes through byte by byte.
    private func feedBytewise(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
        for index in 0..<count {
            block.pointee.isQuoted = parser.pointee.quoted != 0
            if csv_parse(parser, bytes + index, 1, takeCell, takeRowEnd, block) != 1 { return index }
        }
        block.pointee.isQuoted = false
        return count
    }

    /// Reads the next block behind what is left of the last one; false where the file ended well.
    private func fill() throws -> Bool {
        guard let fresh = try source.next() else {
            isEndSeen = true
            if cursor < end { return true }
            return try finish()
        }
        let cutCount = end - cursor
        var start = fresh.start
        if let chunk {
            (fresh.bytes + start - cutCount).update(from: chunk.bytes + cursor, count: cutCount)
            source.giveBack(chunk)
        }
        chunk = fresh
        end = fresh.end
        if fresh.offset == 0 { start = try startOfText() }
        cursor = start - cutCount
        let bytes = UnsafeBufferPointer(start: fresh.bytes + start, count: end - start)
        if let offset = check.firstFault(in: bytes) {
            badByte = (start + offset, fresh.bytes[start + offset])
        }
        return true
    }

    /// Where the text starts in the first block: behind the byte order mark.
    private func startOfText() throws -> Int {
        let chunk = chunk!
        let start =
            Array(UnsafeBufferPointer(start: chunk.bytes + chunk.start, count: min(end - chunk.start, 6)))
            + [1, 1, 1, 1, 1, 1]
        let isMarkedUTF16 = (start[0] == 0xFF && start[1] == 0xFE) || (start[0] == 0xFE && start[1] == 0xFF)
        // ASCII letters in UTF-16 have a NUL before or behind each.
        let isUnmarkedUTF16 = (start[0] == 0 && start[2] == 0) || (start[1] == 0 && start[3] == 0)
        if isMarkedUTF16 || isUnmarkedUTF16 { throw BillError(file: name, reason: .isUTF16) }
        guard start.starts(with: byteOrderMark) else { return chunk.start }
        if start.dropFirst(3).starts(with: byteOrderMark) { throw BillError(file: name, reason: .twoByteOrderMarks) }
        return chunk.start + 3
    }

    /// Ends the last row. Where a checksum proves that nothing is missing behind it, it needs no line end.
    ///
    /// - Returns: Whether that made it a row.
    private func finish() throws -> Bool {
        guard source.bytesDelivered > 0, !hasOpenEnd else { return false }
        hasOpenEnd = lastByte != 0x0A
        if lastByte == 0x0D {
            throw BillError(file: name, line: block.pointee.line, reason: .loneCarriageReturn)
        }
        if hasOpenEnd, !allowsOpenEnd, !source.isChecked {
            throw BillError(file: name, line: lineOfNextByte, reason: .endsInsideRow(bytes: source.bytesDelivered))
        }
        block.pointee.isQuoted = parser.pointee.quoted != 0
        if csv_fini(parser, takeCell, takeRowEnd, block) != 0 {
            throw BillError(file: name, line: block.pointee.line, cell: openCell, reason: .quoteNotClosed)
        }
        if let stopped = block.pointee.fault { throw error(stopped) }
        return hasOpenEnd
    }

    /// Whether the next bytes, with the last ones that libcsv saw, have a quoted NULL.
    private func isQuotedNullNear(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard block.pointee.readsNull else { return false }
        let joined = tail + bytes
        tail = Array(joined.suffix(6))
        return joined.withUnsafeBufferPointer(hasQuotedNull)
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
    for (letter, word) in [(Int32(0x4E), "\"NULL\""), (0x6E, "\"null\"")] {
        var cursor = 1
        while cursor + 5 <= bytes.count, let found = memchr(base + cursor, letter, bytes.count - 4 - cursor) {
            cursor = UnsafeRawPointer(found) - UnsafeRawPointer(base)
            if memcmp(base + cursor - 1, word, 6) == 0 { return true }
            cursor += 1
        }
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
