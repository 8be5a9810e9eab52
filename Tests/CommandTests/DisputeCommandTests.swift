import Foundation
import Store
import TestSupport
import Testing

@Suite("Disputes, as a user has them")
struct DisputeCommandTests {
    /// Opens one of team shop's processors.
    private static func open(_ command: Command, _ more: String...) throws -> Command.Outcome {
        try Command.run(
            ["disputes", "open", "--month", "2026-10", "--team", "shop", "--reason", "a load test of lab's", "--author", "ada"] + more,
            environment: ["CHARGEBACK_DATABASE_URL": command.database.target.connectionText], folder: command.folder)
    }

    @Test("A dispute is opened, accepted in part, settled and approved, each step by its command, and listed as it stands")
    func settled() throws {
        let command = try CloseTests.command()
        let none = try command.run("disputes")
        #expect(none.status == 0 && none.output.isEmpty && none.errors == "there are no such disputes\n", "\(none)")
        let opened = try Self.open(command, "--kind", "cpu", "--amount", "0.30", "--currency", "USD")
        #expect(opened.status == 0 && opened.output == "dispute 1 is open; somebody else has to answer it\n", "\(opened)")
        let answered = try command.run(
            "disputes", "answer", "1", "--accept", "--amount", "0.20", "--reason", "two of three hours", "--author", "grace")
        #expect(answered.status == 0 && answered.output == "dispute 1 is accepted; 'chargeback disputes settle 1' books it\n", "\(answered)")
        let settled = try command.run("disputes", "settle", "1", "--against-team", "lab", "--author", "grace")
        #expect(settled.status == 0 && settled.output == "dispute 1 is settled by booking 1 once that is approved\n", "\(settled)")
        #expect(try command.run("disputes", "list", "--state", "settled").output.isEmpty)
        #expect(try command.run("adjustments", "approve", "1", "--author", "linus").status == 0)
        let list = try command.run("disputes", "list", "--month", "2026-10", "--team", "shop", "--state", "settled")
        let figure = try command.database.connect().query("select figure_cost from cost.dispute")[0].text("figure_cost")
        #expect(
            list.output == """
                1: settled, 2026-10, team shop, cpu: 0.3 of \(figure) USD, by ada: a load test of lab's
                    0.2 USD accepted by grace: two of three hours
                    adjustment 1, approved by linus

                """, "\(list)")
        let json = try command.run("disputes", "list", "--json")
        let rows = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
        #expect(rows?.count == 1 && rows?[0]["state"] as? String == "settled" && rows?[0]["accepted_amount"] as? String == "0.2", "\(json)")
        #expect(try command.run("report", "--month", "2026-10").output.contains("Adjustment 1"))
        #expect(try command.run("verify").status == 0)
    }

    @Test("What cannot be is refused by its code, with what to do, and nothing of it is kept")
    func refused() throws {
        let command = try CloseTests.command()
        #expect(try Self.open(command, "--kind", "cpu", "--amount", "0.30").status == 0)
        func refuses(_ words: String..., status: Int32, _ text: String, place: SourceLocation = #_sourceLocation) throws {
            let outcome = try Command.run(
                ["disputes"] + words, environment: ["CHARGEBACK_DATABASE_URL": command.database.target.connectionText], folder: command.folder)
            #expect(outcome.status == status && outcome.output.isEmpty && outcome.errors.contains(text), "\(outcome)", sourceLocation: place)
        }
        let claim = ["--month", "2026-10", "--reason", "r", "--author", "ada"]
        func open(_ words: String..., status: Int32, _ text: String, place: SourceLocation = #_sourceLocation) throws {
            let outcome = try Command.run(
                ["disputes", "open"] + claim + words, environment: ["CHARGEBACK_DATABASE_URL": command.database.target.connectionText],
                folder: command.folder)
            #expect(outcome.status == status && outcome.output.isEmpty && outcome.errors.contains(text), "\(outcome)", sourceLocation: place)
        }
        try open("--team", "shp", status: 66, "CB236 no cost of 2026-10 has the team 'shp'; did you mean 'shop'?")
        try open("--team", "shop", "--resource", "i-none", status: 66, "CB110 2026-10 has no cost of team shop, resource i-none; 'chargeback explain' shows what there is")
        try open("--team", "shop", "--amount", "1000", status: 65, "CB111 1000 USD is not a part of ")
        try open("--team", "shop", "--amount", "-0.01", status: 65, "CB111 -0.01 USD is not a part of ")
        try open("--team", "shop", "--amount", "much", status: 64, "'much' is not an amount, e.g. 12.50")
        try open("--team", "shop", "--currency", "dollars", status: 64, "'dollars' is not a currency, e.g. USD")
        try refuses("open", "--month", "2026-09", "--team", "shop", "--reason", "r", status: 66, "2026-09")
        try refuses("answer", "1", "--accept", "--reason", "r", "--author", "ada", status: 65, "CB114 dispute 1 is ada's own; somebody else has to answer it")
        try refuses("answer", "2", "--reject", "--reason", "r", status: 66, "CB112 there is no dispute 2; 'chargeback disputes list' has them")
        try refuses("answer", "1", "--reject", "--amount", "1", "--reason", "r", status: 64, "--amount belongs to --accept")
        try refuses("answer", "1", "--reason", "r", status: 64, "--accept")
        try refuses("settle", "1", "--against-team", "lab", status: 65, "CB115 dispute 1 is open; only an accepted one can be settled")
        try refuses("settle", "1", status: 64, "one of --booking, --against-team and --against-account is needed")
        try refuses("settle", "1", "--booking", "1", "--month", "2026-10", status: 64, "--month belongs to --against-team and --against-account")
        try refuses("list", "--state", "lost", status: 64, "lost")
        #expect(try command.run("disputes", "answer", "1", "--reject", "--reason", "it is yours", "--author", "grace").output == "dispute 1 is rejected\n")
        try refuses("answer", "1", "--accept", "--reason", "r", "--author", "linus", status: 65, "CB113 dispute 1 is rejected, answered by grace; open another one")
        let list = try command.run("disputes")
        #expect(list.output.hasPrefix("1: rejected, 2026-10, team shop, cpu: 0.3 of ") && list.output.hasSuffix("\n    rejected by grace: it is yours\n"), "\(list)")
    }
}
