import Foundation
import TestSupport
import Testing

@Suite("Alerts and approvals on the command line")
struct AlertCommandTests {
    @Test("psql is opened on the database that is named, wherever the option stands")
    func psql() throws {
        let (here, there) = (try Command(), try Command())
        let name = there.database.name
        for words in [["--database", there.database.target.connectionText, "-At", "-c", "select current_database()"]] {
            let outcome = try Command.run(
                ["db", "psql"] + words, environment: ["CHARGEBACK_DATABASE_URL": here.database.target.connectionText],
                folder: here.folder)
            #expect(outcome.status == 0 && outcome.output == name + "\n", "\(outcome)")
        }
    }

    @Test("A month that is not published is no pass at the gate; a name that no receiver and no rule has says which there are")
    func wrong() throws {
        let command = try Command()
        try command.folder.write(
            "chargeback.yaml", "thresholds: [{name: t, amount: 1, currency: USD}]\nreceivers: [{name: ops, url: \"https://h.example.org\"}]\n")
        let gate = try command.run("gate", "--month", "2020-01")
        #expect(gate.status == 66 && gate.errors.hasPrefix("2020-01: CB257 the month is not published"))
        #expect(try command.run("gate").errors == "warning: no month is published; there is nothing to judge\n")
        let silence = try command.run("alerts", "silence", "x", "--until", "2999-01-01", "--reason", "r")
        #expect(silence.status == 64 && silence.errors == "x: CB099 the configuration has no such rule; it has t\n")
        #expect(try command.run("alerts", "test").status == 64)
        #expect(try command.run("alerts", "test", "opps").errors == "opps: CB096 the configuration has no such receiver; it has ops\n")
        let rules = try command.run("alerts", "test", "--rules", "nowhere.yaml")
        #expect(rules.status == 66 && rules.errors.hasPrefix("nowhere.yaml: CB070 the file does not exist"))
        let commits = try command.run("ingest", "commits", "nowhere.tsv")
        #expect(commits.status == 66 && commits.errors.hasPrefix("nowhere.tsv: CB267 "))
    }

    @Test("Rules are tested on example data without a database of the user's")
    func rules() throws {
        let command = try Command()
        try command.folder.write("chargeback.yaml", "thresholds: [{name: t, scope: {team: a}, amount: 100, currency: USD}]\n")
        let test = """
            tests:
              - name: a month above it
                costs: [{from: 2026-10-01, to: 2026-10-03, amount: 60, currency: USD, team: a}]
                expect: [{rule: t, step: above, severity: critical}]
              - name: a month below it
                costs: [{from: 2026-10-01, to: 2026-10-03, amount: 50, currency: USD, team: a}]
                expect: []
            """
        try command.folder.write("good.yaml", test)
        try command.folder.write("bad.yaml", test.replacing("expect: []", with: "expect: [{rule: t}]"))
        // A database that cannot be reached shows that none is asked.
        let nobody = ["CHARGEBACK_DATABASE_URL": "postgresql://127.0.0.1:1/none"]
        let good = try command.run("alerts", "test", "--rules", "good.yaml", environment: nobody)
        #expect(good.status == 0 && good.output == "2 of 2 tests pass\n", "\(good)")
        let bad = try command.run("alerts", "test", "--rules", "bad.yaml", environment: nobody)
        #expect(bad.status == 1 && bad.errors == "bad.yaml:5: a month below it: expected and not raised: t\n", "\(bad)")
    }
}
