import Foundation
import Store
import TestSupport
import Testing

@Suite("An oracle of its own")
struct OracleTests {
    @Test("A program that shares nothing with chargeback divides the matched month's machines into the same amounts, to the last digit")
    func machines() throws {
        let oracle = Process()
        oracle.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        oracle.arguments = [
            "python3", Checkout.path("Tests/ReportLoaderTests/oracle.py"), Checkout.path("fixtures/bills/aws-cur-2026-10-final.csv.gz"),
            Checkout.path("fixtures/usage/matched"),
        ]
        let pipe = Pipe()
        oracle.standardOutput = pipe
        try oracle.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        oracle.waitUntilExit()
        #expect(oracle.terminationStatus == 0)
        let rows = try Books.matched().connect().query(
            """
            select resource_key, kind, pod, trim_scale(sum(effective_cost))::text as cost
            from cost.allocation
            where billing_month = '2026-10-01' and not is_shared and (rule like 'node by %' or rule like 'traffic of a node %')
            group by resource_key, kind, pod
            having sum(effective_cost) <> 0
            order by resource_key collate "C", kind collate "C", pod collate "C"
            """)
        let found = rows.map { "\($0.text("resource_key"))\t\($0.text("kind"))\t\($0.text("pod"))\t\($0.text("cost"))" }
        #expect(found.count == 17)
        #expect(found == output.split(separator: "\n").map(String.init))
    }
}
