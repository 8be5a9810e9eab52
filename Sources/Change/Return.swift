import Money
import Settings
import Store

/// What an optimisation brought: a service before and after, the value of a year, and when the effort is paid back.
public struct Return: Sendable {
    /// Both sides at the same load; the rules decide nothing here.
    public let comparison: Comparison
    /// What a year of the load after it is worth, in the currency; below zero where it costs more than before.
    public let yearlyValue: String
    /// After how many days the effort is paid back; `nil` where it never is, or no effort is given.
    public let paybackDays: String?
    private let effort: ExactDecimal?

    /// Works it out.
    ///
    /// - Parameters:
    ///   - connection: The database, which divides.
    ///   - before: The service before.
    ///   - after: The service after.
    ///   - effort: What it took once, in the currency of both.
    ///   - rules: Their load limit becomes a caveat.
    public init(_ connection: Connection, before: Snapshot, after: Snapshot, effort: ExactDecimal?, rules: ChangeRules) throws {
        comparison = try Comparison(base: before, head: after, rules: rules, isLoadLimited: false)
        self.effort = effort
        let rows = try connection.query(
            SQL.text("change/return.sql"),
            [
                .text(before.amounts["cost"]?.perThousand), .text(after.amounts["cost"]?.perThousand), .text(after.load),
                .decimal(effort),
            ], name: "sql/change/return.sql")
        guard let row = rows.first else { preconditionFailure("a select without from has a row") }
        yearlyValue = row.text("yearly_value")
        paybackDays = row["payback_days"]
    }

    /// For a terminal.
    public var text: String {
        let currency = comparison.base.currency
        var lines = ["", "Value of a year of the load after: \(yearlyValue) \(currency)"]
        if let effort {
            let words = paybackDays.map { "paid back after \($0) days" } ?? "never paid back"
            lines.append("Effort: \(effort) \(currency), \(words)")
        }
        if let caveat { lines.append(caveat) }
        return comparison.table + lines.joined(separator: "\n") + "\n"
    }

    /// What makes the figures doubtful, if anything.
    public var caveat: String? {
        if comparison.base.metric == Snapshot.hours {
            return "Caveat: nothing of the load's metric is the scope's, so hours are compared, whatever was done in them."
        }
        guard !comparison.hasLikeLoads else { return nil }
        return "Caveat: the load was \(comparison.base.load) \(comparison.base.metric) an hour before and \(comparison.head.load) "
            + "after. A part of cost does not depend on load, so more of it alone makes a thousand cheaper."
    }
}
