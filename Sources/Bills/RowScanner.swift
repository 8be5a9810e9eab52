import CBytes
import Glibc

/// Reads the rows of a CSV file that are beyond doubt; libcsv reads the others.
///
/// Beyond doubt is a row of as many cells as the header, each either without quotation marks or quoted from its first
/// to its last byte with doubled marks inside, ended by LF or CRLF. There libcsv says the same, which a test proves
/// over random and hostile bytes; it is the slower by ten times.
final class RowScanner {
    private let columnCount: Int
    /// The columns that are read, in their order.
    private let needed: [Int]
    private let readsNull: Bool
    private let rows: UnsafeMutablePointer<bytes_row>
    private let rowsMax: Int
    private let width: Int32

    /// How many cells are marked at a time.
    private static let cellsMax = 1 << 14

    init(columnCount: Int, isNeeded: UnsafePointer<Bool>, readsNull: Bool, width: Int32) {
        self.columnCount = columnCount
        self.readsNull = readsNull
        self.width = width
        needed = (0..<columnCount).filter { isNeeded[$0] }
        rowsMax = max(1, Self.cellsMax / columnCount)
        rows = .allocate(capacity: rowsMax)
    }

    deinit { rows.deallocate() }

    /// Takes rows into a block.
    ///
    /// - Parameters:
    ///   - start: Where a row starts.
    ///   - end: Where the bytes end, behind which there is room.
    /// - Returns: Where the first row starts that was not taken, and whether it was merely cut off.
    func scan(
        _ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int, into block: inout RowBlock
    ) -> (next: Int, isCut: Bool) {
        var rowStart = start
        while true {
            let cells = block.cells.room(for: rowsMax * columnCount + 72)
            var rowCount = 0
            var next = 0
            let outcome = bytes_scan_rows(
                bytes, rowStart, end, UInt32(columnCount), BillLimits.cellBytes, cells, rows, rowsMax, &rowCount, &next, width)
            rowStart = next
            for index in 0..<rowCount {
                let row = rows[index]
                block.cells.countIn(columnCount)
                if readsNull { markNulls(bytes, from: Int(row.start), in: block) }
                block.takeRegularRow(start: Int(row.start), lines: Int(row.lines), isDoubled: row.is_doubled != 0)
            }
            if outcome != bytes_scan_full { return (rowStart, outcome == bytes_scan_cut) }
        }
    }

    /// Marks the last row's cells that are the bare word `NULL` or `null`.
    private func markNulls(_ bytes: UnsafePointer<UInt8>, from rowStart: Int, in block: RowBlock) {
        let cells = block.cells.base + block.cells.count - columnCount
        for index in needed {
            let start = index == 0 ? rowStart : Int(cells[index - 1].end) + 1
            if Int(cells[index].end) - start == 4, memcmp(bytes + start, "NULL", 4) == 0 || memcmp(bytes + start, "null", 4) == 0 {
                cells[index].kind = CellMark.null
            }
        }
    }
}
