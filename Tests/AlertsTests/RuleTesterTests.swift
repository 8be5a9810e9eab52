import Errors
import Keys
import Settings
import TestSupport
import Testing

@testable import Alerts

@Suite("Tests of rules")
struct RuleTesterTests {
    private static let rules = """
        environments: [{name: dev, when: {namespace: "*-dev"}}]
        budgets: [{name: pay, scope: {team: payments}, amount: 400, currency: USD, steps: [50, 100]}]
        quotas: [{name: dev, scope: {environment: dev}, cores: 1}]
        unit_costs: [{name: unit, metric: requests, by: tenant, target: 0.1, currency: USD}]
        shares: [{name: idle, of: idle, percent: 30, currency: USD, for: 2}]
        """

    private static let tests = """
        tests:
          - name: payments passes its budget in the middle of the month
            costs:
              - {from: 2026-10-01, to: 2026-10-21, amount: 20, currency: USD, team: payments, tenant: acme}
            metrics: [{from: 2026-10-01, to: 2026-10-21, metric: requests, quantity: 100000, tenant: acme}]
            uses: [{from: 2026-10-01, to: 2026-10-21, namespace: shop-dev, cores: 2}]
            nights: [2026-10-11, 2026-10-12, 2026-10-21]
            expect:
              - {rule: pay, step: 50%, night: 2026-10-11, severity: notice}
              - {rule: pay, step: 100%, night: 2026-10-21}
              - {rule: dev, step: CPU}
              - {rule: unit, scope: acme}
          - name: idle speaks on the second night and ends
            costs:
              - {from: 2026-10-01, to: 2026-10-03, amount: 50, currency: USD}
              - {from: 2026-10-01, to: 2026-10-03, amount: 50, currency: USD, kind: idle}
              - {from: 2026-10-03, amount: 900, currency: USD}
            nights: [2026-10-02, 2026-10-03, 2026-10-04]
            expect:
              - {rule: idle, night: 2026-10-03}
              - {rule: idle, night: 2026-10-04, resolved: true}
          - name: what is wrong is said from both sides
            costs: [{from: 2026-10-01, to: 2026-10-21, amount: 20, currency: USD, team: payments}]
            expect: [{rule: pay, step: 50%}]
        """

    @Test("Tests pass where exactly the expected alerts are raised; else both sides of the difference are said")
    func differences() throws {
        let folder = try TemporaryFolder()
        try folder.write("tests.yaml", Self.tests)
        let settings = try settings(Self.rules)
        let file = try RuleTestFile.load(path: folder.path("tests.yaml"), of: settings)
        let connection = try ThrowAwayDatabase().connect()
        let results = try RuleTester.run(file, settings: settings, connection)
        #expect(results.map(\.line) == [2, 13, 22])
        #expect(
            results.map(\.differences) == [
                [], [],
                [
                    "expected and not raised: pay, 50%",
                    "raised and not expected: pay, 100%, team payments, 2026-10, critical, night 2026-10-21",
                ],
            ])
        // Nothing of it stays.
        #expect(try connection.query("select count(*)::text as n from cost.day").first?.text("n") == "0")
    }

    @Test("A file of tests is checked with line and column")
    func checked() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            "tests.yaml",
            """
            tests:
              - name: a
                costs: [{from: 2026-10-02, to: 2026-10-01, amount: 1, currency: USD, teem: x}]
                nights: [2026-10-03, 2026-10-03]
                expect: [{rule: pai}]
            """)
        let error = #expect(throws: CodedErrors.self) {
            try RuleTestFile.load(path: folder.path("tests.yaml"), of: settings(Self.rules))
        }
        let lines = error?.errors.map { $0.line.replacing(folder.path("tests.yaml"), with: "tests.yaml") } ?? []
        #expect(lines.count == 4 && lines[1].hasPrefix("tests.yaml:3:74: CB072 unknown key 'teem'; did you mean 'team'?"), "\(lines)")
        #expect(lines.last == "tests.yaml:5:21: CB077 the rule 'pai' is not declared under 'the configuration's rules'; did you mean 'pay'?")
    }
}
