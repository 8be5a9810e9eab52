import Testing

@testable import Labels

@Suite("Kubernetes keys as metric labels")
struct LabelNamesTests {
    @Test(
        "A raw key is looked for as kube-state-metrics and as OpenCost write it",
        arguments: [
            ("cost.tenant-id", ["label_cost_tenant_id"]), ("costCenter", ["label_cost_center", "label_costCenter"]),
            ("app.kubernetes.io/name", ["label_app_kubernetes_io_name"]), ("Owner", ["label_owner", "label_Owner"]),
            ("tier2Gold", ["label_tier2_gold", "label_tier2Gold"]),
            ("HTTPServer", ["label_httpserver", "label_HTTPServer"]),
            ("größe", ["label_gr__e"]), ("a_b", ["label_a_b"]),
        ])
    func names(key: String, names: [String]) {
        #expect(LabelNames.metricNames("label", key: key) == names)
    }

    @Test("Colliding labels come in the order of their numbers; a key that only looks alike is none of them")
    func conflicts() {
        let labels = [
            "label_a_conflict10": "", "label_a_conflict2": "", "label_a_conflicts": "", "label_ab_conflict1": "",
        ]
        #expect(LabelNames.conflicts(of: "label_a", in: labels) == ["label_a_conflict2", "label_a_conflict10"])
    }

    @Test(
        "A pod's owner stands for the workload behind it",
        arguments: [
            ("ReplicaSet", "api-7d9f6c5b8", "Deployment/api"), ("ReplicaSet", "api", "ReplicaSet/api"),
            ("ReplicaSet", "api-v2", "ReplicaSet/api-v2"), ("Job", "report-29012345", "CronJob/report"),
            ("Job", "train-2026", "Job/train-2026"), ("StatefulSet", "postgres", "StatefulSet/postgres"),
        ])
    func workload(kind: String, name: String, workload: String) {
        #expect(Workload.name(["owner_kind": kind, "owner_name": name]) == workload)
        #expect(Workload.name(["created_by_kind": kind, "created_by_name": name]) == workload)
    }

    @Test("A pod that nobody owns has no workload")
    func orphan() {
        #expect(Workload.name(["owner_kind": "<none>", "owner_name": "<none>"]) == nil)
        #expect(Workload.name(["owner_kind": "", "owner_name": ""]) == nil)
        #expect(Workload.name([:]) == nil)
    }
}
