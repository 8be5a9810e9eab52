import Foundation
import Keys
import Money
import Store
import TestSupport
import Testing

@testable import Reports

@Suite("Reports of small books")
struct SmallBooksTests {
    private let september = Month("2026-09")!

    @Test("The month before stands beside, and a team that is gone stays visible")
    func previousMonth() throws {
        let database = try Books.small(
            """
            2026-09 USD search 10.00
            2026-09 USD gone 4.00
            2026-10 USD search 12.50
            2026-10 USD payments 1
            """)
        let loader = ReportLoader(try database.connect())
        let document = try #require(try loader.organisation(Books.october).first).document
        #expect(
            try document.section("team").lines("total", "previous", "change") == [
                "search 12.5 10 2.5", "payments 1 0 1", "gone 0 4 -4",
            ])
        #expect(document.fact("Compared with") == "2026-09, open")
        let before = try #require(try loader.organisation(september).first).document
        #expect(try before.section("team").lines("total", "previous", "change") == ["search 10 – –", "gone 4 – –"])
        #expect(before.fact("Compared with") == "2026-08 is not published")
        #expect(try loader.team("gone", september).count == 1)
    }

    @Test("Months in two currencies have two reports, and nothing is added across")
    func twoCurrencies() throws {
        let database = try Books.small("2026-10 USD payments 5\n2026-10 EUR payments 7\n2026-10 EUR - 1")
        let reports = try ReportLoader(try database.connect()).organisation(Books.october)
        #expect(reports.map(\.currency.code) == ["EUR", "USD"])
        #expect(try reports[0].document.section("team").lines() == ["payments 7", "(no team) 1"])
        #expect(try reports[1].document.section("team").lines() == ["payments 5"])
        #expect(reports[0].document.fact("Bill, exactly") == "8 EUR")
        let text = try reports.printed(as: .text, by: nil, options: ReportOptions())
        #expect(text.contains("October 2026, EUR") && text.contains("October 2026, USD"))
        #expect(throws: BooksError(.severalCurrencies(["EUR", "USD"]))) {
            try reports.printed(as: .json, by: nil, options: ReportOptions())
        }
        #expect(try reports.only(currency: "USD", Books.october).count == 1)
        #expect(throws: BooksError(.noSuchCurrency("GBP", Books.october, known: ["EUR", "USD"]))) {
            try reports.only(currency: "GBP", Books.october)
        }
    }

    @Test("Rows come by amount, the same amounts by the bytes of their names, what has no name last")
    func order() throws {
        let database = try Books.small(
            "2026-10 USD b 2\n2026-10 USD B 2\n2026-10 USD - 9\n2026-10 USD a 3\n2026-10 USD credit -1")
        let document = try #require(try ReportLoader(try database.connect()).organisation(Books.october).first).document
        #expect(try document.section("team").lines() == ["a 3", "B 2", "b 2", "credit -1", "(no team) 9"])
    }

    @Test("Where no bill is loaded at all, the message says how to load one")
    func nothingLoaded() throws {
        let loader = ReportLoader(try ThrowAwayDatabase().connect())
        let error = BooksError(.noSuchMonth(Books.october, published: [], unpublished: []))
        #expect(throws: error) { try loader.organisation(Books.october) }
        #expect(throws: BooksError.self) { try loader.newestMonth() }
        #expect(
            error.line == "chargeback: CB160 no bill is loaded at all; load one with 'chargeback ingest bills PATH'")
        #expect(error.exitCode.rawValue == 66)
    }

    @Test("A month without a bill names those with one; a month that is not allocated says what to run")
    func monthMissing() throws {
        let database = try Books.small(
            "2026-09 USD a 1\n2026-10 USD a 1\n2026-11 USD a 1", notAllocated: ["2026-11"])
        let loader = ReportLoader(try database.connect())
        let november = Month("2026-11")!
        #expect(try loader.newestMonth() == Books.october)
        let missing = #expect(throws: BooksError.self) { try loader.organisation(Month("2025-01")!) }
        #expect(
            missing?.description
                == "no bill of 2025-01 is loaded; there are reports of 2026-09, 2026-10; "
                + "2026-11 can have one after 'chargeback allocate'")
        let waiting = #expect(throws: BooksError.self) { try loader.organisation(november) }
        #expect(
            waiting?.description
                == "2026-11 has a bill that is not allocated; run 'chargeback allocate --month 2026-11'; "
                + "there are reports of 2026-09, 2026-10")
        #expect(waiting?.exitCode.rawValue == 66)
    }

    @Test("A bill that changed since it was allocated is not reported with old figures")
    func stale() throws {
        let database = try Books.small("2026-10 USD a 1")
        let connection = try database.connect()
        try Books.load("2026-10 USD a 2", into: connection)
        let loader = ReportLoader(connection)
        let error = #expect(throws: BooksError.self) { try loader.organisation(Books.october) }
        #expect(
            error?.description
                == "the bill of 2026-10 changed since it was allocated; run 'chargeback allocate --month 2026-10'")
        #expect(error?.exitCode.rawValue == 75)
        try Books.allocate(connection)
        #expect(try loader.organisation(Books.october).first?.document.section("team").lines() == ["a 2"])
    }

    @Test("Published figures that are not the bill's are refused")
    func tampered() throws {
        let database = try Books.small("2026-10 USD a 1")
        let connection = try database.connect()
        try connection.execute("update cost.month_breakdown set direct_effective_cost = direct_effective_cost + 0.0000000000000001")
        let error = #expect(throws: BooksError.self) { try ReportLoader(connection).organisation(Books.october) }
        #expect(error?.code == 164 && error?.exitCode.rawValue == 70)
    }

    @Test("A team without costs is refused with the names of those that have some")
    func noSuchTeam() throws {
        let database = try Books.small("2026-10 USD search 1\n2026-10 USD data 1")
        #expect(throws: BooksError(.noSuchTeam("sarch", Books.october, known: ["data", "search"]))) {
            try ReportLoader(try database.connect()).team("sarch", Books.october)
        }
    }

    @Test("A closed month is FINAL, any other PROVISIONAL")
    func stamp() throws {
        let database = try Books.small("2026-10 USD a 1")
        let connection = try database.connect()
        let loader = ReportLoader(connection)
        #expect(try loader.organisation(Books.october).first?.document.stamp == .provisional)
        try connection.execute("update cost.period set state = 'closed'")
        #expect(try loader.organisation(Books.october).first?.document.stamp == .final)
    }

    @Test("Files are those of the organisation and of each team, and a second run changes nothing")
    func files() throws {
        let database = try Books.small("2026-10 USD search 1\n2026-10 USD Daten/owner=x 2\n2026-10 USD - 3")
        let connection = try database.connect()
        let folder = NSTemporaryDirectory() + "reports-\(UInt64.random(in: 0 ... .max))"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let reports = try ReportLoader(connection).all(Books.october)
        let first = try ReportRun.write(reports, month: Books.october, formats: [.html, .json], to: folder)
        #expect(first.unchanged.isEmpty)
        #expect(
            first.written.filter { $0.hasSuffix(".json") } == [
                "2026-10-effective-usd-organisation.json",
                "2026-10-effective-usd-team-\(ReportFileName.slug("Daten")).json",
                "2026-10-effective-usd-team-search.json",
            ])
        #expect(FileManager.default.fileExists(atPath: "\(folder)/2026-10/manifest.json"))
        let again = try ReportRun.write(
            try ReportLoader(connection).all(Books.october), month: Books.october, formats: [.html, .json], to: folder)
        #expect(again.written.isEmpty && again.unchanged == first.written)
    }

    @Test("On a screen long tables end in one row for all the others, and still add up")
    func folding() throws {
        let lines = (1...40).map { "2026-10 USD a/owner=o\($0) \($0).25" }.joined(separator: "\n") + "\n2026-10 USD a 3"
        let document = try #require(
            try ReportLoader(try Books.small(lines).connect()).organisation(Books.october).first
        ).document
        #expect(try document.section("owner").rows.count == 41)
        let folded = try document.folded(rowCountMax: 5).section("owner")
        #expect(folded.lines() == ["o40 40.25", "o39 39.25", "o38 38.25", "(37 others) 712.25", "(no owner) 3"])
        #expect(throws: Never.self) { try RoundedSection(folded) }
    }
}
