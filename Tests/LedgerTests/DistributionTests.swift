import Store
import Testing

@Suite("Distributing what is common")
struct DistributionTests {
    /// Two teams on one machine: shop causes 3, lab 1.
    static func twoTeams() throws -> Scenario {
        var scenario = try Scenario()
        scenario.charge("8", resource: "i-1")
        scenario.node("n1", machine: "i-1", cores: "8", gibibytes: 0)
        scenario.pod("api", on: "n1", namespace: "shop", cores: "3", gibibytes: 0)
        scenario.pod("job", on: "n1", namespace: "lab", cores: "1", gibibytes: 0)
        return scenario
    }

    @Test(
        "A pot is kept, shared out in proportion, evenly or in fixed parts, and always adds up",
        arguments: [
            ("{pot: idle, method: keep, team: platform}", ["platform idle shared": "4"]),
            ("{pot: idle, method: proportional, basis: direct, scope: node}", ["shop idle shared": "3", "lab idle shared": "1"]),
            ("{pot: idle, method: proportional, basis: cpu, scope: cluster}", ["shop idle shared": "3", "lab idle shared": "1"]),
            ("{pot: idle, method: even}", ["shop idle shared": "2", "lab idle shared": "2"]),
            ("{pot: idle, method: fixed, parts: {shop: 1, ops: 3}}", ["shop idle shared": "1", "ops idle shared": "3"]),
            ("{pot: idle, method: proportional, basis: memory}", ["- idle shared": "4"]),
        ])
    func methods(rule: String, shared: [String: String]) throws {
        let scenario = try Self.twoTeams()
        try scenario.allocate("team_rules: [{team: \"{namespace}\"}]\ndistribution: [\(rule)]\n")
        #expect(try scenario.effective() == shared.merging(["shop cpu": "3", "lab cpu": "1"]) { $1 })
        #expect(try scenario.findings() == [])
    }

    @Test("Tax, credits and refunds without a resource follow the direct cost of all, with their sign")
    func commonLines() throws {
        var scenario = try Self.twoTeams()
        scenario.charge("4", category: "Tax")
        scenario.charge("-2", category: "Credit")
        scenario.charge("0.4", effective: "0.8", resource: "", status: "Unused")
        try scenario.allocate("team_rules: [{team: \"{namespace}\"}]\n")
        #expect(
            try scenario.effective() == [
                "shop cpu": "3", "lab cpu": "1", "shop idle shared": "3", "lab idle shared": "1", "shop tax shared": "3",
                "lab tax shared": "1", "shop credit shared": "-1.5", "lab credit shared": "-0.5",
                "shop unused commitment shared": "0.6", "lab unused commitment shared": "0.2",
            ])
    }

    @Test("Where nobody has a basis a pot stays whole and says so")
    func nobody() throws {
        var scenario = try Scenario()
        scenario.charge("4", category: "Tax")
        try scenario.allocate("")
        #expect(try scenario.effective(by: "kind || ' ' || rule || ' ' || reason") == [
            "tax nobody to distribute to kept apart: tax": "4"
        ])
    }

    @Test("Currencies are never added: each has its own basis and its own pots")
    func currencies() throws {
        var scenario = try Self.twoTeams()
        scenario.charge("10", service: "Storage", tags: "owner=lab", currency: "EUR")
        scenario.charge("5", category: "Tax", currency: "EUR")
        scenario.charge("4", category: "Tax")
        try scenario.allocate(
            "team_rules: [{team: \"{namespace}\"}, {team: \"{tag.owner}\"}]\n")
        #expect(
            try scenario.effective(by: "billing_currency || ' ' || team || ' ' || kind")
                == [
                    "USD shop cpu": "3", "USD lab cpu": "1", "USD shop idle": "3", "USD lab idle": "1",
                    "USD shop tax": "3", "USD lab tax": "1", "EUR lab direct": "10", "EUR lab tax": "5",
                ])
    }

    @Test("Pods of platform namespaces become a common pot where a rule distributes it")
    func platform() throws {
        let scenario = try Self.twoTeams()
        try scenario.allocate(
            """
            platform_namespaces: ["la*"]
            team_rules: [{team: "{namespace}"}]
            distribution: [{pot: platform, method: proportional, basis: direct}]
            """)
        #expect(try scenario.effective() == ["shop cpu": "3", "shop platform shared": "1", "- idle shared": "4"])
    }
}

@Suite("Rules of parts of pots")
struct DistributionRuleTests {
    private static let teams = "team_rules: [{team: \"{namespace}\"}]\n"

    @Test("Of several rules of a pot the first that holds for a part shares it out: by cluster, account or service")
    func conditions() throws {
        var scenario = try DistributionTests.twoTeams()
        scenario.charge("4", category: "Tax")
        scenario.charge("8", category: "Tax", service: "Storage")
        scenario.charge("16", category: "Tax", account: "9")
        try scenario.allocate(
            Self.teams + """
                distribution:
                  - {pot: tax, when: {account: "9"}, method: keep, team: nine}
                  - {pot: tax, when: {service: "Sto*"}, method: fixed, parts: {ops: 1}}
                  - {pot: tax, method: proportional}
                  - {pot: idle, when: {cluster: other}, method: even}
                """)
        same(
            try scenario.effective(by: "coalesce(team, reason) || ' ' || rule"), [
                "shop node by max": "3", "lab node by max": "1", "kept apart: idle nobody to distribute to": "4",
                "nine keep tax, rule 1": "16", "ops distribute tax, rule 2: fixed of all": "8",
                "shop distribute tax: proportional to direct cost of all": "3",
                "lab distribute tax: proportional to direct cost of all": "1",
            ])
        #expect(try scenario.findings() == [])
        #expect(try ExplainedScenarioTests.unexplained(scenario) == [])
    }

    @Test("Environments and accounts are scopes: what arose in one is borne by those in it")
    func scopes() throws {
        var scenario = try DistributionTests.twoTeams()
        scenario.charge("6", resource: "db", service: "Storage", tags: "team=data", account: "9")
        scenario.charge("2", category: "Tax", account: "9")
        scenario.charge("5", category: "Tax")
        scenario.charge("10", resource: "arn:aws:eks:eu-west-1:7:cluster/c1")
        scenario.pod("dns", on: "n1", namespace: "lab-system", cores: "2", gibibytes: 0)
        try scenario.allocate(
            """
            team_rules: [{team: "{tag.team}", when: {tag.team: "*"}}, {team: "{namespace}"}]
            platform_namespaces: ["*-system"]
            environments:
              - {name: virtual, when: {namespace: "lab*"}}
              - {name: real, when: {cluster: c1}}
            distribution:
              - {pot: tax, method: proportional, scope: account}
              - {pot: platform, method: proportional, scope: environment}
              - {pot: control plane, method: even, scope: environment}
            """)
        same(
            try scenario.effective(by: "coalesce(team, reason) || ' ' || kind || case when is_shared then ' shared' else '' end"), [
                "shop cpu": "3", "lab cpu": "1", "data direct": "6", "data tax shared": "2", "shop tax shared": "3.75",
                "lab tax shared": "1.25", "lab platform shared": "2", "shop control plane shared": "10", "kept apart: idle idle shared": "2",
            ])
        #expect(try scenario.findings() == [])
        #expect(try ExplainedScenarioTests.unexplained(scenario) == [])
    }

    @Test("A virtual cluster may be told by a label of its namespaces: those that were last seen with it")
    func labelledNamespaces() throws {
        var scenario = try Scenario()
        scenario.charge("8", resource: "i-1")
        scenario.node("n1", machine: "i-1", cores: "8", gibibytes: 0)
        for (namespace, name, cores) in [("web", "blue", "3"), ("api", "blue", "1"), ("lab", "green", "4")] {
            scenario.pod("p", on: "n1", namespace: namespace, uid: namespace, cores: cores, gibibytes: 0)
            scenario.add("kube_namespace_labels", #""namespace":"\#(namespace)","label_vcluster_example_com_name":"\#(name)""#, "1")
        }
        scenario.pod("dns", on: "n1", namespace: "blue-system", cores: "4", gibibytes: 0)
        scenario.add("kube_namespace_labels", #""namespace":"blue-system","label_vcluster_example_com_name":"blue""#, "1")
        let rules = """
            team_rules: [{team: "{namespace}"}]
            platform_namespaces: ["*-system"]
            environments: [{name: blue, when: {cluster: c1, label.vcluster.example.com/name: "bl*"}}, {name: rest}]
            distribution: [{pot: platform, when: {environment: blue}, method: proportional, scope: environment}]
            """
        try scenario.allocate(rules)
        // 12 vCPUs are asked for, so each costs 2/3; those of blue-system are blue's alone.
        same(
            try scenario.effective(by: "team || ' ' || case when is_shared then substring(rule from 'environment .*') else kind end"), [
                "web cpu": "2", "api cpu": "0.666666666666666667", "lab cpu": "2.666666666666666666",
                "web environment blue": "2", "api environment blue": "0.666666666666666667",
            ])
        #expect(try scenario.findings() == [])
        #expect(try ExplainedScenarioTests.unexplained(scenario) == [])
        #expect(try ProviderDivisionTests.replayed(scenario, rules) == [])
    }

    @Test(
        "Bases beside cost: what pods requested, their hours, their sidecars, a business metric; a basis of nought has its fallback",
        arguments: [
            ("requested cpu", "organisation", "", ["shop": "7.5", "lab": "2.5"]), ("pods", "organisation", "", ["shop": "5", "lab": "5"]),
            ("sidecars", "organisation", "", ["shop": "10"]), ("metric orders", "organisation", "", ["lab": "8", "shop": "2"]),
            ("gpu", "organisation", "", ["-": "10"]), ("gpu", "organisation", ", fallback: even", ["shop": "5", "lab": "5"]),
            ("gpu", "account", ", fallback: direct", ["shop": "7.5", "lab": "2.5"]), ("gpu", "account", ", fallback: keep", ["-": "10"]),
        ])
    func bases(basis: String, scope: String, fallback: String, shares: [String: String]) throws {
        var scenario = try DistributionTests.twoTeams()
        scenario.charge("10", category: "Tax")
        let proxy = #""namespace":"shop","pod":"api","uid":"api-uid","node":"n1","container":"istio-proxy""#
        if basis == "sidecars" { scenario.add("pod_cpu_usage", proxy, "0.0001") }
        try scenario.connection.execute(
            """
            insert into usage.metric_hour (cluster, metric, namespace, labels, usage_date, hour, quantity, unit, source) values
                ('', 'orders', 'lab', '{}', '2026-10-01', 3, 4, 'count', 'test'), ('', 'orders', 'shop', '{}', '2026-10-02', 3, 1, 'count', 'test'),
                ('', 'orders', 'gone', '{}', '2026-10-02', 3, 7, 'count', 'test')
            """)
        try scenario.allocate(
            Self.teams + "distribution: [{pot: tax, method: proportional, basis: \(basis), scope: \(scope)\(fallback)}]\n")
        let tax = try scenario.effective(by: "case when kind = 'tax' then coalesce(team, '-') else 'other' end")
        same(tax.filter { $0.key != "other" }, shares)
        #expect(try scenario.findings() == [])
        #expect(try ExplainedScenarioTests.unexplained(scenario) == [])
    }

    @Test("What sidecars cost is taken off their pods and shared out where a rule says so")
    func sidecars() throws {
        var scenario = try Scenario()
        scenario.charge("8", resource: "i-1")
        scenario.node("n1", machine: "i-1", cores: "8", gibibytes: 0)
        for (namespace, pod, cores) in [("shop", "api", "3"), ("lab", "job", "3")] {
            let subject = #""namespace":"\#(namespace)","pod":"\#(pod)","uid":"\#(pod)-uid","node":"n1""#
            scenario.add("pod_cpu_request", subject + #","container":"main""#, cores)
            scenario.add("pod_cpu_request", subject + #","container":"istio-proxy""#, namespace == "shop" ? "2" : "0")
        }
        try scenario.allocate(
            Self.teams + "distribution: [{pot: sidecar, method: proportional, basis: direct}, {pot: idle, method: keep, team: ops}]\n")
        same(try scenario.effective(), ["shop cpu": "3", "lab cpu": "3", "shop sidecar shared": "1", "lab sidecar shared": "1"])
        #expect(try scenario.findings() == [])
        #expect(try ExplainedScenarioTests.unexplained(scenario) == [])
    }
}
