import Foundation
import Ingest
import Store
import TestSupport
import Testing
import Usage

@Suite("Range exports that are cut")
struct CutExportTests {
    @Test("A file that is cut at any byte is refused and leaves no row")
    func everyByte() throws {
        let connection = try ThrowAwayDatabase().connect()
        let folder = try TemporaryFolder()
        let text = UsageLoaderTests.export([(UsageLoaderTests.pod, ["1", "1e-07", "NaN"])])
        let loader = UsageLoader(connection, options: UsageOptions(cluster: "c1", signal: "pod_cpu_request"))
        for count in 0..<(text.utf8.count - 1) {
            try folder.write("cut.json", String(decoding: text.utf8.prefix(count), as: UTF8.self))
            #expect(throws: (any Error).self, "after \(count) bytes") { try loader.load(folder.path("cut.json")) }
        }
        let rows = try connection.query(
            """
            select (select count(*) from usage.import) + (select count(*) from usage.quantity_hour)
                + (select count(*) from usage.presence) as row_count
            """)
        #expect(rows[0].integer("row_count") == 0)
    }
}
