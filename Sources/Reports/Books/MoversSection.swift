import Money
import Store

/// The table of what moved most since the month before: the largest changes, and all others in one row.
struct MoversSection {
    let connection: Connection
    let scope: ReportScope

    /// Rows that are named; the others are added up.
    private static let rowCountMax = 10

    /// The table, or `nil` where there is no month to compare with or nothing moved.
    func section() throws -> ReportSection? {
        guard let previous = scope.previous else { return nil }
        let rows = try connection.query(
            SQL.text("reporting/movers.sql"),
            [
                .date(scope.month.month.firstDate), .date(previous.month.firstDate), .text(scope.cost.rawValue),
                .text(scope.currency.code), .text(scope.team),
            ], name: "sql/reporting/movers.sql")
        let word = scope.team == nil ? "team" : "namespace"
        let all = try rows.map { row -> [ReportCell] in
            [.text(row["name"] ?? "(no \(word))"), .text(row["second_name"] ?? "(no service)")]
                + (try ["previous", "total", "change"].map { .money(try row.decimal($0) ?? .zero) })
                + [.text(row.text("cause"))]
        }
        guard all.contains(where: { $0[4].amount?.isZero == false }) else { return nil }
        let cells = try folded(all)
        let sums = try (2...4).map { ReportCell.money(try ReportSums.sum(cells, column: $0, section: "movers")) }
        let money = ReportColumn.Kind.money(places: scope.currency.places)
        return ReportSection(
            key: "movers", title: "What changed most",
            note: "From \(previous.month) to \(scope.month.month). New was not there before, gone is no longer there.",
            columns: [
                ReportColumn(word, word.prefix(1).uppercased() + word.dropFirst(), .text),
                ReportColumn("service", "Service", .text), ReportColumn("previous", "Previous month", money),
                ReportColumn("total", "Total", money), ReportColumn("change", "Change", money),
                ReportColumn("cause", "Cause", .text),
            ],
            rows: cells, total: [.text("Total"), .absent] + sums + [.absent],
            relations: [.difference(result: "change", minuend: "total", subtrahend: "previous")],
            chart: ReportChart(
                label: word, columns: ["change"], barCountMax: Self.rowCountMax + 1, form: .waterfall(from: sums[0].amount ?? .zero)))
    }

    private func folded(_ rows: [[ReportCell]]) throws -> [[ReportCell]] {
        guard rows.count > Self.rowCountMax + 1 else { return rows }
        let others = Array(rows.dropFirst(Self.rowCountMax))
        let sums = try (2...4).map { ReportCell.money(try ReportSums.sum(others, column: $0, section: "movers")) }
        return rows.prefix(Self.rowCountMax) + [[.text("(\(others.count) others)"), .absent] + sums + [.absent]]
    }
}
