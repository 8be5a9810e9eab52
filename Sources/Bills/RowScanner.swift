import Glibc
/// Reads the rows of a CSV file that are beyond doubt; libcsv reads the others.
///
/// Beyond doubt is a row of as many cells as the header, each either without quotation marks or quoted from its first
/// to its last byte with doubled marks inside, ended by LF or CRLF. There libcsv says the same, which a test proves
/// over random and hostile bytes; it is the slower by five times.
struct RowScanner {
    let columnCount: Int
    let isNeeded: UnsafePointer<Bool>
    let readsNull: Bool

    private enum Outcome {
        /// The row's end, how many lines it has, and the first cell that has to be undoubled.
        case row(next: Int, lines: Int, firstDoubled: Int)
        /// The bytes end before the row does.
        case cut
        /// libcsv has to say what it means.
        case doubtful
    }

    /// Takes rows into a block.
    ///
    /// - Parameters:
    ///   - start: Where a row starts.
    ///   - end: Where the bytes end, behind which there is room (`ShapeFinder`).
    /// - Returns: Where the first row starts that was not taken, and whether it was merely cut off.
    func scan(
        _ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int, into block: inout RowBlock
    ) -> (next: Int, isCut: Bool) {
        var finder = ShapeFinder(bytes, from: start, to: end)
        var rowStart = start
        while true {
            let cells = block.cells.room(for: columnCount)
            switch row(bytes, from: rowStart, to: end, &finder, cells) {
            case .row(let next, let lines, let firstDoubled):
                block.cells.countIn(columnCount)
                if firstDoubled < columnCount { undouble(bytes, from: rowStart, first: firstDoubled, into: &block) }
                block.takeRegularRow(start: rowStart, lines: lines)
                rowStart = next
            case .cut: return (rowStart, true)
            case .doubtful: return (rowStart, false)
            }
        }
    }

    @inline(__always)
    private func row(
        _ bytes: UnsafePointer<UInt8>, from rowStart: Int, to end: Int, _ finder: inout ShapeFinder,
        _ cells: UnsafeMutablePointer<CellMark>
    ) -> Outcome {
        var cellStart = rowStart
        var index = 0
        var lines = 1
        var firstDoubled = Int.max
        while true {
            var place = finder.next()
            if place >= end { return .cut }
            var kind = CellMark.plain
            if bytes[place] == 0x22 {
                guard place == cellStart, let quoted = quotedCell(bytes, to: end, &finder) else { return .doubtful }
                if quoted.next >= end { return .cut }
                place = quoted.next
                lines += quoted.lines
                if quoted.isDoubled { firstDoubled = min(firstDoubled, index) }
                kind = quoted.isDoubled ? CellMark.undoubledBase : CellMark.quoted
            } else if readsNull, place - cellStart == 4, isNull(bytes + cellStart) {
                kind = CellMark.null
            }
            cells[index] = CellMark(end: UInt32(truncatingIfNeeded: place), kind: kind)
            index += 1
            if bytes[place] == 0x2C {
                if index == columnCount { return .doubtful }
                cellStart = place + 1
                continue
            }
            if bytes[place] == 0x0D {
                if place + 1 >= end { return .cut }
                guard finder.next() == place + 1, bytes[place + 1] == 0x0A else { return .doubtful }
            }
            // A line without anything is no row; a cell longer than its limit is for libcsv to refuse.
            guard index == columnCount, place > rowStart, place - rowStart <= BillLimits.cellBytes else {
                return .doubtful
            }
            return .row(next: place + (bytes[place] == 0x0D ? 2 : 1), lines: lines, firstDoubled: firstDoubled)
        }
    }

    /// What comes behind the opening quotation mark.
    ///
    /// - Returns: The place of the comma or line end behind the closing mark, or `end` where the bytes end before;
    ///   nil where something else follows it.
    @inline(__always)
    private func quotedCell(
        _ bytes: UnsafePointer<UInt8>, to end: Int, _ finder: inout ShapeFinder
    ) -> (next: Int, lines: Int, isDoubled: Bool)? {
        var lines = 0
        var isDoubled = false
        while true {
            let place = finder.next()
            if place >= end { return (end, 0, false) }
            if bytes[place] == 0x0A { lines += 1 }
            guard bytes[place] == 0x22 else { continue }
            if place + 1 >= end { return (end, 0, false) }
            switch bytes[place + 1] {
            case 0x22:
                isDoubled = true
                _ = finder.next()
            case 0x2C, 0x0A, 0x0D: return (finder.next(), lines, isDoubled)
            default: return nil
            }
        }
    }

    @inline(__always)
    private func isNull(_ bytes: UnsafePointer<UInt8>) -> Bool {
        memcmp(bytes, "NULL", 4) == 0 || memcmp(bytes, "null", 4) == 0
    }

    /// Makes the texts of the last row's cells that have doubled quotation marks.
    private func undouble(
        _ bytes: UnsafePointer<UInt8>, from rowStart: Int, first index: Int, into block: inout RowBlock
    ) {
        let first = block.cells.count - columnCount
        var start = index == 0 ? rowStart : Int(block.cells.base[first + index - 1].end) + 1
        for index in index..<columnCount {
            let cell = block.cells.base[first + index]
            if cell.kind == CellMark.undoubledBase {
                if isNeeded[index] {
                    let quoted = UnsafeBufferPointer(start: bytes + start + 1, count: Int(cell.end) - start - 2)
                    let place = block.keepUndoubled(quoted)
                    block.cells.base[first + index].kind = CellMark.undoubledBase + UInt32(place)
                } else {
                    block.cells.base[first + index].kind = CellMark.null
                }
            }
            start = Int(cell.end) + 1
        }
    }
}
