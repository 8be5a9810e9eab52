import Foundation
import Keys
import Money
import Settings
import Store
import TestSupport
import Testing

@testable import Reports

@Suite("What a report tells beside the breakdowns")
struct StoryTests {
    private static let october = Month("2026-10")!

    private func documents(_ lines: String, budgets: String = "") throws -> [LoadedReport] {
        let connection = try Books.small(lines).connect()
        let folder = try TemporaryFolder()
        try folder.write("chargeback.yaml", "teams: [{name: web}, {name: lab}]\n" + budgets)
        let settings = try Settings.load(path: folder.path("chargeback.yaml"), environment: [:])
        return try ReportLoader(connection, budgets: settings.budgets).all(Self.october)
    }

    private static let twoMonths = """
        2026-09 USD web 10.00
        2026-09 USD old 4.00
        2026-10 USD web 12.50
        2026-10 USD lab 3.00
        2026-10 USD - 1.00
        """

    @Test("What changed most comes first, says whether it is new or gone, and adds up from one month to the other")
    func movers() throws {
        let document = try #require(try documents(Self.twoMonths).first).document
        let movers = try document.section("movers")
        #expect(
            movers.lines("service", "previous", "total", "change", "cause") == [
                "old Storage 4 0 -4 gone", "lab Storage 0 3 3 new", "web Storage 10 12.5 2.5 other",
                "(no team) Storage 0 1 1 new",
            ])
        #expect(
            try ["previous", "new", "gone", "other", "total", "change"].map { movers.total?[try #require(movers.columnIndex($0))].amount?.description }
                == ["14", "4", "-4", "2.5", "16.5", "2.5"])
        #expect(try document.section("trend").lines() == ["2026-09 14", "2026-10 16.5"])
        #expect(document.sections.map(\.key).prefix(4) == ["team", "causes", "movers", "trend"])
        let page = try document.rendered(as: .html)
        #expect(page.contains("Month before") && page.contains("class=\"fall\"") && page.contains("class=\"columns\""))
    }

    @Test("A team's report tells of the team alone, and a first month of nothing that changed")
    func team() throws {
        let reports = try documents(Self.twoMonths)
        let web = try #require(reports.first { $0.team == "web" }).document
        #expect(try web.section("trend").lines() == ["2026-09 10", "2026-10 12.5"])
        #expect(try web.section("movers").lines("change", "cause") == ["(no namespace) 2.5 other"])
        let first = try #require(try documents("2026-10 USD web 12.50").first).document
        #expect(!first.sections.contains { ["movers", "trend", "day"].contains($0.key) })
    }

    @Test("Budgets say what is left and, in words, how much is used; a team sees its own only")
    func budgets() throws {
        let reports = try documents(
            Self.twoMonths,
            budgets: """
                budgets:
                  - {name: all, scope: {organisation: true}, amount: "20.00", currency: USD}
                  - {name: web, scope: {team: web}, amount: "10.00", currency: USD}
                """)
        func lines(_ team: String?) throws -> [String] {
            try #require(reports.first { $0.team == team }).document.section("budget").lines("amount", "spent", "left", "state")
        }
        #expect(try lines(nil) == ["all 20 16.5 3.5 82 % used", "web 10 12.5 -2.5 125 % used, passed"])
        #expect(try lines("web") == ["web 10 12.5 -2.5 125 % used, passed"])
        #expect(throws: SectionMissing.self) { try lines("lab") }
    }

    @Test("While days are missing at the end of the month a forecast goes on as the last days, with its interval")
    func forecast() throws {
        let database = try Books.small("2026-10 USD web 10.00")
        let connection = try database.connect()
        try connection.execute(
            """
            insert into cost.team_day
            select billing_month, usage_date + day, billing_currency, team, kind, direct_billed_cost, shared_billed_cost,
                direct_effective_cost + day % 2, shared_effective_cost, direct_contracted_cost, shared_contracted_cost,
                direct_list_cost, shared_list_cost
            from cost.team_day cross join generate_series(1, 20) as day
            """)
        let document = try #require(try ReportLoader(connection).organisation(Self.october).first).document
        #expect(document.fact("Costs until") == "2026-10-21, 21 of 31 days")
        #expect(document.fact("Forecast to month end") == "325.50 USD, probably 322.06 to 328.94")
        #expect(try document.section("day").rows.count == 21)
        // A whole month needs none.
        try connection.execute("update cost.team_day set usage_date = '2026-10-31' where usage_date = '2026-10-21'")
        #expect(try ReportLoader(connection).organisation(Self.october).first?.document.fact("Forecast to month end") == nil)
    }

    @Test("The index leads to every report of the month by its file's name, and lets no label become markup")
    func index() throws {
        let reports = try documents(Self.twoMonths)
        let page = try #require(ReportIndex.file(reports, month: Self.october).first)
        let words = String(decoding: page.bytes, as: UTF8.self)
        #expect(page.name == "index.html")
        for report in reports { #expect(words.contains("<a href=\"\(report.fileName).html\">")) }
        #expect(words.contains("<td class=\"number\">16.50</td>") && words.contains("default-src 'none'"))
        var hostile = reports
        hostile.append(
            LoadedReport(
                month: Self.october, currency: reports[0].currency, cost: .effective, team: "\"><script>",
                document: reports[0].document))
        let text = String(decoding: try #require(ReportIndex.file(hostile, month: Self.october).first).bytes, as: UTF8.self)
        #expect(!text.contains("<script") && text.contains("&quot;&gt;&lt;script&gt;"))
        #expect(ReportIndex.file(Array(reports.dropFirst()), month: Self.october).isEmpty)
    }
}
