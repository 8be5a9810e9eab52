import Foundation
import Ingest
import Keys
import Ledger
import Settings
import Store
import TestSupport
import Testing
import Usage

/// A small company in October 2026: a bill and range exports written by hand, allocated in a database of its own.
struct Scenario {
    let connection: Connection
    private let folder: TemporaryFolder
    private var lines: [String] = []
    private var exports: [String: [String]] = [:]

    static let start: Int64 = 1_790_812_800  // 2026-10-01T00:00:00Z
    static let gibibyte = 1_073_741_824

    init() throws {
        connection = try ThrowAwayDatabase().connect()
        folder = try TemporaryFolder()
    }

    /// A bill line of an hour of 1 October; costs are billed and effective (list and contracted as effective).
    mutating func charge(
        _ billed: String, effective: String? = nil, resource: String = "", hour: Int = 0, hours: Int = 1,
        category: String = "Usage", service: String = "Compute", tags: String = "", currency: String = "USD",
        status: String = "", name: String = "", account: String = "7",
        meter: String = ""
    ) {
        let from = Instant(seconds: Self.start + Int64(hour) * 3600)
        let to = Instant(seconds: Self.start + Int64(hour + hours) * 3600)
        let effective = effective ?? billed
        let tags = tags.isEmpty ? "" : "\"{\(tags.split(separator: ",").map(Self.tag).joined(separator: ","))}\""
        lines.append(
            "\(from),\(to),\(billed),\(effective),\(effective),\(effective),\(service),42,2026-10-01T00:00:00Z,"
                + "2026-11-01T00:00:00Z,\(currency),\(category),AWS,\(service),\(resource),\(tags),\(account),Hours,\(status),\(name),\(meter)")
    }

    private static func tag(_ pair: Substring) -> String {
        let parts = pair.split(separator: "=")
        return "\"\"\(parts[0])\"\":\"\"\(parts[1])\"\""
    }

    /// A node of a machine with its capacity, seen for so many hours.
    mutating func node(_ name: String, machine: String, cores: String, gibibytes: Int, hours: Int = 1) {
        add("kube_node_info", #""node":"\#(name)","provider_id":"aws:///eu-west-1a/\#(machine)""#, "1", hours: hours)
        add("node_capacity_cpu_cores", #""node":"\#(name)""#, cores, hours: hours)
        add("node_capacity_memory_bytes", #""node":"\#(name)""#, "\(gibibytes * Self.gibibyte)", hours: hours)
    }

    /// A pod's hour: requests, and usage where it differs.
    mutating func pod(
        _ name: String, on node: String, namespace: String = "shop", uid: String? = nil, cores: String, gibibytes: Int,
        usedCores: String? = nil, hour: Int = 0, hours: Int = 1, labels: [String: String] = [:]
    ) {
        let identity = #""namespace":"\#(namespace)","pod":"\#(name)","uid":"\#(uid ?? name + "-uid")""#
        let subject = identity + #","node":"\#(node)""#
        add("pod_request_cpu_cores", subject, cores, from: hour, hours: hours)
        add("pod_usage_cpu_cores", subject, usedCores ?? cores, from: hour, hours: hours)
        add("pod_request_memory_bytes", subject, "\(gibibytes * Self.gibibyte)", from: hour, hours: hours)
        if !labels.isEmpty {
            let words = labels.sorted { $0.key < $1.key }.map { #","label_\#($0.key)":"\#($0.value)""# }.joined()
            add("kube_pod_labels", identity + words, "1", from: hour, hours: hours)
        }
    }

    /// A series of any signal: the value every 600 seconds of whole hours.
    mutating func add(_ signal: String, _ labels: String, _ value: String, from hour: Int = 0, hours: Int = 1) {
        add(signal, labels, value, fromSecond: hour * 3600, toSecond: (hour + hours) * 3600)
    }

    /// The same for a part of the time, in seconds since the first of October.
    mutating func add(_ signal: String, _ labels: String, _ value: String, fromSecond: Int, toSecond: Int, step: Int = 600) {
        let samples = stride(from: fromSecond, to: toSecond, by: step).map { "[\(Self.start + Int64($0)),\"\(value)\"]" }
        exports[signal, default: []].append(#"{"metric":{\#(labels)},"values":[\#(samples.joined(separator: ","))]}"#)
    }

    /// A series of the hourly set: a sample at the end of each hour.
    mutating func addHourly(_ signal: String, _ labels: String, _ value: String, from hour: Int = 0, hours: Int = 1) {
        let samples = (hour + 1...hour + hours).map { "[\(Self.start + Int64($0) * 3600),\"\(value)\"]" }
        exports[signal, default: []].append(#"{"metric":{\#(labels)},"values":[\#(samples.joined(separator: ","))]}"#)
    }

    /// Loads a label file.
    func labels(_ csv: String) throws {
        try folder.write("labels.csv", csv)
        _ = try LabelLoader(connection).load(folder.path("labels.csv"))
    }

    /// Loads it all and allocates October.
    ///
    /// - Parameter bill: The bill's lines with their header, instead of those of `charge`.
    func allocate(_ yaml: String, bill: [String]? = nil) throws {
        let header =
            "ChargePeriodStart,ChargePeriodEnd,BilledCost,EffectiveCost,ListCost,ContractedCost,ServiceName,BillingAccountId,"
            + "BillingPeriodStart,BillingPeriodEnd,BillingCurrency,ChargeCategory,ProviderName,ServiceCategory,ResourceId,Tags,"
            + "SubAccountId,PricingUnit,CommitmentDiscountStatus,ResourceName,SkuMeter"
        try folder.write("bill.csv", (bill ?? [header] + lines).joined(separator: "\n") + "\n")
        _ = try BillLoader(connection, source: "test").load([folder.path("bill.csv")])
        for (signal, series) in exports {
            try folder.write(
                "\(signal).json",
                #"{"status":"success","data":{"resultType":"matrix","result":[\#(series.joined(separator: ","))]}}"#)
            _ = try UsageLoader(connection, options: UsageOptions(cluster: "c1", signal: signal))
                .load(folder.path("\(signal).json"))
        }
        let settings = try Settings.parse(yaml, file: "test")
        _ = try Allocator(connection, settings: settings).allocate(Month("2026-10")!)
    }

    /// The published amounts: `team kind shared|direct` → effective cost.
    func effective(by columns: String = "coalesce(team, '-') || ' ' || kind || case when is_shared then ' shared' else '' end")
        throws -> [String: String]
    {
        let rows = try connection.query(
            """
            select \(columns) as key, trim_scale(sum(effective_cost))::text as cost
            from cost.allocation group by 1 having sum(effective_cost) <> 0
            """)
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.text("key"), $0.text("cost")) })
    }

    /// The checks that find something, and pod hours that are others in arrays than by themselves.
    func findings() throws -> [String] {
        try Verifier(connection).verify().flatMap(\.findings) + Self.unequalHours(connection)
    }

    /// Hours in which a pod counts, where arrays and rows differ; nought counts for nothing.
    static func unequalHours(_ connection: Connection) throws -> [String] {
        try connection.query(
            """
            with arrays as (
                select days.usage_date, resource_key, cluster, pod_key, coalesce(hours[place], place - 1) as hour,
                    coalesce(cpu_requested_core_microseconds[place], 0) as cpu_requested,
                    coalesce(cpu_used_core_microseconds[place], 0) as cpu_used,
                    coalesce(memory_requested_byte_seconds[place], 0) as memory_requested,
                    coalesce(memory_used_byte_seconds[place], 0) as memory_used
                from usage.pod_day_hours as days
                cross join lateral generate_series(1, coalesce(cardinality(hours), 24)) as place
            ), rows as (
                select usage_date, resource_key, cluster, pod_key, hour, cpu_requested_core_microseconds, cpu_used_core_microseconds,
                    memory_requested_byte_seconds, memory_used_byte_seconds
                from usage.pod_hour
            ), differences as (
                (table arrays except all table rows) union all (table rows except all table arrays)
            )
            select 'unequal hour: ' || row(differences.*)::text as words
            from differences
            where cpu_requested > 0 or cpu_used > 0 or memory_requested > 0 or memory_used > 0
            order by 1
            """
        ).map { $0.text("words") }
    }
}

/// Expects amounts, and shows both sides where they differ.
func same(_ found: [String: String], _ expected: [String: String], at place: SourceLocation = #_sourceLocation) {
    #expect(found == expected, sourceLocation: place)
}
