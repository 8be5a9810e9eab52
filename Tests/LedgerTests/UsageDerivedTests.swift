import Errors
import Keys
import Ledger
import Settings
import Store
import Testing

@Suite("What is derived from range exports")
struct UsageDerivedTests {
    private static let keep = NodeSplitTests.keep

    /// A company with one machine and its node, seen for some hours.
    private func scenario(hours: Int = 1) throws -> Scenario {
        var scenario = try Scenario()
        for hour in 0..<hours { scenario.charge("1.04", resource: "i-1", hour: hour) }
        scenario.node("n1", machine: "i-1", cores: "8", gibibytes: 32, hours: hours)
        return scenario
    }

    @Test("The hourly set: mean request x samples before the end / scrapes, so that a short pod counts for its time")
    func hourlySet() throws {
        var scenario = try scenario()
        let pods = [("long", "2", 60, 0), ("half", "4", 30, 0), ("ended", "1", 60, 45), ("gone", "1", 20, 20)]
        for (name, cores, samples, ended) in pods {
            let identity = #""namespace":"shop","pod":"\#(name)","uid":"\#(name)-uid""#
            let subject = identity + #","node":"n1","container":"app""#
            scenario.addHourly("pod_cpu_request_mean", subject, cores)
            scenario.addHourly("pod_memory_request_mean", subject, "\(Scenario.gibibyte)")
            scenario.addHourly("pod_request_samples", subject, "\(samples)")
            if ended > 0 { scenario.addHourly("pod_ended_samples", identity, "\(ended)") }
            scenario.addHourly("pod_memory_usage_samples", subject, "\(60 * 1000)")
        }
        scenario.addHourly("state_scrapes", #""job":"kube-state-metrics","instance":"a""#, "60")
        scenario.addHourly("state_scrapes", #""job":"kube-state-metrics","instance":"b""#, "57")
        scenario.addHourly("node_scrapes", #""node":"n1""#, "60")
        try scenario.allocate(Self.keep)
        let rows = try scenario.connection.query(
            """
            select pod, cpu_requested_core_microseconds / 1000000 as cpu,
                memory_requested_byte_seconds / 1073741824 as memory, memory_used_byte_seconds as used
            from usage.pod_hour order by pod
            """)
        #expect(
            rows.map { "\($0.text("pod")) \($0.text("cpu")) \($0.text("memory")) \($0.text("used"))" } == [
                "ended 900 900 3600000", "gone 0 0 3600000", "half 7200 1800 3600000", "long 7200 3600 3600000",
            ])
    }

    @Test("What levels say of a pod's hour gives way to the hourly set, and does not add to it")
    func noDoubleCount() throws {
        var scenario = try scenario()
        scenario.pod("api", on: "n1", cores: "2", gibibytes: 8)
        let subject = #""namespace":"shop","pod":"api","uid":"api-uid","node":"n1","container":"app""#
        scenario.addHourly("pod_cpu_request_mean", subject, "2")
        scenario.addHourly("pod_request_samples", subject, "60")
        scenario.addHourly("state_scrapes", #""job":"k","instance":"a""#, "60")
        try scenario.allocate(Self.keep)
        let row = try scenario.connection.query("select * from usage.pod_hour")[0]
        #expect(row.integer("cpu_requested_core_microseconds") == 7_200_000_000)
        #expect(row.integer("memory_requested_byte_seconds") == 8 * 3600 * Int64(Scenario.gibibyte))
    }

    @Test("Hours in arrays are the pod hours: of a node that stays, of one that comes late, of a pod without uid, of a machine that changes")
    func arrays() throws {
        var scenario = try scenario(hours: 24)
        scenario.charge("2.00", resource: "i-2", hour: 20)
        scenario.node("n2", machine: "i-2", cores: "4", gibibytes: 8, hours: 5)
        scenario.node("n3", machine: "i-3", cores: "4", gibibytes: 8, hours: 12)
        scenario.add("kube_node_info", #""node":"n3","provider_id":"aws:///eu-west-1a/i-4""#, "1", from: 12, hours: 12)
        for node in ["n1", "n2", "n3", "n4"] {
            scenario.pod("all-\(node)", on: node, cores: "1", gibibytes: 1, usedCores: "2", hours: 24)
            scenario.pod("late-\(node)", on: node, cores: "2", gibibytes: 1, hour: 3, hours: 2)
        }
        scenario.add("pod_usage_cpu_cores", #""namespace":"shop","pod":"bare","node":"n1""#, "0.5", hours: 7)
        scenario.add("pod_request_cpu_cores", #""namespace":"shop","pod":"bare","uid":"bare-uid""#, "0.25", hours: 24)
        try scenario.allocate(Self.keep)
        #expect(try scenario.findings() == [])
        let days = try scenario.connection.query(
            """
            select pod_key || ' ' || resource_key || ' ' || coalesce(cardinality(hours)::text, 'all') as words
            from usage.pod_day_hours order by 1
            """
        ).map { $0.text("words") }
        #expect(days.contains("all-n1-uid i-1 all") && days.contains("all-n2-uid i-2 5"), "\(days)")
        let digest = try RandomMonthTests.digest(scenario.connection)
        // Row by row, as days are read that were derived before there were arrays.
        try scenario.connection.execute("delete from usage.pod_day_hours")
        let allocator = Allocator(scenario.connection, settings: try Settings.parse(Self.keep, file: "test"))
        #expect(try allocator.allocate(RandomMonthTests.october, days: UTCDate(iso: "2026-10-01")!..<UTCDate(iso: "2026-10-03")!) != nil)
        #expect(try RandomMonthTests.digest(scenario.connection) == digest)
    }

    @Test("An hour that all series of a node miss is a gap; a pod that goes while others stay has departed")
    func gaps() throws {
        var scenario = try scenario(hours: 3)
        for hour in [0, 2] { scenario.pod("api", on: "n1", cores: "1", gibibytes: 1, hour: hour) }
        scenario.pod("short", on: "n1", cores: "1", gibibytes: 1, hour: 0)
        for hour in 0..<3 { scenario.pod("other", on: "n2", cores: "1", gibibytes: 1, hour: hour) }
        scenario.pod("left", on: "n2", cores: "1", gibibytes: 1, hour: 0)
        try scenario.allocate(Self.keep)
        let rows = try scenario.connection.query(
            """
            select node || ' ' || hour || ' ' || samples_present || '/' || samples_expected
                || case when is_provisional then ' provisional' else '' end as words
            from report.usage_coverage where signal = 'pod_cpu_request' order by 1
            """)
        #expect(
            rows.map { $0.text("words") } == [
                "n1 0 12/12", "n1 1 0/12 provisional", "n1 2 6/6", "n2 0 12/12", "n2 1 6/6", "n2 2 6/6",
            ])
    }

    @Test("A gap across midnight is one of both days once the next day's export shows the node again; what stays away has departed")
    func midnight() throws {
        var scenario = try scenario(hours: 48)
        func subject(_ node: String) -> String { #""namespace":"shop","pod":"api-\#(node)","uid":"\#(node)","node":"\#(node)""# }
        for node in ["n1", "n2"] { scenario.add("pod_usage_cpu_cores", subject(node), "1", from: 20, hours: 2) }
        for hour in [23, 48] { scenario.add("pod_usage_cpu_cores", subject("n3"), "1", from: hour) }
        func coverage() throws -> [String] {
            try scenario.connection.query(
                """
                select concat_ws(' ', node, 'October', extract(day from usage_date), 'hour', min(hour) || '-' || max(hour),
                    min(samples_present) || '/' || min(samples_expected), case when is_provisional then 'missed' end) as words
                from report.usage_coverage where signal = 'pod_cpu_usage'
                group by node, usage_date, samples_present, samples_expected, is_provisional
                order by node, usage_date, min(hour)
                """
            ).map { $0.text("words") }
        }
        try scenario.allocate(Self.keep)
        let other = [
            "n2 October 1 hour 20-21 6/6", "n3 October 1 hour 23-23 6/6", "n3 October 2 hour 0-23 0/6 missed",
        ]
        let open = try coverage()
        #expect(open == ["n1 October 1 hour 20-21 6/6"] + other, "\(open)")
        scenario.addHourly("pod_cpu_usage_increase_1h", subject("n1"), "3600", from: 26, hours: 2)
        try scenario.allocate(Self.keep)
        let told = try coverage()
        #expect(
            told == [
                "n1 October 1 hour 20-21 6/6", "n1 October 1 hour 22-23 0/6 missed", "n1 October 2 hour 0-1 0/1 missed",
                "n1 October 2 hour 2-3 1/1",
            ] + other, "\(told)")
        #expect(try scenario.findings() == [])
    }

    @Test("A gap at the end of an hour, after which the node's series go on, is missed; the policy says what becomes of it")
    func policies() throws {
        func allocate(_ policy: String) throws -> [String: String] {
            var scenario = try scenario(hours: 2)
            for signal in ["pod_request_cpu_cores", "pod_usage_cpu_cores"] {
                let subject = #""namespace":"shop","pod":"api","uid":"u","node":"n1""#
                scenario.add(signal, subject, "2", fromSecond: 0, toSecond: 1800)
                scenario.add(signal, subject.replacing(#""u""#, with: #""v""#), "2", fromSecond: 3600, toSecond: 7200)
            }
            try scenario.allocate(Self.keep + policy)
            return try scenario.effective(by: "kind || ' ' || coalesce(reason, '-')")
        }
        #expect(try allocate("coverage: { below: accept }")["unallocated no usage"] == nil)
        #expect(try allocate("coverage: { below: unallocated }")["unallocated no usage"] == "1.04")
        #expect(try allocate("coverage: { below: unallocated, minimum_percent: 40 }")["unallocated no usage"] == nil)
        let error = #expect(throws: LedgerError.self) { try allocate("coverage: { below: hold }") }
        #expect(error?.code == 204 && error?.exitCode == .tryAgain)
        #expect(error?.line.contains("1 node hours of 2026-10") == true)
    }

    @Test("GPUs, network and sidecars have columns of their own; a sidecar is a part of its pod")
    func columns() throws {
        var scenario = try scenario()
        let pod = #""namespace":"shop","pod":"api","uid":"u","node":"n1","container":""#
        scenario.add("pod_request_cpu_cores", pod + #"app""#, "2")
        scenario.add("pod_request_cpu_cores", pod + #"istio-proxy""#, "0.5")
        scenario.add("pod_request_gpu", pod + #"app""#, "1")
        scenario.addHourly("pod_network_receive_1h", #""namespace":"shop","pod":"api","uid":"u","node":"n1""#, "12345")
        try scenario.allocate(Self.keep)
        let row = try scenario.connection.query("select * from usage.pod_hour")[0]
        #expect(row.integer("cpu_requested_core_microseconds") == 9_000_000_000)
        #expect(row.integer("sidecar_cpu_requested_core_microseconds") == 1_800_000_000)
        #expect(row.integer("gpu_requested_device_microseconds") == 3_600_000_000)
        #expect(row.integer("network_received_bytes") == 12345)
    }

    @Test("Pods have their quality of service, nodes their pool, volumes their pods by time, services their addresses")
    func objects() throws {
        var scenario = try scenario(hours: 2)
        scenario.pod("api", on: "n1", cores: "1", gibibytes: 1, hours: 2)
        let pod = #""namespace":"shop","pod":"api","uid":"api-uid""#
        scenario.add("pod_qos", pod + #","qos_class":"Burstable""#, "1")
        scenario.add("node_labels", #""node":"n1","label_karpenter_sh_nodepool":"spot""#, "1")
        scenario.add("volume_info", #""persistentvolume":"pv-1","csi_volume_handle":"vol-1""#, "1", hours: 2)
        let claim = #""namespace":"shop","persistentvolumeclaim":"data""#
        scenario.add("claim_info", claim + #","volumename":"pv-1""#, "1", hours: 2)
        scenario.add("pod_claim", pod + #","persistentvolumeclaim":"data""#, "1", from: 1)
        scenario.add("service_ingress", #""namespace":"shop","service":"web","hostname":"lb-1.example.org""#, "1")
        scenario.add("ingress_path", #""namespace":"shop","ingress":"front","host":"a.example.org","service_name":"web""#, "1")
        try scenario.allocate(Self.keep)
        func words(_ sql: String) throws -> [String] { try scenario.connection.query(sql).map { $0.text("words") } }
        #expect(try words("select qos_class as words from usage.pod where pod_key = 'api-uid'") == ["Burstable"])
        #expect(
            try words(
                """
                select distinct node_pool || ' ' || pod_count as words from report.node_density where hour = 0
                """) == ["spot 1"])
        #expect(
            try words(
                """
                select concat_ws(' ', resource_key, claim, pod, to_char(from_at at time zone 'UTC', 'HH24:MI')) as words
                from usage.volume_mount
                """) == ["vol-1 data api 01:00"])
        #expect(
            try words("select concat_ws('|', service, address, ingress, host) as words from usage.service order by 1")
                == ["web|lb-1.example.org||", "web||front|a.example.org"])
    }

    @Test("Label compliance adds up to the cost: labelled, defaulted by a literal, missing")
    func compliance() throws {
        var scenario = try scenario()
        scenario.pod("api", on: "n1", cores: "4", gibibytes: 16, labels: ["tenant": "acme"])
        scenario.pod("job", on: "n1", cores: "4", gibibytes: 16)
        try scenario.allocate(
            Self.keep + "labels: { fields: { tenant: [pod label tenant], tier: [literal gold] } }")
        let rows = try scenario.connection.query(
            """
            select field, effective_cost, labelled_percent, defaulted_percent, missing_percent
            from report.label_compliance where team = 'shop' order by field
            """)
        #expect(
            rows.map {
                "\($0.text("field")) \($0.text("effective_cost")) \($0.text("labelled_percent")) "
                    + "\($0.text("defaulted_percent")) \($0.text("missing_percent"))"
            } == [
                "commit 1.04 0.00 0.00 100.00", "owner 1.04 0.00 0.00 100.00", "tenant 1.04 50.00 0.00 50.00",
                "tier 1.04 0.00 100.00 0.00",
            ])
    }
}
