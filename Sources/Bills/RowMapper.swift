import Glibc
import Keys

/// Turns the rows of one format into charges.
protocol RowMapper: AnyObject {
    /// The columns that are read; the others' bytes are not kept.
    var columns: [Column] { get }
    /// The columns that make the item, one stored array; none where rows are not looked at ahead.
    var itemColumns: [Column] { get }
    /// Whether an unquoted `NULL` or `null` is an empty cell.
    var readsNull: Bool { get }
    /// How commitments are counted, once all rows are read; nil where the format has one way, or no row shows it.
    var costBasis: CostBasis? { get }
    /// What a person should look at, once all rows are read.
    func warnings(file: String) -> [BillWarning]
    /// Makes the charges of a row. A row that throws has made none.
    func map(_ row: Row, into sink: inout ChargeSink) throws(RowFault)
}

extension RowMapper {
    var costBasis: CostBasis? { nil }
    var itemColumns: [Column] { [] }
}

/// Reads a column of moments; most rows repeat the text of the row before.
final class MomentReader {
    let column: Column
    /// The first row whose moment has no UTC offset.
    private(set) var rowWithoutOffset: Int64?
    private let lastText = UnsafeMutablePointer<UInt8>.allocate(capacity: textMax)
    private var lastCount = 0
    private var last = Instant(seconds: 0)
    private static let textMax = 48
    /// How dates with slashes are read, in the format that takes them.
    var slashDates: FOCUSDates?

    init(_ column: Column) { self.column = column }
    deinit { lastText.deallocate() }

    /// The moment in a row, which must be there.
    @inline(__always)
    func read(_ row: Row) throws(RowFault) -> Instant {
        let cell = row.cell(column)
        if cell.count == lastCount, lastCount > 0, memcmp(lastText, cell.baseAddress!, lastCount) == 0 { return last }
        return try parse(cell, row)
    }

    private func parse(_ cell: UnsafeBufferPointer<UInt8>, _ row: Row) throws(RowFault) -> Instant {
        if cell.isEmpty { throw RowFault(column, .cellEmpty) }
        var moment = Instant.parseISO(cell)
        if moment == nil { moment = try slashDates?.moment(cell, column, row) }
        guard let instant = moment else {
            throw RowFault(column, .notMoment(String(decoding: cell, as: UTF8.self)))
        }
        guard instant >= momentFirst, instant < momentLimit else {
            throw RowFault(column, .momentImplausible(String(decoding: cell, as: UTF8.self)))
        }
        if rowWithoutOffset == nil, !hasOffset(cell) { rowWithoutOffset = row.number }
        if cell.count <= Self.textMax {
            lastText.update(from: cell.baseAddress!, count: cell.count)
            (lastCount, last) = (cell.count, instant)
        }
        return instant
    }

    /// Whether the text says how far it is from UTC: `Z`, ` UTC`, `+02:00`, `-0800`.
    private func hasOffset(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        let clock = cell.dropFirst(10)
        return clock.contains { $0 == 0x5A || $0 == 0x2B || $0 == 0x2D || $0 == 0x43 }
    }
}

/// There were no cloud bills before, and year 1 or 9999 is a program's word for "none".
private let momentFirst = UTCDate(year: 2000, month: 1, day: 1)!.startedAt
private let momentLimit = UTCDate(year: 2100, month: 1, day: 1)!.startedAt

/// Reads the billing period of a row; most rows repeat that of the row before.
final class PeriodReader {
    let account: Column
    let start: MomentReader
    let end: MomentReader
    private var lastAccount: [UInt8] = []
    private var last: (start: Instant, end: Instant, index: Int32)?

    init(account: Column, start: Column, end: Column) {
        self.account = account
        self.start = MomentReader(start)
        self.end = MomentReader(end)
    }

    var columns: [Column] { [account, start.column, end.column] }

    /// The index of the row's period.
    func read(_ row: Row, into sink: inout ChargeSink) throws(RowFault) -> Int32 {
        let startedAt = try start.read(row)
        let endedAt = try end.read(row)
        let accountCell = row.cell(account)
        if let last, last.start == startedAt, last.end == endedAt, accountCell.isSame(as: lastAccount) {
            return last.index
        }
        let accountID = try row.requiredText(account)
        guard startedAt < endedAt else {
            throw RowFault(end.column, .endsBeforeStart(start: "\(startedAt)", end: "\(endedAt)"))
        }
        let index = sink.periodIndex(BillingPeriod(accountID: accountID, startedAt: startedAt, endedAt: endedAt))
        lastAccount = Array(accountCell)
        last = (startedAt, endedAt, index)
        return index
    }
}

/// Reads the charge period of a row.
struct ChargePeriodReader {
    let start: MomentReader
    let end: MomentReader

    init(start: Column, end: Column) {
        self.start = MomentReader(start)
        self.end = MomentReader(end)
    }

    /// The period; its end may be its start, as providers write it for fees, but not lie before.
    @inline(__always)
    func read(_ row: Row) throws(RowFault) -> (startedAt: Instant, endedAt: Instant) {
        let startedAt = try start.read(row)
        let endedAt = try end.read(row)
        guard startedAt <= endedAt else {
            throw RowFault(end.column, .endsBeforeStart(start: "\(startedAt)", end: "\(endedAt)"))
        }
        return (startedAt, endedAt)
    }
}

/// The names of a provider's own columns as extras: `x_ServiceCode`, `costCategory/Team` → `x_service_code`,
/// `x_cost_category_team`.
struct ExtraNames {
    private var taken: Set<String> = []

    /// A name that no other column has: the snake-case one, else the provider's own, else with a number.
    mutating func name(for column: String) -> String {
        let bare = column.hasPrefix("x_") ? String(column.dropFirst(2)) : column
        var name = "x_" + snakeCase(bare)
        if !taken.insert(name).inserted {
            name = "x_" + bare
            var number = 2
            while !taken.insert(name).inserted {
                name = "x_\(bare)_\(number)"
                number += 1
            }
        }
        return name
    }
}
