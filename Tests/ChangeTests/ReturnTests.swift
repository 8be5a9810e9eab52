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

    private func scoped(_ scope: String, before: Commit = Commit(name: "aaa1111"), after: Commit = Commit(name: "bbb2222", cost: "18")) throws -> Return {
        let company = try Company()
        try company.plant("api", before, after)
        try company.connection.execute(
            """
            update cost.day set team = 'payments', tier = 'gold', owner = 'ada';
            insert into cost.month_breakdown
            select billing_month, billing_currency, dimension, word, null, team, 0, 0, 0, 0, 0, 0, 0, 0
            from cost.day
            cross join lateral (values ('team', team), ('tenant', tenant), ('tier', tier), ('commit', commit), ('owner', owner),
                ('namespace', namespace)) as words (dimension, word)
            group by 1, 2, 3, 4, 6
            """)
        let rules = try ChangeRules.load(path: nil)
        let sides = try ScopeSnapshotLoader(company.connection, rules: rules).load(
            try #require(ScopeSnapshotLoader.Scope(scope)),
            before: .init(from: UTCDate(iso: "2026-10-01"), to: UTCDate(iso: "2026-10-03")),
            after: .init(from: UTCDate(iso: "2026-10-03"), to: UTCDate(iso: "2026-10-05")))
        return try Return(company.connection, before: sides.before, after: sides.after, effort: number("600"), rules: rules)
    }

    private func number(_ text: String) throws -> ExactDecimal { try ExactDecimal(text) }

    @Test("A scope is one of budgets: its load is the metric of its labels or of the namespaces that are all its own",
        arguments: ["tenant=acme", "namespace=shop", "tier:gold", "owner=ada", "organisation"])
    func scope(scope: String) throws {
        let found = try scoped(scope)
        #expect(found.comparison.base.service == scope.replacing(/[=:]/, with: " "))
        #expect(found.yearlyValue == "2190" && found.paybackDays == "100" && found.caveat == nil)
        #expect(found.comparison.base.load == "10000.000000")
    }

    @Test("A scope without any of the metric is compared by hours, and says so; one with it on one side only is refused")
    func withoutLoad() throws {
        let found = try scoped("namespace=shop", before: Commit(name: "aaa1111", load: nil), after: Commit(name: "bbb2222", cost: "18", load: nil))
        // 1 − 0.75 USD an hour × 8760.
        #expect(found.yearlyValue == "2190" && found.caveat?.contains("hours are compared") == true)
        let refused = #expect(throws: ChangeError.self) { try scoped("namespace=shop", before: Commit(name: "aaa1111", load: nil)) }
        #expect(refused?.description == "not compared: before (2026-10-01..2026-10-03) has no requests, so that its load is not known")
    }

    @Test("Unknown scopes are refused with what was most likely meant", arguments: [
        ("tenant=acem", "chargeback: CB268 there is no tenant 'acem'; did you mean 'acme'?"),
        ("tenat=acme", "chargeback: CB268 there is no kind of scope 'tenat'; did you mean 'tenant'?"),
        ("environment=prod", "chargeback: CB268 nothing published has a scope of kind environment, so 'prod' is none"),
    ])
    func unknown(scope: String, expected: String) throws {
        let refused = #expect(throws: ChangeError.self) { try scoped(scope) }
        #expect(refused?.line == expected && refused?.exitCode == .inputMissing)
        #expect(ScopeSnapshotLoader.Scope("payments/api") == nil)
    }
}
