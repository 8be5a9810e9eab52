import Store
import Testing

@Suite("Workloads")
struct WorkloadTests {
    @Test("Cost of pods names their controller, in the ledger, the mart and the views; other cost names none")
    func workloads() throws {
        var scenario = try Scenario()
        scenario.charge("1.04", resource: "i-1")
        scenario.node("n1", machine: "i-1", cores: "8", gibibytes: 32)
        scenario.pod("api-7d9f6c5b8-x2x4z", on: "n1", cores: "2", gibibytes: 8)
        scenario.pod("bare", on: "n1", cores: "2", gibibytes: 8)
        scenario.add(
            "kube_pod_owner",
            #""namespace":"shop","pod":"api-7d9f6c5b8-x2x4z","uid":"api-7d9f6c5b8-x2x4z-uid","owner_kind":"ReplicaSet","owner_name":"api-7d9f6c5b8""#,
            "1")
        try scenario.allocate(NodeSplitTests.keep)
        let expected = ["Deployment/api cpu": "0.18", "Deployment/api memory": "0.08", "- cpu": "0.18", "- memory": "0.08", "- idle": "0.52"]
        #expect(try scenario.effective(by: "coalesce(workload, '-') || ' ' || kind") == expected)
        for table in ["cost.day", "report.day", "report.allocation"] {
            let rows = try scenario.connection.query(
                "select sum(effective_cost) as cost from \(table) where workload = 'Deployment/api'")
            #expect(rows.first?["cost"].map { String($0.prefix(4)) } == "0.26", "\(table)")
        }
        #expect(try scenario.findings() == [])
    }
}
