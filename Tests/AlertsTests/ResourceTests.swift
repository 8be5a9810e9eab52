import Keys
import Settings
import Testing

@testable import Alerts

@Suite("What is watched beside money")
struct ResourceTests {
    private func lines(_ evaluation: AlertEvaluation) -> [String] {
        evaluation.raised.map {
            "\($0.message.level) \($0.message.scope.name) \($0.message.step) \($0.message.amount) of \($0.message.threshold) \($0.message.unit)"
        }
    }

    /// A pod that holds cores and GiB in each hour of days.
    private func run(_ books: Books, _ pod: String, _ namespace: String, cores: String, gib: String = "1", from: String, days: Int) throws {
        try books.connection.query(
            """
            insert into usage.pod_hour (
                cluster, node, resource_key, namespace, pod, pod_key, usage_date, hour, cpu_requested_core_microseconds,
                cpu_used_core_microseconds, memory_requested_byte_seconds, memory_used_byte_seconds, network_received_bytes
            )
            select 'c1', 'n1', 'i-1', $2, $1, $1, $3::date + day, hour, $4::numeric * 3600000000, 900000000,
                $5::numeric * 3865470566400, 0, 1073741824
            from generate_series(0, $6::integer - 1) as day cross join generate_series(0, 23) as hour
            """, [.text(pod), .text(namespace), .text(from), .text(cores), .text(gib), .integer(days)])
    }

    private static let quotas = """
        environments: [{name: dev, when: {namespace: "*-dev"}}, {name: prod, when: {namespace: shop}}]
        quotas:
          - {name: dev-cores, scope: {environment: dev}, cores: 1, growth: 100, growth_days: 3}
          - {name: prod-all, scope: {environment: prod}, cores: 16, memory_gib: 8, network_gib: 30, growth: 10, by_hand: true, approvers: [ana]}
        """

    @Test("An environment may pass its quota by its growth for a while, then no longer; more than that at once is critical")
    func growthWindow() throws {
        let books = try Books()
        try books.add("1")
        // One day at a time: 2 cores are 100 % more than 1.
        for day in 1...4 {
            try run(books, "a", "shop-dev", cores: "2", from: "2026-10-0\(day)", days: 1)
            try run(books, "end", "kube-system", cores: "1", from: "2026-10-0\(day + 1)", days: 1)
            #expect(lines(try books.evaluate(Self.quotas)) == (day < 4 ? [] : ["warning dev CPU 2 of 1 cores"]), "day \(day)")
            #expect(try books.evaluate(Self.quotas).raised.isEmpty)
            try books.connection.execute("delete from usage.pod_hour where namespace = 'kube-system'")
        }
        try run(books, "b", "shop-dev", cores: "0.5", from: "2026-10-05", days: 1)
        try run(books, "end", "kube-system", cores: "1", from: "2026-10-06", days: 1)
        let back = try books.evaluate(Self.quotas)
        #expect(back.raised.isEmpty && back.ended.count == 1)
        try run(books, "c", "shop-dev", cores: "2.01", from: "2026-10-06", days: 1)
        try run(books, "end", "kube-system", cores: "1", from: "2026-10-07", days: 1)
        let far = try books.evaluate(Self.quotas).raised
        #expect(far.map(\.message.step) == ["CPU"] && far[0].message.level == .critical)
        #expect(far[0].message.line.hasPrefix("critical: environment dev holds 2.01 cores of CPU in 2026-10, since 2026-10-06 (limit 2, rule dev-cores)"))
    }

    @Test("Production grows by hand: only while somebody who may has approved it; all resources must hold")
    func byHand() throws {
        let books = try Books()
        try books.add("1")
        try run(books, "a", "shop", cores: "17", gib: "9", from: "2026-10-01", days: 2)
        #expect(lines(try books.evaluate(Self.quotas)) == ["critical prod CPU 17 of 16 cores", "critical prod memory 9 of 8 GiB"])
        let (approvals, month) = (Approvals(books.connection), Month("2026-10")!)
        func approve(_ amount: String?, by name: String = "ana") throws -> String {
            try approvals.approve(
                "prod-all", of: settings(Self.quotas), month, amount: amount.map { try number($0) }, by: name, reason: "sale", until: nil)
        }
        let stranger = #expect(throws: AlertError.self) { try approve(nil, by: "bob") }
        #expect(stranger?.code == 255)
        let much = #expect(throws: AlertError.self) { try approve("11") }
        #expect(much?.line == "prod-all: CB256 the rule lets nobody approve more than 10 percent; approve less or raise its 'growth'")
        #expect(try approve(nil) == "10 percent")
        // 17 is within 10 % of 16; 9 is not within 10 % of 8.
        let approved = try books.evaluate(Self.quotas)
        #expect(approved.raised.isEmpty && approved.ended.count == 1)
        #expect(try approvals.lines(month).count == 1 && approvals.lines(month)[0].hasPrefix("prod-all 2026-10: up to 10 percent, by ana at "))
        #expect(try approve("0") == "0 percent")
        #expect(lines(try books.evaluate(Self.quotas)) == ["critical prod CPU 17 of 16 cores"])
        #expect(try books.value("select count(*) from ops.approval where database_role is not null and account is not null") == "2")
    }

    @Test("Memory, network and claims are quotas, too, of teams by the ledger's rules and of clusters")
    func federated() throws {
        let books = try Books()
        try books.add("1")
        try run(books, "a", "shop", cores: "1", gib: "9", from: "2026-10-01", days: 2)
        try books.connection.execute(
            """
            insert into usage.quantity_day
            values (
                'c1', 'claim_request', 'claim_request', 'shop', '', '', '', '', 'data', '2026-10-01',
                array_fill(50 * 1073741824::bigint * 3600, array[24]), '{0}', '{3600}', '{3600}', '{1}', '{1}', 1
            )
            """)
        let rules = """
            quotas:
              - {name: c, scope: {cluster: c1}, cores: 4, memory_gib: 4, storage_gib: 40, network_gib: 20}
              - {name: other, scope: {cluster: c2}, memory_gib: 4, storage_gib: 1}
            """
        #expect(
            lines(try books.evaluate(rules)) == [
                "critical c1 memory 9 of 4 GiB", "critical c1 network 24 of 20 GiB", "critical c1 storage 50 of 40 GiB",
            ])
    }

    @Test("A thousand of a metric above its target times the limit is raised, by name; without a number there is a reason")
    func unitCost() throws {
        let books = try Books()
        for (tenant, cost, requests) in [("acme", "121", "1000000"), ("calm", "120", "1000000"), ("tiny", "9", "10")] {
            try books.add(cost, ["tenant": tenant])
            try books.connection.query(
                """
                insert into usage.metric_hour (cluster, metric, namespace, labels, usage_date, hour, quantity, unit, source)
                values ('', 'requests', '', jsonb_build_object('tenant', $1::text), '2026-10-01', null, $2::numeric, 'requests', 'test')
                """, [.text(tenant), .text(requests)])
        }
        let rules = "unit_costs: [{name: u, metric: requests, by: tenant, target: 0.10, currency: USD}]"
        let evaluation = try books.evaluate(rules)
        #expect(lines(evaluation) == ["warning acme requests 0.121 of 0.12 USD"])
        #expect(
            evaluation.raised[0].message.line.hasPrefix(
                "warning: tenant acme cost 0.121 USD per thousand of requests in 2026-10, 121 % of the target, since 2026-10-01 "
                    + "(limit 0.12, rule u); chargeback db psql -c \"select * from report.unit_cost where metric = 'requests' and "
                    + "dimension = 'tenant' and name = 'acme' order by grain, from_date\""))
        #expect(evaluation.notes.contains("2026-10: unit_cost u: tenant tiny: no number, below the minimum quantity"))
        let view = "select name || ' ' || coalesce(ratio::text, '-') || ' ' || coalesce(is_above_limit::text, '-') from report.unit_cost where grain = 'month' and dimension = 'tenant' order by name"
        #expect(try books.values(view) == ["acme 1.210000 true", "calm 1.200000 false", "tiny - -"])
    }

    @Test("Shares that are too small are raised: labels, coverage of exports, efficiency; enough ends them")
    func minimums() throws {
        let books = try Books()
        try books.add("1")
        try run(books, "a", "shop", cores: "1", from: "2026-10-01", days: 2)
        try books.connection.execute(
            """
            insert into usage.coverage values
                ('c1', 'pod_cpu_usage', 'n1', '2026-10-01', 0, 1, 50, 60, false), ('c1', 'pod_cpu_usage', 'n1', '2026-10-01', 1, 1, 60, 60, false)
            """)
        let rules = """
            minimums:
              - {name: cpu, of: cpu efficiency, scope: {namespace: shop}, percent: 40}
              - {name: exports, of: usage coverage, percent: 95}
              - {name: fine, of: usage coverage, percent: 90}
              - {name: labels, of: owner label, percent: 90, currency: USD}
              - {name: prepaid, of: commitment coverage, percent: 60, currency: USD}
            """
        let evaluation = try books.evaluate(rules)
        #expect(lines(evaluation) == ["warning shop cpu efficiency 25 of 40 percent", "warning  usage coverage 91.66 of 95 percent"])
        #expect(evaluation.raised[1].message.line.hasPrefix("warning: organisation has a usage coverage of 91.66 % in 2026-10 (limit 95, rule exports)"))
        #expect(evaluation.notes.filter { $0.contains("there is nothing of it") }.count == 2)
        try books.connection.execute("update usage.coverage set samples_present = 60")
        #expect(try books.evaluate(rules).ended.count == 1)
    }

    @Test("A bill that stops coming is raised once, and ends when a newer charge comes")
    func lateBill() throws {
        let books = try Books()
        try books.addDays(from: "2026-10-01", ["1", "1", "1"])
        let rules = try settings("late_bills: [{name: late, days: 3}]")
        func look(_ day: String) throws -> AlertEvaluation {
            try AlertEvaluator(books.connection, settings: rules, asOf: UTCDate(iso: day)!).evaluateLateBills()
        }
        #expect(try look("2026-10-06").raised.isEmpty)
        #expect(
            try look("2026-10-07").raised.map(\.message.line) == [
                "warning: source test has no charge newer than 2026-10-03, for 4 days (limit 3, rule late); chargeback status"
            ])
        #expect(try look("2026-10-08").raised.isEmpty)
        try books.addDays(from: "2026-10-08", ["1"])
        #expect(try look("2026-10-09").ended.count == 1)
    }

    @Test("A team inside a department: the department's budget has all of its teams' cost, and an environment its namespaces'")
    func hierarchy() throws {
        let books = try Books()
        try books.add("60")
        try books.add("50", ["team": "search"])
        try books.add("500", ["team": "data", "namespace": "shop-dev"])
        let rules = """
            teams: [{name: payments, department: product}, {name: search, department: product}, {name: data}]
            environments: [{name: dev, when: {namespace: "*-dev"}}]
            budgets:
              - {name: product, scope: {department: product}, amount: 100, currency: USD, steps: [100]}
              - {name: payments, scope: {team: payments}, amount: 50, currency: USD, within: product, steps: [100]}
              - {name: dev, scope: {environment: dev}, amount: 400, currency: USD, steps: [100]}
            """
        #expect(
            lines(try books.evaluate(rules)) == [
                "critical product 100% 110 of 100 USD", "critical payments 100% 60 of 50 USD", "critical dev 100% 500 of 400 USD",
            ])
    }

    @Test("A budget of a quarter or a year has a forecast, too: months that are still to come cost like the days of this one")
    func longForecast() throws {
        let books = try Books()
        try books.addDays(from: "2026-10-01", Array(repeating: "10", count: 31))
        try books.addDays(from: "2026-11-01", Array(repeating: "20", count: 11))
        let rules = "budgets: [{name: q, amount: 1500, currency: USD, period: quarter, on: [forecast], steps: [50, 100]}]"
        // 310 + 30 × 20 + 31 × 20: ten days are complete, so that 50 % are not reached yet.
        let raised = try books.evaluate(rules, "2026-11").raised
        #expect(lines(try AlertEvaluation.of(raised)) == ["warning  100% 1530 of 1500 USD", "notice  50% 1530 of 750 USD"])
        #expect(raised[0].message.period == "2026-Q4")
    }
}

extension AlertEvaluation {
    fileprivate static func of(_ raised: [RaisedAlert]) -> AlertEvaluation {
        var evaluation = AlertEvaluation()
        evaluation.raised = raised
        return evaluation
    }
}
