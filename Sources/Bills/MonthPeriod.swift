import Keys

/// Finds the billing period of rows whose bill names a month, or nothing but the day of the charge.
///
/// Providers close their months at midnight of their own time zone (Google Cloud in California, Alibaba Cloud in
/// China). The period here is the month by its name, from midnight to midnight UTC: it is what a delivery replaces and what the
/// books close; the charges' own moments stay as they are.
final class MonthPeriod {
    private let account: [Column]
    private var lastAccount: [UInt8] = []
    private var last: (month: Month, index: Int32)?

    /// - Parameter account: The columns that may hold the billing account; the first that has a text counts.
    init(account: [Column]) { self.account = account }

    var columns: [Column] { account }

    /// The index of the period.
    func index(_ row: Row, _ month: Month, into sink: inout ChargeSink) throws(RowFault) -> Int32 {
        let column = try accountColumn(row)
        let cell = row.cell(column)
        if let last, last.month == month, cell.isSame(as: lastAccount) { return last.index }
        let period = BillingPeriod(
            accountID: try row.requiredText(column), startedAt: month.firstDate.startedAt,
            endedAt: month.next.firstDate.startedAt)
        let index = sink.periodIndex(period)
        lastAccount = Array(cell)
        last = (month, index)
        return index
    }

    /// The column that holds the row's billing account.
    func accountColumn(_ row: Row) throws(RowFault) -> Column {
        if let column = account.first(where: { !row.isEmpty($0) }) { return column }
        throw RowFault(account.first ?? .absent, .cellEmpty)
    }
}

/// Reads a column of months; most rows repeat that of the row before.
final class MonthReader {
    let column: Column
    private var last: (text: [UInt8], month: Month)?

    init(_ column: Column) { self.column = column }

    /// `202011`, `2020-11`, or as pandas writes it where a month is missing elsewhere, `202011.0`.
    func read(_ row: Row) throws(RowFault) -> Month {
        let cell = row.cell(column)
        if let last, cell.isSame(as: last.text) { return last.month }
        var text = try row.requiredText(column)
        if text.hasSuffix(".0") { text.removeLast(2) }
        if text.utf8.count == 6 { text = text.prefix(4) + "-" + text.suffix(2) }
        guard let value = Month(text), (2000...2099).contains(value.year) else {
            throw RowFault(column, .notMonth(String(decoding: cell, as: UTF8.self)))
        }
        last = (Array(cell), value)
        return value
    }
}
