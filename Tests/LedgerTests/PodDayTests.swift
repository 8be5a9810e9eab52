import Store
import Testing

@Suite("What pods cost by day")
struct PodDayTests {
    @Test("Each pod's day is the sum of its own shares, processors and memory apart, also of pods that differ in nothing else")
    func ownShares() throws {
        var scenario = try Scenario()
        scenario.charge("8", resource: "i-1")
        scenario.node("n1", machine: "i-1", cores: "8", gibibytes: 8)
        for (pod, cores, gibibytes) in [("a", "1", 4), ("b", "3", 1), ("c", "2", 1)] {
            scenario.pod(pod, on: "n1", namespace: "shop", uid: pod, cores: cores, gibibytes: gibibytes)
        }
        try scenario.allocate("team_rules: [{team: \"{namespace}\"}]\n")
        let differing = try scenario.connection.query(
            """
            with shares as (
                select pod_key, sum(billed_cost) as billed, sum(effective_cost) as effective, sum(list_cost) as list,
                    sum(effective_cost) filter (where kind = 'cpu') as cpu, sum(effective_cost) filter (where kind = 'memory') as memory
                from cost.allocation where pod_key is not null and not is_shared group by pod_key
            )
            select pod_key from shares full join report.pod_day as day using (pod_key)
            where (billed, effective, list, cpu, memory) is distinct from
                (day.billed_cost, day.effective_cost, day.list_cost, day.cpu_effective_cost, day.memory_effective_cost)
            """)
        #expect(differing.map { $0.text("pod_key") } == [])
        #expect(try scenario.connection.query("select pod_key from report.pod_day where cpu_effective_cost <> memory_effective_cost").count == 3)
    }
}
