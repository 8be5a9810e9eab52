import Bills
import Foundation
import Ingest
import Store
import TestSupport
import Testing

@Suite("A delivery of several files is committed by its manifest")
struct ManifestTests {
    private static let header =
        "bill/PayerAccountId,bill/BillingPeriodStartDate,bill/BillingPeriodEndDate,lineItem/LineItemType,"
        + "lineItem/UsageStartDate,lineItem/UsageEndDate,lineItem/ProductCode,lineItem/CurrencyCode,lineItem/UnblendedCost\n"

    private static func row(_ cost: String, month: String = "2026-10") -> String {
        let next = month == "2026-10" ? "2026-11" : "2026-10"
        return "1,\(month)-01T00:00:00Z,\(next)-01T00:00:00Z,Usage,\(month)-01T00:00:00Z,\(month)-01T01:00:00Z,"
            + "AmazonEC2,USD,\(cost)\n"
    }

    /// Writes a delivery below a folder: parts of some costs, then the manifest.
    private func deliver(_ folder: URL, assembly: String, _ parts: [[String]], month: String = "2026-10") throws {
        let period = folder.appendingPathComponent("r/20261001-20261101")
        let place = period.appendingPathComponent(assembly)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        var keys: [String] = []
        for (index, costs) in parts.enumerated() {
            let text = Self.header + costs.map { Self.row($0, month: month) }.joined()
            try Data(text.utf8).write(to: place.appendingPathComponent("r-\(index + 1).csv"))
            keys.append("\"/r/20261001-20261101/\(assembly)/r-\(index + 1).csv\"")
        }
        let manifest =
            #"{"assemblyId":"\#(assembly)","reportName":"r","contentType":"text/csv","billingPeriod":"#
            + #"{"start":"20261001T000000.000Z","end":"20261101T000000.000Z"},"reportKeys":[\#(keys.joined(separator: ","))]}"#
        for place in [place, period] {
            try Data(manifest.utf8).write(to: place.appendingPathComponent("r-Manifest.json"))
        }
    }

    private func inFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("delivery-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    private func billed(_ connection: Connection) throws -> [String] {
        let rows = try connection.query(
            """
            select d.version::text as version, trim_scale(sum(c.billed_cost))::text as billed
            from bill.charge as c inner join bill.delivery as d using (load_id, period_number)
            where d.state = 'current' group by 1
            """)
        return rows.map { "\($0.text("version")): \($0.text("billed"))" }
    }

    @Test("A folder loads its newest delivery whole, and again nothing; a later one with fewer files replaces it")
    func folder() throws {
        let connection = try ThrowAwayDatabase().connect()
        try inFolder { folder in
            try deliver(folder, assembly: "a1", [["1.5"], ["2"]])
            let loader = BillLoader(connection, source: "aws")
            #expect(try loader.load([folder.path]).map(\.isChanged) == [true])
            #expect(try billed(connection) == ["1: 3.5"])
            #expect(try loader.load([folder.path]).map(\.isChanged) == [false])
            try deliver(folder, assembly: "a2", [["1.5"], ["2"], ["0.25"]])
            let manifest = folder.path + "/r/20261001-20261101/r-Manifest.json"
            #expect(try loader.load([manifest], several: .parts).map(\.isChanged) == [true])
            #expect(try billed(connection) == ["2: 3.75"])
            // The same names with one file less, as reports that are overwritten have them.
            try deliver(folder, assembly: "a2", [["1.5"], ["2"]])
            #expect(try loader.load([folder.path]).map(\.isChanged) == [true])
            #expect(try billed(connection) == ["3: 3.5"])
        }
    }

    @Test("A delivery whose lines are of another month than its manifest leaves nothing")
    func period() throws {
        let connection = try ThrowAwayDatabase().connect()
        try inFolder { folder in
            try deliver(folder, assembly: "a1", [["1.5"]], month: "2026-09")
            let error = #expect(throws: IngestError.self) { try BillLoader(connection).load([folder.path]) }
            #expect(
                error?.description.hasPrefix(
                    "the files hold account 1 of the billing period 2026-09-01 to 2026-10-01, the manifest says 2026-10-01"
                )
                    == true)
            #expect(try billed(connection).isEmpty)
        }
    }

    @Test("A delivery without one of its files leaves nothing")
    func partMissing() throws {
        let connection = try ThrowAwayDatabase().connect()
        try inFolder { folder in
            try deliver(folder, assembly: "a1", [["1.5"], ["2"]])
            try FileManager.default.removeItem(at: folder.appendingPathComponent("r/20261001-20261101/a1/r-2.csv"))
            let manifest = folder.path + "/r/20261001-20261101/r-Manifest.json"
            #expect(throws: ManifestError.self) { try BillLoader(connection).load([manifest]) }
            #expect(try billed(connection).isEmpty)
        }
    }
}
