import Keys
import Ledger
import Settings
import Store
import Testing

@Suite("Machines by the provider's own split")
struct ProviderDivisionTests {
    static let rules = PlaceTests.rules + "allocation: {nodes: [{by: provider, when: {cluster: c1}}]}\n"
    static let pod = "arn:aws:eks:eu-west-1:7:pod/c1"

    /// What AWS' split says of a pod's hour on i-1.
    static func split(_ pod: String, cpu: String, _ cpuUnused: String, memory: String? = nil, _ memoryUnused: String = "0") -> [String] {
        [ProviderSplitTests.line("Usage", "EUC1-EKS-EC2-vCPU-Hours", Self.pod + pod, "0", parent: "i-1", split: cpu, unused: cpuUnused)]
            + (memory.map {
                [ProviderSplitTests.line("Usage", "EUC1-EKS-EC2-GB-Hours", Self.pod + pod, "0", parent: "i-1", split: $0, unused: memoryUnused)]
            } ?? [])
    }

    static func bill(_ lines: [String]...) -> [String] { [ProviderSplitTests.header] + lines.flatMap { $0 } }

    static let machine = [ProviderSplitTests.line("Usage", "BoxUsage:m5.large", "i-1", "4")]

    /// Exports by which both pods would have half of the machine each.
    static func cluster() throws -> Scenario {
        var scenario = try Scenario()
        scenario.node("n1", machine: "i-1", cores: "4", gibibytes: 4)
        scenario.pod("api", on: "n1", cores: "2", gibibytes: 2)
        scenario.pod("job", on: "n1", namespace: "lab", cores: "2", gibibytes: 2)
        return scenario
    }

    /// What a replay finds.
    static func replayed(_ scenario: Scenario, _ yaml: String) throws -> [String] {
        try Allocator(scenario.connection, settings: Settings.parse(yaml, file: "test")).replay(Month("2026-10")!).findings
    }

    @Test("The machine's price goes to CPU and memory, pods and idle capacity in the ratios of the provider's split")
    func split() throws {
        let scenario = try Self.cluster()
        // CPU 3 + 1 and 1 + 1, memory 0.5 + 0.5 and 0.5 + 0.5: of 8 CPU is 6 and memory 2, so of 4 it is 3 and 1.
        try scenario.allocate(
            Self.rules,
            bill: Self.bill(
                Self.machine, Self.split("/shop/api/api-uid", cpu: "3", "1", memory: "0.5", "0.5"),
                Self.split("/lab/job/job-uid", cpu: "1", "1", memory: "0.5", "0.5")))
        let rule = "node by the provider's split"
        same(
            try scenario.effective(by: "coalesce(team, reason) || ' ' || kind || ' ' || rule"), [
                "shop cpu \(rule)": "1.5", "lab cpu \(rule)": "0.5", "shop memory \(rule)": "0.25", "lab memory \(rule)": "0.25",
                "kept apart: idle idle nobody to distribute to": "1.5",
            ])
        #expect(try scenario.findings() == [])
        #expect(try ExplainedScenarioTests.unexplained(scenario) == [])
        #expect(try Self.replayed(scenario, Self.rules) == [])
        let explanation = try Explainer(scenario.connection).explain(
            .init(month: Month("2026-10")!, filters: [.team: "shop", .kind: "cpu"]))
        #expect(explanation.lines.contains { $0.contains("part    cpu by the provider's parts: 4 × 6000000000000000000 / 8000000000000000000 = 3") })
        #expect(explanation.lines.contains { $0.contains("share   3 × 3000000000000000000 / 6000000000000000000 = 1.5") })
    }

    @Test("Idle capacity of the provider's split is shared out like any other, among those on the machine")
    func idle() throws {
        let scenario = try Self.cluster()
        let rules = Self.rules.replacing("distribution: []", with: "distribution: [{pot: idle, method: proportional, basis: direct, scope: node}]")
        try scenario.allocate(
            rules, bill: Self.bill(Self.machine, Self.split("/shop/api/api-uid", cpu: "3", "2"), Self.split("/lab/job/job-uid", cpu: "1", "2")))
        same(try scenario.effective(), ["shop cpu": "1.5", "lab cpu": "0.5", "shop idle shared": "1.5", "lab idle shared": "0.5"])
        #expect(try scenario.findings() == [])
        #expect(try ExplainedScenarioTests.unexplained(scenario) == [])
        #expect(try Self.replayed(scenario, rules) == [])
    }

    @Test("A cluster or account that goes by usage, and an hour that the provider did not split, are divided by usage")
    func fallback() throws {
        for when in ["{cluster: c2}", "{cluster: c1, account: \"9*\"}"] {
            let scenario = try Self.cluster()
            try scenario.allocate(
                PlaceTests.rules + "allocation: {nodes: [{by: provider, when: \(when)}]}\n",
                bill: Self.bill(Self.machine, Self.split("/shop/api/api-uid", cpu: "3", "1")))
            same(try scenario.effective(by: "team || ' ' || rule"), ["shop node by max": "2", "lab node by max": "2"])
        }
        var scenario = try Self.cluster()
        scenario.node("n2", machine: "i-2", cores: "1", gibibytes: 0)
        scenario.pod("web", on: "n2", namespace: "web", cores: "1", gibibytes: 0)
        try scenario.allocate(
            Self.rules,
            bill: Self.bill(
                Self.machine, Self.split("/shop/api/api-uid", cpu: "3", "0"),
                [ProviderSplitTests.line("Usage", "BoxUsage:m5.large", "i-2", "7")]))
        same(
            try scenario.effective(by: "team || ' ' || rule"),
            ["shop node by the provider's split": "4", "web node by max": "7"])
        #expect(try ExplainedScenarioTests.unexplained(scenario) == [])
    }

    @Test("A pod that only the provider names is its namespace's team's; where no rule finds one it stands apart, by that reason")
    func unknownPods() throws {
        let scenario = try Self.cluster()
        let rules =
            "distribution: []\nteam_rules: [{team: shop, when: {namespace: shop}}]\nallocation: {nodes: [{by: provider}]}\n"
        try scenario.allocate(
            rules,
            bill: Self.bill(
                Self.machine, Self.split("/shop/api/api-uid", cpu: "1", "0"), Self.split("/shop/gone/gone-uid", cpu: "1", "0"),
                Self.split("/web/ghost/ghost-uid", cpu: "2", "0", memory: "4", "0")))
        same(
            try scenario.effective(by: "coalesce(team, reason) || ' ' || coalesce(pod, '-') || ' ' || kind"), [
                "shop api cpu": "0.5", "shop gone cpu": "0.5", "pod that only the provider names ghost cpu": "1",
                "pod that only the provider names ghost memory": "2",
            ])
        #expect(try scenario.findings() == [])
        #expect(try ExplainedScenarioTests.unexplained(scenario) == [])
        #expect(try Self.replayed(scenario, rules) == [])
        let reasons = try scenario.connection.query("select unallocated_by_reason::text as reasons from report.allocation_kpi")
        #expect(reasons.map { $0.text("reasons") } == [#"{"pod that only the provider names": 3}"#])
    }

    @Test("A cluster without any export can go by the provider's split alone, thirds and tails included")
    func withoutExports() throws {
        let scenario = try Scenario()
        try scenario.allocate(
            Self.rules.replacing("cluster: c1", with: "cluster: prod") + "clusters: [{name: prod, also: [c1]}]\n",
            bill: Self.bill(
                [ProviderSplitTests.line("Usage", "BoxUsage:m5.large", "i-1", "1.0000000000000000000001")],
                Self.split("/a/x/1", cpu: "1", "0"), Self.split("/b/x/2", cpu: "1", "0"), Self.split("/c/x/3", cpu: "1", "0")))
        same(
            try scenario.effective(by: "cluster || ' ' || team"), [
                "prod a": "0.3333333333333333340001", "prod b": "0.333333333333333333", "prod c": "0.333333333333333333",
            ])
        #expect(try scenario.findings() == [])
        #expect(try ExplainedScenarioTests.unexplained(scenario) == [])
    }

    @Test("A pod's labels divide its part of the split by time; savings plans' negations follow the same split")
    func labelsAndNegations() throws {
        var scenario = try Self.cluster()
        let identity = #""namespace":"shop","pod":"api","uid":"api-uid""#
        scenario.add("kube_pod_labels", identity + #","label_tenant":"acme""#, "1", fromSecond: 0, toSecond: 1200)
        scenario.add("kube_pod_labels", identity + #","label_tenant":"globex""#, "1", fromSecond: 1200, toSecond: 3600)
        try scenario.allocate(
            Self.rules,
            bill: Self.bill(
                [
                    ProviderSplitTests.line("SavingsPlanCoveredUsage", "BoxUsage:m5.large", "i-1", "8", plan: "sp", effective: "4"),
                    ProviderSplitTests.line("SavingsPlanNegation", "BoxUsage:m5.large", "", "-8", plan: "sp"),
                ], Self.split("/shop/api/api-uid", cpu: "3", "0"), Self.split("/lab/job/job-uid", cpu: "1", "0")))
        same(try scenario.effective(by: "coalesce(tenant, team)"), ["acme": "1", "globex": "2", "lab": "1"])
        let billed = try scenario.connection.query("select team, trim_scale(sum(billed_cost))::text as cost from cost.allocation group by 1 order by 1")
        #expect(billed.map { "\($0.text("team")) \($0.text("cost"))" } == ["lab 0", "shop 0"])
        #expect(try scenario.findings() == [])
        #expect(try ExplainedScenarioTests.unexplained(scenario) == [])
    }

    @Test("A line of a day goes by the provider's hours of that day, accelerators by their own")
    func dayAndGPU() throws {
        let scenario = try Self.cluster()
        let day = ProviderSplitTests.line("Usage", "BoxUsage:p4d", "i-1", "12").replacing("01T01:00:00Z", with: "02T00:00:00Z")
        let gpu = ProviderSplitTests.line(
            "Usage", "EUC1-EKS-EC2-Accelerator-Hours", Self.pod + "/lab/job/job-uid", "0", parent: "i-1", split: "4", unused: "2")
        try scenario.allocate(
            Self.rules,
            bill: Self.bill(
                [day, gpu], Self.split("/shop/api/api-uid", cpu: "3", "0"),
                Self.split("/lab/job/job-uid", cpu: "3", "0").map { $0.replacing("T01:", with: "T02:").replacing("T00:00:00Z,2026-10-01T02", with: "T01:00:00Z,2026-10-01T02") }))
        same(try scenario.effective(), ["shop cpu": "3", "lab cpu": "3", "lab gpu": "4", "- idle shared": "2"])
        #expect(try scenario.findings() == [])
        #expect(try ExplainedScenarioTests.unexplained(scenario) == [])
    }

    @Test("Charges that came allocated are their pod's, for CPU and memory as their details say; what went to nobody is idle")
    func allocatedCharges() throws {
        let scenario = try Self.cluster()
        let header =
            "ChargePeriodStart,ChargePeriodEnd,BilledCost,EffectiveCost,ListCost,ContractedCost,ServiceName,BillingAccountId,"
            + "BillingPeriodStart,BillingPeriodEnd,BillingCurrency,ChargeCategory,ProviderName,ServiceCategory,ResourceId,SubAccountId,"
            + "AllocatedMethodId,AllocatedResourceId,AllocatedResourceName,AllocatedMethodDetails,AllocatedTags"
        func line(_ billed: String, _ effective: String, _ allocated: String) -> String {
            "2026-10-01T00:00:00Z,2026-10-01T01:00:00Z,\(billed),\(effective),\(effective),\(effective),VM,42,2026-10-01T00:00:00Z,"
                + "2026-11-01T00:00:00Z,USD,Usage,AWS,Compute,i-1,7,\(allocated)"
        }
        let details =
            #""{""Elements"":[{""AllocatedRatio"":0.3,""UsageUnit"":""CPU"",""UsageQuantity"":1},{""AllocatedRatio"":0.1,""UsageUnit"":""Memory""}]}""#
        let rules = Self.rules.replacing("distribution: []", with: "distribution: [{pot: idle, method: proportional, basis: direct, scope: node}]")
        try scenario.allocate(
            rules,
            bill: [
                header, line("5", "4", "split-v1,api-uid,api,\(details),\"{\"\"k8s-namespace\"\":\"\"shop\"\"}\""),
                line("2", "2", "split-v1,other,nightly,,\"{\"\"namespace\"\":\"\"lab\"\"}\""), line("3", "3", "split-v1,,,,"),
            ])
        let rule = "pod by the provider's allocation"
        same(
            try scenario.effective(by: "team || ' ' || kind || ' ' || coalesce(pod, '-') || ' ' || rule"), [
                "shop cpu api \(rule)": "3", "shop memory api \(rule)": "1", "lab cpu nightly \(rule)": "2",
                "shop idle - distribute idle: proportional to direct cost of its node and day": "2",
                "lab idle - distribute idle: proportional to direct cost of its node and day": "1",
            ])
        let billed = try scenario.connection.query(
            "select team, trim_scale(sum(billed_cost))::text as cost from cost.allocation where not is_shared group by 1 order by 1")
        #expect(billed.map { "\($0.text("team")) \($0.text("cost"))" } == ["lab 2", "shop 5"])
        #expect(try scenario.findings() == [])
        #expect(try ExplainedScenarioTests.unexplained(scenario) == [])
        #expect(try Self.replayed(scenario, rules) == [])
    }

    @Test("Random splits of random prices add up, are replayed and explained, ties, tails and signs included", arguments: [UInt64(1), 2, 3, 4])
    func random(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let scenario = try Self.cluster()
        var lines: [String] = []
        for hour in 0..<3 {
            func at(_ line: String) -> String {
                let (from, to) = (hour < 10 ? "0\(hour)" : "\(hour)", hour < 9 ? "0\(hour + 1)" : "\(hour + 1)")
                return line.replacing("01T01:", with: "01T\(to):").replacing("01T00:00:00Z/", with: "01T\(from):00:00Z/")
                    .replacing("Usage,2026-10-01T00:", with: "Usage,2026-10-01T\(from):")
            }
            for machine in ["i-1", "i-9"] {
                let sign = Int.random(in: 0..<5, using: &random) == 0 ? "-" : ""
                let price = "\(sign)\(Int.random(in: 0..<3, using: &random)).\(UInt64.random(in: 1...UInt64.max / 2, using: &random))\(Int.random(in: 1...9, using: &random))"
                lines.append(at(ProviderSplitTests.line("Usage", "BoxUsage:m5.large", machine, price)))
                if Int.random(in: 0..<4, using: &random) == 0 { continue }
                for pod in 0..<Int.random(in: 1...5, using: &random) {
                    // Few values, so that remainders are equal often.
                    let identity = "\(Self.pod)/\(["shop", "lab", "web"][pod % 3])/\(["api", "job", "p"][pod % 3])/\(["api-uid", "job-uid", "p\(pod)"][pod % 3])"
                    for usage in ["vCPU", "GB", "Accelerator"] where usage != "Accelerator" || pod == 1 {
                        lines.append(
                            at(
                                ProviderSplitTests.line(
                                    "Usage", "EUC1-EKS-EC2-\(usage)-Hours", identity, "0", parent: machine,
                                    split: "0.\(Int.random(in: 0...3, using: &random))", unused: ["0", "0.1", "1E-7"].randomElement(using: &random)!)))
                    }
                }
            }
        }
        let rules =
            "team_rules: [{team: \"{namespace}\", when: {namespace: [shop, lab]}}]\nallocation: {nodes: [{by: provider}]}\n"
            + "distribution: [{pot: idle, method: proportional, basis: direct, scope: node}]\n"
        try scenario.allocate(rules, bill: Self.bill(lines))
        #expect(try scenario.findings() == [], "seed \(seed)")
        #expect(try Self.replayed(scenario, rules) == [], "seed \(seed)")
        #expect(try ExplainedScenarioTests.unexplained(scenario) == [], "seed \(seed)")
        let rows = try scenario.connection.query("select count(*) as number from cost.allocation where rule = 'node by the provider''s split'")
        #expect(rows[0].integer("number") > 3, "seed \(seed)")
    }
}
