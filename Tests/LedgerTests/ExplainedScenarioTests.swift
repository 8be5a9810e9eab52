import Keys
import Ledger
import Settings
import Store
import Testing

@Suite("Explaining small months")
struct ExplainedScenarioTests {
    /// Every part of the month in every cost, each with the arithmetic that gives it.
    static func unexplained(_ scenario: Scenario) throws -> [String] {
        try Settings.Cost.allCases.flatMap { cost in
            let explanation = try Explainer(scenario.connection).explain(
                .init(month: Month("2026-10")!, cost: cost, limit: 10_000))
            return explanation.parts.compactMap { part -> String? in
                let isDivided = part.part["is_shared"] == "t" || ["cpu", "memory", "gpu", "network", "storage", "load balancer"].contains(part.part["kind"])
                let hasSteps = !(part.splits + part.shares).isEmpty
                guard part.isReproduced, hasSteps == isDivided, !part.lines.isEmpty else {
                    return "\(cost) \(part.part["kind"] ?? "") \(part.part["rule"] ?? "") \(part.part["amount"] ?? "")"
                }
                return nil
            }
        }
    }

    @Test("Labels that change within the hour, thirds, tails below 10⁻¹⁸ and over-commitment are reproduced")
    func machines() throws {
        var scenario = try Scenario()
        scenario.charge("1.0000000000000000007", effective: "0.3333333333333333333333", resource: "i-1", hours: 2)
        scenario.charge("0.1", resource: "i-1", hour: 2)
        scenario.charge("-0.07", resource: "i-1", hour: 2, service: "Discount")
        scenario.node("n1", machine: "i-1", cores: "3", gibibytes: 7, hours: 3)
        scenario.pod("api", on: "n1", cores: "1", gibibytes: 2, usedCores: "1.7", hours: 3, labels: ["owner": "ada"])
        scenario.pod("job", on: "n1", namespace: "lab", cores: "1", gibibytes: 3, hours: 3)
        scenario.pod("big", on: "n1", namespace: "lab", cores: "5", gibibytes: 1, hour: 2)
        try scenario.labels(
            "cluster,namespace,pod,uid,from,to,tenant,tier,commit,owner\n"
                + "c1,shop,api,,2026-10-01T00:00:00Z,2026-10-01T00:20:00Z,acme,,,\n"
                + "c1,shop,api,,2026-10-01T00:20:00Z,2026-10-01T01:10:00Z,globex,,,\n")
        try scenario.allocate("team_rules: [{team: \"{namespace}\"}]\n")
        #expect(try Self.unexplained(scenario) == [])
    }

    @Test("Volumes by mounting time and unmounted ones are reproduced")
    func volumes() throws {
        var scenario = try Scenario()
        for disk in ["vol-1", "vol-2", "vol-3"] {
            scenario.charge("1", effective: "0.7", resource: disk)
            scenario.add("kube_persistentvolume_info", #""persistentvolume":"pv-\#(disk)","csi_volume_handle":"\#(disk)""#, "1")
        }
        scenario.add("kube_persistentvolumeclaim_info", #""namespace":"shop","persistentvolumeclaim":"data","volumename":"pv-vol-1""#, "1")
        scenario.add("kube_persistentvolumeclaim_info", #""namespace":"lab","persistentvolumeclaim":"old","volumename":"pv-vol-2""#, "1")
        for (pod, from) in [("a", 0), ("b", 1800), ("c", 2400)] {
            let identity = #""namespace":"shop","pod":"\#(pod)","uid":"\#(pod)-uid""#
            scenario.pod(pod, on: "n1", cores: "1", gibibytes: 1)
            scenario.add(
                "kube_pod_spec_volumes_persistentvolumeclaims_info", identity + #","persistentvolumeclaim":"data""#, "1",
                fromSecond: from, toSecond: 3600)
        }
        try scenario.allocate("team_rules: [{team: \"{namespace}\"}]\n")
        #expect(try Self.unexplained(scenario) == [])
    }

    @Test(
        "Common pots of every method, in two currencies and with signs, are reproduced",
        arguments: [
            "{method: keep, team: platform}", "{method: proportional, basis: direct, scope: node}",
            "{method: proportional, basis: cpu, scope: cluster}", "{method: even}", "{method: fixed, parts: {shop: 1, ops: 2}}",
            "{method: proportional, basis: memory}",
        ])
    func pots(rule: String) throws {
        var scenario = try DistributionTests.twoTeams()
        scenario.charge("3", resource: "i-1", currency: "EUR")
        scenario.charge("7", category: "Tax")
        scenario.charge("-1", category: "Credit", currency: "EUR")
        scenario.charge("0.4", effective: "0.8", status: "Unused")
        scenario.charge("0.5", resource: "bucket", tags: "team=x,tenant=acme")
        let distribution = ["idle", "tax", "credit", "unused commitment"].map { pot in
            "{pot: \(pot), " + (pot == "idle" ? rule : rule.replacing("scope: node", with: "scope: organisation").replacing("scope: cluster", with: "scope: organisation")).dropFirst()
        }
        try scenario.allocate("team_rules: [{team: \"{namespace}\"}]\ndistribution: [\(distribution.joined(separator: ", "))]\n")
        #expect(try Self.unexplained(scenario) == [])
    }

    @Test("Platform pods that are shared out, and machines that nobody measured, have their lines")
    func platform() throws {
        var scenario = try DistributionTests.twoTeams()
        scenario.charge("2", resource: "i-1", hour: 5)
        scenario.pod("dns", on: "n1", namespace: "kube-system", cores: "2", gibibytes: 0)
        try scenario.allocate(
            """
            team_rules: [{team: "{namespace}"}]
            platform_namespaces: [kube-system]
            distribution: [{pot: platform, method: proportional}, {pot: idle, method: proportional, scope: node}]
            """)
        #expect(try Self.unexplained(scenario) == [])
    }
}
