import Store

/// What each pod costs, added up over a day's pots that differ in nothing but their hour, for `work_pod_sum`: while the shares are
/// written, as `DayTotals` knows pods that differ in nothing else as one.
///
/// Rows of one pot and consumer add up: where a sum leaves 128 bits it becomes a row and starts anew.
struct PodTotals: ~Copyable {
    /// The four costs in the order of `SplitAmount.Cost`, and what of the effective one is of processors and of memory.
    private static let width = 6
    private static let columns = [
        "pot", "consumer", "billed_cost", "effective_cost", "contracted_cost", "list_cost", "cpu_effective_cost",
        "memory_effective_cost",
    ]

    private let cpu: Int?
    private let memory: Int?
    private var pot: Int32?
    private var consumers: [Int32] = []
    private var places: [Int32: Int] = [:]
    private var last = 0
    private var sums: [ExactSum] = []
    private var copy = CopyStream(table: "work_pod_sum", columns: columns)

    /// No sums yet.
    ///
    /// - Parameter kinds: The names of kinds, by their numbers.
    init(kinds: [String]) {
        cpu = kinds.firstIndex(of: "cpu")
        memory = kinds.firstIndex(of: "memory")
    }

    /// From here on what is added belongs to this pot.
    mutating func start(_ pot: Int32) throws {
        if pot != self.pot { try endPot() }
        self.pot = pot
    }

    /// Adds the shares of one cost of the pot, a share for each consumer; none where the cost is nought. What is idle has no pod.
    mutating func add(_ shares: [Int128], scale: Int, of cost: SplitAmount.Cost, kind: UInt8, _ consumers: [Int32]) throws {
        var part: Int?
        if cost == .effective, Int(kind) == cpu { part = 4 }
        if cost == .effective, Int(kind) == memory { part = 5 }
        for (index, share) in shares.enumerated() where consumers[index] != SplitAmount.idleConsumer {
            let place = place(of: consumers[index])
            try add(share, scale, place, Int(cost.rawValue))
            if let part { try add(share, scale, place, part) }
        }
    }

    /// Stores what was added up.
    mutating func finish(on connection: Connection) throws {
        try endPot()
        try copy.start(on: connection)
        try copy.finish()
    }

    /// Those of an hour come in the order of those of the hour before, often several in a row.
    private mutating func place(of consumer: Int32) -> Int {
        if last < consumers.count, consumers[last] == consumer { return last }
        if last + 1 < consumers.count, consumers[last + 1] == consumer {
            last += 1
        } else if let place = places[consumer] {
            last = place
        } else {
            last = consumers.count
            places[consumer] = last
            consumers.append(consumer)
            for _ in 0..<Self.width { sums.append(ExactSum()) }
        }
        return last
    }

    private mutating func add(_ share: Int128, _ scale: Int, _ place: Int, _ column: Int) throws {
        let index = place * Self.width + column
        if sums[index].add(share, scale: scale) { return }
        try put(place)
        for each in 0..<Self.width { sums[place * Self.width + each] = ExactSum() }
        _ = sums[index].add(share, scale: scale)
    }

    private mutating func endPot() throws {
        for place in consumers.indices { try put(place) }
        consumers.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        sums.removeAll(keepingCapacity: true)
        last = 0
    }

    private mutating func put(_ place: Int) throws {
        guard let pot else { return }
        copy.startRow()
        copy.put(pot)
        copy.put(consumers[place])
        for each in 0..<Self.width {
            let sum = sums[place * Self.width + each]
            copy.put(sum.digits, scale: sum.scale)
        }
        try copy.endRow()
    }
}
