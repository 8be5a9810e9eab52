import Errors
import Foundation
import Ingest
import Store
import TestSupport
import Testing

@Suite("Loading bills")
struct BillLoaderTests {
    static let provisional = Checkout.path("fixtures/bills/aws-cur-2026-10-provisional.csv.gz")
    static let final = Checkout.path("fixtures/bills/aws-cur-2026-10-final.csv.gz")

    /// The sums of the current versions, as the database adds up the charges.
    static func sums(_ connection: Connection) throws -> [String: String] {
        let rows = try connection.query(
            """
            select i.billing_currency || ' ' || d.source as key,
                trim_scale(sum(c.billed_cost)) || ' ' || trim_scale(sum(c.effective_cost)) || ' '
                || coalesce(trim_scale(sum(c.list_cost))::text, '') || ' ' || count(*) as value
            from bill.charge as c
            inner join bill.delivery as d using (load_id, period_number)
            inner join bill.item as i using (item_key)
            where d.state = 'current'
            group by 1
            """)
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.text("key"), $0.text("value")) })
    }

    @Test("The reference bills add up in the database to the last digit")
    func referenceTotals() throws {
        let connection = try ThrowAwayDatabase().connect()
        let focus = Checkout.path("fixtures/bills/focus-sample.csv.gz")
        let aws = Checkout.path("fixtures/bills/aws-cur-2023-11.csv.gz")
        _ = try BillLoader(connection).load([focus])
        _ = try BillLoader(connection, source: "aws").load([aws])
        #expect(
            try Self.sums(connection) == [
                "USD focus": "20.52022672899 14.97651418586 20.39090575119 1000",
                "USD aws": "1.6823086974 1.6823086974 3.3561726949 1281",
            ])
    }

    @Test("A restated bill is a new version whose difference is told by line type, and going back restores the old sums")
    func restatement() throws {
        let connection = try ThrowAwayDatabase().connect()
        let loader = BillLoader(connection, source: "aws-main")
        _ = try loader.load([Self.provisional])
        let before = try Self.sums(connection)
        #expect(before["USD aws-main"]?.hasPrefix("887.803303214 930.523303214 ") == true)
        let outcome = try #require(loader.load([Self.final]).first)
        #expect(try Self.sums(connection)["USD aws-main"]?.hasPrefix("931.144799988 975.784799988 ") == true)
        let text = outcome.description
        #expect(text.contains("restated as version 2"))
        #expect(text.contains("Tax: +1 charges, billed +41.37 USD, effective +41.37 USD"))
        #expect(text.contains("EdpDiscount: +1 charges, billed -18 USD"))
        _ = try loader.load([Self.provisional])
        #expect(try Self.sums(connection) == before)
        let versions = try connection.query("select version, state from bill.delivery order by version")
        #expect(versions.map { "\($0.text("version")) \($0.text("state"))" } == ["1 superseded", "2 superseded", "3 current"])
    }

    @Test("The same content under another name, order, line ends of files or compression changes nothing")
    func sameContent() throws {
        let connection = try ThrowAwayDatabase().connect()
        let folder = try TemporaryFolder()
        let bill = "a.csv"
        let rows = (0..<40).map { "2026-10-0\($0 % 9 + 1),\($0).25,EC2" }
        try folder.write(bill, Self.focus(rows))
        try folder.write("b.csv", Self.focus(rows.reversed()))
        let loader = BillLoader(connection, source: "s")
        #expect(try loader.load([folder.path(bill)])[0].isChanged)
        #expect(try !loader.load([folder.path(bill)])[0].isChanged)
        #expect(try !loader.load([folder.path("b.csv")])[0].isChanged)
        try folder.write("first.csv", Self.focus(Array(rows[..<13])))
        try folder.write("second.csv", Self.focus(Array(rows[13...])))
        let parts = try loader.load([folder.path("first.csv"), folder.path("second.csv")], several: .parts)
        #expect(!parts[0].isChanged)
        #expect(try connection.query("select count(*) as n from bill.charge")[0].integer("n") == 40)
        #expect(try connection.query("select count(*) as n from bill.load")[0].integer("n") == 1)
    }

    @Test("Tags that a provider fills in later are told from amounts that changed")
    func tagBackfill() throws {
        let connection = try ThrowAwayDatabase().connect()
        let folder = try TemporaryFolder()
        let bill = Self.focus(["2026-10-01,1,EC2", "2026-10-02,1,EC2", "2026-10-03,2,RDS"])
        let lines = bill.split(separator: "\n")
        func tagged(_ tags: [String]) -> String {
            ([lines[0] + ",Tags"] + zip(lines.dropFirst(), tags).map { $0 + "," + $1 }).joined(separator: "\n") + "\n"
        }
        let owner = #""{""owner"":""shop""}""#
        try folder.write("1.csv", tagged(["", "", ""]))
        try folder.write("2.csv", tagged([owner, "", owner]))
        try folder.write("3.csv", tagged([owner, owner, owner]).replacing(",2,2,2,2,RDS", with: ",3,3,3,3,RDS"))
        let loader = BillLoader(connection, source: "s")
        let outcomes = try ["1", "2", "3"].flatMap { try loader.load([folder.path("\($0).csv")]) }.map(\.description)
        #expect(outcomes[1].hasSuffix("no amount changed\n    tags: 2 charges have other tags and are otherwise as they were"))
        #expect(outcomes[2].contains("Usage: +0 charges, billed +1 USD"))
        #expect(!outcomes[2].contains("tags:"))
        let changes = try connection.query("select service_name || ' ' || billed_cost_change as words from report.bill_change")
        #expect(changes.map { $0.text("words") } == ["RDS 1"])
    }

    @Test("A bill that is refused leaves nothing, not even the items of its good rows")
    func refusedLeavesNothing() throws {
        let connection = try ThrowAwayDatabase().connect()
        let folder = try TemporaryFolder()
        try folder.write("bad.csv", Self.focus(["2026-10-01,1.5,EC2", "2026-10-01,one,EC2"]))
        #expect(throws: CodedErrors.self) { try BillLoader(connection).load([folder.path("bad.csv")]) }
        for table in ["bill.load", "bill.file", "bill.delivery", "bill.item", "bill.charge"] {
            #expect(try connection.query("select count(*) as n from \(table)")[0].integer("n") == 0, "\(table)")
        }
    }

    @Test("Two files of one period are refused until someone says what they are")
    func severalFiles() throws {
        let connection = try ThrowAwayDatabase().connect()
        let folder = try TemporaryFolder()
        try folder.write("1.csv", Self.focus(["2026-10-01,1,EC2"]))
        try folder.write("2.csv", Self.focus(["2026-10-01,2,EC2"]))
        let paths = [folder.path("1.csv"), folder.path("2.csv")]
        let error = try #require(throws: IngestError.self) { try BillLoader(connection, source: "s").load(paths) }
        #expect(error.code == 46 && error.line.contains("2026-10"))
        #expect(try Self.sums(connection).isEmpty)
        _ = try BillLoader(connection, source: "s").load([paths[0]])
        // Also on a later night, when the first file is known already.
        #expect(throws: IngestError.self) { try BillLoader(connection, source: "s").load(paths) }
        #expect(try Self.sums(connection)["USD s"]?.hasPrefix("1 ") == true)
        _ = try BillLoader(connection, source: "s").load(paths, several: .parts)
        #expect(try Self.sums(connection)["USD s"]?.hasPrefix("3 ") == true)
        _ = try BillLoader(connection, source: "t").load(paths, several: .versions)
        #expect(try Self.sums(connection)["USD t"]?.hasPrefix("2 ") == true)
    }

    /// A small FOCUS bill of one account and month; rows hold day, cost and service.
    static func focus(_ rows: [String]) -> String {
        let header =
            "ChargePeriodStart,ChargePeriodEnd,BilledCost,EffectiveCost,ListCost,ContractedCost,ServiceName,BillingAccountId,"
            + "BillingPeriodStart,BillingPeriodEnd,BillingCurrency,ChargeCategory,ProviderName,ServiceCategory"
        let lines = rows.map { row in
            let cells = row.split(separator: ",")
            let period = "\(cells[0])T00:00:00Z,\(cells[0])T01:00:00Z"
            let cost = cells[1]
            return "\(period),\(cost),\(cost),\(cost),\(cost),\(cells[2]),42,2026-10-01T00:00:00Z,2026-11-01T00:00:00Z,"
                + "USD,Usage,AWS,Compute"
        }
        return ([header] + lines).joined(separator: "\n") + "\n"
    }
}
