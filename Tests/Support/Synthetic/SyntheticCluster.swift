import Foundation

func sine(_ turns: Double) -> Double { sin(turns * 2 * .pi) }
func cosine(_ turns: Double) -> Double { cos(turns * 2 * .pi) }

/// A made-up cluster of which every second is known: what its pods asked for, used, and were labelled with.
///
/// What makes attribution hard is in it: rollouts, a restarted container, a name with two lives, a label that changes
/// within the hour, cron jobs of 75 to 200 seconds every five minutes, a scrape gap, completed jobs that stay, pods that
/// wait, the node's network, GPUs, volumes, sidecars, and cgroups without uids.
public struct SyntheticCluster: Sendable {
    /// 2026-10-25T00:00:00Z, a day on which Berlin sets its clocks back.
    public static let start: Int64 = 1_792_886_400
    /// How many hours are known.
    public static let hourCount = 3
    /// The end of what is known.
    public static let end = start + Int64(hourCount) * 3600
    /// When a label changes without the pod.
    public static let relabelledAt = start + 2 * 3600 + 5 * 60
    /// When the node-3 is not scraped: 11 minutes.
    public static let gap = start + 4200..<start + 4860
    /// Its nodes.
    public static let nodes = ["node-1", "node-2", "node-3", "node-4"]
    /// The cluster runs before and after what is known.
    static let margin: Int64 = 900
    static let firstSecond = start - margin
    static let lastSecond = end + margin

    /// All pods.
    public let pods: [SyntheticPod]

    /// The cluster of a seed: other times and amounts, the same events.
    public init(seed: UInt64 = 1) {
        var made = PodMaker(seed: seed)
        made.services()
        made.rollout()
        made.database()
        made.relabelled()
        made.cronJobs()
        made.jobs()
        made.machines()
        pods = made.pods
    }

    /// What a machine is called on its bill.
    public static func instance(of node: String) -> String {
        "i-0abc00000000000\(node.last.map(String.init) ?? "")"
    }
}

private let start = SyntheticCluster.start
private let first = SyntheticCluster.firstSecond
private let last = SyntheticCluster.lastSecond

/// Makes the pods, in the order of their stories.
private struct PodMaker {
    typealias Container = SyntheticPod.Container
    private var random: SplitMix
    var pods: [SyntheticPod] = []
    private static let mebibyte = 1_048_576.0

    init(seed: UInt64) { random = SplitMix(state: seed) }

    private mutating func container(_ name: String, cpu: Double, memory: Double, load: Double = 0.6) -> Container {
        let spread = 0.8 + 0.4 * random.unit()
        return Container(
            name: name, cpuRequest: cpu, memoryRequest: memory * Self.mebibyte, cpuUse: cpu * load * spread,
            memoryUse: memory * Self.mebibyte * 0.7 * spread)
    }

    private mutating func add(
        _ namespace: String, _ name: String, _ node: Int, _ from: Int64, _ to: Int64, _ containers: [Container],
        owner: (String, String), labels: [(String, String)], change: (inout SyntheticPod) -> Void = { _ in }
    ) {
        var pod = SyntheticPod(
            namespace: namespace, name: name, uid: random.uuid(), node: SyntheticCluster.nodes[node], createdAt: from,
            startedAt: from, endedAt: to, deletedAt: to, containers: containers, labels: [(from, labels)],
            owner: (owner.0, owner.1))
        change(&pod)
        pods.append(pod)
    }

    private func labels(_ tenant: String, _ owner: String, _ commit: String) -> [(String, String)] {
        [("label_cost_tenant_id", tenant), ("label_owner", owner), ("label_commit", commit)]
    }

    mutating func services() {
        for index in 0..<6 {
            let api = container("api", cpu: 0.5, memory: 512)
            let proxy = container("istio-proxy", cpu: 0.1, memory: 128)
            add(
                "shop", "api-6d4f-\(index)", index % 3, first, last, [api, proxy], owner: ("ReplicaSet", "api-6d4f"),
                labels: labels("acme", "shop", "c1")
            ) { if index == 2 { $0.containers[0].restartedAt = start + 2827 } }
        }
        let legacy = container("legacy", cpu: 1, memory: 1024)
        add("old", "legacy-0", 1, first, last, [legacy], owner: ("StatefulSet", "legacy"), labels: []) {
            $0.hasUIDInPath = false
        }
    }

    mutating func rollout() {
        let at = start + 5400
        for index in 0..<4 {
            let web = container("web", cpu: 0.75, memory: 768)
            add(
                "shop", "web-11aa-\(index)", index % 3, first, at + Int64(index) * 23, [web], owner: ("ReplicaSet", "web-11aa"),
                labels: labels("acme", "shop", "c1"))
            add(
                "shop", "web-22bb-\(index)", (index + 1) % 3, at + Int64(index) * 23 - 11, last, [web],
                owner: ("ReplicaSet", "web-22bb"), labels: labels("acme", "shop", "c2"))
        }
    }

    /// One name, two lives: another uid, node and tenant.
    mutating func database() {
        let at = start + 8417
        for (name, hasUID) in [("postgres-0", true), ("mysql-0", false)] {
            let database = container(name, cpu: 2, memory: 4096)
            add(
                "data", name, 0, first, at, [database], owner: ("StatefulSet", name), labels: labels("acme", "data", "d1")
            ) {
                $0.claim = "disk-\(name)"
                $0.hasUIDInPath = hasUID
            }
            add(
                "data", name, 2, at + 41, last, [database], owner: ("StatefulSet", name),
                labels: labels("globex", "data", "d1")
            ) {
                $0.claim = "disk-\(name)"
                $0.hasUIDInPath = hasUID
            }
        }
    }

    mutating func relabelled() {
        let relabelled = labels("globex", "batch", "w1")
        let worker = container("worker", cpu: 1.5, memory: 2048)
        add("batch", "worker-0", 1, first, last, [worker], owner: ("StatefulSet", "worker"), labels: labels("acme", "batch", "w1")) {
            $0.labels.append((SyntheticCluster.relabelledAt, relabelled))
        }
    }

    /// Every five minutes a pod of 75 to 200 seconds, which stays for ten minutes once it is done.
    mutating func cronJobs() {
        var at = start + 7
        while at < SyntheticCluster.end {
            let seconds = 75 + Int64(random.unit() * 126)
            let job = container("job", cpu: 0.5, memory: 256, load: 0.9)
            add(
                "batch", "cron-\(at / 60)", 1, at, at + seconds, [job], owner: ("Job", "cron-\(at / 60)"),
                labels: labels("acme", "batch", "j1")
            ) { $0.deletedAt = $0.endedAt + 600 }
            at += 300
        }
    }

    mutating func jobs() {
        let migrate = container("migrate", cpu: 2, memory: 1024)
        add("shop", "migrate-1", 2, start + 611, start + 1502, [migrate], owner: ("Job", "migrate"), labels: labels("acme", "shop", "c1")) {
            $0.deletedAt = last
        }
        add("shop", "broken-1", 2, start + 3700, start + 4100, [migrate], owner: ("Job", "broken"), labels: labels("acme", "shop", "c1")) {
            $0.deletedAt = last
            $0.lastPhase = "Failed"
        }
        let late = container("late", cpu: 3, memory: 2048)
        add("batch", "waits-0", 0, start + 2000, last, [late], owner: ("StatefulSet", "waits"), labels: labels("globex", "batch", "w2")) {
            $0.startedAt = start + 3317
        }
    }

    mutating func machines() {
        for node in SyntheticCluster.nodes.indices {
            let exporter = container("exporter", cpu: 0.05, memory: 64)
            add("kube-system", "exporter-\(node)", node, first, last, [exporter], owner: ("DaemonSet", "exporter"), labels: []) {
                $0.isHostNetwork = true
            }
        }
        let trainer = container("trainer", cpu: 4, memory: 8192)
        add("lab", "trainer-0", 3, start + 1200, start + 9100, [trainer], owner: ("Job", "trainer"), labels: labels("initech", "lab", "t1")) {
            $0.gpus = 1
            $0.deletedAt = last
        }
    }
}

/// Random numbers that a seed gives again (SplitMix64).
private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// From 0 to below 1.
    mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

    mutating func uuid() -> String {
        let digits = (0..<2).map { _ in String(next() | 1 << 63, radix: 16) }.joined()
        let parts = [8, 4, 4, 4, 12].reduce(into: (rest: Substring(digits), parts: [Substring]())) { state, count in
            state.parts.append(state.rest.prefix(count))
            state.rest = state.rest.dropFirst(count)
        }
        return parts.parts.joined(separator: "-")
    }
}
