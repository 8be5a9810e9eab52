import Keys

/// Dates with slashes in a FOCUS file, as spreadsheets write them back: `4/1/25`.
///
/// FOCUS knows ISO 8601 only, so the file must prove which number is the month: by a billing period that is made of
/// whole months in one order and in the other not. A file has one order, the first row's.
final class FOCUSDates {
    private let start: Column
    private let end: Column
    /// The order, once a row has shown it.
    private(set) var order: DateOrder?

    init(start: Column, end: Column) {
        self.start = start
        self.end = end
    }

    /// The moment that a date with slashes starts; nil where the cell holds none.
    func moment(_ cell: UnsafeBufferPointer<UInt8>, _ column: Column, _ row: Row) throws(RowFault) -> Instant? {
        guard let slashed = SlashDate(cell, readsShortYears: true) else { return nil }
        guard let order = order ?? Self.shown(row.cell(start), row.cell(end)) else {
            throw RowFault(column, .dateOrderUnknown)
        }
        self.order = order
        if let date = slashed.date(order) { return date.startedAt }
        let text = String(decoding: cell, as: UTF8.self)
        let isOther = slashed.order != nil && slashed.order != order
        throw RowFault(column, isOther ? .dateOrdersMixed(text) : .notDay(text))
    }

    /// The one order in which a period is made of whole months.
    private static func shown(_ start: UnsafeBufferPointer<UInt8>, _ end: UnsafeBufferPointer<UInt8>) -> DateOrder? {
        guard let start = SlashDate(start, readsShortYears: true), let end = SlashDate(end, readsShortYears: true) else {
            return nil
        }
        let orders = [DateOrder.monthFirst, .dayFirst].filter { order in
            guard let first = start.date(order), let last = end.date(order) else { return false }
            return first.civil.day == 1 && last.civil.day == 1 && first < last
        }
        return orders.count == 1 ? orders[0] : nil
    }
}
