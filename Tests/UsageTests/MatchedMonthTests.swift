import Keys
import Testing

@testable import Usage

@Suite("A month of one company")
struct MatchedMonthTests {
    static func read(_ name: String) throws -> ReadExport {
        try UsageTests.read(path: repository + "/fixtures/usage/matched/\(name).json")
    }

    @Test(
        "Each file is the signal that its name or its metric says",
        arguments: [
            ("kube_namespace_labels", "namespace_labels", 6, 3840), ("kube_node_info", "node_info", 4, 2352),
            ("kube_node_labels", "node_labels", 4, 2352),
            ("kube_persistentvolume_capacity_bytes", "volume_capacity", 2, 1488),
            ("kube_persistentvolume_info", "volume_info", 2, 1488),
            ("kube_persistentvolumeclaim_info", "claim_info", 2, 1488), ("kube_pod_labels", "pod_labels", 7, 4584),
            ("kubelet_volume_stats_used_bytes", "claim_usage", 2, 1488),
            ("node_capacity_cpu_cores", "node_cpu_capacity", 4, 2352),
            ("node_capacity_memory_bytes", "node_memory_capacity", 4, 2352),
            ("pod_limit_cpu_cores", "pod_cpu_limit", 7, 4584), ("pod_limit_memory_bytes", "pod_memory_limit", 7, 4584),
            ("pod_request_cpu_cores", "pod_cpu_request", 7, 4584),
            ("pod_request_memory_bytes", "pod_memory_request", 7, 4584),
            ("pod_usage_cpu_cores", "pod_cpu_usage", 7, 4584),
            ("pod_usage_memory_bytes", "pod_memory_usage", 7, 4584), ("pvc_request_bytes", "claim_request", 2, 1488),
        ])
    func signals(name: String, signal: String, series: Int, samples: Int) throws {
        let export = try Self.read(name)
        #expect(export.summary.signals == [signal])
        #expect(export.summary.series == series)
        #expect(export.summary.samples == samples)
        #expect(export.summary.stepSeconds == 3600)
        #expect(export.summary.firstAt?.description == "2026-10-01T00:00:00Z")
        #expect(export.summary.lastAt?.description == "2026-10-31T23:00:00Z")
        #expect(export.summary.coverage.count == 744)
        #expect(export.summary.warnings.isEmpty)
    }

    @Test("A pod that requests 2 cores all month has 2 core-hours in each of 744 hours")
    func payments() throws {
        let hours = try Self.read("pod_request_cpu_cores").hours.filter {
            $0.series.subject.pod == "payments-api-7c9f-aaaaa"
        }
        #expect(hours.count == 744)
        #expect(hours.allSatisfy { $0.row.quantity == 2 * 3600 * 1_000_000 })
        #expect(hours.allSatisfy { $0.row.fromSecond == 0 && $0.row.toSecond == 3600 && $0.row.samplesPresent == 1 })
        #expect(hours.first?.series.subject.node == "ip-10-0-1-11.ec2.internal")
    }

    @Test("A job that ran five days has hours on these days only")
    func job() throws {
        let export = try Self.read("pod_request_cpu_cores")
        let hours = export.hours.filter { $0.series.subject.pod == "train-job-20261010" }
        #expect(hours.count == 120)
        #expect(hours.first?.row.date.description == "2026-10-10")
        #expect(hours.last?.row.date.description == "2026-10-14")
        #expect(hours.last?.row.hour == 23)
    }

    @Test("A node's provider id stands among the labels of its presence, all month long")
    func node() throws {
        let presences = try Self.read("kube_node_info").presences
        let first = try #require(presences.first { $0.subject.node == "ip-10-0-1-11.ec2.internal" })
        #expect(first.labels == [MetricLabel(name: "provider_id", value: "aws:///us-east-1a/i-0a1b2c3d4e5f60001")])
        #expect(first.from.description == "2026-10-01T00:00:00Z")
        #expect(first.to.description == "2026-11-01T00:00:00Z")
        #expect(presences.count == 4)
    }
}
