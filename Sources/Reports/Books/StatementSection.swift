import Money
import Store

/// The month's statement: which bills and adjustments the report is made of; they add up to its total.
struct StatementSection {
    let scope: ReportScope
    let bills: BillsOfMonth

    /// The table.
    func section() throws -> ReportSection {
        let cells = bills.bills.filter { $0.currency == scope.currency }.map { bill -> [ReportCell] in
            if let words = bill.adjustment {
                return [.phrase("Adjustment \(String(bill.version))"), .text(words), .absent, .absent, .money(bill.total)]
            }
            return [
                .phrase("Bill"), .text("\(bill.source) \(bill.account)"), .count(bill.version),
                bill.rowCount.map(ReportCell.count) ?? .absent, .money(bill.total),
            ]
        }
        let sum = try ReportSums.sum(cells, column: 4, section: "statement")
        return ReportSection(
            key: "statement", title: "Statement of the month", note: note,
            columns: [
                ReportColumn("item", "Item", .text), ReportColumn("source", "Source", .text),
                ReportColumn("version", "Version", .count), ReportColumn("rows", "Rows", .count),
                ReportColumn("total", "Total", .money(places: scope.currency.places)),
            ],
            rows: cells, total: [.phrase("Total"), .absent, .absent, .absent, .money(sum)])
    }

    private var note: Phrase {
        let digest = scope.month.digest ?? ""
        guard let closing = scope.closing else {
            return "The month is open: a new version of a bill replaces the one before. Digest of the published rows: \(digest)."
        }
        return "Closed on \(closing.at) UTC by \(closing.by); what changes after that is booked as an adjustment of a later month. Digest of what was frozen: \(closing.digest)."
    }
}

/// How a month was closed.
struct MonthClosing {
    let at: String
    let by: String
    let digest: String
}
