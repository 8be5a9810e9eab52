import Foundation
import Store
import TestSupport
import Testing

@Suite("A month of several sessions that is killed")
struct DaySessionsKillTests {
    /// Four days of a machine's hours, each a part of its own.
    private static let parts = ["CHARGEBACK_POD_HOURS_MAX": "-1"]

    private static func command() throws -> Command {
        let command = try Command()
        try Night.write(to: command.folder)
        let lines = Night.bill(["1.04", "2.08"]).split(separator: "\n").map(String.init)
        let days = (1...4).flatMap { day in
            lines.dropFirst().map { line in
                let fields = line.split(separator: ",", omittingEmptySubsequences: false)
                let moments = fields.prefix(2).map { String($0).replacing("2026-10-01", with: "2026-10-0\(day)") }
                return (moments + fields.dropFirst(2).map(String.init)).joined(separator: ",")
            }
        }
        try command.folder.write("bills/1.csv", ([lines[0]] + days).joined(separator: "\n") + "\n")
        try FileManager.default.removeItem(atPath: command.folder.path("bills/2.csv"))
        try command.folder.write("even.yaml", Night.configuration + "\nallocation: {split: used}\n")
        #expect(try command.run("run", environment: parts).status == 0)
        return command
    }

    private static func state(_ connection: Connection) throws -> [String] {
        try ["share", "consumer", "placement", "day", "day_input"].map { table in
            try connection.query("select '\(table) ' || count(*) || ' ' || coalesce(sum(hash_record_extended(rows, 0)), 0) as words from cost.\(table) as rows")[0].text("words")
        } + [connection.query("select digest from cost.period")[0].text("digest")]
    }

    @Test("Killed with SIGKILL anywhere, the month is as it was or as it is to be, and the next run ends as if nothing had been")
    func killed() throws {
        let command = try Self.command()
        let connection = try command.database.connect()
        let configurations = ["chargeback.yaml", "even.yaml"]
        var states: [[String]] = []
        for configuration in configurations.reversed() {
            #expect(try command.run("allocate", "--config", configuration, environment: Self.parts).status == 0)
            states.insert(try Self.state(connection), at: 0)
        }
        #expect(states[0] != states[1])
        #expect(try connection.query("select count(distinct part) as n from cost.day_input")[0].integer("n") == 4)
        var leftCount = 0
        var place = 2
        for round in 1... {
            let (before, after) = (states[(round + 1) % 2], states[round % 2])
            let allocate = ["allocate", "--config", configurations[round % 2]]
            let killed = try command.run(allocate[0], allocate[1], allocate[2], environment: Self.parts.merging(["CHARGEBACK_KILL_AT": "\(place)"]) { $1 })
            if killed.status == 0 { break }
            #expect(killed.status == 128 + 9, "place \(place): \(killed.errors)")
            let found = try Self.state(connection)
            #expect(found == before || found == after, "killed at place \(place)")
            leftCount += try connection.query("select count(*) as n from pg_class where relname = 'share_2026_10_new'")[0].integer("n") > 0 ? 1 : 0
            // The server may need a moment to see that the sessions are gone.
            var again = try command.run(allocate[0], allocate[1], allocate[2], environment: Self.parts)
            for _ in 0..<20 where again.status == 75 { again = try command.run(allocate[0], allocate[1], allocate[2], environment: Self.parts) }
            #expect(again.status == 0, "place \(place): \(again.errors)")
            #expect(try Self.state(connection) == after, "run again after place \(place)")
            place += 37
        }
        #expect(place > 400 && leftCount > 3, "\(place), \(leftCount)")
        #expect(try connection.query("select count(*) as n from pg_class where relname ~ '^stage_|_new$' and relnamespace = 'cost'::regnamespace")[0].integer("n") == 0)
        #expect(try command.run("verify").status == 0)
    }
}
