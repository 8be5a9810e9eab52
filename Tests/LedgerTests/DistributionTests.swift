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
