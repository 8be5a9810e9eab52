import Testing

@testable import Settings

@Suite("The nearest known word")
struct NearestWordTests {
    static let known = ["budgets", "bills", "teams", "team_rules", "reports", "receivers", "usage"]

    @Test(
        "A slip of the finger finds the word that was meant",
        arguments: [
            ("budgts", "budgets"), ("bugdets", "budgets"), ("Budgets", "budgets"), ("budget", "budgets"),
            ("teamrules", "team_rules"), ("team-rules", "team_rules"), ("report", "reports"),
            ("recievers", "receivers"),
            ("team", "teams"), ("usages", "usage"),
        ])
    func near(text: String, word: String) {
        #expect(nearestWord(to: text, in: Self.known) == word)
    }

    @Test("Nothing is offered for a word that is near to none", arguments: ["colour", "x", "", "notifications"])
    func far(text: String) {
        #expect(nearestWord(to: text, in: Self.known) == nil)
        #expect(nearestWord(to: text, in: []) == nil)
    }

    @Test("A very long word is answered at once")
    func long() {
        #expect(nearestWord(to: String(repeating: "a", count: 1_000_000), in: Self.known) == nil)
    }
}
