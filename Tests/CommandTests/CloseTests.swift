import Foundation
import Store
import TestSupport
import Testing

@Suite("Closing, as a user does it")
struct CloseTests {
    /// A night whose bill reaches the end of October.
    static func command() throws -> Command {
        let command = try Command()
        try Night.write(to: command.folder)
        let last = "2026-10-31T23:00:00Z,2026-11-01T00:00:00Z,0.50,0.50,0.50,0.50,S3,42,2026-10-01T00:00:00Z,2026-11-01T00:00:00Z,USD,Usage,AWS,Storage,b-1\n"
        try command.folder.write("bills/2.csv", Night.bill(["1.04", "2.08", "-0.10"]) + last)
        #expect(try command.run("run").status == 0)
        return command
    }

    static func reports(_ command: Command) throws -> [String: Data] {
        let folder = command.folder.root.appending(path: "reports/2026-10")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        return try Dictionary(uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: folder.appending(path: $0))) })
    }

    @Test("Once closed, a month's reports stay byte for byte, whatever is loaded, configured and run later")
    func reportsStay() throws {
        let command = try Self.command()
        let closed = try command.run("close", "--month", "2026-10", "--as-of", "2026-11-03", "--author", "ada", "--json")
        #expect(closed.status == 0 && closed.output.hasPrefix(#"{"month":"2026-10","closing":"1","digest":""#), "\(closed.errors)")
        #expect(try command.run("run").status == 0)
        let final = try Self.reports(command)
        #expect(final.count > 3)
        #expect(try command.run("verify", "--save-head", "head.json").status == 0)

        try command.folder.write("bills/3.csv", Night.bill(["1.04", "2.08", "-0.10", "5.00"]))
        try command.folder.write(
            "chargeback.yaml",
            Night.configuration.replacing("{name: lab}", with: "{name: lab, cost_centre: CC-9}")
                .replacing("formats: [csv, html]", with: "formats: [csv, html, json], cost: billed"))
        let run = try command.run("run", "-v")
        #expect(run.output.contains("2026-10: closed; ") && run.output.contains("adjustments booked in 2026-11"), "\(run.output)\(run.errors)")
        #expect(try Self.reports(command) == final)
        #expect(try command.run("allocate", "--month", "2026-10", "--force").status == 65)
        let verified = try command.run("verify", "--against", "head.json")
        #expect(verified.status == 0, "\(verified.output)")
        #expect(try command.run("verify", "--month", "2026-10", "--replay").status == 0)
        #expect(try command.run("adjustments").output.contains("restatement of 2026-10, shown in 2026-11, booked, by chargeback: bill main version 3"))
    }

    @Test("A replay names what was changed in the published month, and a cut log is found by its noted head")
    func replayAndHead() throws {
        let command = try Self.command()
        #expect(try command.run("verify", "--month", "2026-10", "--replay", "--save-head", "head.json").status == 0)
        let connection = try command.database.connect()
        // The same change in all that is compared with each other, so that only the replay can tell.
        try connection.execute("update usage.node_hour set cpu_capacity_core_microseconds = 1")
        #expect(try command.run("verify", "--month", "2026-10", "--replay").status == 0)
        try connection.execute(
            "update cost.day set tenant = 'other' where tenant = 'acme'; set session_replication_role = replica;"
                + "delete from ops.log where sequence = (select max(sequence) from ops.log)")
        let replay = try command.run("verify", "--month", "2026-10", "--replay")
        #expect(replay.status == 1 && replay.output.contains("replay: ") && replay.output.contains("tenant other"), "\(replay.output)")
        let head = try command.run("verify", "--against", "head.json")
        #expect(head.status == 1 && head.output.contains("log_against_head: sequence "), "\(head.output)")
        let missing = try command.run("verify", "--against", "nowhere.json")
        #expect(missing.status == 66 && missing.errors.hasPrefix("nowhere.json: CB238 this is no head of the log"))
    }

    @Test("Killed with SIGKILL anywhere, a close has happened whole or not at all")
    func killed() throws {
        let command = try Self.command()
        let connection = try command.database.connect()
        var killCount = 0
        for place in 1... {
            let outcome = try command.run(
                "close", "--month", "2026-10", "--as-of", "2026-11-03", environment: ["CHARGEBACK_KILL_AT": "\(place)"])
            let state = try connection.query(
                """
                select (select state from cost.period) as state, (select count(*) from cost.closing) as closings,
                    (select count(*) from ops.log where event = 'close') as notes
                """)[0]
            let isClosed = state.text("state") == "closed"
            #expect(state.integer("closings") == (isClosed ? 1 : 0) && state.integer("notes") == (isClosed ? 1 : 0), "place \(place)")
            guard outcome.status == 128 + 9 || outcome.status == 75 else {
                #expect(outcome.status == 0 && isClosed, "place \(place): \(outcome.errors)")
                break
            }
            killCount += 1
            if isClosed { break }
        }
        #expect(killCount > 20)
        #expect(try command.run("verify").status == 0)
    }

    @Test("explain, journal, rates and adjustments answer as their help says")
    func commands() throws {
        let command = try Self.command()
        let explained = try command.run("explain", "--month", "2026-10", "--team", "shop", "--limit", "1")
        #expect(explained.status == 0 && explained.output.hasPrefix("2026-10, effective cost, team shop: "), "\(explained.errors)")
        let unknown = try command.run("explain", "--month", "2026-10", "--team", "shp")
        #expect(unknown.status == 66 && unknown.errors.contains("CB236") && unknown.errors.contains("did you mean 'shop'?"))
        #expect(try command.run("explain", "--month", "2026-10", "--json").output.hasPrefix(#"{"month":"2026-10","cost":"effective""#))
        let journal = try command.run("journal", "--month", "2026-10")
        #expect(journal.status == 78 && journal.errors.contains("CB165"))
        try command.folder.write("chargeback.yaml", Night.configuration + "\njournal: {default_cost_centre: CC-1}\n")
        #expect(try command.run("journal", "--month", "2026-10").output.hasPrefix("cost_centre,account,debit,credit,reference,currency\r\n"))
        try command.folder.write("rates.csv", "month,from,to,rate\n2026-10,USD,EUR,0.9\n")
        #expect(try command.run("rates", "load", "rates.csv").output == "rates.csv: 1 rates\n")
        #expect(try command.run("rates").output == "2026-10: 1 USD = 0.9 EUR, rates.csv\n")
        #expect(try command.run("report", "--month", "2026-10", "--in", "EUR").output.contains("1 USD = 0.9 EUR"))
        let proposed = try command.run(
            "adjustments", "add", "--month", "2026-10", "--team", "shop", "--amount", "-0.10", "--currency", "USD",
            "--against-account", "6999 goodwill", "--reason", "test", "--author", "ada")
        #expect(proposed.status == 0, "\(proposed.errors)")
        let own = try command.run("adjustments", "approve", "1", "--author", "ada")
        #expect(own.status == 65 && own.errors.contains("CB232"))
        #expect(try command.run("adjustments", "approve", "1", "--author", "grace").status == 0)
        #expect(try command.run("report", "--month", "2026-10").output.contains("Adjustment 1"))
        #expect(try command.run("reopen", "--month", "2026-10", "--reason", "x").errors.contains("CB225"))
    }
}
