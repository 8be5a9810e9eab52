import CLibCSV
import Glibc

/// The rows that some bytes of a CSV file hold.
///
/// Regular rows lie where they were read and are only marked here (`RowScanner`); the others' bytes are copied as
/// libcsv reports them. libcsv's callbacks only copy bytes and offsets into these raw buffers; the rows are looked at
/// once it has returned, so that no Swift value is touched from C. A row that is still open at the end stays for the
/// next bytes.
struct RowBlock {
    /// A complete row.
    struct Mark {
        /// Where its first cell starts: in `texts` for a copied row, else in the block that was read.
        var start = 0
        /// Where the mark of its first cell stands in `cells`.
        var firstCell = 0
        /// How many cells it has, also those that were not kept.
        var cellCount = 0
        /// The line it starts at.
        var line: Int64 = 0
        /// Whether its bytes lie in `texts`.
        var isCopied = true
        /// Whether quotation marks are doubled in it.
        var isDoubled = false
    }

    /// What stopped the file, if anything did.
    enum Fault {
        case cellTooLong
        case rowTooLong
        case tooManyColumns
        case loneCarriageReturn
    }

    /// Cells of copied rows, each with a byte behind it.
    private(set) var texts = RawArray<UInt8>()
    var cells = RawArray<CellMark>()
    private(set) var rows = RawArray<Mark>()
    /// Of the row that is open.
    private(set) var open = Mark()
    /// The line that the next byte stands in.
    private(set) var line: Int64 = 1
    private(set) var blankLineCount: Int64 = 0
    private(set) var fault: (kind: Fault, line: Int64, cell: Int?)?
    /// Which columns are kept; all while the header is read.
    var isNeeded: UnsafeMutablePointer<Bool>?
    var columnCount = BillLimits.columns
    /// Whether an unquoted `NULL` or `null` is an empty cell.
    var readsNull = false
    /// Whether rows with fewer cells than there are columns get empty ones.
    var fillsRows = false
    /// Whether the cell that is being reported is quoted; libcsv's callbacks do not say.
    var isQuoted = false
    private var isCarriageReturnOpen = false

    func deallocate() {
        texts.deallocate()
        cells.deallocate()
        rows.deallocate()
        isNeeded?.deallocate()
    }

    /// Whether the next byte starts a line and nothing is left of the line before.
    var isBetweenRows: Bool { open.cellCount == 0 && !isCarriageReturnOpen }

    /// Whether the last byte was a carriage return that ended a row.
    var isLineEndOpen: Bool { isCarriageReturnOpen }

    /// Forgets the complete rows and moves what is open to the front.
    mutating func startNext() {
        texts.removeFirst(open.start)
        cells.removeFirst(open.firstCell)
        for index in 0..<cells.count { cells.base[index].end -= UInt32(open.start) }
        rows.removeFirst(rows.count)
        (open.start, open.firstCell) = (0, 0)
    }

    /// libcsv's report of a cell.
    mutating func take(cell: UnsafeRawPointer?, count: Int) {
        if open.cellCount == 0 { open.line = line }
        let index = open.cellCount
        open.cellCount += 1
        if let cell, count > 0 {
            if memchr(cell, 0x0A, count) != nil { countLines(cell, count) }
            if count > BillLimits.cellBytes { return stop(.cellTooLong, cell: index + 1) }
        }
        guard index < columnCount else {
            if isNeeded == nil { stop(.tooManyColumns, cell: nil) }
            return
        }
        guard fault == nil else { return }
        if let cell, count > 0, isNeeded?[index] ?? true, !isNull(cell, count) {
            texts.append(UnsafeRawPointer(cell).assumingMemoryBound(to: UInt8.self), count)
            // A byte stands behind each cell.
            if texts.count - open.start - index > BillLimits.rowBytes { return stop(.rowTooLong, cell: nil) }
        }
        cells.append(CellMark(end: UInt32(texts.count)))
        texts.append(0)
    }

    /// libcsv's report of a row's or an empty line's end: LF, CR or, at the end of the file, -1.
    mutating func takeRowEnd(_ terminator: Int32) {
        let isBlank = open.cellCount == 0
        if isBlank, isCarriageReturnOpen, terminator == 0x0A {
            isCarriageReturnOpen = false
            line += 1
            return
        }
        if isCarriageReturnOpen { stop(.loneCarriageReturn, cell: nil, line: line) }
        // Behind a fault cells are no longer kept, so that there are no rows either.
        if isBlank {
            blankLineCount += 1
        } else if fault == nil {
            if fillsRows { fillRow() }
            rows.append(open)
        }
        open = Mark(start: texts.count, firstCell: cells.count)
        if terminator == 0x0A { line += 1 }
        isCarriageReturnOpen = terminator == 0x0D
    }

    /// Puts empty cells where the row has none; its count stays what the file has.
    private mutating func fillRow() {
        for _ in 0..<max(0, columnCount - open.cellCount) {
            cells.append(CellMark(end: UInt32(texts.count)))
            texts.append(0)
        }
    }

    /// Takes a regular row, of which the last `columnCount` cells are marked.
    mutating func takeRegularRow(start: Int, lines: Int, isDoubled: Bool) {
        rows.append(
            Mark(
                start: start, firstCell: cells.count - columnCount, cellCount: columnCount, line: line, isCopied: false,
                isDoubled: isDoubled))
        line += Int64(lines)
        open = Mark(start: texts.count, firstCell: cells.count)
    }

    private mutating func stop(_ kind: Fault, cell: Int?, line: Int64? = nil) {
        if fault == nil { fault = (kind, line ?? open.line, cell) }
    }

    private func isNull(_ cell: UnsafeRawPointer, _ count: Int) -> Bool {
        readsNull && count == 4 && !isQuoted && (memcmp(cell, "NULL", 4) == 0 || memcmp(cell, "null", 4) == 0)
    }

    private mutating func countLines(_ cell: UnsafeRawPointer, _ count: Int) {
        for byte in UnsafeRawBufferPointer(start: cell, count: count) where byte == 0x0A { line += 1 }
    }
}

/// A growing buffer without reference counting, for libcsv's callbacks.
struct RawArray<Element> {
    private(set) var base: UnsafeMutablePointer<Element> = .allocate(capacity: 64)
    private(set) var count = 0
    private var capacity = 64

    func deallocate() { base.deallocate() }

    mutating func append(_ element: Element) {
        reserve(count + 1)
        (base + count).initialize(to: element)
        count += 1
    }

    mutating func append(_ elements: UnsafePointer<Element>, _ elementCount: Int) {
        reserve(count + elementCount)
        (base + count).update(from: elements, count: elementCount)
        count += elementCount
    }

    mutating func removeFirst(_ elementCount: Int) {
        count -= elementCount
        if count > 0 { base.update(from: base + elementCount, count: count) }
    }

    /// Room for some elements behind the last, which the caller fills before it counts them in.
    mutating func room(for elementCount: Int) -> UnsafeMutablePointer<Element> {
        reserve(count + elementCount)
        return base + count
    }

    /// Counts in elements that were put into the room.
    mutating func countIn(_ elementCount: Int) {
        precondition(count + elementCount <= capacity, "the room was not made")
        count += elementCount
    }

    private mutating func reserve(_ wanted: Int) {
        guard wanted > capacity else { return }
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: max(wanted, capacity * 2))
        larger.update(from: base, count: count)
        base.deallocate()
        base = larger
        capacity = max(wanted, capacity * 2)
    }
}
