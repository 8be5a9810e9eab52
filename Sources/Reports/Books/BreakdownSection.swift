import Keys
import Money
import Store

/// The table of a month's cost by one dimension: direct, shared, total, the month before and the change.
struct BreakdownSection {
    /// Where the rows come from.
    let books: BooksReader
    /// Month, currency, cost and team of the report.
    let scope: ReportScope

    /// Where a picture says more than the table.
    private static let charted: Set<String> = ["team", "kind", "namespace"]

    /// The table by team, tenant, …
    func section(by dimension: ReportDimension) throws -> ReportSection {
        let rows = try rows(by: dimension.dimension)
        return try section(
            key: dimension.rawValue, title: dimension.title, note: dimension.note,
            names: zip(dimension.words, dimension.headers).map { ReportColumn($0, $1, .text) },
            namelesses: dimension.namelesses, rows: rows)
    }

    /// The table of what no team bears, by reason.
    func unallocated() throws -> ReportSection {
        let rows = try rows(by: Self.reason)
        return try section(
            key: "unallocated", title: "Without a team, by reason",
            note: rows.isEmpty ? "Every amount has a team." : "What no team bears, and why.",
            names: [ReportColumn("unallocated", "Reason", .text)], namelesses: ["(no reason)"], rows: rows)
    }

    /// Why something has no team: a dimension of what no team bears.
    private static let reason = "reason"

    /// All that are asked for at once.
    private static let dimensions = Parameter.texts(ReportDimension.allCases.map(\.dimension) + [reason])

    private func rows(by dimension: String) throws -> [Row] {
        // Of the organisation whose report is not made, teams' reports ask for one table alone.
        let isWhole = scope.team != nil || books.isForWhole
        let statement = BooksReader.Statement(
            path: "reporting/breakdown.sql",
            parameters: [
                .date(scope.month.month.firstDate), .date(scope.month.month.previous.firstDate),
                .text(scope.currency.code), .text(scope.cost.rawValue), isWhole ? Self.dimensions : .texts([dimension]),
            ], hasParts: true)
        return try books.rows(statement, of: scope.team, part: dimension)
    }

    private func section(
        key: String, title: Phrase, note: Phrase?, names: [ReportColumn], namelesses: [Phrase], rows: [Row]
    ) throws -> ReportSection {
        let places = scope.currency.places
        let cells = try rows.map { row in try self.cells(row, namelesses: namelesses) }
        var relations: [ColumnRelation] = [.sum(total: "total", parts: ["direct", "shared"])]
        if scope.hasPrevious {
            relations.append(.difference(result: "change", minuend: "total", subtrahend: "previous"))
        }
        return ReportSection(
            key: key, title: title, note: note,
            columns: names + [
                ReportColumn("direct", "Direct", .money(places: places)), ReportColumn("shared", "Shared", .money(places: places)),
                ReportColumn("total", "Total", .money(places: places)),
                ReportColumn("previous", "Previous month", .money(places: places)),
                ReportColumn("change", "Change", .money(places: places), isChange: true), ReportColumn("share", "Share", .percent),
            ],
            rows: cells, total: cells.isEmpty ? nil : try total(of: cells, nameCount: names.count, key: key), relations: relations,
            chart: Self.charted.contains(key) && cells.count > 1
                ? ReportChart(label: key, columns: ["direct", "shared"]) : nil)
    }

    private func cells(_ row: Row, namelesses: [Phrase]) throws -> [ReportCell] {
        func money(_ name: String) throws -> ReportCell {
            do { return .money(try row.decimal(name) ?? .zero) } catch {
                throw ReportError(.outOfRange(column: name), at: row["name"])
            }
        }
        let names = zip(["name", "second_name"], namelesses).map { column, nameless in row[column].map(ReportCell.text) ?? .phrase(nameless) }
        return names + [
            try money("direct"), try money("shared"), try money("total"),
            scope.hasPrevious ? try money("previous") : .absent, scope.hasPrevious ? try money("change") : .absent,
            try row.decimal("share").map(ReportCell.percent) ?? .absent,
        ]
    }

    private func total(of rows: [[ReportCell]], nameCount: Int, key: String) throws -> [ReportCell] {
        var total = [ReportCell.phrase("Total")] + [ReportCell](repeating: .absent, count: nameCount - 1)
        for column in nameCount..<(nameCount + 5) {
            let isThere = scope.hasPrevious || column < nameCount + 3
            total.append(isThere ? .money(try ReportSums.sum(rows, column: column, section: key)) : .absent)
        }
        let isNought = total[nameCount + 2].amount?.isZero ?? true
        return total + [isNought ? .absent : .percent(ExactDecimal(significand: 1))]
    }
}

/// Exact sums over the rows of a table.
enum ReportSums {
    /// The sum of a column; nought where a cell has no amount.
    static func sum(_ rows: [[ReportCell]], column: Int, section: String) throws(ReportError) -> ExactDecimal {
        do throws(DecimalError) {
            var sum = ExactDecimal.zero
            for row in rows { sum = try sum.adding(row[column].amount ?? .zero) }
            return sum
        } catch { throw ReportError(.outOfRange(column: "\(column)"), at: section) }
    }
}
