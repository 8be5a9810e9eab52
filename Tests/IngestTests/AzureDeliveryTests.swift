import Bills
import Errors
import Foundation
import Ingest
import Store
import TestSupport
import Testing

@Suite("Azure's exports: manifests, and two stories that are never added up")
struct AzureDeliveryTests {
    private static func bill(_ rows: [String]) -> String {
        "BillingAccountId,SubscriptionId,Date,MeterCategory,CostInBillingCurrency,BillingCurrencyCode,ChargeType,PricingModel\n"
            + rows.map { "42,s1,2026-10-01,Virtual Machines,\($0)\n" }.joined()
    }
    private static let actual = bill(["5,USD,Usage,OnDemand", "0,USD,Usage,Reservation", "70,USD,Purchase,Reservation"])
    private static let amortised = bill(["5,USD,Usage,OnDemand", "2,USD,Usage,Reservation"])

    @Test("Actual and amortised costs of one bill are refused together, in one delivery and under two sources")
    func neverTogether() throws {
        let connection = try ThrowAwayDatabase().connect()
        let folder = try TemporaryFolder()
        try folder.write("actual.csv", Self.actual)
        try folder.write("amortised.csv", Self.amortised)
        let paths = [folder.path("actual.csv"), folder.path("amortised.csv")]
        let parts = try #require(throws: IngestError.self) {
            try BillLoader(connection, source: "az").load(paths, several: .parts)
        }
        #expect(parts.code == 173 && parts.line.contains("amortised.csv: CB173 holds Azure's amortised costs"))
        _ = try BillLoader(connection, source: "az").load([paths[0]])
        let sources = try #require(throws: IngestError.self) { try BillLoader(connection, source: "other").load([paths[1]]) }
        #expect(sources.code == 173 && sources.line.contains("source az"))
        // Under its own source the one replaces the other.
        _ = try BillLoader(connection, source: "az").load([paths[1]])
        let current = try connection.query("select cost_basis from bill.delivery where state = 'current'")
        #expect(current.map { $0.text("cost_basis") } == ["amortised"])
    }

    @Test("A manifest's sizes and rows are checked, and of several runs the newest counts")
    func manifest() throws {
        let connection = try ThrowAwayDatabase().connect()
        let folder = try TemporaryFolder()
        let series = "export/costs/20261001-20261031"
        func write(run: String, csv: String, bytes: Int, rows: Int) throws {
            try folder.write("\(series)/\(run)/id/1.csv", csv)
            try folder.write(
                "\(series)/\(run)/id/manifest.json",
                """
                {"manifestVersion": "2021-01-01", "dataFormat": "csv", "blobCount": 1, "blobs": [{"blobName":
                "costs/20261001-20261031/\(run)/id/1.csv", "byteCount": \(bytes), "dataRowCount": \(rows), "headerRowCount": 1}]}
                """)
        }
        // The manifest's size proves a last row without line end.
        let open = String(Self.actual.dropLast())
        try write(run: "202610020000", csv: Self.bill(["1,USD,Usage,OnDemand"]), bytes: 1, rows: 9)
        try write(run: "202610030000", csv: open, bytes: open.utf8.count, rows: 3)
        let outcome = try BillLoader(connection, source: "az").load([folder.path("export")])
        #expect(outcome.map(\.deliveries[0].rows) == [3])
        let notes = try connection.query("select notes from bill.file").map { $0.text("notes") }
        #expect(notes == ["the last row has no line end"])
        let old = folder.path("\(series)/202610020000/id/manifest.json")
        let size = try #require(throws: ManifestError.self) { try BillLoader(connection, source: "az").load([old]) }
        #expect(size.code == 172)
        try write(run: "202610040000", csv: Self.actual, bytes: Self.actual.utf8.count, rows: 4)
        let rows = try #require(throws: CodedErrors.self) {
            try BillLoader(connection, source: "az").load([folder.path("export")])
        }
        #expect(rows.errors.map(\.code) == [20])
    }
}
