import Keys
import Money
import Testing

@testable import Alerts

@Suite("What raises an alert")
struct AlertEvaluatorTests {
    private static let budget = """
        budgets:
          - {name: month, scope: {team: payments}, amount: "400.00", currency: USD}
        """

    @Test("Night by night a budget's steps are raised as the cost reaches them, each once")
    func steps() throws {
        let books = try Books()
        let nights: [(cost: String, raised: [String])] = [
            ("199.999999999999999999", []), ("200", ["50%"]), ("319.99", []), ("320.01", ["80%"]), ("320.01", []),
            ("330", []), ("400", ["100%"]), ("1000000", []),
        ]
        for night in nights {
            try books.clear()
            try books.add(night.cost)
            let raised = try books.evaluate(Self.budget).raised
            #expect(raised.map(\.message.step) == night.raised, "\(night.cost)")
            #expect(try raised.allSatisfy { try $0.message.amount == number(night.cost) && $0.coveredBy == nil })
        }
        #expect(
            try books.values(
                "select level || ' ' || severity || ' ' || threshold || ' ' || percent from ops.alert order by raised_at"
            )
                == ["50% notice 200 50", "80% warning 320 80", "100% critical 400 100"])
    }

    @Test("Steps that are reached at once are all stored; the highest one's message speaks for the others")
    func stepsAtOnce() throws {
        let books = try Books()
        try books.add("399.999")
        let raised = try books.evaluate(Self.budget + "\nreceivers: [{name: ops, url: \"https://example.org/\"}]")
            .raised
        let highest = try #require(raised.first?.message)
        #expect(raised.map(\.message.step) == ["80%", "50%"])
        #expect(raised.map(\.coveredBy) == [nil, highest.id])
        // 399.999 of 400.00 is not shown as 100 %.
        #expect(try highest.percent == number("99.99"))
        #expect(try books.values("select alert_id from ops.outbox") == [highest.id])
        // A step that the configuration gains later says nothing that is not known.
        let later = Self.budget.replacing("currency: USD", with: "currency: USD, steps: [50, 60, 80]")
        #expect(try books.evaluate(later).raised.map(\.coveredBy) == [highest.id])
        #expect(try books.value("select count(*) from ops.outbox") == "1")
    }

    @Test("What a restated cost no longer reaches has ended, and is another alert where it is reached again")
    func restated() throws {
        let books = try Books()
        try books.add("330")
        let first = try books.evaluate(Self.budget).raised
        #expect(first.count == 2)
        try books.clear()
        try books.add("250")
        let lower = try books.evaluate(Self.budget)
        #expect(lower.raised.isEmpty && lower.ended == [first[0].message.id])
        #expect(try books.evaluate(Self.budget).ended.isEmpty)
        try books.clear()
        try books.add("330")
        let again = try books.evaluate(Self.budget)
        #expect(again.raised.map(\.message.step) == ["80%"] && again.raised[0].message.id != first[0].message.id)
        #expect(try books.evaluate(Self.budget).raised.isEmpty)
        let states = try books.values("select level || ' ' || occurrence || ' ' || (resolved_at is null) from ops.alert order by raised_at")
        #expect(states == ["80% 1 false", "50% 1 true", "80% 2 true"])
        // Another month is another matter.
        try books.add("330", in: "2026-11")
        #expect(try books.evaluate(Self.budget, "2026-11").raised.count == 2)
    }

    @Test(
        "A threshold is raised where the cost is above it, by whatever little",
        arguments: [("900", false), ("900.0000000000000000000000000001", true), ("899.99", false), ("-1000", false)])
    func threshold(cost: String, isRaised: Bool) throws {
        let books = try Books()
        try books.add(cost, ["namespace": "search"])
        let rules = "thresholds: [{name: ceiling, scope: {namespace: search}, amount: 900, currency: USD}]"
        let raised = try books.evaluate(rules).raised
        #expect(raised.map(\.message.step) == (isRaised ? ["above"] : []))
        #expect(try raised.allSatisfy { try $0.message.amount == number(cost) && $0.message.percent == nil })
        #expect(try books.evaluate(rules).raised.isEmpty)
    }

    @Test(
        "Growth is raised above its percentage and from its minimum on; without a month before there is no number",
        arguments: [
            ("100", "120", nil), ("100", "120.000000000000000001", "20"), ("100", "150", "50"), ("100", "90", nil),
            // The rise is 9.99, then 10: the minimum is 10.
            ("20", "29.99", nil), ("20", "30", "50"), ("3", "13", "333.33"),
            ("0", "150", nil), ("-100", "150", nil), (nil, "150", nil),
        ] as [(String?, String, String?)])
    func growth(previous: String?, cost: String, percent: String?) throws {
        let books = try Books()
        if let previous { try books.add(previous, in: "2026-09") }
        try books.add(cost)
        let rules = """
            growth: [{name: rise, scope: {team: payments}, percent: 20, minimum: "10", currency: USD}]
            """
        let evaluation = try books.evaluate(rules)
        #expect(try evaluation.raised.map(\.message.percent) == (percent.map { [try number($0)] } ?? []))
        #expect(evaluation.raised.allSatisfy { $0.message.step == "+20%" && $0.message.level == .warning })
        #expect(evaluation.notes.count == (percent == nil ? 1 : 0) && evaluation.warnings.isEmpty)
        if previous == nil {
            #expect(evaluation.notes == ["2026-10: growth rise: no number, 2026-09 is not published"])
        } else if previous == "0" {
            #expect(evaluation.notes == ["2026-10: growth rise: no number, the cost of 2026-09 is 0 USD"])
        }
    }

    @Test("A month that is restated lower lets the month behind it have grown, although that one has not changed")
    func restatedPrevious() throws {
        let books = try Books()
        let rules = try settings(Self.budget + "\ngrowth: [{name: rise, percent: 20}]")
        let months = try [#require(Month("2026-09"))]
        func check() throws -> [String] {
            let outcome = try AlertRun.check(books.connection, settings: rules, months: months)
            #expect(outcome.warnings.isEmpty)
            return outcome.raised.map { "\($0.message.period) \($0.message.rule) \($0.message.step)" }
        }
        try books.add("1000", in: "2026-09")
        #expect(try check() == ["2026-09 month 100%", "2026-09 month 50%", "2026-09 month 80%"])
        try books.add("1000")
        #expect(try check() == [])
        try books.clear("2026-09")
        try books.add("100", in: "2026-09")
        // The budget of the month behind is not looked at: its own cost is as it was.
        #expect(try check() == ["2026-10 rise +20%"])
        #expect(try check() == [])
    }

    @Test("Amounts of two currencies are watched each by itself and never added")
    func currencies() throws {
        let books = try Books()
        for (currency, before, now) in [("USD", "100", "300"), ("EUR", "100", "200"), ("JPY", "100", "110")] {
            try books.add(before, in: "2026-09", currency: currency)
            try books.add(now, currency: currency)
        }
        let evaluation = try books.evaluate(
            """
            budgets:
              - {name: dollars, scope: {team: payments}, amount: 400, currency: USD, steps: [50, 100]}
              - {name: euros, scope: {team: payments}, amount: 200, currency: EUR, steps: [50, 100]}
              - {name: pounds, scope: {team: payments}, amount: 1, currency: GBP}
            growth:
              - {name: rise, percent: 50}
            """)
        let words = evaluation.raised.map {
            "\($0.message.rule) \($0.message.step) \($0.message.amount) \($0.message.unit)"
        }
        #expect(
            words == [
                "dollars 50% 300 USD", "euros 100% 200 EUR", "euros 50% 200 EUR", "rise +50% 200 EUR",
                "rise +50% 300 USD",
            ])
        #expect(
            evaluation.warnings
                == ["2026-10: budget pounds watches nothing: it is in GBP, the month has EUR, JPY, USD"])
        #expect(Set(evaluation.raised.map(\.message.id)).count == 5)
    }

    @Test("A team without cost in a month of its budget's currency has spent nothing, which is no warning")
    func nothingSpent() throws {
        let books = try Books()
        try books.add("100", ["team": "search"])
        let evaluation = try books.evaluate(Self.budget)
        #expect(evaluation.raised.isEmpty && evaluation.warnings.isEmpty)
        #expect(evaluation.notes == ["2026-10: budget month: 0 of 400 USD, no step reached"])
        #expect(
            try books.evaluate(Self.budget, "2026-12").warnings == ["2026-12: is not published; nothing is watched"])
    }

    @Test(
        "A scope is exactly the cost that bears its name",
        arguments: [
            ("organisation: true", "127"), ("team: payments", "1"), ("tenant: payments", "2"), ("tier: payments", "4"),
            ("namespace: payments", "8"), ("service: payments", "16"), ("account: payments", "96"),
        ])
    func scopes(scope: String, cost: String) throws {
        let books = try Books()
        for (amount, field) in [
            ("1", "team"), ("2", "tenant"), ("4", "tier"), ("8", "namespace"), ("16", "service_name"),
        ] {
            try books.add(amount, [field: "payments", "sub_account_id": "other"])
        }
        try books.add("32", ["sub_account_id": "payments"])
        // Without a sub-account, a charge is its billing account's.
        try books.add("64", ["billing_account_id": "payments"])
        let raised = try books.evaluate("thresholds: [{name: any, scope: {\(scope)}, amount: 0.5, currency: USD}]")
            .raised
        #expect(try raised.map(\.message.amount) == [number(cost)])
    }

    @Test("The cost that a rule names is the one that counts")
    func costs() throws {
        let books = try Books()
        try books.add("100", billed: "500")
        let rules = """
            thresholds:
              - {name: effective, amount: 200, currency: USD}
              - {name: billed, amount: 200, currency: USD, cost: billed}
            """
        #expect(try books.evaluate(rules).raised.map { "\($0.message.rule) \($0.message.amount)" } == ["billed 500"])
    }

    @Test("An alert names the three largest parts by team and service, and the commit that cost most; for growth, of the rise")
    func causes() throws {
        let books = try Books()
        let parts: [(String, String, String, String)] = [
            ("cpu", "a", "100", "110"), ("memory", "a", "5", "50"), ("cpu", "b", "0", "30"), ("storage", "c", "0", "7"),
            ("credit", "a", "0", "-40"),
        ]
        for (kind, namespace, before, now) in parts {
            var dimensions = ["kind": kind, "namespace": namespace, "service_name": "EC2"]
            if kind == "cpu", namespace == "a" { (dimensions["team"], dimensions["commit"]) = ("payments", "4f1c2d") }
            try books.add(before, in: "2026-09", dimensions)
            try books.add(now, dimensions)
        }
        let raised = try books.evaluate(
            "{thresholds: [{name: t, amount: 1, currency: USD}], growth: [{name: g, percent: 1}]}"
        ).raised
        #expect(
            raised.map { $0.message.topCauses.map { "\($0.name): \($0.amount)" } } == [
                [
                    "team payments, cpu, namespace a, EC2, most commit 4f1c2d: 110", "memory, namespace a, EC2: 50",
                    "cpu, namespace b, EC2: 30",
                ],
                [
                    "memory, namespace a, EC2: 45", "cpu, namespace b, EC2: 30",
                    "team payments, cpu, namespace a, EC2, most commit 4f1c2d: 10",
                ],
            ])
    }

    @Test("An alert's id is made of rule kind, rule, scope, month, step and currency, and of nothing else")
    func ids() throws {
        func id(_ name: String = "a", scope: String = "team: x", step: String = "50%", month: String = "2026-10") throws
            -> String
        {
            let text = "budgets: [{name: \(name), scope: {\(scope)}, amount: 1, currency: USD}]"
            let rule = WatchedRule(try #require(try settings(text).budgets.first))
            return rule.alertID(month, step: step, .money(try #require(Currency("USD"))))
        }
        let ids = [
            try id(), try id("b"), try id(scope: "tenant: x"), try id(scope: "team: y"), try id(step: "80%"),
            try id(month: "2026-11"),
        ]
        #expect(Set(ids).count == ids.count)
        // Receivers and the database know alerts by it: it must not change from version to version. Worked out by
        // hand (Python's hashlib): SHA-256 of the fields, each behind its length in eight bytes, the lowest first.
        #expect(ids[0] == "6ff59643ade0b8e4a7bbbf13b31f8bc15b71f684681ba7a2ffaaab9c3def091e")
    }

    @Test("An alert and its place in the outbox are stored together or not at all")
    func together() throws {
        let books = try Books()
        try books.add("500")
        let rules = Self.budget + "\nreceivers: [{name: ops, url: \"https://example.org/\"}]"
        try books.connection.execute("alter table ops.outbox rename to outbox_away")
        #expect(throws: (any Error).self) { try books.evaluate(rules) }
        #expect(try books.value("select count(*) from ops.alert") == "0")
        try books.connection.execute("alter table ops.outbox_away rename to outbox")
        #expect(try books.evaluate(rules).raised.count == 3)
    }

    @Test("An amount with more digits than can be kept is an error and no near miss")
    func tooLong() throws {
        let books = try Books()
        try books.add("12345678901234567890.1234567890123456789")
        let error = #expect(throws: AlertError.self) { try books.evaluate(Self.budget) }
        #expect(error?.line == "chargeback: CB098 the cost that rule month watches has more digits than can be kept")
    }

    @Test(
        "An alert names the report that its amount is from",
        arguments: [
            ("organisation: true", "effective", ""), ("organisation: true", "billed", " --cost billed"),
            ("team: R&D", "effective", " --team 'R&D'"), ("tenant: a", "list", " --cost list --by tenant"),
            ("tier: a", "effective", " --by tier"), ("namespace: a", "effective", " --by namespace"),
            ("service: a", "effective", " --by service"), ("account: a", "effective", ""),
        ])
    func command(scope: String, cost: String, options: String) throws {
        let text = "budgets: [{name: a, scope: {\(scope)}, amount: 1, currency: USD, cost: \(cost)}]"
        let rule = WatchedRule(try #require(try settings(text).budgets.first))
        let month = try #require(Month("2026-10"))
        #expect(rule.explainCommand(month) == "chargeback report --month 2026-10" + options)
    }

    @Test("A query that an alert names holds each value once and quoted, whatever it looks like")
    func queries() {
        let command = WatchedRule.queryCommand("label", ["2026-10-01", "it's $1"])
        // As a shell unquotes it.
        let query = command.replacing(#"'\''"#, with: "\u{1}").replacing("'", with: "").replacing("\u{1}", with: "'")
        #expect(
            query == "chargeback db psql -c select * from report.label_compliance "
                + "where billing_month = '2026-10-01' and field = 'it''s $1'")
        #expect(WatchedRule.queryCommand("commitment", ["2026-10-01"]).hasSuffix(#"where billing_month = '2026-10-01'""#))
    }

    @Test(
        "The command that an alert names can be pasted into a shell",
        arguments: [
            ("payments", "payments"), ("R&D", "'R&D'"), ("it's", #"'it'\''s'"#), ("-x", "'-x'"), ("$(rm)", "'$(rm)'"),
        ])
    func quoting(name: String, word: String) {
        #expect(ShellWord.quoted(name) == word)
    }
}
