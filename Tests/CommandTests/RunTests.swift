import Foundation
import Store
import TestSupport
import Testing

@Suite("The nightly run")
struct RunTests {
    /// Everything that a user can see of a database and its reports.
    static func state(_ command: Command) throws -> [String] {
        let connection = try command.database.connect()
        let statements = [
            "select 'period ' || digest || ' ' || state as words from cost.period",
            "select 'delivery ' || version || ' ' || state || ' ' || content_sha256 as words from bill.delivery order by version",
            "select 'charges ' || count(*) || ' ' || sum(effective_cost) as words from bill.charge",
            "select 'quantity ' || count(*) || ' ' || sum(quantity) as words from usage.quantity_hour",
            "select 'presence ' || count(*) as words from usage.presence",
            "select 'allocation ' || count(*) || ' ' || trim_scale(sum(effective_cost)) as words from cost.allocation",
            "select 'alert ' || level || ' ' || scope_name as words from ops.alert order by 1",
        ]
        var words = try statements.flatMap { try connection.query($0).map { $0.text("words") } }
        let reports = command.folder.root.appending(path: "reports")
        let names = FileManager.default.enumerator(atPath: reports.path)?.compactMap { $0 as? String } ?? []
        for name in names.sorted() where name.contains(".") {
            words.append("\(name) \(try Data(contentsOf: reports.appending(path: name)).hashValue)")
        }
        return words
    }

    @Test("A night takes everything in, and the same night again does nothing and says nothing")
    func quietAndOnce() throws {
        let command = try Command()
        try Night.write(to: command.folder)
        let first = try command.run("run")
        #expect(first.status == 0)
        #expect(first.output.isEmpty)
        #expect(first.errors.split(separator: "\n").allSatisfy { $0.contains("budget") || $0.contains("warning") }, "\(first.errors)")
        let state = try Self.state(command)
        #expect(state.contains { $0.hasPrefix("allocation ") && $0.hasSuffix(" 3.02") }, "\(state)")
        let again = try command.run("run")
        #expect(again.status == 0 && again.output.isEmpty && again.errors.isEmpty, "\(again.errors)")
        #expect(try Self.state(command) == state)
        #expect(try command.run("run", "-v").output == "nothing new: all files are loaded, all months are published\n")
        let verified = try command.run("verify")
        #expect(verified.status == 0 && verified.output.contains("no findings"))
    }

    @Test("Killed with SIGKILL anywhere and run again, the night ends in the same state, nothing twice")
    func killed() throws {
        let whole = try Command()
        try Night.write(to: whole.folder)
        #expect(try whole.run("run").status == 0)
        let expected = try Self.state(whole)
        var place = 1
        var killCount = 0
        while true {
            let command = try Command()
            try Night.write(to: command.folder)
            let killed = try command.run("run", environment: ["CHARGEBACK_KILL_AT": "\(place)"])
            if killed.status == 0 { break }
            #expect(killed.status == 128 + 9, "place \(place): \(killed.errors)")
            killCount += 1
            // The server may need a moment to see that the session is gone.
            var again = try command.run("run")
            for _ in 0..<20 where again.status == 75 { again = try command.run("run") }
            #expect(again.status == 0, "place \(place): \(again.errors)")
            let state = try Self.state(command)
            #expect(state == expected, "killed at place \(place)")
            place += 13
        }
        #expect(killCount > 10)
    }

    @Test("A second run that comes while one works is told so and ends with 75")
    func overlapping() throws {
        let command = try Command()
        try Night.write(to: command.folder)
        let connection = try command.database.connect()
        let lock = try AdvisoryLock(connection, .work)
        let second = try command.run("run")
        #expect(second.status == 75)
        #expect(second.errors.contains("CB084") && second.errors.contains("another chargeback works on this database"))
        lock.release()
        #expect(try command.run("run").status == 0)
    }

    @Test("A bill that is refused does not keep the rest of the night from being done")
    func oneBadBill() throws {
        let command = try Command()
        try Night.write(to: command.folder)
        try command.folder.write("bills/3.csv", "no,bill\n1,2\n")
        let run = try command.run("run")
        #expect(run.status == 65)
        #expect(run.errors.contains("3.csv:1: CB033"))
        #expect(try Self.state(command).contains { $0.hasPrefix("allocation ") && $0.hasSuffix(" 3.02") })
    }

    @Test("A dry run says what it would do and changes nothing")
    func dryRun() throws {
        let command = try Command()
        try Night.write(to: command.folder)
        let dry = try command.run("run", "--dry-run")
        #expect(dry.status == 0)
        #expect(dry.output.contains("restated as version 2") && dry.output.contains("allocated"))
        let connection = try command.database.connect()
        for table in ["bill.load", "usage.import", "cost.period", "ops.alert"] {
            #expect(try connection.query("select count(*) as n from \(table)")[0].integer("n") == 0, "\(table)")
        }
        #expect(!FileManager.default.fileExists(atPath: command.folder.path("reports")))
    }
}
