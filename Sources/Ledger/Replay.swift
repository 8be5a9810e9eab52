import Keys
import Store

extension Allocator {
    /// Works a published month out anew, compares it with what is published, and takes all of it back.
    ///
    /// A closed month is held against what is closed together with what it was adjusted by.
    ///
    /// - Throws: `LedgerError`, `LabelError` or `StoreError`.
    public func replay(_ month: Month) throws -> CheckResult {
        let months = try connection.query(SQL.text("ledger/months.sql"))
        guard let row = months.first(where: { $0.date("billing_month") == month.firstDate }) else {
            throw LedgerError(.noSuchMonth(month, known: months.compactMap { $0.date("billing_month")?.month }))
        }
        guard row.text("state") != "unpublished", let (from, to, _) = try inputs(of: month) else {
            throw ClosingError(.notPublished(month))
        }
        let comparison = row.text("state") == "closed" ? "ledger/replay_closed.sql" : "ledger/replay.sql"
        let lock = try AdvisoryLock(connection, .work)
        defer { lock.release() }
        return try connection.takenBack {
            _ = try attribute(month, from: from, to: to, purpose: .check)
            let rows = try connection.query(SQL.text(comparison), [.date(month.firstDate)], name: "sql/" + comparison)
            return CheckResult(
                name: "replay", promise: "I-5: \(month), worked out anew from its inputs, is what is published, to the last digit.", rows)
        }
    }
}
