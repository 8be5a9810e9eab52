import Money
import Store

/// Label compliance by cost: how much has each label, and which workloads lack some.
struct LabelSections {
    let books: BooksReader
    let scope: ReportScope

    /// What is asked: labels, then what lacks them.
    var statements: [BooksReader.Statement] { ["labels", "unlabelled"].map { scope.statement($0) } }

    private var money: ReportColumn.Kind { .money(places: scope.currency.places) }

    /// By field: what has a value, what has none.
    func compliance() throws -> ReportSection {
        let rows = try books.rows(statements[0], of: scope.team)
        let cells = try rows.map { row -> [ReportCell] in
            try [.phrase(Self.header(row.text("field")))] + ["labelled", "missing", "total"].map { .money(try row.decimal($0) ?? .zero) }
                + [row.decimal("share").map(ReportCell.percent) ?? .absent]
        }
        return ReportSection(
            key: "labels", title: "Label compliance",
            note: "How much of the cost says for whom, at which tier, for which version and by whom it was spent. Costs without a pod or tags, such as tax, cannot.",
            columns: [
                ReportColumn("field", "Label", .text), ReportColumn("labelled", "With it", money),
                ReportColumn("missing", "Without", money), ReportColumn("total", "Total", money),
                ReportColumn("share", "Labelled", .percent),
            ],
            rows: cells, relations: [.sum(total: "total", parts: ["labelled", "missing"])])
    }

    /// The workloads whose labels are worth mending first; `nil` where none lacks any.
    func unlabelled() throws -> ReportSection? {
        let rows = try books.rows(statements[1], of: scope.team)
        guard !rows.isEmpty else { return nil }
        let cells = try rows.map { row -> [ReportCell] in
            [
                row["namespace"].map(ReportCell.text) ?? .phrase("(no namespace)"), .text(row.text("workload")),
                .text(row.text("missing")), .money(try row.decimal("total") ?? .zero),
            ]
        }
        return ReportSection(
            key: "unlabelled", title: "Workloads to label", note: "The ten that cost most of those that lack a label; direct cost.",
            columns: [
                ReportColumn("namespace", "Namespace", .text), ReportColumn("workload", "Workload", .text),
                ReportColumn("missing", "Missing", .text), ReportColumn("direct", "Direct", money),
            ], rows: cells)
    }

    private static func header(_ field: String) -> Phrase {
        switch field {
        case "tenant": "Tenant"
        case "tier": "Tier"
        case "commit": "Commit"
        default: "Owner"
        }
    }
}
