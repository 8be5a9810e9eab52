import Foundation
import Keys
import Ledger
import Money
import Settings
import Store
import TestSupport
import Testing

@testable import Reports

@Suite("The books as finance needs them")
struct AccountingTests {
    static let yaml = """
        teams: [{name: payments, cost_centre: CC-1}, {name: search, cost_centre: "=CC-2"}]
        journal: {expense_account: "6540", clearing_account: "1590", unallocated_cost_centre: CC-0}
        """

    static func journal(_ connection: Connection, _ yaml: String = yaml) throws -> Journal {
        let settings = try Settings.parse(yaml, file: "test")
        let reports = try ReportLoader(connection).organisation(Books.october)
        let centres = Dictionary(uniqueKeysWithValues: settings.teams.compactMap { team in team.costCentre.map { (team.name, $0) } })
        return try Journal(reports, centres: centres, settings: settings.journal)
    }

    @Test("The journal's figures are those of the report, and debits and credits are equal in each currency")
    func balanced() throws {
        let connection = try Books.small(
            """
            2026-10 USD payments 10.005
            2026-10 USD search 20.005
            2026-10 USD - 0.005
            2026-10 EUR payments -3.333
            """).connect()
        let journal = try Self.journal(connection)
        for currency in ["USD", "EUR"] {
            let entries = journal.entries.filter { $0.currency.code == currency }
            let debits = try entries.reduce(ExactDecimal.zero) { try $0.adding($1.debit) }
            let credits = try entries.reduce(ExactDecimal.zero) { try $0.adding($1.credit) }
            #expect(debits == credits && !entries.isEmpty)
        }
        #expect(
            journal.csv == """
                cost_centre,account,debit,credit,reference,currency\r
                CC-1,6540,,3.33,"chargeback 2026-10 open payments",EUR\r
                ,1590,3.33,,"chargeback 2026-10 open total",EUR\r
                '=CC-2,6540,20.01,,"chargeback 2026-10 open search",USD\r
                CC-1,6540,10.01,,"chargeback 2026-10 open payments",USD\r
                ,1590,,30.02,"chargeback 2026-10 open total",USD\r

                """)
        #expect(try JSONSerialization.jsonObject(with: Data(journal.json.utf8)) is [[String: String]])
    }

    @Test("A team without a cost centre is refused by name, unless there is one for such teams")
    func costCentres() throws {
        let connection = try Books.small("2026-10 USD lab 1.00").connect()
        do {
            _ = try Self.journal(connection)
            Issue.record("there is a journal")
        } catch let error as BooksError {
            #expect(error.line == "chargeback: CB165 team 'lab' has no cost centre; set teams[].cost_centre or journal.default_cost_centre, and allocate")
        }
        #expect(try Self.journal(connection, "journal: {default_cost_centre: CC-9}").entries.first?.costCentre == "CC-9")
    }

    @Test("A month in one currency shows its rates, adds up, and lacks no rate")
    func converted() throws {
        let connection = try Books.small(
            """
            2026-10 USD payments 10.01
            2026-10 USD search 10.01
            2026-10 EUR payments 3.33
            """).connect()
        let report = ConvertedReport(connection, in: Currency("EUR")!, cost: .effective)
        do {
            _ = try report.document(Books.october)
            Issue.record("there is a report")
        } catch let error as BooksError {
            #expect(error.line == "chargeback: CB166 there is no exchange rate of 2026-10 from USD to EUR; load one with 'chargeback rates load FILE'")
        }
        let folder = try TemporaryFolder()
        try folder.write("rates.csv", "month,from,to,rate\n2026-10,USD,EUR,0.91275\n")
        #expect(try ExchangeRates(connection).load(folder.path("rates.csv")) == 1)
        let document = try report.document(Books.october)
        let section = try document.section("converted")
        // 20.02 × 0.91275 + 3.33 = 21.603255: 21.60; each 9.1366275, of which one is cut to make the sum.
        #expect(section.lines("bill", "rate", "converted") == [
            "payments 10.01 USD 0.91275 9.14", "search 10.01 USD 0.91275 9.13", "payments 3.33 EUR 1 3.33",
        ])
        #expect(document.facts.contains { "\($0.value)" == "1 USD = 0.91275 EUR" })
        #expect(try document.rendered(as: .text).contains("21.60"))
    }

    @Test("A file of rates is taken whole or not at all, and its faults have a line", arguments: [
        ("month,from,to\n", "rates.csv:1: CB234"), ("month,from,to,rate\n2026-10,USD,EUR,0\n", "rates.csv:2: CB234"),
        ("month,from,to,rate\n2026-10,USD,EUR,0.9\n2026-10,USD,EUR,0.8\n", "rates.csv:3: CB234"),
        ("month,from,to,rate\n2026-10,USD,USD,1\n", "rates.csv:2: CB234"), ("month,from,to,rate\n2026-13,USD,EUR,1\n", "rates.csv:2: CB234"),
    ])
    func rateFaults(text: String, line: String) throws {
        let connection = try ThrowAwayDatabase().connect()
        let folder = try TemporaryFolder()
        try folder.write("rates.csv", text)
        let error = #expect(throws: RateError.self) { try ExchangeRates(connection).load(folder.path("rates.csv")) }
        #expect(error?.line.contains(line) == true)
        #expect(try connection.query("select 1 from org.exchange_rate").isEmpty)
    }

    @Test("The indicators say which part has a team, and why the rest has none")
    func indicators() throws {
        let connection = try Books.small("2026-10 USD payments 75\n2026-10 USD - 25").connect()
        let row = try connection.query("select *, time_to_allocate >= interval '0' as is_later from report.allocation_kpi")[0]
        #expect(row.text("allocated") == "0.750000" && row.text("unallocated") == "0.250000")
        #expect(row.text("unallocated_by_reason") == #"{"no team rule matches": 25}"#)
        #expect(row.text("unallocated_share_by_reason") == #"{"no team rule matches": 0.250000}"#)
        #expect(row.flag("is_later"))
    }
}
