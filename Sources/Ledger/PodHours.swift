import Store

/// How much pods count in the windows of machines: what sql/ledger/allocate/70_weights.sql says, of pods that are one consumer
/// all the time.
///
/// A day of 50,000 pods has 1.2 million pod hours, in arrays by pod. Read once, in the order they lie, they are the splitter's
/// weights without a table between; the statement stays for replays and for steps that change weights (docs/decisions.md).
struct PodHours {
    /// What of a pod counts.
    struct Policy {
        let hasRequested: Bool
        let hasUsed: Bool

        /// The larger of what counts.
        fileprivate func counts(requested: Int64, used: Int64) -> UInt128 {
            UInt128(max(hasRequested ? requested : 0, hasUsed ? used : 0))
        }
    }

    private let connection: Connection
    private let policy: Policy
    private var weights = SplitWeights()
    private var clusters = KeyNumbers()
    /// Consumers by the pod's key, for each cluster.
    private var pods: [KeyNumbers] = []
    private var resources = KeyNumbers()
    /// For each resource its windows of an hour, by their hour, and those that last longer.
    private var hourly: [[Window]] = []
    private var longer: [[Window]] = []

    private struct Window {
        let id: Int32
        let firstHour: Int32
        let lastHour: Int32
    }

    init(_ connection: Connection, policy: Policy) { (self.connection, self.policy) = (connection, policy) }

    /// The weights; the windows' sums are put into `work_window_sum`.
    ///
    /// - Throws: `StoreError`.
    mutating func read() throws -> SplitWeights {
        try readConsumers()
        try readWindows()
        try readDays()
        try readHours()
        try storeSums()
        return weights
    }

    /// Days that have their hours in arrays.
    private mutating func readDays() throws {
        var hours: [Int64] = []
        // CPU requested and used, memory requested and used.
        var amounts = [[Int64]](repeating: [], count: 4)
        try Self.copyOut(connection, "pod_day_hours") { row in
            let resource = resources.number(of: row.field())
            let firstHour = row.integer() * 24
            let cluster = clusters.number(of: row.field())
            let pod = row.field()
            let isSome = row.wholes(into: &hours)
            for index in amounts.indices { row.wholes(into: &amounts[index]) }
            guard let resource, let cluster, let consumer = pods[Int(cluster)].number(of: pod) else { return }
            for place in 0..<(isSome ? hours.count : 24) {
                func amount(_ index: Int) -> Int64 { place < amounts[index].count ? amounts[index][place] : 0 }
                add(
                    resource, firstHour + (isSome ? Int32(hours[place]) : Int32(place)), consumer,
                    cpu: policy.counts(requested: amount(0), used: amount(1)),
                    memory: policy.counts(requested: amount(2), used: amount(3)))
            }
        }
    }

    /// Days that were derived before there were arrays.
    private mutating func readHours() throws {
        try Self.copyOut(connection, "pod_hours") { row in
            let resource = resources.number(of: row.field())
            let hour = row.integer() * 24 + Int32(row.short())
            let cluster = clusters.number(of: row.field())
            let pod = row.field()
            let cpu = policy.counts(requested: row.long(), used: row.long())
            let memory = policy.counts(requested: row.long(), used: row.long())
            guard let resource, let cluster, let consumer = pods[Int(cluster)].number(of: pod) else { return }
            add(resource, hour, consumer, cpu: cpu, memory: memory)
        }
    }

    @inline(__always)
    private mutating func add(_ resource: Int32, _ hour: Int32, _ consumer: Int32, cpu: UInt128, memory: UInt128) {
        // Nought counts for nothing, be it an hour of the pod or not.
        if cpu == 0, memory == 0 { return }
        for window in Self.windows(of: hour, hourly[Int(resource)]) {
            weights.append(window: window.id, consumer: consumer, cpu: cpu, memory: memory)
        }
        for window in longer[Int(resource)] where window.firstHour <= hour && hour <= window.lastHour {
            weights.add(window: window.id, consumer: consumer, cpu: cpu, memory: memory)
        }
    }

    /// Those of an hour, among windows that are sorted by their hour.
    private static func windows(of hour: Int32, _ windows: [Window]) -> ArraySlice<Window> {
        var (low, high) = (0, windows.count)
        while low < high {
            let middle = (low + high) / 2
            if windows[middle].firstHour < hour { low = middle + 1 } else { high = middle }
        }
        while high < windows.count, windows[high].firstHour == hour { high += 1 }
        return windows[low..<high]
    }

    private mutating func readConsumers() throws {
        try Self.copyOut(connection, "pod_consumers") { row in
            let cluster = clusters.number(of: row.field(), orAdd: Int32(pods.count))
            if Int(cluster) == pods.count { pods.append(KeyNumbers()) }
            let pod = row.field()
            let consumer = row.integer()
            _ = pods[Int(cluster)].number(of: pod, orAdd: consumer)
        }
    }

    private mutating func readWindows() throws {
        try Self.copyOut(connection, "windows") { row in
            let resource = Int(resources.number(of: row.field(), orAdd: Int32(hourly.count)))
            if resource == hourly.count {
                hourly.append([])
                longer.append([])
            }
            let window = Window(id: row.integer(), firstHour: row.integer(), lastHour: row.integer())
            let isAnHour = row.integer() == 1
            if isAnHour { hourly[resource].append(window) } else { longer[resource].append(window) }
        }
        for resource in hourly.indices { hourly[resource].sort { $0.firstHour < $1.firstHour } }
    }

    private func storeSums() throws {
        var copy = try CopyStream(connection, table: "work_window_sum", columns: ["window_id", "cpu", "memory"])
        for sum in weights.sums() {
            copy.startRow()
            copy.put(sum.window)
            copy.put(Int128(sum.cpu), scale: 0)
            copy.put(Int128(sum.memory), scale: 0)
            try copy.endRow()
        }
        try copy.finish()
    }

    private static func copyOut(_ connection: Connection, _ name: String, _ body: (inout BinaryRow) throws -> Void)
        throws
    {
        let path = "ledger/split/\(name).sql"
        try connection.copyOutBinary(SQL.text(path), name: "sql/" + path, body)
    }
}
