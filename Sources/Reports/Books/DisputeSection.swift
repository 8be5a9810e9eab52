import Money
import Store

/// What teams dispute of the month; of a closed month as it stood when it was closed.
struct DisputeSection {
    let books: BooksReader
    let scope: ReportScope

    /// The table, or `nil` where nobody disputes anything.
    func section() throws -> ReportSection? {
        let statement = BooksReader.Statement(
            path: "reporting/disputes.sql", parameters: [.date(scope.month.month.firstDate), .text(scope.currency.code)])
        let rows = try books.rows(statement, of: scope.team)
        guard !rows.isEmpty else { return nil }
        let cells = try rows.map { row -> [ReportCell] in
            let figure = ["kind", "commit", "resource_key"].compactMap { row[$0] }.joined(separator: ", ")
            return [
                .count(row.integer("dispute_id")), .text(row.text("team")), figure.isEmpty ? .absent : .text(figure),
                .phrase(Self.words(row.text("state"))), row["booking_id"].map { _ in .count(row.integer("booking_id")) } ?? .absent,
                .text(row.text("reason")), .money(try row.decimal("amount") ?? .zero),
            ]
        }
        return ReportSection(
            key: "disputes", title: "Disputes",
            note: "What teams say they do not owe; the amounts above contain it. What was accepted is booked as an adjustment.",
            columns: [
                ReportColumn("dispute", "Dispute", .count), ReportColumn("team", "Team", .text),
                ReportColumn("figure", "Figure", .text), ReportColumn("state", "State", .text),
                ReportColumn("adjustment", "Adjustment", .count), ReportColumn("reason", "Reason", .text),
                ReportColumn("amount", "Amount", .money(places: scope.currency.places)),
            ], rows: cells)
    }

    private static func words(_ state: String) -> Phrase {
        switch state {
        case "accepted": "Accepted"
        case "rejected": "Rejected"
        case "settled": "Settled"
        default: "Open"
        }
    }
}
