import Keys
import Money
import Settings
import Testing

@testable import Change

@Suite("The return of an optimisation")
struct ReturnTests {
    typealias Commit = Company.Commit

    private func outcome(_ after: Commit, effort: String?) throws -> Return {
        let company = try Company()
        try company.plant("api", Commit(name: "aaa1111"), after)
        let rules = try ChangeRules.load(path: nil)
        let loader = SnapshotLoader(company.connection, rules: rules)
        func window(_ from: String, _ to: String) throws -> Snapshot {
            try loader.load(service: "api", subject: .init(from: UTCDate(iso: from), to: UTCDate(iso: to)))
        }
        return try Return(
            company.connection, before: window("2026-10-01", "2026-10-03"), after: window("2026-10-03", "2026-10-05"),
            effort: effort.map { try ExactDecimal($0) }, rules: rules)
    }

    @Test("A year is worth what a thousand is cheaper, at the load after; the effort is paid back from it")
    func saving() throws {
        let found = try outcome(Commit(name: "bbb2222", cost: "18"), effort: "600")
        // (0.10 − 0.075) USD × 10 thousand an hour × 8760 h = 2190 USD; 600 ÷ 2190 × 365 = 100 days.
        #expect(found.yearlyValue == "2190" && found.paybackDays == "100" && found.caveat == nil)
        #expect(found.text.hasSuffix("Value of a year of the load after: 2190 USD\nEffort: 600 USD, paid back after 100 days\n"))
    }

    @Test("What costs more never pays back; where the load differs much, there is a caveat")
    func loss() throws {
        let found = try outcome(Commit(name: "bbb2222", cost: "60", load: "20000"), effort: "600")
        // (0.10 − 0.125) USD × 20 thousand an hour × 8760 h.
        #expect(found.yearlyValue == "-4380" && found.paybackDays == nil)
        #expect(found.text.contains("Effort: 600 USD, never paid back\nCaveat: the load was 10000.000000 requests an hour before"))
    }
}
