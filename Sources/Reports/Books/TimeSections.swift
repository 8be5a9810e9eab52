import Keys
import Money
import Store

/// What came when: the days of the month, the months of the year, and what the month will come to.
struct TimeSections {
    let books: BooksReader
    let scope: ReportScope

    /// What is asked.
    var statements: [BooksReader.Statement] { ["trend", "days", "forecast"].map { scope.statement($0) } }

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
        let days = days(until: last)
        var facts = [ReportFact("Costs until", "\(last.description), \(String(days.known)) of \(String(days.all)) days")]
        let usage = try books.sharedRows(
            BooksReader.Statement(path: "reporting/freshness.sql", parameters: [.date(scope.month.month.firstDate)]), part: "usage")
        if let until = usage.first?["usage_until"] { facts.append(ReportFact("Usage until", "\(until) UTC")) }
        if let forecast = try forecast() {
            facts.append(
                ReportFact(
                    "Forecast to month end",
                    "\(scope.money(forecast.amount)), probably \(scope.amount(forecast.low)) to \(scope.amount(forecast.high))"))
        }
        return facts
    }

    /// Days of the month with costs, of all of its days, while some are missing at its end.
    func missingDays() throws -> (known: Int, all: Int)? {
        guard let last = try query("forecast").first?.date("last_date") else { return nil }
        let days = days(until: last)
        return days.known < days.all ? days : nil
    }

    private func days(until last: UTCDate) -> (known: Int, all: Int) {
        let month = scope.month.month
        return (last.days - month.firstDate.days + 1, month.next.firstDate.days - month.firstDate.days)
    }

    /// What the month will come to while it runs, and between which amounts that probably lies.
    func forecast() throws -> (amount: ExactDecimal, low: ExactDecimal, high: ExactDecimal)? {
        guard !scope.month.isClosed, let row = try query("forecast").first, row.flag("is_running"),
            let amount = try row.decimal("forecast"), let low = try row.decimal("low"), let high = try row.decimal("high")
        else { return nil }
        return (amount, low, high)
    }

    private func query(_ name: String) throws -> [Row] {
        try books.rows(scope.statement(name), of: scope.team)
    }

    private func section(
        key: String, title: Phrase, note: Phrase, header: Phrase, rows: [Row], hasTotal: Bool, name: (Row) -> String
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
            rows: cells, total: hasTotal ? [.phrase("Total")] + sums : nil,
            relations: [.sum(total: "total", parts: ["direct", "shared"])],
            chart: ReportChart(label: key == "day" ? "day" : "month", columns: ["direct", "shared"], barCountMax: 31, form: .columns))
    }
}
