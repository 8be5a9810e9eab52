import Keys
import Money
import Store

/// A month's cost by team in one currency, with the rates of the month.
///
/// Amounts are converted exactly and rounded once: the rounded total is split, so that the rows add up to it.
public struct ConvertedReport {
    private let connection: Connection
    private let currency: Currency
    private let cost: CostBasis

    /// A report in a currency.
    public init(_ connection: Connection, in currency: Currency, cost: CostBasis) {
        (self.connection, self.currency, self.cost) = (connection, currency, cost)
    }

    /// The report of a month.
    ///
    /// - Throws: `BooksError.withoutRate` where a currency of the month has none, or as `ReportLoader.organisation`.
    public func document(_ month: Month) throws -> ReportDocument {
        let reports = try ReportLoader(connection, cost: cost).organisation(month)
        let missing = try connection.query(
            SQL.text("accounting/missing_rates.sql"), [.date(month.firstDate), .text(currency.code)]
        ).map { $0.text("billing_currency") }
        guard missing.isEmpty else { throw BooksError(.withoutRate(missing, to: currency.code, month)) }
        let rows = try connection.query(
            SQL.text("accounting/converted.sql"),
            [.date(month.firstDate), .text(currency.code), .text(cost.rawValue), .integer(currency.places)])
        let cells = try rows.map { row -> [ReportCell] in
            [
                row["team"].map(ReportCell.text) ?? .phrase(ReportDimension.team.nameless),
                .text("\(row.text("cost")) \(row.text("billing_currency"))"), .text(row.text("rate")),
                .money(try row.decimal("converted") ?? .zero),
            ]
        }
        let total = try ReportSums.sum(cells, column: 3, section: "converted")
        let rates = Set(rows.map { "1 \($0.text("billing_currency")) = \($0.text("rate")) \(currency)" }).sorted()
        let section = ReportSection(
            key: "converted", title: "By team, in \(currency.code)", note: "Rates of \(month).",
            columns: [
                ReportColumn("team", "Team", .text), ReportColumn("bill", "In the bill's currency", .text),
                ReportColumn("rate", "Rate", .text), ReportColumn("converted", Phrase(verbatim: currency.code), .money(places: currency.places)),
            ],
            rows: cells, total: cells.isEmpty ? nil : [.phrase("Total"), .absent, .absent, .money(total)], relations: [], chart: nil)
        return ReportDocument(
            title: "Cost by team", subtitle: "\(month), \(currency.code)",
            facts: [ReportFact("Month", Phrase(verbatim: month.description)), ReportFact("Cost", cost.words)] + rates.map { ReportFact("Rate", Phrase(verbatim: $0)) },
            stamp: reports.first?.document.stamp, sections: [section])
    }
}
