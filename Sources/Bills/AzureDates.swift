import Glibc
import Keys

/// In which order an Azure export writes the numbers of `9/2/2023`.
///
/// Exports to storage are month-first; what the portal hands out follows the user's language. One file has one order:
/// it is taken from the first date of the file that can be read in one way only. A file without such a date is refused.
enum AzureDateOrder: Sendable {
    case monthFirst
    case dayFirst

    /// The order of a file; nil where its dates are ISO or the file is read from standard input, which can be read
    /// but once: there the order must show in the first row.
    static func find(path: String, _ header: Header, _ options: BillOptions) throws -> AzureDateOrder? {
        let columns = AzureColumns.dates(ColumnNames(header, spelling: lettersOfEnglishName))
        guard path != "-" else { return nil }
        let rows = try CSVRows(path: path, blockSize: options.blockSize)
        guard try rows.header() != nil else { return nil }
        var isNeeded = [Bool](repeating: false, count: header.names.count)
        for column in columns { isNeeded[column.index] = true }
        rows.keep(isNeeded, readsNull: false)
        var first: (row: Int64, column: Column)?
        var number: Int64 = 0
        // What else is wrong with the file, the reading itself will say.
        while (try? rows.next()) == true {
            for index in 0..<rows.count where rows.cellCount(index) == header.names.count {
                number += 1
                let row = rows.row(index, number: number)
                for column in columns {
                    guard let date = SlashDate(row.cell(column)) else { continue }
                    if let order = date.order { return order }
                    if first == nil, !date.isSameEitherWay { first = (row.line, column) }
                }
            }
        }
        guard let first else { return .monthFirst }
        throw BillError(
            file: rows.name, line: first.row, cell: first.column.index + 1, column: header.names[first.column.index],
            reason: .dateOrderUnknown)
    }

    /// The order that a row shows by itself; nil where it shows none.
    static func find(in row: Row, _ columns: [Column]) -> AzureDateOrder? {
        columns.lazy.compactMap { SlashDate(row.cell($0))?.order }.first
    }
}

/// A date with slashes, before it is known which number is the month.
struct SlashDate {
    let first: Int
    let second: Int
    let year: Int

    /// `9/2/2023`, `09/02/2023`, and with a midnight behind it: `9/2/2023 12:00:00 AM`, `09/02/2023 00:00`.
    init?(_ cell: UnsafeBufferPointer<UInt8>) {
        var cursor = 0
        func number(_ lengths: ClosedRange<Int>) -> Int? {
            var value = 0
            let start = cursor
            while cursor < cell.count, case let digit = cell[cursor] &- 0x30, digit < 10, cursor - start < 5 {
                value = value * 10 + Int(digit)
                cursor += 1
            }
            return lengths.contains(cursor - start) ? value : nil
        }
        func slash() -> Bool {
            guard cursor < cell.count, cell[cursor] == 0x2F else { return false }
            cursor += 1
            return true
        }
        guard let first = number(1...2), slash(), let second = number(1...2), slash(), let year = number(4...4) else {
            return nil
        }
        (self.first, self.second, self.year) = (first, second, year)
        guard cursor < cell.count else { return }
        let clock = String(decoding: cell[cursor...], as: UTF8.self)
        guard Self.midnights.contains(clock) else { return nil }
    }

    private static let midnights: Set<String> = [
        " 00:00:00", " 00:00", " 0:00", " 0:00:00", " 12:00:00 AM", " 12:00 AM", " 00:00:00Z",
    ]

    /// The order where only one makes a date.
    var order: AzureDateOrder? {
        if first > 12, second <= 12 { return .dayFirst }
        if second > 12, first <= 12 { return .monthFirst }
        return nil
    }

    /// `9/9/2023` is the same day in both.
    var isSameEitherWay: Bool { first == second }

    /// The day; nil where there is none such.
    func date(_ order: AzureDateOrder) -> UTCDate? {
        order == .monthFirst
            ? UTCDate(year: year, month: first, day: second) : UTCDate(year: year, month: second, day: first)
    }
}

/// Reads a column of days; most rows repeat the text of the row before.
final class AzureDateReader {
    let column: Column
    private var lastText: [UInt8] = []
    private var last = UTCDate(days: 0)

    init(_ column: Column) { self.column = column }

    /// The day in a row, which must be there.
    func read(_ row: Row, _ order: AzureDateOrder?) throws(RowFault) -> UTCDate {
        let cell = row.cell(column)
        if cell.isEmpty { throw RowFault(column, .cellEmpty) }
        if cell.count == lastText.count, cell.elementsEqual(lastText) { return last }
        let date = try parse(cell, order)
        guard (2000...2099).contains(date.civil.year) else {
            throw RowFault(column, .momentImplausible(String(decoding: cell, as: UTF8.self)))
        }
        lastText = Array(cell)
        last = date
        return date
    }

    private func parse(_ cell: UnsafeBufferPointer<UInt8>, _ order: AzureDateOrder?) throws(RowFault) -> UTCDate {
        if let slashed = SlashDate(cell) {
            guard let order = order ?? (slashed.isSameEitherWay ? .monthFirst : nil) else {
                throw RowFault(column, .dateOrderUnknown)
            }
            if let date = slashed.date(order) { return date }
            let isOther = slashed.order != nil && slashed.order != order
            let text = String(decoding: cell, as: UTF8.self)
            throw RowFault(column, isOther ? .dateOrdersMixed(text) : .notDay(text))
        }
        guard let instant = Instant.parseISO(cell), instant == instant.date.startedAt else {
            throw RowFault(column, .notDay(String(decoding: cell, as: UTF8.self)))
        }
        return instant.date
    }
}
