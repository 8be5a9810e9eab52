import Money
import Store

/// The table of unit costs: what a thousand of each business metric cost, by tenant and namespace.
struct UnitCostSection {
    let books: BooksReader
    let scope: ReportScope

    /// Decimals of a unit cost beyond the currency's: a request costs far less than a cent.
    private static let morePlaces = 4

    /// The table, or `nil` where no metric is loaded that says whose it is.
    func section() throws -> ReportSection? {
        let rows = try books.connection.query(
            SQL.text("reporting/unit_cost.sql"),
            [
                .date(scope.month.month.firstDate), .date(scope.month.month.previous.firstDate),
                .text(scope.currency.code), .text(scope.cost.rawValue),
            ], name: "sql/reporting/unit_cost.sql")
        guard !rows.isEmpty else { return nil }
        let money = ReportColumn.Kind.money(places: scope.currency.places)
        let unit = ReportColumn.Kind.money(places: scope.currency.places + Self.morePlaces)
        let cells = try rows.map { row -> [ReportCell] in
            [
                .text(row.text("metric")), .text("\(row.text("dimension")) \(row.text("name"))"),
                .money(try row.decimal("total") ?? .zero), .quantity(try row.decimal("quantity") ?? .zero),
                try row.decimal("per_thousand").map(ReportCell.money) ?? .absent,
                scope.hasPrevious ? try row.decimal("previous").map(ReportCell.money) ?? .absent : .absent,
            ]
        }
        return ReportSection(
            key: "unit-cost", title: "Unit cost",
            note: "Cost of a thousand of each business metric; report.unit_cost has them by day, tier, workload and commit.",
            columns: [
                ReportColumn("metric", "Metric", .text), ReportColumn("of", "Of", .text), ReportColumn("total", "Total", money),
                ReportColumn("quantity", "Quantity", .quantity(places: 0)), ReportColumn("per_thousand", "Per thousand", unit),
                ReportColumn("previous", "Previous month", unit),
            ], rows: cells)
    }
}
