import Foundation
import Store
import TestSupport
import Testing

@Suite("Loads of the same delivery at the same time")
struct ParallelLoadTests {
    @Test("However many commands load it, in the end it is there once; who came too late is told so")
    func endsInOne() async throws {
        let command = try Command()
        for number in 0..<5 {
            let bill = Night.bill((0..<5).map { "\(number).0\($0)" })
            try command.folder.write("bill-\(number).csv", bill)
            let statuses = try await withThrowingTaskGroup(of: Int32.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        try command.run("ingest", "bills", "--source", "main", "bill-\(number).csv").status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            // 0 for who loaded it and for who found it there, 75 for who met the other at work.
            #expect(statuses.contains(0) && statuses.allSatisfy { $0 == 0 || $0 == 75 }, "\(statuses)")
        }
        let connection = try command.database.connect()
        let versions = try connection.query("select version, state, charge_count from bill.delivery order by version")
        #expect(versions.map { "\($0.text("version")) \($0.text("state")) \($0.text("charge_count"))" }
            == (1...4).map { "\($0) superseded 5" } + ["5 current 5"])
        #expect(try connection.query("select count(*) as n from bill.charge")[0].integer("n") == 25)
    }
}
