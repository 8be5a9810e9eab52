import Foundation
import Ingest
import Keys
import Ledger
import Settings
import Store
import TestSupport

/// Random small clusters, each with its machines, pods and charges, as one bill of October 2026.
///
/// Nothing that a cluster costs depends on another one, so that each is a month of its own; many to a bill are quick.
struct RandomBooks {
    struct Pod {
        let cluster: Int
        let node: Int
        let name: String
        let namespace: String
    }
    struct PodHour {
        let pod: Pod
        let hour: Int
        let cpuRequested: Int64
        let cpuUsed: Int64
        let memoryRequested: Int64
        let memoryUsed: Int64
    }
    struct Charge {
        let cluster: Int
        let node: Int
        let hour: Int
        let hours: Int
        /// In atoms of 10⁻²².
        let effective: Int128
        let billed: Int128
    }

    static let hourCount = 30
    private(set) var podHours: [PodHour] = []
    private(set) var charges: [Charge] = []
    private(set) var capacities: [[(cpu: Int64, memory: Int64)]] = []

    init(clusters: Int, seed: UInt64) {
        var random = SplitMix(state: seed)
        for cluster in 0..<clusters {
            let nodes = Int.random(in: 1...3, using: &random)
            capacities.append((0..<nodes).map { _ in
                (Int64.random(in: 1...4, using: &random) * 3_600_000_000, Int64.random(in: 1...9, using: &random) * 3_865_470_566_400)
            })
            for index in 0..<Int.random(in: 1...4, using: &random) {
                addPod(Pod(
                    cluster: cluster, node: index % nodes, name: "p\(Int.random(in: 0...99, using: &random))-\(index)",
                    namespace: ["lab", "ops", "shop"][Int.random(in: 0...2, using: &random)]), &random)
            }
            for node in 0..<nodes {
                let step = [1, 1, 24][Int.random(in: 0...2, using: &random)]
                for hour in stride(from: 0, to: 24 + (step == 1 ? 6 : 0), by: step) where step == 24 || hour % 6 == 0 || hour == 25 {
                    addCharge(cluster, node, hour, step, &random)
                }
            }
        }
    }

    private mutating func addPod(_ pod: Pod, _ random: inout SplitMix) {
        for hour in 0..<Self.hourCount where Int.random(in: 0...9, using: &random) < 6 {
            func amount(_ range: ClosedRange<Int64>) -> Int64 { Int64.random(in: 0...3, using: &random) == 0 ? 0 : .random(in: range, using: &random) }
            podHours.append(PodHour(
                pod: pod, hour: hour, cpuRequested: amount(1...2_000_000_000), cpuUsed: amount(1...3_000_000_000),
                memoryRequested: amount(1...3_865_470_566_400), memoryUsed: amount(1...3_865_470_566_400)))
        }
    }

    private mutating func addCharge(_ cluster: Int, _ node: Int, _ hour: Int, _ hours: Int, _ random: inout SplitMix) {
        // Whole cents, 18 and 22 decimals, credits, and costs that differ.
        let unit: Int128 = [100_000_000_000_000_000_000, 10_000, 1][Int.random(in: 0...2, using: &random)]
        let digits = Int128(Int64.random(in: 1...9_000_000_000_000, using: &random))
        let effective = unit == 100_000_000_000_000_000_000 ? digits % 900 * unit : digits * unit * 1000
        let signed = Int.random(in: 0...9, using: &random) == 0 ? -effective : effective
        charges.append(Charge(
            cluster: cluster, node: node, hour: hour, hours: hours, effective: signed,
            billed: Int.random(in: 0...2, using: &random) == 0 ? signed / 7 * 5 : signed))
    }

    static func machine(_ cluster: Int, _ node: Int) -> String { "i-\(cluster)-\(node)" }

    /// Stores usage, in the order given, and the bill.
    func store(_ connection: Connection, isReversed: Bool) throws {
        let hours = isReversed ? podHours.reversed() : podHours
        func place(_ hour: Int) -> String { "date '2026-10-0\(1 + hour / 24)', \(hour % 24)" }
        let nodes = capacities.enumerated().flatMap { cluster, nodes in
            nodes.enumerated().flatMap { node, capacity in
                (0..<Self.hourCount).map { hour in
                    "('c\(cluster)', 'n\(node)', '\(Self.machine(cluster, node))', \(place(hour)), \(capacity.cpu), \(capacity.memory))"
                }
            }
        }
        let pods = hours.map { row in
            "('c\(row.pod.cluster)', 'n\(row.pod.node)', '\(Self.machine(row.pod.cluster, row.pod.node))', '\(row.pod.namespace)', "
                + "'\(row.pod.name)', '\(row.pod.name)-uid', \(place(row.hour)), \(row.cpuRequested), \(row.cpuUsed), "
                + "\(row.memoryRequested), \(row.memoryUsed))"
        }
        try connection.execute(
            """
            delete from usage.node_hour; delete from usage.pod_hour; delete from usage.pod_day;
            insert into usage.node_hour values \(nodes.joined(separator: ","));
            insert into usage.pod_hour values \(pods.joined(separator: ","));
            insert into usage.pod_day (usage_date, cluster, pod_key, namespace, pod)
            select distinct usage_date, cluster, pod_key, namespace, pod from usage.pod_hour;
            """)
    }

    /// Loads the bill; another version of it where something has been changed.
    func load(_ connection: Connection, changing changed: (Charge) -> Int128 = { $0.effective }) throws {
        let folder = try TemporaryFolder()
        let start: Int64 = 1_790_812_800
        let lines = charges.map { charge in
            let from = Instant(seconds: start + Int64(charge.hour) * 3600)
            let to = Instant(seconds: start + Int64(charge.hour + charge.hours) * 3600)
            let effective = Self.text(changed(charge))
            return "\(from),\(to),\(Self.text(charge.billed)),\(effective),\(effective),\(effective),Compute,42,2026-10-01T00:00:00Z,"
                + "2026-11-01T00:00:00Z,USD,Usage,AWS,Compute,\(Self.machine(charge.cluster, charge.node)),,7,Hours"
        }
        let header =
            "ChargePeriodStart,ChargePeriodEnd,BilledCost,EffectiveCost,ListCost,ContractedCost,ServiceName,BillingAccountId,"
            + "BillingPeriodStart,BillingPeriodEnd,BillingCurrency,ChargeCategory,ProviderName,ServiceCategory,ResourceId,Tags,"
            + "SubAccountId,PricingUnit"
        try folder.write("bill.csv", ([header] + lines).joined(separator: "\n") + "\n")
        _ = try BillLoader(connection, source: "test").load([folder.path("bill.csv")])
    }

    /// Atoms of 10⁻²² as a decimal number.
    static func text(_ atoms: Int128) -> String {
        let digits = String(atoms.magnitude)
        let padded = String(repeating: "0", count: max(0, 23 - digits.count)) + digits
        let number = "\(padded.dropLast(22)).\(padded.suffix(22))"
        return (atoms < 0 ? "-" : "") + number
    }
}

/// A small random generator with a seed.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
