/// A pod of the made-up cluster, from its binding to its deletion.
public struct SyntheticPod: Sendable {
    /// A container of a pod.
    public struct Container: Sendable {
        /// Its name.
        public var name: String
        /// Cores that it asks for.
        public var cpuRequest: Double
        /// Bytes that it asks for.
        public var memoryRequest: Double
        /// Cores that it uses on average while it runs.
        public var cpuUse: Double
        /// Bytes that it uses on average.
        public var memoryUse: Double
        /// When it is restarted: its counter and its cgroup start anew.
        public var restartedAt: Int64?
    }

    /// The namespace.
    public var namespace: String
    /// The pod's name, which another pod may have had before.
    public var name: String
    /// The uid.
    public var uid: String
    /// The node that it runs on.
    public var node: String
    /// From when it waits without a node.
    public var createdAt: Int64
    /// When it gets its node, and runs.
    public var startedAt: Int64
    /// When its containers end.
    public var endedAt: Int64
    /// When it is deleted; until then it is completed.
    public var deletedAt: Int64
    /// The phase from the end on.
    public var lastPhase = "Succeeded"
    /// Its containers.
    public var containers: [Container]
    /// GPUs that its first container asks for.
    public var gpus = 0
    /// Its labels from moments on, in order.
    public var labels: [(from: Int64, labels: [(String, String)])] = []
    /// Kind and name of its controller.
    public var owner: (kind: String, name: String)
    /// Whether it is on the node's network.
    public var isHostNetwork = false
    /// Whether its cgroup's path has its uid.
    public var hasUIDInPath = true
    /// The claim that it mounts.
    public var claim: String?

    /// What all its containers ask for together in a time, core-seconds.
    public func cpuRequested(_ from: Int64, _ to: Int64) -> Double {
        Double(overlap(from, to)) * containers.reduce(0) { $0 + $1.cpuRequest }
    }

    /// Byte-seconds asked for in a time.
    public func memoryRequested(_ from: Int64, _ to: Int64) -> Double {
        Double(overlap(from, to)) * containers.reduce(0) { $0 + $1.memoryRequest }
    }

    /// GPU-seconds asked for in a time.
    public func gpuRequested(_ from: Int64, _ to: Int64) -> Double { Double(overlap(from, to)) * Double(gpus) }

    /// Core-seconds used in a time.
    public func cpuUsed(_ from: Int64, _ to: Int64) -> Double {
        containers.reduce(0) { $0 + $1.cpuUse * wave.integral(clip(from), clip(to)) }
    }

    /// Byte-seconds used in a time.
    public func memoryUsed(_ from: Int64, _ to: Int64) -> Double {
        containers.reduce(0) { $0 + $1.memoryUse * swell.integral(clip(from), clip(to)) }
    }

    /// Seconds of a time in which it holds its node's capacity.
    public func overlap(_ from: Int64, _ to: Int64) -> Int64 { max(0, clip(to) - clip(from)) }

    private func clip(_ moment: Int64) -> Int64 { min(max(moment, startedAt), endedAt) }

    /// How CPU use goes up and down around its mean.
    var wave: Wave { Wave(height: 0.5, period: 540, phase: Double(startedAt % 540)) }
    /// How memory use does.
    var swell: Wave { Wave(height: 0.1, period: 1500, phase: Double(startedAt % 1500)) }
}

/// 1 + height · sin: its integral is known exactly.
struct Wave {
    let height: Double
    let period: Double
    let phase: Double

    func value(_ moment: Int64) -> Double { 1 + height * sine((Double(moment) + phase) / period) }

    func integral(_ from: Int64, _ to: Int64) -> Double {
        guard to > from else { return 0 }
        let scale = height * period / (2 * Double.pi)
        return Double(to - from) - scale * (cosine((Double(to) + phase) / period) - cosine((Double(from) + phase) / period))
    }
}
