import Store
import Testing

@Suite("Splitting machines")
struct NodeSplitTests {
    /// No pot is distributed: idle stays idle.
    static let keep = "distribution: []\nteam_rules: [{team: \"{namespace}\"}]\n"

    @Test("A node's hour is split 9 : 1 into CPU and memory, each by the larger of requested and used; the rest is idle")
    func nodeWithIdle() throws {
        var scenario = try Scenario()
        // 8 vCPU × 9 : 32 GiB × 1 = 72 : 32, so of 1.04 the CPU costs 0.72 and the memory 0.32.
        scenario.charge("1.04", resource: "i-1")
        scenario.node("n1", machine: "i-1", cores: "8", gibibytes: 32)
        scenario.pod("api", on: "n1", namespace: "shop", cores: "2", gibibytes: 8)
        scenario.pod("job", on: "n1", namespace: "lab", cores: "1", gibibytes: 4, usedCores: "4")
        try scenario.allocate(Self.keep)
        #expect(
            try scenario.effective() == [
                "shop cpu": "0.18", "shop memory": "0.08", "lab cpu": "0.36", "lab memory": "0.04",
                "- idle shared": "0.38",  // 0.18 of CPU, 0.20 of memory
            ])
        #expect(try scenario.findings() == [])
    }

    @Test("Where pods ask for more than the node has, they share what it cost and nothing is idle")
    func overCommitted() throws {
        var scenario = try Scenario()
        scenario.charge("1.04", resource: "i-1")
        scenario.node("n1", machine: "i-1", cores: "8", gibibytes: 32)
        scenario.pod("api", on: "n1", namespace: "shop", cores: "12", gibibytes: 32)
        scenario.pod("job", on: "n1", namespace: "lab", cores: "4", gibibytes: 32)
        try scenario.allocate(Self.keep)
        #expect(
            try scenario.effective() == [
                "shop cpu": "0.54", "shop memory": "0.16", "lab cpu": "0.18", "lab memory": "0.16",
            ])
    }

    @Test("Thirds of a cent are settled by largest remainder in units of 10⁻¹⁸, the first consumer by key first")
    func thirds() throws {
        var scenario = try Scenario()
        scenario.charge("0.01", resource: "i-1")
        scenario.node("n1", machine: "i-1", cores: "3", gibibytes: 0)
        for name in ["a", "b", "c"] { scenario.pod(name, on: "n1", namespace: name, cores: "1", gibibytes: 0) }
        try scenario.allocate(Self.keep)
        #expect(
            try scenario.effective() == [
                "a cpu": "0.003333333333333334", "b cpu": "0.003333333333333333", "c cpu": "0.003333333333333333",
            ])
    }

    @Test("The unit that is left over goes to the largest remainder; of equals a pod comes before idle")
    func largestRemainder() throws {
        var scenario = try Scenario()
        // Ten units among 1, 2 and 3 of 6: quotas 1⅔, 3⅓ and 5.
        scenario.charge("0.00000000000000001", resource: "i-1")
        scenario.node("n1", machine: "i-1", cores: "6", gibibytes: 0)
        for (name, cores) in [("c", "1"), ("b", "2"), ("a", "3")] {
            scenario.pod(name, on: "n1", namespace: name, cores: cores, gibibytes: 0)
        }
        // One unit between a pod and idle, half each.
        scenario.charge("0.000000000000000001", resource: "i-2")
        scenario.node("n2", machine: "i-2", cores: "2", gibibytes: 0)
        scenario.pod("z", on: "n2", namespace: "z", cores: "1", gibibytes: 0)
        try scenario.allocate(Self.keep)
        #expect(
            try scenario.effective() == [
                "c cpu": "0.000000000000000002", "b cpu": "0.000000000000000003", "a cpu": "0.000000000000000005",
                "z cpu": "0.000000000000000001",
            ])
    }

    @Test("What lies below 10⁻¹⁸ is not lost: it goes to whoever is first")
    func tail() throws {
        var scenario = try Scenario()
        scenario.charge("0.0000000000000000000000000007", resource: "i-1")
        scenario.charge("-5.0000000000000000000000000001", resource: "i-2")
        scenario.node("n1", machine: "i-1", cores: "2", gibibytes: 0)
        scenario.node("n2", machine: "i-2", cores: "2", gibibytes: 0)
        for (name, node) in [("a", "n1"), ("b", "n1"), ("c", "n2"), ("d", "n2")] {
            scenario.pod(name, on: node, namespace: name, cores: "1", gibibytes: 0)
        }
        try scenario.allocate(Self.keep)
        #expect(
            try scenario.effective() == [
                "a cpu": "0.0000000000000000000000000007", "c cpu": "-2.5000000000000000000000000001", "d cpu": "-2.5",
            ])
        #expect(try scenario.findings() == [])
    }

    @Test("A machine's hour that nobody measured is unallocated with that reason, not loaded onto who was measured")
    func withoutUsage() throws {
        var scenario = try Scenario()
        scenario.charge("1.04", resource: "i-1", hour: 0)
        scenario.charge("1.04", resource: "i-1", hour: 1)
        scenario.node("n1", machine: "i-1", cores: "8", gibibytes: 32, hours: 1)
        scenario.pod("api", on: "n1", cores: "8", gibibytes: 32)
        try scenario.allocate(Self.keep)
        #expect(
            try scenario.effective(by: "coalesce(reason, team) || ' ' || kind") == [
                "shop cpu": "0.72", "shop memory": "0.32", "no usage unallocated": "1.04",
            ])
        var waiting = try Scenario()
        waiting.charge("1.04", resource: "i-1", hours: 1)
        waiting.node("n1", machine: "i-1", cores: "8", gibibytes: 32, hours: 0)
        waiting.add("kube_node_info", #""node":"n1","provider_id":"aws:///a/i-1""#, "1", from: 5)
        #expect(throws: (any Error).self) { try waiting.allocate("allocation: {usage_missing: hold}") }
        #expect(try waiting.connection.query("select 1 from cost.period").isEmpty)
    }

    @Test("A bill line of a day is split by that day's usage")
    func dayLine() throws {
        var scenario = try Scenario()
        scenario.charge("24", resource: "i-1", hours: 24)
        scenario.node("n1", machine: "i-1", cores: "1", gibibytes: 0, hours: 24)
        scenario.pod("api", on: "n1", namespace: "shop", cores: "1", gibibytes: 0, hour: 0, hours: 6)
        scenario.pod("job", on: "n1", namespace: "lab", cores: "0.5", gibibytes: 0, hour: 6, hours: 12)
        try scenario.allocate(Self.keep)
        #expect(try scenario.effective() == ["shop cpu": "6", "lab cpu": "6", "- idle shared": "12"])
    }

    @Test("Two pods of one name are two consumers, each with its own labels")
    func nameReuse() throws {
        var scenario = try Scenario()
        scenario.charge("4", resource: "i-1")
        scenario.node("n1", machine: "i-1", cores: "4", gibibytes: 0)
        scenario.pod("db-0", on: "n1", uid: "first", cores: "1", gibibytes: 0, labels: ["tenant": "acme"])
        scenario.pod("db-0", on: "n1", uid: "second", cores: "3", gibibytes: 0, labels: ["tenant": "globex"])
        try scenario.allocate(Self.keep)
        #expect(try scenario.effective(by: "coalesce(tenant, '-')") == ["acme": "1", "globex": "3"])
    }

    @Test("Where a pod's labels change within an hour, the hour is divided by time, without loss")
    func labelChange() throws {
        var scenario = try Scenario()
        scenario.charge("6", resource: "i-1")
        scenario.node("n1", machine: "i-1", cores: "1", gibibytes: 0)
        scenario.pod("api", on: "n1", uid: "u", cores: "1", gibibytes: 0)
        let identity = #""namespace":"shop","pod":"api","uid":"u""#
        scenario.add("kube_pod_labels", identity + #","label_commit":"one""#, "1", fromSecond: 0, toSecond: 1200)
        scenario.add("kube_pod_labels", identity + #","label_commit":"two""#, "1", fromSecond: 1200, toSecond: 3600)
        try scenario.allocate(Self.keep)
        #expect(try scenario.effective(by: "coalesce(commit, '-')") == ["one": "2", "two": "4"])
    }

    @Test("Usage without a uid finds the pod's uid and labels by namespace, name and time")
    func withoutUID() throws {
        var scenario = try Scenario()
        scenario.charge("2", resource: "i-1")
        scenario.node("n1", machine: "i-1", cores: "2", gibibytes: 0)
        scenario.add("pod_request_cpu_cores", #""namespace":"shop","pod":"api","node":"n1""#, "1")
        scenario.add("pod_usage_cpu_cores", #""namespace":"shop","pod":"api","node":"n1""#, "2")
        scenario.add("kube_pod_labels", #""namespace":"shop","pod":"api","uid":"u","label_tier":"gold""#, "1")
        try scenario.allocate(Self.keep)
        #expect(try scenario.effective(by: "pod_key || ' ' || tier") == ["u gold": "2"])
    }
}
