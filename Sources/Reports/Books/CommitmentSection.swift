import Money
import Store

/// The table of commitments: what of a service's use they cover, and what of them nobody used.
struct CommitmentSection {
    let books: BooksReader
    let scope: ReportScope

    /// The table, or `nil` where the month's bill has no commitment.
    func section() throws -> ReportSection? {
        let rows = try books.connection.query(
            SQL.text("reporting/commitments.sql"), [.date(scope.month.month.firstDate), .text(scope.currency.code)],
            name: "sql/reporting/commitments.sql")
        guard !rows.isEmpty else { return nil }
        let money = ReportColumn.Kind.money(places: scope.currency.places)
        let cells = try rows.map { row -> [ReportCell] in
            try [row["service"].map(ReportCell.text) ?? .phrase("(no service)")]
                + ["covered", "not_covered", "unused"].map { .money(try row.decimal($0) ?? .zero) }
                + ["coverage", "utilisation"].map { try row.decimal($0).map(ReportCell.percent) ?? .absent }
        }
        let sums = try (1...3).map { ReportCell.money(try ReportSums.sum(cells, column: $0, section: "commitments")) }
        return ReportSection(
            key: "commitments", title: "Commitments",
            note: "Reservations, savings plans and the like, at effective cost. Not covered is all other use of the service, eligible or not.",
            columns: [
                ReportColumn("service", "Service", .text), ReportColumn("covered", "Covered", money),
                ReportColumn("not_covered", "Not covered", money), ReportColumn("unused", "Unused", money),
                ReportColumn("coverage", "Coverage", .percent), ReportColumn("utilisation", "Utilisation", .percent),
            ],
            rows: cells, total: [.phrase("Total")] + sums + [.absent, .absent],
            chart: ReportChart(label: "service", columns: ["covered", "not_covered", "unused"]))
    }
}
