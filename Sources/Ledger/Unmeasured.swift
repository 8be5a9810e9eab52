import Keys
import Money
import Store

/// Machines' hours that nobody measured.
struct Unmeasured: Sendable {
    /// Their effective cost.
    private(set) var cost = ExactDecimal.zero
    private var hours: Int64 = 0
    private var first: String?
    private var last: String?

    /// None.
    init() {}

    /// Those of a row of `ledger/without_usage.sql`.
    ///
    /// - Throws: `DecimalError`.
    init(_ row: Row) throws {
        cost = try row.decimal("effective_cost") ?? .zero
        hours = row.integer("hour_count")
        if hours > 0 { (first, last) = (row.text("first_date"), row.text("last_date")) }
    }

    /// Adds those of later days.
    ///
    /// - Throws: `DecimalError` where the sum is too large.
    mutating func add(_ later: Unmeasured) throws {
        cost = try cost.adding(later.cost)
        hours += later.hours
        (first, last) = (first ?? later.first, later.last ?? last)
    }

    /// Why the month has to wait, where it has to.
    func error(_ month: Month) -> LedgerError? {
        guard hours > 0 else { return nil }
        return LedgerError(.usageMissing(month: month, hours: hours, from: first ?? "", to: last ?? ""))
    }
}
