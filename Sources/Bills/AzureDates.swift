import Glibc
import Keys

/// In which order an Azure export writes the numbers of `9/2/2023`.
///
/// Exports to storage are month-first by Microsoft's documentation; what the portal hands out follows the user's
/// language. One file has one order: it is taken from the first date of the file that can be read in one way only. Where
/// there is none, two things show an export: a service period that is a calendar month, and several days that are of one
/// month when read month-first. Any other file is refused.
extension DateOrder {
    /// The order of a file; nil where the file is read from standard input, which can be read but once: there the order
    /// must show in the first row.
    static func find(path: String, _ header: Header, _ options: BillOptions) throws -> DateOrder? {
        guard path != "-" else { return nil }
        let names = ColumnNames(header, spelling: lettersOfEnglishName)
        let columns = AzureColumns.dates(names) + names.columns(AzureColumns.otherDates)
        var evidence = DateEvidence(names)
        let rows = try CSVRows(path: path, blockSize: options.blockSize, allowsOpenEnd: true)
        guard try rows.header() != nil else { return nil }
        var isNeeded = [Bool](repeating: false, count: header.names.count)
        for column in columns where column.isPresent { isNeeded[column.index] = true }
        rows.keep(isNeeded, readsNull: false)
        var number: Int64 = 0
        // What else is wrong with the file, the reading itself will say.
        while (try? rows.next()) == true {
            for index in 0..<rows.count where rows.cellCount(index) == header.names.count {
                number += 1
                let row = rows.row(index, number: number)
                if let order = find(in: row, columns) { return order }
                evidence.take(row)
            }
        }
        guard let first = evidence.ambiguous, !evidence.showsMonthFirst else { return .monthFirst }
        throw BillError(
            file: rows.name, line: first.line, cell: first.column.index + 1, column: header.names[first.column.index],
            reason: .dateOrderUnknown)
    }

    /// The order that a row shows by itself; nil where it shows none.
    static func find(in row: Row, _ columns: [Column]) -> DateOrder? {
        columns.lazy.compactMap { SlashDate(row.cell($0))?.order }.first
    }
}

/// What dates that can be read in both orders say together.
struct DateEvidence {
    /// The first date that means two days.
    private(set) var ambiguous: (line: Int64, column: Column)?
    private let columns: [Column]
    private let date: Column
    private let service: (start: Column, end: Column)
    private var months: Set<Int> = []
    private var days: Set<Int> = []
    private var hasMonthOfService = false

    init(_ names: ColumnNames) {
        columns = AzureColumns.dates(names)
        date = names.column(AzureColumns.date)
        service = (names.column("ServicePeriodStartDate"), names.column("ServicePeriodEndDate"))
    }

    /// Whether a service period is a calendar month, or several days of the charges share what is then the month.
    var showsMonthFirst: Bool { hasMonthOfService || (months.count == 1 && days.count > 1) }

    mutating func take(_ row: Row) {
        for column in columns {
            guard let date = SlashDate(row.cell(column)), !date.isSameEitherWay else { continue }
            if ambiguous == nil { ambiguous = (row.line, column) }
        }
        if let date = SlashDate(row.cell(date)) {
            months.insert(date.year * 100 + date.first)
            days.insert(date.second)
        }
        guard let start = SlashDate(row.cell(service.start))?.date(.monthFirst),
            let end = SlashDate(row.cell(service.end))?.date(.monthFirst)
        else { return }
        if start.civil.day == 1, start.month.next.firstDate == end { hasMonthOfService = true }
    }
}

/// Reads a column of days; most rows repeat the text of the row before.
final class AzureDateReader {
    let column: Column
    private var lastText: [UInt8] = []
    private var last = UTCDate(days: 0)

    init(_ column: Column) { self.column = column }

    /// The day in a row, which must be there.
    func read(_ row: Row, _ order: DateOrder?) throws(RowFault) -> UTCDate {
        let cell = row.cell(column)
        if cell.isEmpty { throw RowFault(column, .cellEmpty) }
        if cell.isSame(as: lastText) { return last }
        let date = try parse(cell, order)
        guard (2000...2099).contains(date.civil.year) else {
            throw RowFault(column, .momentImplausible(String(decoding: cell, as: UTF8.self)))
        }
        lastText = Array(cell)
        last = date
        return date
    }

    private func parse(_ cell: UnsafeBufferPointer<UInt8>, _ order: DateOrder?) throws(RowFault) -> UTCDate {
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
