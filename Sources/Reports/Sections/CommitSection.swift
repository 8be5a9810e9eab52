import Money
import Store

/// The table that started it: tenant, tier, average cost per day, commit, responsible person.
struct CommitSection {
    let scope: ReportScope

    /// The table of rows of sql/reporting/sections/commits.sql.
    func section(_ rows: [Row]) throws -> ReportSection {
        let money = ReportColumn.Kind.money(places: scope.currency.places)
        let cells = try rows.map { row -> [ReportCell] in
            if let others = row.others { return [others] + [ReportCell](repeating: .absent, count: 8) + [try row.money("amount")] }
            return try [
                row["tenant"].map(ReportCell.text) ?? .phrase("(no tenant)"), row["tier"].map(ReportCell.text) ?? .phrase("(no tier)"),
                row.money("per_day"), .text(row.text("commit")), row["responsible"].map(ReportCell.text) ?? .phrase("(no owner)"),
                row["author"].map(ReportCell.text) ?? .absent, .count(row.integer("days")), row["first"].map(ReportCell.text) ?? .absent,
                row["last"].map(ReportCell.text) ?? .absent, row.money("amount"),
            ]
        }
        var total = [ReportCell.phrase("Total")] + [ReportCell](repeating: .absent, count: 9)
        total[9] = .money(try ReportSums.sum(cells, column: 9, section: "commits"))
        return ReportSection(
            key: "commits", title: "Commits, a day",
            note: "Direct and shared cost of the month, effective; an average day is of those on which the commit ran. Roll-outs that overlap are split by time.",
            columns: [
                ReportColumn("tenant", "Tenant", .text), ReportColumn("tier", "Tier", .text), ReportColumn("per_day", "A day", money),
                ReportColumn("commit", "Commit", .text), ReportColumn("responsible", "Responsible", .text), ReportColumn("author", "Author", .text),
                ReportColumn("days", "Days", .count), ReportColumn("first", "First", .text), ReportColumn("last", "Last", .text),
                ReportColumn("total", "Total", money),
            ], rows: cells, total: total)
    }
}
