import Keys
import Ledger
import Store
import Testing

@Suite("Verifying")
struct VerifierTests {
    private static let october = Month("2026-10")!

    /// A machine with two teams' pods, charged on three days, whose costs differ, a bucket and tax.
    private static func month() throws -> Scenario {
        var scenario = try Scenario()
        for hour in [0, 24, 48] { scenario.charge("2.08", effective: "1.04", resource: "i-1", hour: hour) }
        scenario.node("n1", machine: "i-1", cores: "8", gibibytes: 32, hours: 49)
        scenario.pod("api", on: "n1", namespace: "shop", cores: "2", gibibytes: 8, hours: 49)
        scenario.pod("web", on: "n1", namespace: "shop", cores: "1", gibibytes: 8, hours: 49)
        scenario.pod("job", on: "n1", namespace: "lab", cores: "1", gibibytes: 4, hours: 49)
        scenario.charge("10.00", resource: "bucket-a", hour: 48, tags: "team=shop")
        scenario.charge("4.00", category: "Tax")
        try scenario.allocate(
            """
            team_rules: [{team: "{namespace}"}, {team: shop, when: {tag.team: shop}}]
            distribution: [{pot: idle, method: proportional, scope: node}, {pot: tax, method: proportional}]
            """)
        return scenario
    }

    /// An edit, the check that names it, and the words by which it does.
    private struct Edit {
        let statement: String
        let check: String
        let words: [String]

        init(_ statement: String, _ check: String, _ words: String...) { (self.statement, self.check, self.words) = (statement, check, words) }
    }

    private static let atom = "0.000000000001"
    /// The first of the rows that are like this.
    private static func first(_ table: String, _ condition: String) -> String {
        "ctid = (select min(ctid) from \(table) where \(condition))"
    }

    private static let edits = [
        // Shares, of an old day and a late one.
        Edit(
            "update cost.share set effective_cost[1] = effective_cost[1] + \(atom) where usage_date = '2026-10-01' and kind = 'cpu'",
            "allocation_equals_bill", "resource_key i-1, usage_date 2026-10-01", "effective_not_allocated -\(atom)"),
        Edit(
            "update cost.share set billed_cost[2] = billed_cost[2] - \(atom) where usage_date = '2026-10-03' and kind = 'memory'",
            "mart_equals_allocation", "usage_date 2026-10-03, team shop, kind memory", "billed_difference -\(atom)"),
        Edit(
            "update cost.share set effective_cost = effective_cost[1:1] where usage_date = '2026-10-02' and kind = 'cpu'",
            "allocation_equals_bill", "resource_key i-1, usage_date 2026-10-02"),
        Edit(
            "update cost.share set consumers[1] = consumers[2] where usage_date = '2026-10-01' and kind = 'cpu'",
            "mart_equals_allocation", "usage_date 2026-10-01, team lab, kind cpu"),
        Edit("delete from cost.share where usage_date = '2026-10-02' and kind = 'cpu'", "mart_equals_allocation", "usage_date 2026-10-02, team lab, kind cpu"),
        // Placements.
        Edit(
            "update cost.placement set list_cost = list_cost + \(atom) where \(first("cost.placement", "kind = 'idle' and usage_date = '2026-10-01'"))",
            "allocation_equals_bill", "resource_key i-1, usage_date 2026-10-01", "list_not_allocated -\(atom)"),
        Edit(
            "update cost.placement set tenant = 'other' where kind = 'direct'", "mart_equals_allocation", "kind direct", "tenant other",
            "effective_difference 10"),
        // Consumers.
        Edit("update cost.consumer set team = 'lab' where team = 'shop'", "mart_equals_allocation", "team lab, kind cpu"),
        Edit("update cost.consumer set owner = 'mallory' where namespace = 'lab'", "mart_equals_allocation", "owner mallory"),
        Edit("update cost.consumer set valid_to = '2026-10-03' where namespace = 'lab'", "allocation_equals_bill", "resource_key i-1, usage_date 2026-10-03"),
        Edit("delete from cost.consumer where namespace = 'lab'", "allocation_equals_bill", "resource_key i-1, usage_date 2026-10-01"),
        // The mart and its sums.
        Edit(
            "update cost.day set contracted_cost = contracted_cost + \(atom) where kind = 'cpu' and usage_date = '2026-10-02' and team = 'lab'",
            "mart_equals_allocation", "usage_date 2026-10-02, team lab, kind cpu", "contracted_difference -\(atom)"),
        Edit("update cost.day set owner = 'mallory' where kind = 'direct'", "digest_is_unchanged", "billing_month 2026-10-01"),
        Edit(
            "update cost.team_day set shared_list_cost = shared_list_cost + \(atom) where kind = 'tax' and team = 'lab'",
            "month_sums_equal_mart", "dimension team_day, names 2026-10-01 | lab | tax, part shared", "list_difference \(atom)"),
        Edit(
            "update cost.month_cost set direct_effective_cost = direct_effective_cost - \(atom) where kind = 'direct'",
            "month_sums_equal_mart", "dimension month_cost, names shop | ", "effective_difference -\(atom)"),
        Edit(
            "update cost.month_breakdown set direct_billed_cost = direct_billed_cost + \(atom) where dimension = 'kind' and name = 'cpu' and team = 'lab'",
            "month_sums_equal_mart", "dimension kind, names cpu | - | lab, part direct", "billed_difference \(atom)"),
        Edit(
            "update cost.month_machine set idle_effective_cost = idle_effective_cost + \(atom)", "machines_equal_bill",
            "resource_key i-1", "idle_effective_difference \(atom)"),
        Edit("update cost.month_sku set list_cost = list_cost + \(atom) where ctid = (select min(ctid) from cost.month_sku)", "skus_equal_mart", "USD"),
        // Pods by day: from one pod of a team to another, a part of a sum, and to another team.
        Edit(
            """
            update cost.pod_day set effective_cost = effective_cost
                + case when consumer = (select max(consumer) from cost.pod_day where team = 'shop') then \(atom) else -\(atom) end
            where usage_date = '2026-10-02' and team = 'shop'
            """,
            "pod_days_equal_shares", "usage_date 2026-10-02", "pod c1/shop/web, team shop", "effective_difference -\(atom)"),
        Edit(
            "update cost.pod_day set cpu_effective_cost = cpu_effective_cost - \(atom) where usage_date = '2026-10-03' and team = 'lab'",
            "pod_days_equal_shares", "usage_date 2026-10-03", "pod c1/lab/job, team lab", "cpu_effective_difference \(atom)"),
        Edit(
            "update cost.pod_day set team = 'lab' where \(first("cost.pod_day", "team = 'shop'"))", "pod_days_equal_shares",
            "usage_date 2026-10-01", "team lab"),
        Edit("delete from cost.pod_day where usage_date = '2026-10-01' and team = 'lab'", "pod_days_equal_shares", "usage_date 2026-10-01", "pod c1/lab/job"),
        // Charges.
        Edit(
            """
            update bill.stored_charge set billed_cost = billed_cost + \(atom), effective_cost = coalesce(effective_cost, billed_cost)
            where usage_date = '2026-10-01' and item_key in (select item_key from bill.item where resource_key = 'i-1')
            """,
            "allocation_equals_bill", "usage_date 2026-10-01", "billed_not_allocated \(atom)"),
        Edit("update bill.stored_charge set billed_cost = billed_cost + \(atom) where usage_date = '2026-10-02'", "stored_equals_read", "billed_read"),
        Edit("insert into bill.stored_charge select * from bill.stored_charge where usage_date = '2026-10-02'", "charges_have_a_place", "finding twice"),
    ]

    @Test("Whoever edits a row of an open month, be it by 10⁻¹² and of an old day, is found, and the check says where")
    func edited() throws {
        let scenario = try Self.month()
        #expect(try scenario.findings() == [])
        for edit in Self.edits {
            let results = try scenario.connection.takenBack {
                try scenario.connection.execute("set local session_replication_role = replica; \(edit.statement)")
                return try Verifier(scenario.connection).verify(Self.october)
            }
            let found = results.filter { $0.name == edit.check }.flatMap(\.findings)
            #expect(found.contains { finding in edit.words.allSatisfy(finding.contains) }, "\(edit.statement): \(found)")
        }
        #expect(try scenario.findings() == [])
    }

    @Test("Several sessions that go through the days find what one session finds, each row once")
    func sideBySide() throws {
        let scenario = try Self.month()
        try scenario.connection.execute(
            "update cost.share set effective_cost[1] = effective_cost[1] + \(Self.atom); update cost.placement set list_cost = list_cost + \(Self.atom)")
        func findings(sessions: Int, spanBytes: Int64?) throws -> [String: Set<String>] {
            let results = try Verifier(scenario.connection, sessionCount: sessions, spanBytes: spanBytes).verify()
            #expect(results.map(\.name) == results.map(\.name).sorted())
            #expect(results.allSatisfy { Set($0.findings).count == $0.findings.count })
            return Dictionary(uniqueKeysWithValues: results.map { ($0.name, Set($0.findings)) })
        }
        let whole = try findings(sessions: 1, spanBytes: nil)
        #expect((whole["allocation_equals_bill"] ?? []).count == 5)
        #expect(try findings(sessions: 1, spanBytes: 1) == whole)
        #expect(try findings(sessions: 3, spanBytes: 1) == whole)
    }

    @Test("The view of the allocation, which verify does not read, adds up to the mart by every dimension")
    func view() throws {
        let names = """
            source, usage_date, billing_currency, kind, rule, is_shared, reason, billing_account_id, sub_account_id, service_name,
            cluster, namespace, workload, tenant, tier, commit, owner, team
            """
        func sums(of table: String) -> String {
            "select \(names), trim_scale(sum(billed_cost)), trim_scale(sum(effective_cost)), trim_scale(sum(contracted_cost)), "
                + "trim_scale(sum(list_cost)) from \(table) group by \(names)"
        }
        let (view, mart) = (sums(of: "cost.allocation"), sums(of: "cost.day"))
        let rows = try Self.month().connection.query("(\(view) except \(mart)) union all (\(mart) except \(view))")
        #expect(rows.isEmpty)
    }

    @Test("What is verified is what the transaction at hand sees, and nothing is kept of how")
    func withinTransaction() throws {
        let scenario = try Self.month()
        let connection = scenario.connection
        let settings = "select concat_ws(' ', current_setting('enable_sort'), current_setting('work_mem')) as words"
        let before = try connection.query(settings)[0].text("words")
        #expect(throws: CancellationError.self) {
            try connection.transaction {
                try connection.execute("update cost.placement set list_cost = list_cost + \(Self.atom)")
                let results = try Verifier(connection, sessionCount: 3, spanBytes: 1).verify()
                #expect(results.contains { $0.name == "allocation_equals_bill" && !$0.holds })
                throw CancellationError()
            }
        }
        #expect(try scenario.findings() == [])
        #expect(try connection.query(settings)[0].text("words") == before)
    }

    @Test("A reader who may write nothing verifies as well")
    func reader() throws {
        let scenario = try Self.month()
        try scenario.connection.execute("set default_transaction_read_only = on")
        #expect(try scenario.findings() == [])
    }
}
