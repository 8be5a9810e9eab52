import Ledger
import Settings
import Store
import Testing

@Suite("Finding who caused it")
struct AttributionTests {
    @Test("A tagged resource goes to its team, an account by its rule, and the rest is unallocated with its reason")
    func directCharges() throws {
        var scenario = try Scenario()
        scenario.charge("1", resource: "db-1", service: "RDS", tags: "owner=shop,env=prod")
        scenario.charge("2", resource: "db-2", service: "RDS", tags: "Owner=lab")
        scenario.charge("4", resource: "q-1", service: "SQS")
        scenario.charge("8", service: "CloudWatch")
        try scenario.allocate(
            """
            distribution: []
            team_rules:
              - {team: shop, when: {tag.owner: "sh*", tag.env: prod}}
              - {team: lab, when: {owner: lab}}
              - {team: queue, when: {service: SQS, account: "7"}}
            """)
        let found = try scenario.effective(by: "coalesce(team, '-') || ' ' || kind || ' ' || coalesce(reason, rule)")
        #expect(
            found == [
                "shop direct tag.env = prod, tag.owner = sh*": "1", "lab direct owner = lab": "2",
                "queue direct account = 7, service = SQS": "4", "- unallocated no resource": "8",
            ])
        #expect(try scenario.findings() == [])
    }

    @Test("A volume goes to the pods that mount it, by time; unmounted it goes to its claim's namespace")
    func volumes() throws {
        var scenario = try Scenario()
        for disk in ["vol-1", "vol-2", "vol-3"] {
            scenario.charge("6", resource: disk, service: "EBS")
            scenario.add(
                "kube_persistentvolume_info", #""persistentvolume":"pv-\#(disk)","csi_volume_handle":"\#(disk)""#, "1")
        }
        scenario.add("kube_persistentvolumeclaim_info", #""namespace":"shop","persistentvolumeclaim":"data","volumename":"pv-vol-1""#, "1")
        scenario.add("kube_persistentvolumeclaim_info", #""namespace":"lab","persistentvolumeclaim":"old","volumename":"pv-vol-2""#, "1")
        for (pod, from, to) in [("a", 0, 1200), ("b", 1200, 3600)] {
            let identity = #""namespace":"shop","pod":"\#(pod)","uid":"\#(pod)""#
            scenario.add("kube_pod_labels", identity + #","label_tenant":"\#(pod)""#, "1", fromSecond: from, toSecond: to)
            scenario.add("pod_request_cpu_cores", identity + #","node":"n""#, "1", fromSecond: from, toSecond: to)
            scenario.add(
                "kube_pod_spec_volumes_persistentvolumeclaims_info", identity + #","persistentvolumeclaim":"data""#, "1",
                fromSecond: from, toSecond: to)
        }
        try scenario.allocate("distribution: []\nteam_rules: [{team: \"{namespace}\"}]\n")
        #expect(
            try scenario.effective(by: "coalesce(team, reason) || ' ' || kind || ' ' || coalesce(tenant, '-')") == [
                "shop storage a": "2", "shop storage b": "4", "lab storage -": "6",
                "volume without a claim unallocated -": "6",
            ])
    }

    @Test("A label file says who a pod belongs to, from when on, and holds for every cluster where it names none")
    func labelFile() throws {
        var scenario = try Scenario()
        scenario.charge("2", resource: "i-1", hours: 1)
        scenario.charge("4", resource: "i-1", hour: 1)
        scenario.node("n1", machine: "i-1", cores: "1", gibibytes: 0, hours: 2)
        scenario.pod("api", on: "n1", cores: "1", gibibytes: 0, hours: 2, labels: ["owner": "old"])
        try scenario.labels("namespace,pod,from,owner,tier\nshop,api,2026-10-01T01:00:00Z,new,gold\n")
        try scenario.allocate("distribution: []")
        #expect(try scenario.effective(by: "coalesce(owner, '-') || ' ' || coalesce(tier, '-')") == ["old -": "2", "new gold": "4"])
    }

    @Test("A rule counts for the days it is in force")
    func datedRules() throws {
        var scenario = try Scenario()
        scenario.charge("1", resource: "q-1", hour: 0)
        scenario.charge("2", resource: "q-1", hour: 24)
        scenario.charge("4", resource: "q-1", hour: 48)
        try scenario.allocate(
            """
            team_rules:
              - {team: early, when: {resource: q-1}, to: 2026-10-02}
              - {team: late, when: {resource: q-1}, from: 2026-10-03}
            """)
        #expect(try scenario.effective(by: "coalesce(team, '-')") == ["early": "1", "-": "2", "late": "4"])
    }

    @Test("Nothing is done again until an input changes, and a rerun publishes the same digest")
    func repeats() throws {
        var scenario = try Scenario()
        scenario.charge("8", resource: "i-1")
        scenario.node("n1", machine: "i-1", cores: "8", gibibytes: 0)
        scenario.pod("api", on: "n1", cores: "3", gibibytes: 0)
        try scenario.allocate("")
        func digest() throws -> String { try scenario.connection.query("select digest from cost.period")[0].text("digest") }
        let first = try digest()
        let allocator = Allocator(scenario.connection, settings: .standard)
        #expect(try allocator.allocate(.init("2026-10")!) == nil)
        #expect(try allocator.allocate(.init("2026-10")!, isForced: true) != nil)
        #expect(try digest() == first)
        let other = try Settings.parse("allocation: {split: used}", file: "test")
        #expect(try Allocator(scenario.connection, settings: other).allocate(.init("2026-10")!) != nil)
    }

    @Test("Somebody who edits a published figure by 10⁻¹² is found, and so is a bill newer than its allocation")
    func tampering() throws {
        var scenario = try Scenario()
        scenario.charge("8", resource: "q-1")
        try scenario.allocate("")
        #expect(try scenario.findings() == [])
        try scenario.connection.execute("update cost.day set effective_cost = effective_cost + 0.000000000001")
        let checks = try Verifier(scenario.connection).verify().filter { !$0.holds }.map(\.name)
        #expect(checks == ["digest_is_unchanged", "mart_equals_allocation", "mart_equals_bill", "month_sums_equal_mart", "skus_equal_mart"])
        try scenario.connection.execute("update cost.day set effective_cost = trim_scale(effective_cost - 0.000000000001)")
        try scenario.connection.execute("update bill.delivery set version = 3")
        #expect(try Verifier(scenario.connection).verify().filter { !$0.holds }.map(\.name) == ["versions_have_no_gap"])
    }
}
