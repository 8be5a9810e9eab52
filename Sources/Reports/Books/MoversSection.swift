import Money
import Store

/// Why a total is another one than the month before.
enum ChangeCause: String, CaseIterable {
    case price, volume, mix, new, gone, other

    /// As a heading.
    var header: Phrase {
        switch self {
        case .price: "Price"
        case .volume: "Volume"
        case .mix: "Mix"
        case .new: "New"
        case .gone: "Gone"
        case .other: "Other"
        }
    }

    /// What it means.
    var meaning: Phrase {
        switch self {
        case .price: "the same cost more or less a unit"
        case .volume: "more or less of it was used"
        case .mix: "dearer or cheaper kinds were used"
        case .new: "it was not there the month before"
        case .gone: "it is no longer there"
        case .other: "charges that no quantity is given for"
        }
    }
}

/// The tables of what moved since the month before: by cause, and the largest changes with theirs.
struct MoversSection {
    let books: BooksReader
    let scope: ReportScope

    /// Rows that are named; the others are added up.
    private static let rowCountMax = 10

    /// What changed by cause, and where; none where there is no month to compare with or nothing moved.
    func sections() throws -> [ReportSection] {
        guard let previous = scope.previous else { return [] }
        let rows = try books.rows(statement(since: previous), of: scope.team)
        let nameless: Phrase = scope.team == nil ? "(no team)" : "(no namespace)"
        let all = try rows.map { row -> [ReportCell] in
            [row["name"].map(ReportCell.text) ?? .phrase(nameless), row["second_name"].map(ReportCell.text) ?? .phrase("(no service)")]
                + (try (["previous"] + ChangeCause.allCases.map(\.rawValue) + ["total", "change"]).map { .money(try row.decimal($0) ?? .zero) })
                + [.phrase(try Self.mainCause(row))]
        }
        guard all.contains(where: { $0[Self.changeColumn].amount?.isZero == false }) else { return [] }
        let sums = try (2...Self.changeColumn).map { ReportCell.money(try ReportSums.sum(all, column: $0, section: "movers")) }
        return [try causes(sums, since: previous), try movers(all, sums, since: previous)]
    }

    /// What is asked; nothing where there is no month to compare with.
    var statements: [BooksReader.Statement] { scope.previous.map { [statement(since: $0)] } ?? [] }

    private func statement(since previous: MonthOfBooks) -> BooksReader.Statement {
        BooksReader.Statement(
            path: "reporting/movers.sql",
            parameters: [
                .date(scope.month.month.firstDate), .date(previous.month.firstDate), .text(scope.cost.rawValue),
                .text(scope.currency.code),
            ])
    }

    /// Where the change stands in a row: behind two names, the month before, the causes and the total.
    private static let changeColumn = 4 + ChangeCause.allCases.count

    private var money: ReportColumn.Kind { .money(places: scope.currency.places) }

    /// What weighs most, as a word.
    private static func mainCause(_ row: Row) throws -> Phrase {
        var (most, cause) = (ExactDecimal.zero, ChangeCause?.none)
        for candidate in ChangeCause.allCases {
            let amount = try row.decimal(candidate.rawValue) ?? .zero
            let weight = amount < .zero ? -amount : amount
            if weight > most { (most, cause) = (weight, candidate) }
        }
        return cause?.header.lowercased ?? "same"
    }

    private func causes(_ sums: [ReportCell], since previous: MonthOfBooks) throws -> ReportSection {
        let parts = zip(ChangeCause.allCases, sums.dropFirst())
        let rows = parts.compactMap { cause, amount -> [ReportCell]? in
            amount.amount?.isZero == false ? [.phrase(cause.header), .phrase(cause.meaning), amount] : nil
        }
        return ReportSection(
            key: "causes", title: "Why it changed",
            note: "From \(previous.month) to \(scope.month.month); the causes add up to the change. Prices and kinds are those of what each team used itself.",
            columns: [
                ReportColumn("cause", "Cause", .text), ReportColumn("meaning", "Meaning", .text), ReportColumn("change", "Change", money, isChange: true),
            ],
            rows: rows, total: [.phrase("Total"), .absent, sums[sums.count - 1]],
            chart: ReportChart(label: "cause", columns: ["change"], form: .waterfall(from: sums[0].amount ?? .zero)))
    }

    private func movers(_ all: [[ReportCell]], _ sums: [ReportCell], since previous: MonthOfBooks) throws -> ReportSection {
        let (key, header): (String, Phrase) = scope.team == nil ? ("team", "Team") : ("namespace", "Namespace")
        let causes = ChangeCause.allCases
        return ReportSection(
            key: "movers", title: "What changed most",
            note: "New and gone are workloads that are in one of the two months only; the other causes are of what is in both.",
            columns: [
                ReportColumn(key, header, .text), ReportColumn("service", "Service", .text),
                ReportColumn("previous", "Previous month", money),
            ] + causes.map { ReportColumn($0.rawValue, $0.header, money, isChange: true) } + [
                ReportColumn("total", "Total", money), ReportColumn("change", "Change", money, isChange: true),
                ReportColumn("cause", "Cause", .text),
            ],
            rows: try folded(all), total: [.phrase("Total"), .absent] + sums + [.absent],
            relations: [
                .sum(total: "total", parts: ["previous"] + causes.map(\.rawValue)),
                .difference(result: "change", minuend: "total", subtrahend: "previous"),
            ])
    }

    private func folded(_ rows: [[ReportCell]]) throws -> [[ReportCell]] {
        guard rows.count > Self.rowCountMax + 1 else { return rows }
        let others = Array(rows.dropFirst(Self.rowCountMax))
        let sums = try (2...Self.changeColumn).map { ReportCell.money(try ReportSums.sum(others, column: $0, section: "movers")) }
        return rows.prefix(Self.rowCountMax) + [[.phrase("(\(Int64(others.count)) others)"), .absent] + sums + [.absent]]
    }
}
