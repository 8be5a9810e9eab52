import Keys
import Money
import Store

/// What came when: the days of the month, the months of the year, and what the month will come to.
struct TimeSections {
    let connection: Connection
    let scope: ReportScope

    private var parameters: [Parameter] {
        [
            .date(scope.month.month.firstDate), .text(scope.currency.code), .text(scope.cost.rawValue), .text(scope.team),
        ]
    }

    /// The month's days; `nil` where there is but one.
    func days() throws -> ReportSection? {
        let rows = try query("days")
        guard rows.count > 1 else { return nil }
        return try section(
            key: "day", title: "By day", note: "UTC days, by the start of what was charged.", header: "Day", rows: rows,
            hasTotal: true, name: { $0.date("usage_date")?.description ?? "" })
    }

    /// The twelve months up to this one; `nil` where there is but one.
    func trend() throws -> ReportSection? {
        let rows = try query("trend")
        guard rows.count > 1 else { return nil }
        return try section(
            key: "trend", title: "Month by month", note: "Up to twelve months, as far as they are published.", header: "Month",
            rows: rows, hasTotal: false, name: { $0.date("billing_month")?.month.description ?? "" })
    }

    /// How far the costs go and, while the month runs, what it will come to.
    func facts() throws -> [ReportFact] {
        guard let row = try query("forecast").first, let last = row.date("last_date") else { return [] }
        var facts = [ReportFact("Costs until", last.description)]
        if row.flag("is_running"), !scope.month.isClosed, let forecast = try shown(row, "forecast"), let low = try shown(row, "low"),
            let high = try shown(row, "high")
        {
            facts.append(
                ReportFact("Forecast to month end", "\(forecast) \(scope.currency), probably \(low) to \(high)"))
        }
        return facts
    }

    private func query(_ name: String) throws -> Rows {
        let path = "reporting/\(name).sql"
        return try connection.query(SQL.text(path), parameters, name: "sql/" + path)
    }

    private func shown(_ row: Row, _ column: String) throws -> String? {
        try row.decimal(column).map { Figures(percentPlaces: 1).fixed($0, places: scope.currency.places) }
    }

    private func section(
        key: String, title: String, note: String, header: String, rows: Rows, hasTotal: Bool, name: (Row) -> String
    ) throws -> ReportSection {
        let money = ReportColumn.Kind.money(places: scope.currency.places)
        let cells = try rows.map { row -> [ReportCell] in
            try [.text(name(row))] + ["direct", "shared", "total"].map { .money(try row.decimal($0) ?? .zero) }
        }
        let sums = try (1...3).map { ReportCell.money(try ReportSums.sum(cells, column: $0, section: key)) }
        return ReportSection(
            key: key, title: title, note: note,
            columns: [
                ReportColumn(key == "day" ? "day" : "month", header, .text), ReportColumn("direct", "Direct", money),
                ReportColumn("shared", "Shared", money), ReportColumn("total", "Total", money),
            ],
            rows: cells, total: hasTotal ? [.text("Total")] + sums : nil,
            relations: [.sum(total: "total", parts: ["direct", "shared"])],
            chart: ReportChart(label: key == "day" ? "day" : "month", columns: ["direct", "shared"], barCountMax: 31, form: .columns))
    }
}
