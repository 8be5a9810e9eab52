import Foundation
import Ingest
import Keys
import Ledger
import Settings
import Store
import TestSupport
import Testing
import Usage

@testable import Reports

@Suite("FOCUS exports of small months")
struct SmallFOCUSExportTests {
    /// The cells of an export by the names of its header; no cell of these tests has a comma.
    private func table(_ text: String, _ names: String...) -> [String] {
        let lines = text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        let places = names.map { name in lines[0].firstIndex { $0 == name } ?? 0 }
        return lines.dropFirst().map { line in places.map { String(line[$0]) }.joined(separator: " ") }
    }

    @Test("FOCUS 1.3 has its 65 columns, 1.4 those of 1.4; ours follow", arguments: FOCUSVersion.allCases)
    func columns(version: FOCUSVersion) throws {
        let connection = try Books.small("2026-10 USD a 1").connect()
        let text = try FOCUSExport(connection, month: Books.october, version: version).text()
        let names = try #require(text.split(separator: "\n").first).split(separator: ",").map(String.init)
        let own = names.drop { !$0.hasPrefix("x_") }
        #expect(names.count - own.count == 65)
        #expect(own.allSatisfy { $0.wholeMatch(of: /x_([A-Z][a-z]+)+/) != nil })
        #expect(names.contains("ProviderName") == (version == .v1_3))
        #expect(names.contains("PublisherName") == (version == .v1_3))
        #expect(names.contains("InvoiceDetailId") == (version == .v1_4))
        #expect(names.contains("CommitmentProgramEligibilityDetails") == (version == .v1_4))
        #expect(names.contains("ChargePeriodStart") && names.contains("SkuPriceId"))
        #expect(!text.contains(",\"\","), "null is nothing, without quotes, and no text is empty")
    }

    @Test("A list or contracted cost that the bill lacks is what FOCUS' rule says, marked, and none again where it is loaded")
    func costsByRule() throws {
        let header = "BilledCost,EffectiveCost,BillingCurrency,BillingAccountId,BillingPeriodStart,BillingPeriodEnd,"
            + "ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ServiceName,ContractedCost,ListCost,ListUnitPrice,PricingQuantity"
        let words = "USD,1,2026-10-01T00:00:00Z,2026-11-01T00:00:00Z,2026-10-01T00:00:00Z,2026-10-02T00:00:00Z,Usage,EC2"
        let rows = ["3,2,\(words),2.5,4,,", "3,2,\(words),,,,", "3,2,\(words),2.5,,1.25,4", "-1,-1,\(words),,-1,,"]
        let folder = try TemporaryFolder()
        try folder.write("bill.csv", "\(header)\n\(rows.joined(separator: "\n"))\n")
        let database = try ThrowAwayDatabase()
        let connection = try database.connect()
        _ = try BillLoader(connection, source: "bill").load([folder.path("bill.csv")])
        try Books.allocate(connection)
        let text = try FOCUSExport(connection, month: Books.october).text()
        #expect(
            table(text, "ContractedCost", "ListCost", "x_CostsByRule") == [
                "2.5 4 ", "3 3 ContractedCost ListCost", "2.5 5 ListCost", "-1 -1 ContractedCost",
            ])
        try folder.write("export.csv", text)
        _ = try BillLoader(connection, source: "export").load([folder.path("export.csv")])
        let loaded = try connection.lines(
            "select contracted_cost, list_cost from report.bill_line where source = 'export' order by row_number")
        #expect(loaded == ["2.5|4", "|", "2.5|", "|-1"])
    }

    @Test("Lines of equal words and different teams keep their teams")
    func teams() throws {
        let connection = try Books.small("2026-10 USD a 1\n2026-10 USD b/owner=x 2\n2026-10 USD - 4").connect()
        let text = try FOCUSExport(connection, month: Books.october).text()
        let rows = table(text.replacing(/"[^\n"]*({""[^\n]*?})"/, with: "{}"), "x_OriginId")
        #expect(rows.count == 3)
        #expect(
            try FOCUSExport(connection, month: Books.october, team: "b").text().split(separator: "\n").count == 2)
    }

    @Test("With a currency there are only its lines; without one all of them, each in its own")
    func currencies() throws {
        let connection = try Books.small("2026-10 USD a 1\n2026-10 EUR a 2\n2026-10 EUR b 3").connect()
        func count(_ currency: String?) throws -> Int {
            try FOCUSExport(connection, month: Books.october, currency: currency).text().split(separator: "\n").count - 1
        }
        #expect(try count(nil) == 3)
        #expect(try count("EUR") == 2)
        #expect(throws: BooksError(.noSuchCurrency("CHF", Books.october, known: ["EUR", "USD"]))) { try count("CHF") }
    }

    @Test("A team without costs, a month that is not allocated and a bill that changed since are refused as in reports")
    func refusals() throws {
        let connection = try Books.small("2026-10 USD a 1\n2026-11 USD a 1", notAllocated: ["2026-11"]).connect()
        #expect(throws: BooksError(.noSuchTeam("b", Books.october, known: ["a"]))) {
            try FOCUSExport(connection, month: Books.october, team: "b").text()
        }
        let november = try #require(Month("2026-11"))
        #expect(throws: BooksError(.notAllocated(november, published: [Books.october]))) {
            try FOCUSExport(connection, month: november).text()
        }
        try Books.load("2026-10 USD a 2", into: connection)
        #expect(throws: BooksError(.stale(Books.october))) { try FOCUSExport(connection, month: Books.october).text() }
    }

    @Test("Its file stands with the reports in one manifest, and a second run touches nothing")
    func file() throws {
        let connection = try Books.small("2026-10 USD a 1\n2026-10 USD b 2").connect()
        let folder = try TemporaryFolder()
        func write() throws -> ReportFiles.Outcome {
            try ReportRun.write(
                try ReportLoader(connection).organisation(Books.october), month: Books.october, formats: [.json],
                exports: [FOCUSExport(connection, month: Books.october)], to: folder.root.path)
        }
        let names = ["2026-10-effective-usd-organisation.json", "2026-10-focus-1.3-organisation.csv"]
        #expect(try write().written == names)
        let manifest = try String(contentsOfFile: folder.path("2026-10/manifest.json"), encoding: .utf8)
        let file = Array(try Data(contentsOf: folder.root.appending(path: "2026-10/\(names[1])")))
        #expect(manifest.contains(Digest(of: file).description) && manifest.contains("\"bytes\": \(file.count)"))
        #expect(try write().unchanged == names)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("2026-10")).count == 3)
    }

    @Test("An export that fails halfway leaves the folder as it was")
    func halfway() throws {
        struct Enough: Error {}
        let folder = try TemporaryFolder()
        try ReportFiles.write([ReportFile(name: "a.txt", text: "a")], to: folder.root.path)
        let before = try FileManager.default.contentsOfDirectory(atPath: folder.root.path).sorted()
        let stream = ReportStream(name: "b.csv") { put in
            try [UInt8](repeating: 65, count: 1 << 20).withUnsafeBytes { try put($0) }
            throw Enough()
        }
        #expect(throws: Enough.self) {
            try ReportFiles.write([ReportFile(name: "a.txt", text: "z")], streams: [stream], to: folder.root.path)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.root.path).sorted() == before)
        #expect(try String(contentsOfFile: folder.path("a.txt"), encoding: .utf8) == "a")
    }

    @Test("A charge and what takes it back are both split, as the cost that is left says")
    func cancelling() throws {
        let connection = try ThrowAwayDatabase().connect()
        let folder = try TemporaryFolder()
        try folder.write("bill.csv", Cancelling.bill)
        _ = try BillLoader(connection, source: "test").load([folder.path("bill.csv")])
        for (signal, series) in Cancelling.exports {
            try folder.write("\(signal).json", series)
            _ = try UsageLoader(connection, options: UsageOptions(cluster: "c1", signal: signal))
                .load(folder.path("\(signal).json"))
        }
        let settings = try Settings.parse("team_rules: [{team: \"{namespace}\", when: {namespace: \"*\"}}]", file: "test")
        _ = try Allocator(connection, settings: settings).allocate(Books.october)
        let text = try FOCUSExport(connection, month: Books.october).text()
        let rows = table(
            text.replacing(/"{.*?}"(?=,)/, with: "{}"), "x_OriginId", "x_Team", "BilledCost", "EffectiveCost")
        #expect(
            Set(rows) == [
                "test/42/2026-10/1/1 lab 6 3", "test/42/2026-10/1/1 shop 4 2", "test/42/2026-10/1/2 lab -6 0",
                "test/42/2026-10/1/2 shop -4 0",
            ])
    }

    /// One machine, an hour that is charged and taken back, two pods at three and two of its five cores.
    private enum Cancelling {
        static let bill =
            "ChargePeriodStart,ChargePeriodEnd,BilledCost,EffectiveCost,BillingAccountId,BillingPeriodStart,BillingPeriodEnd,"
            + "BillingCurrency,ChargeCategory,ProviderName,ServiceName,ResourceId\n"
            + [("10", "5"), ("-10", "0")].map { billed, effective in
                "2026-10-01T00:00:00Z,2026-10-01T01:00:00Z,\(billed),\(effective),42,2026-10-01T00:00:00Z,"
                    + "2026-11-01T00:00:00Z,USD,Usage,AWS,EC2,i-1\n"
            }.joined()

        static let exports: [(String, String)] = [
            ("kube_node_info", [(#""node":"n1","provider_id":"aws:///a/i-1""#, "1")]),
            ("node_capacity_cpu_cores", [(#""node":"n1""#, "5")]),
            ("node_capacity_memory_bytes", [(#""node":"n1""#, "5000000000")]),
            ("pod_request_cpu_cores", [(pod("lab"), "3"), (pod("shop"), "2")]),
            ("pod_request_memory_bytes", [(pod("lab"), "3000000000"), (pod("shop"), "2000000000")]),
        ].map { ($0, envelope($1)) }

        private static func pod(_ namespace: String) -> String {
            #""namespace":"\#(namespace)","pod":"p","uid":"\#(namespace)-uid","node":"n1""#
        }

        private static func envelope(_ series: [(String, String)]) -> String {
            let all = series.map { labels, value in
                let samples = (0..<6).map { "[\(1_790_812_800 + $0 * 600),\"\(value)\"]" }.joined(separator: ",")
                return #"{"metric":{\#(labels)},"values":[\#(samples)]}"#
            }
            return #"{"status":"success","data":{"resultType":"matrix","result":[\#(all.joined(separator: ","))]}}"#
        }
    }
}
