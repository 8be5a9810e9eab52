import Money
import Store

/// The table of unit costs of a month whose metrics publishing kept: with what a thousand was to cost, and why there is no number.
struct KeptUnitCostSection {
    let scope: ReportScope

    /// Decimals of a unit cost beyond the currency's: a request costs far less than a cent.
    private static let morePlaces = 4

    /// The table of rows of sql/reporting/sections/unit_costs.sql.
    func section(_ rows: [Row]) throws -> ReportSection {
        let money = ReportColumn.Kind.money(places: scope.currency.places)
        let unit = ReportColumn.Kind.money(places: scope.currency.places + Self.morePlaces)
        let cells = try rows.map { row -> [ReportCell] in
            try [
                .text(row.text("metric")), .text("\(row.text("dimension")) \(row.text("name"))"), row.money("amount"),
                row.quantity("quantity"), row.money("per_thousand"), scope.hasPrevious ? row.money("previous") : .absent,
                row.money("cost_limit"), row.ratio("ratio"), row["reason"].map { .phrase(Self.reason($0)) } ?? .absent,
            ]
        }
        return ReportSection(
            key: "unit-cost", title: "Unit cost",
            note: "Cost of a thousand of each business metric, and the limit where a target is set; report.unit_cost has them by day, tier, workload and commit.",
            columns: [
                ReportColumn("metric", "Metric", .text), ReportColumn("of", "Of", .text), ReportColumn("total", "Total", money),
                ReportColumn("quantity", "Quantity", .quantity(places: 0)), ReportColumn("per_thousand", "Per thousand", unit),
                ReportColumn("previous", "Previous month", unit), ReportColumn("limit", "Limit", unit),
                ReportColumn("ratio", "Of the limit", .percent), ReportColumn("reason", "No number, since", .text),
            ], rows: cells)
    }

    private static func reason(_ word: String) -> Phrase {
        switch word {
        case "no data": "the metric has no data"
        case "not above zero": "the metric is not above zero"
        default: "the metric is below its minimum"
        }
    }
}
