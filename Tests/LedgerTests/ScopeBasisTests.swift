import Keys
import Ledger
import Settings
import Store
import Testing

@Suite("Usage and metrics as bases within machines and accounts")
struct ScopeBasisTests {
    static let teams = "team_rules: [{team: \"{namespace}\"}]\n"

    /// Of 8 vCPUs each: on i-1 in account A shop requests 3 with one pod, lab 2 with two, so 3 of 8 are idle; on i-2 in account B
    /// ops 4 of 8.
    static func machines() throws -> Scenario {
        var scenario = try Scenario()
        scenario.charge("8", resource: "i-1", account: "A")
        scenario.charge("8", resource: "i-2", account: "B")
        scenario.node("n1", machine: "i-1", cores: "8", gibibytes: 0)
        scenario.node("n2", machine: "i-2", cores: "8", gibibytes: 0)
        scenario.pod("api", on: "n1", cores: "3", gibibytes: 0)
        scenario.pod("job-1", on: "n1", namespace: "lab", cores: "1", gibibytes: 0)
        scenario.pod("job-2", on: "n1", namespace: "lab", cores: "1", gibibytes: 0)
        scenario.pod("cron", on: "n2", namespace: "ops", cores: "4", gibibytes: 0)
        return scenario
    }

    static func shared(_ scenario: Scenario) throws -> [String: String] {
        try scenario.effective(by: "case when is_shared then coalesce(team, '-') || ' ' || kind || coalesce(substring(rule from ' (?:to|of) .*$'), '') else '' end")
            .filter { !$0.key.isEmpty }
    }

    static func proven(_ scenario: Scenario, _ yaml: String, at place: SourceLocation = #_sourceLocation) throws {
        #expect(try scenario.findings() == [], sourceLocation: place)
        #expect(try ExplainedScenarioTests.unexplained(scenario) == [], sourceLocation: place)
        #expect(try ProviderDivisionTests.replayed(scenario, yaml) == [], sourceLocation: place)
    }

    @Test("A machine's pot goes by what its pods did on it that day", arguments: [
        ("pods", ["shop idle to pods of its node and day": "1", "lab idle to pods of its node and day": "2"]),
        ("requested cpu", ["shop idle to requested cpu of its node and day": "1.8", "lab idle to requested cpu of its node and day": "1.2"]),
    ])
    func node(basis: String, idle: [String: String]) throws {
        let scenario = try Self.machines()
        let rules = Self.teams + "distribution: [{pot: idle, method: proportional, basis: \(basis), scope: node}]\n"
        try scenario.allocate(rules)
        same(try Self.shared(scenario), idle.merging(["ops idle to \(basis) of its node and day": "4"]) { one, _ in one })
        try Self.proven(scenario, rules)
    }

    @Test("Where no pod of the machine has the basis, the rule's fallback holds there")
    func fallback() throws {
        let scenario = try Self.machines()
        let rules = Self.teams + "distribution: [{pot: idle, method: proportional, basis: sidecars, scope: node, fallback: even}]\n"
        try scenario.allocate(rules)
        same(
            try scenario.effective(by: "case when is_shared then team || ' ' || rule else '' end").filter { !$0.key.isEmpty }, [
                "shop distribute idle: even, as nobody has the basis, of its node and day": "1.5",
                "lab distribute idle: even, as nobody has the basis, of its node and day": "1.5",
                "ops distribute idle: even, as nobody has the basis, of its node and day": "4",
            ])
        try Self.proven(scenario, rules)
    }

    @Test("A business metric of the day divides a machine's pot; a machine that it says nothing of goes by the month's of the cluster")
    func metric() throws {
        let scenario = try Self.machines()
        let rules = Self.teams + "distribution: [{pot: idle, method: proportional, basis: metric orders, scope: node}]\n"
        func order(_ namespace: String, _ day: String, _ quantity: Int) throws {
            try scenario.connection.execute(
                """
                insert into usage.metric_hour (metric, cluster, namespace, labels, usage_date, hour, quantity, unit, source)
                values ('orders', 'c1', '\(namespace)', '{}', '\(day)', 0, \(quantity), 'one', 'test')
                """)
        }
        try order("shop", "2026-10-01", 10)
        try order("lab", "2026-10-01", 30)
        try order("shop", "2026-10-02", 80)
        try scenario.allocate(rules)
        // i-1: 3 × 10/40 and 30/40; i-2 of the month: 4 × 90/120 and 30/120.
        let expected = [
            "shop idle to metric orders of its node and day": "0.75", "lab idle to metric orders of its node and day": "2.25",
            "shop idle to metric orders of its cluster": "3", "lab idle to metric orders of its cluster": "1",
        ]
        same(try Self.shared(scenario), expected)
        try Self.proven(scenario, rules)

        // A metric that comes later changes the day and the month that were published.
        try order("ops", "2026-10-01", 60)
        try scenario.allocate(rules)
        same(
            try Self.shared(scenario), [
                "shop idle to metric orders of its node and day": "0.75", "lab idle to metric orders of its node and day": "2.25",
                "ops idle to metric orders of its node and day": "4",
            ])
        try Self.proven(scenario, rules)
    }

    @Test("An account's pot goes by what pods did on its machines; an account without any by everybody's")
    func account() throws {
        var scenario = try Self.machines()
        for (tax, account) in [("6", "A"), ("5", "B"), ("4", "C")] { scenario.charge(tax, category: "Tax", account: account) }
        let rules = Self.teams + "distribution: [{pot: idle, method: keep}, {pot: tax, method: proportional, basis: pods, scope: account}]\n"
        try scenario.allocate(rules)
        same(
            try Self.shared(scenario).filter { !$0.key.hasPrefix("-") }, [
                "shop tax to pods of its account": "2", "lab tax to pods of its account": "4", "ops tax to pods of its account": "5",
                "shop tax to pods of all": "1", "lab tax to pods of all": "2", "ops tax to pods of all": "1",
            ])
        try Self.proven(scenario, rules)
    }

    @Test("Environments that are told by account go by what pods did on the machines of that account")
    func environment() throws {
        var scenario = try Self.machines()
        for (tax, account) in [("6", "A"), ("5", "B")] { scenario.charge(tax, category: "Tax", account: account) }
        let rules =
            Self.teams + "environments: [{name: prod, when: {account: A}}, {name: dev, when: {account: B}}]\n"
            + "distribution: [{pot: idle, method: keep}, {pot: tax, method: proportional, basis: requested cpu, scope: environment}]\n"
        try scenario.allocate(rules)
        same(
            try Self.shared(scenario).filter { !$0.key.hasPrefix("-") }, [
                "shop tax to requested cpu of its environment prod": "3.6", "lab tax to requested cpu of its environment prod": "2.4",
                "ops tax to requested cpu of its environment dev": "5",
            ])
        try Self.proven(scenario, rules)
    }
}
