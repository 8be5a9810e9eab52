import Money
import Store

/// The table of machines: what each cost, and how much of that nobody requested or used.
struct IdleSection {
    let books: BooksReader
    let scope: ReportScope

    /// The table, or `nil` where no machine of a cluster is on the bill.
    func section() throws -> ReportSection? {
        let rows = try books.connection.query(
            SQL.text("reporting/idle.sql"),
            [.date(scope.month.month.firstDate), .text(scope.currency.code), .text(scope.cost.rawValue)],
            name: "sql/reporting/idle.sql")
        guard let first = rows.first else { return nil }
        let money = ReportColumn.Kind.money(places: scope.currency.places)
        let cells = try rows.map { row -> [ReportCell] in
            try [.text(row.text("node")), .text(row.text("cluster"))]
                + ["busy", "idle", "total"].map { .money(try row.decimal($0) ?? .zero) }
                + [row.decimal("share").map(ReportCell.percent) ?? .absent]
        }
        let sums = try (2...4).map { ReportCell.money(try ReportSums.sum(cells, column: $0, section: "idle")) }
        return ReportSection(
            key: "idle", title: "Idle capacity of nodes",
            note: "Used is what pods requested or used; idle is the rest. Both are in the other tables, too.",
            columns: [
                ReportColumn("node", "Node", .text), ReportColumn("cluster", "Cluster", .text),
                ReportColumn("used", "Used", money), ReportColumn("idle", "Idle", money),
                ReportColumn("total", "Total", money), ReportColumn("share", "Idle share", .percent),
            ],
            rows: cells,
            total: [.phrase("Total"), .absent] + sums + [
                try first.decimal("share_of_all").map(ReportCell.percent) ?? .absent
            ],
            relations: [.sum(total: "total", parts: ["used", "idle"])],
            chart: ReportChart(label: "node", columns: ["used", "idle"]))
    }
}
