import Foundation
import Store
import TestSupport
import Testing

/// From a real Prometheus to pod hours, against a cluster of which every second is known.
@Suite("What is made of a live Prometheus is what was so")
struct TruthTests {
    private static let configuration = """
        bills: [{source: main, paths: [bill.csv]}]
        prometheus: [{cluster: c1, url: "${PROMETHEUS}", start: 2026-10-25, lookback_days: 3660}]
        reports: {output: reports, formats: [csv]}
        """

    /// Every machine of the cluster for the hours that are known.
    private static func bill() -> String {
        let header =
            "ChargePeriodStart,ChargePeriodEnd,BilledCost,EffectiveCost,ListCost,ContractedCost,ServiceName,BillingAccountId,"
            + "BillingPeriodStart,BillingPeriodEnd,BillingCurrency,ChargeCategory,ProviderName,ServiceCategory,ResourceId\n"
        var rows = ""
        for node in SyntheticCluster.nodes {
            for hour in 0..<SyntheticCluster.hourCount {
                rows +=
                    "2026-10-25T0\(hour):00:00Z,2026-10-25T0\(hour + 1):00:00Z,1.00,1.00,1.00,1.00,EC2,42,2026-10-01T00:00:00Z,"
                    + "2026-11-01T00:00:00Z,USD,Usage,AWS,Compute,\(SyntheticCluster.instance(of: node))\n"
            }
        }
        return header + rows
    }

    /// The commands, once for all tests: their database then says what is so.
    private static let fetched: Result<Command, any Error> = Result {
        // What exporters mark as gone is gone at once on a real server; a backfill has no such marks.
        let prometheus = try PrometheusProcess(options: ["--query.lookback-delta=65s"])
        let command = try Command()
        try command.folder.write("chargeback.yaml", configuration)
        try command.folder.write("bill.csv", bill())
        let environment = [
            "PROMETHEUS": prometheus.url, "CHARGEBACK_DATABASE_URL": command.database.target.connectionText,
        ]
        let fetch = ["fetch", "usage", "--from", "2026-10-25T00:00Z", "--to", "2026-10-25T03:00Z"]
        let steps = [
            fetch, ["ingest", "usage", "range-exports/c1/2026-10-25"], ["ingest", "bills", "bill.csv"],
            ["allocate", "--month", "2026-10"],
        ]
        for arguments in steps {
            let done = try Command.run(arguments, environment: environment, folder: command.folder)
            try #require(done.status == 0, "\(arguments): \(done.errors)")
        }
        return command
    }

    private func truth() throws -> Truth {
        let rows = try Self.fetched.get().database.connect().query(
            "select * from usage.pod_hour where usage_date = '2026-10-25' and hour < \(SyntheticCluster.hourCount)")
        return Truth(rows: rows)
    }

    @Test("Requests are misallocated by at most 0.3 %, usage by 0.5 %; fetched, taken in and derived by the commands")
    func quantities() throws {
        let truth = try truth()
        let requests = [
            truth.compare("cpu requested", "cpu_requested_core_microseconds", unit: 1e6) { $0.cpuRequested($1, $2) },
            truth.compare("memory requested", "memory_requested_byte_seconds", unit: 1) { $0.memoryRequested($1, $2) },
            truth.compare("gpu requested", "gpu_requested_device_microseconds", unit: 1e6) { $0.gpuRequested($1, $2) },
        ]
        let usage = [
            truth.compare("cpu used", "cpu_used_core_microseconds", unit: 1e6) { $0.cpuUsed($1, $2) },
            truth.compare("memory used", "memory_used_byte_seconds", unit: 1) { $0.memoryUsed($1, $2) },
            truth.compare("received", "network_received_bytes", unit: 1) {
                $0.isHostNetwork ? 0 : Double($0.overlap($1, $2)) * 1000
            },
        ]
        // A level every minute: one pod's start and end are known to the minute.
        let gpu = truth.compare("gpu used", "gpu_used_device_microseconds", unit: 1e6) { $0.gpuRequested($1, $2) * 0.75 }
        #expect(gpu.misallocated <= 2, "\(gpu)")
        for comparison in requests + usage + [gpu] { print("truth: \(comparison)") }
        #expect(requests.allSatisfy { $0.misallocated <= 0.3 }, "\(requests)")
        #expect(usage.allSatisfy { $0.misallocated <= 0.5 }, "\(usage)")
    }

    @Test("No pod hour is above its pod's lifetime but for a scrape, and no pod is unseen that lived for a minute")
    func lifetimes() throws {
        let truth = try truth()
        for pod in truth.cluster.pods {
            for hour in 0..<SyntheticCluster.hourCount {
                let from = SyntheticCluster.start + Int64(hour) * 3600
                let cores = pod.containers.reduce(0) { $0 + $1.cpuRequest }
                let seconds = truth.rows.filter { $0.text("pod_key") == pod.uid && $0.integer("hour") == hour }
                    .reduce(0) { $0 + Double($1.integer("cpu_requested_core_microseconds")) / 1e6 / cores }
                let lifetime = Double(pod.overlap(from, from + 3600))
                #expect(seconds <= lifetime + 30 && seconds <= 3600.001, "\(pod.name) hour \(hour): \(seconds) s of \(lifetime) s")
                if lifetime >= 60 { #expect(seconds > 0, "\(pod.name) hour \(hour) is unseen") }
            }
        }
    }

    @Test("Completed and failed pods are charged nothing, and a pod nothing before it has a node")
    func completed() throws {
        let truth = try truth()
        func cores(_ name: String, _ hour: Int64) -> Int64 {
            truth.rows.filter { $0.text("pod") == name && $0.integer("hour") == hour }
                .reduce(0) { $0 + $1.integer("cpu_requested_core_microseconds") }
        }
        #expect(cores("migrate-1", 0) > 0 && cores("migrate-1", 1) == 0 && cores("migrate-1", 2) == 0)
        #expect(cores("broken-1", 1) > 0 && cores("broken-1", 2) == 0)
        #expect(cores("waits-0", 0) < 3 * 320 * 1_000_000)
    }

    @Test("A name's two lives stay two, each on its node, also where usage comes without uids")
    func lives() throws {
        let truth = try truth()
        for name in ["postgres-0", "mysql-0"] {
            let rows = truth.rows.filter { $0.text("pod") == name && $0.integer("hour") == 2 }
            #expect(Set(rows.map { $0.text("pod_key") }).count == 2 && Set(rows.map { $0.text("node") }) == ["node-1", "node-3"])
            #expect(rows.allSatisfy { $0.integer("cpu_used_core_microseconds") > 0 })
        }
    }

    @Test("A label that changes within the hour splits the hour by time")
    func relabelled() throws {
        let rows = try Self.fetched.get().database.connect().query(
            """
            select tenant, case when from_at > '-infinity' then extract(epoch from from_at)::bigint else 0 end as from_second
            from usage.cost_label where pod = 'worker-0' order by from_at
            """)
        #expect(rows.map { $0.text("tenant") } == ["acme", "globex"])
        let change = try #require(rows.last).integer("from_second") - SyntheticCluster.relabelledAt
        print("truth: label change found \(change) s after it was made")
        #expect(abs(change) <= 300)
        let parts = try Self.fetched.get().database.connect().query(
            """
            select tenant, sum(effective_cost) as cost from cost.allocation
            where pod = 'worker-0' and usage_date = '2026-10-25' and kind = 'cpu' and hour = 2 group by tenant
            """)
        #expect(Set(parts.map { $0.text("tenant") }) == ["acme", "globex"])
    }

    @Test("Every cron pod, shorter than the step of its labels, has its labels and its workload")
    func shortPods() throws {
        let rows = try Self.fetched.get().database.connect().query(
            """
            select count(*) as pods, count(*) filter (where exists (
                select 1 from usage.cost_label as label
                where label.pod_key = pod.pod_key and label.tenant = 'acme' and label.commit = 'j1')) as labelled
            from (select distinct pod_key from usage.pod_hour where pod like 'cron-%') as pod
            """)
        #expect(rows[0].integer("pods") == 36 && rows[0].integer("labelled") == 36)
    }

    @Test("Claims are joined to disks and to the pods that mounted them")
    func volumes() throws {
        let rows = try Self.fetched.get().database.connect().query(
            "select claim, count(distinct pod_key) as pods from usage.volume_mount where resource_key <> '' group by claim order by claim")
        #expect(rows.map { "\($0.text("claim")) \($0.integer("pods"))" } == ["disk-mysql-0 2", "disk-postgres-0 2"])
    }
}
