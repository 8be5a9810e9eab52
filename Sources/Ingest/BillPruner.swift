import Keys
import Store

/// Gives up the lines of bills' versions that a newer one has replaced, that were kept long enough and that no month
/// stands on. A load's lines go all at once, as the partition they are; totals, digests and file names stay.
public struct BillPruner {
    private let connection: Connection

    /// A pruner.
    public init(_ connection: Connection) { self.connection = connection }

    /// Gives up what the rule lets go.
    ///
    /// - Parameters:
    ///   - supersededVersions: Of each bill, how many of its newest superseded versions keep their lines.
    ///   - supersededDays: How many days after a newer version has come every version keeps them.
    ///   - moment: From when the days are counted back.
    /// - Returns: A line for each version that gave its lines up, or one that says why none did.
    /// - Throws: `StoreError`.
    public func prune(supersededVersions: Int, supersededDays: Int, at moment: Instant) throws -> [String] {
        let rule: [Parameter] = [.integer(supersededVersions), .integer(supersededDays), .instant(moment)]
        do {
            return try connection.transaction {
                let loads = try connection.query(SQL.text("bills/retention/10_loads.sql"), rule).map { $0.integer("load_id") }
                return loads.isEmpty ? [] : try drop(loads)
            }
        } catch let error as StoreError {
            guard case .interrupted(sqlState: "55P03", _) = error.reason else { throw error }
            return ["old versions of bills keep their lines for now: somebody reads bill lines"]
        }
    }

    private func drop(_ loads: [Int64]) throws -> [String] {
        try connection.execute(SQL.text("bills/retention/05_wait.sql"))
        try connection.execute(SQL.text("bills/lock_items.sql"))
        try connection.execute(SQL.text("bills/retention/15_create.sql"))
        var lines: [String] = []
        for load in loads {
            try connection.query(SQL.text("bills/retention/20_items.sql"), [.integer(load)])
            try connection.executeGenerated(SQL.text("bills/retention/30_drop.sql"), [.integer(load)])
            lines += try connection.query(SQL.text("bills/retention/40_note.sql"), [.integer(load)]).map { row in
                let bill = "\(row.text("source")) \(row.text("billing_account_id")) \(row.text("billing_month"))"
                return "\(bill) version \(row.integer("version")): its lines were given up"
            }
        }
        for table in ["50_forget_items", "60_forget_wordings", "70_forget_tag_sets"] {
            try connection.query(SQL.text("bills/retention/\(table).sql"))
        }
        return lines
    }
}
