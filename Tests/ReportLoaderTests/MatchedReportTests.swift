import Foundation
import Keys
import Money
import Store
import TestSupport
import Testing

@testable import Reports

@Suite("Reports of the matched month")
struct MatchedReportTests {
    private let database: ThrowAwayDatabase
    private let connection: Connection

    init() throws {
        database = try Books.matched()
        connection = try database.connect()
    }

    private func report(_ cost: CostBasis = .effective) throws -> ReportDocument {
        let reports = try ReportLoader(connection, cost: cost).organisation(Books.october)
        #expect(reports.count == 1)
        return try #require(reports.first).document
    }

    @Test(
        "Every table of the month adds up to the bill, exactly and as it is shown",
        arguments: [
            (CostBasis.effective, "975.784799988", "975.78"), (.billed, "931.144799988", "931.14"),
            (.contracted, "924.010799988", "924.01"), (.list, "1610.572799988", "1610.57"),
        ])
    func totals(cost: CostBasis, exact: String, shown: String) throws {
        let document = try report(cost)
        #expect(document.fact("Bill, exactly") == "\(exact) USD")
        for dimension in ReportDimension.allCases {
            let section = try document.section(dimension.rawValue)
            let total = try #require(section.columnIndex("total"))
            #expect(section.total?[total] == .money(number(exact)), "by \(dimension)")
            #expect(try RoundedSection(section).total?[total] == .money(number(shown)), "by \(dimension)")
        }
    }

    @Test(
        "A team's report shows what the organisation's shows of the team, cents included", arguments: CostBasis.allCases
    )
    func teamEqualsRow(cost: CostBasis) throws {
        let loader = ReportLoader(connection, cost: cost)
        let whole = try RoundedSection(report(cost).section("team"))
        let names = whole.section.rows.compactMap { row in if case .text(let name) = row[0] { name } else { "(no team)" } }
        #expect(names.count == 5)
        for (index, name) in names.enumerated() where name != "(no team)" {
            let team = try #require(try loader.team(name, Books.october).first).document
            for dimension in ReportDimension.allCases {
                let section = try team.section(dimension.rawValue)
                let rounded = try RoundedSection(section)
                for key in ["direct", "shared", "total"] {
                    let column = try #require(section.columnIndex(key))
                    let place = try #require(whole.section.columnIndex(key))
                    #expect(section.total?[column] == whole.section.rows[index][place], "\(name) \(dimension) \(key)")
                    #expect(rounded.total?[column] == whole.rows[index][place], "\(name) \(dimension) \(key) shown")
                }
            }
        }
    }

    @Test("Reports that are made together are those that are made one by one", arguments: CostBasis.allCases)
    func together(cost: CostBasis) throws {
        let budgets = try Books.yearSettings().budgets
        for connection in [connection, try Books.year().connect()] {
            let loader = ReportLoader(connection, cost: cost, budgets: budgets)
            let all = try loader.all(Books.october)
            #expect(all.count >= 4)
            for report in all {
                let alone = try report.team.map { try loader.team($0, Books.october) } ?? loader.organisation(Books.october)
                #expect(alone.first?.document == report.document, "\(report.team ?? "all")")
            }
        }
    }

    @Test("The same amount shows the same cents in every table of a report", arguments: CostBasis.allCases)
    func sameCents(cost: CostBasis) throws {
        for connection in [connection, try Books.year().connect()] {
            for report in try ReportLoader(connection, cost: cost).all(Books.october) {
                var shown: [ExactDecimal: Set<ExactDecimal>] = [:]
                for section in report.document.sections {
                    let rounded = try RoundedSection(section)
                    // Of equal amounts in one table some are rounded up and some cut, so that they add up: those are not meant.
                    var ofTable: [ExactDecimal: [ExactDecimal]] = [:]
                    for (exact, figures) in zip(section.rows + [section.total ?? []], rounded.rows + [rounded.total ?? []]) {
                        for (index, cell) in exact.enumerated() where section.columns[index].places == 2 {
                            guard let amount = cell.amount, amount.scale > 2, !section.columns[index].isChange else { continue }
                            ofTable[amount, default: []].append(figures[index].amount ?? .zero)
                        }
                    }
                    for (amount, figures) in ofTable where Set(figures).count == 1 { shown[amount, default: []].insert(figures[0]) }
                }
                // A part of a few rows may have no other way to add up, and with it the change that stands beside it; nothing else has.
                let torn = shown.filter { $0.value.count > 1 }
                #expect(torn.count <= 2, "\(report.team ?? "all"): \(torn)")
            }
        }
    }

    @Test("What the teams' reports say of a kind, and what has no team, is what the whole report says of it")
    func filterIndependence() throws {
        var sums: [String: ExactDecimal] = [:]
        let reports = try ReportLoader(connection).all(Books.october)
        #expect(reports.map(\.team) == [nil, "data", "payments", "platform", "search"])
        for report in reports.dropFirst() {
            for line in try report.document.section("kind").rows {
                guard case .text(let kind) = line[0], case .money(let amount) = line[3] else { continue }
                sums[kind] = try (sums[kind] ?? .zero).adding(amount)
            }
        }
        let teamless = try connection.query(
            """
            select kind, trim_scale(sum(effective_cost)) as cost from report.day where team is null group by kind
            """)
        for row in teamless {
            sums[row.text("kind")] = try (sums[row.text("kind")] ?? .zero).adding(try row.decimal("cost") ?? .zero)
        }
        let whole = try report().section("kind").lines().sorted()
        #expect(whole == sums.map { "\($0.key) \($0.value)" }.sorted())
    }

    @Test("What has no team says why, and comes last")
    func unallocated() throws {
        let document = try report()
        #expect(try document.section("team").lines().last == "(no team) 80.791037733898393716")
        #expect(try document.section("unallocated").lines() == ["no team rule matches 80.791037733898393716"])
        #expect(try connection.query("select from report.day where team is null and reason is null").isEmpty)
    }

    @Test("Idle capacity by node is the idle cost by kind")
    func idle() throws {
        let document = try report()
        let nodes = try document.section("idle")
        #expect(nodes.rows.count == 4)
        #expect(try document.section("kind").lines().first == "idle \(nodes.total?[3].amount?.description ?? "")")
    }

    @Test("The report reads byte for byte as in reports/golden-matched", arguments: ReportFormat.allCases.filter { $0 != .xlsx })
    func golden(format: ReportFormat) throws {
        for report in try ReportLoader(connection).all(Books.october)
        where report.team == nil || report.team == "search" {
            for file in try report.document(for: format).files(as: format, name: report.fileName) { try compare(file) }
        }
    }

    private func compare(_ file: ReportFile) throws {
        let path = Checkout.path("reports/golden-matched/\(file.name)")
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try Data(file.bytes).write(to: URL(filePath: path))
            Issue.record("\(file.name) was recorded; look at it, then run without RECORD")
            return
        }
        let expected = try #require(FileManager.default.contents(atPath: path), "\(file.name) is missing")
        let isEqual = Array(expected) == file.bytes
        #expect(isEqual, "\(file.name) differs; RECORD=1 records it anew")
    }
}
