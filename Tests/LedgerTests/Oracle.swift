/// What the random books cost whom, worked out in the plainest way: the specification (docs/allocation.md) in loops.
struct Oracle {
    /// Cluster, namespace, kind, and whether it is shared.
    struct Place: Hashable {
        let cluster: Int
        let namespace: String
        let kind: String
        let isShared: Bool
    }

    /// Atoms of 10⁻²² by place: effective and billed.
    private(set) var costs: [Place: (effective: Int128, billed: Int128)] = [:]
    private let books: RandomBooks

    init(_ books: RandomBooks) {
        self.books = books
        for cluster in books.capacities.indices { allocate(cluster) }
    }

    private struct Pot: Hashable {
        let node: Int
        let day: Int
    }

    /// Shares by largest remainder in units of 10⁻¹⁸; what lies below goes to the first of the order.
    static func split(_ amount: Int128, by weights: [Int128], of total: Int128) -> [Int128] {
        let units = Int128(amount.magnitude) / 10_000
        var shares: [Int128] = []
        var remainders: [Int128] = []
        for weight in weights {
            let (high, low) = units.magnitude.multipliedFullWidth(by: weight.magnitude)
            let (quotient, remainder) = total.magnitude.dividingFullWidth((high, low))
            shares.append(Int128(quotient))
            remainders.append(Int128(remainder))
        }
        let order = weights.indices.sorted { (remainders[$1], $0) < (remainders[$0], $1) }
        for index in order.prefix(Int(units - shares.reduce(0, +))) { shares[index] += 1 }
        for index in shares.indices { shares[index] *= 10_000 }
        if let first = order.first { shares[first] += Int128(amount.magnitude) % 10_000 }
        return amount < 0 ? shares.map { -$0 } : shares
    }

    private mutating func add(_ place: Place, _ effective: Int128, _ billed: Int128) {
        let known = costs[place] ?? (0, 0)
        costs[place] = (known.effective + effective, known.billed + billed)
    }

    private mutating func allocate(_ cluster: Int) {
        var idle: [Pot: (effective: Int128, billed: Int128)] = [:]
        var direct: [Pot: [String: Int128]] = [:]
        let podHours = books.podHours.filter { $0.pod.cluster == cluster }
        let charges = books.charges.filter { $0.cluster == cluster }
        for (key, lines) in Dictionary(grouping: charges, by: { [$0.node, $0.hour, $0.hours] }) {
            let (node, hour, hours) = (key[0], key[1], key[2])
            let pot = Pot(node: node, day: hour / 24)
            let window = podHours.filter { $0.pod.node == node && $0.hour >= hour && $0.hour < hour + hours }
            let pods = Dictionary(grouping: window, by: { "\($0.pod.namespace)/\($0.pod.name)-uid" }).sorted {
                Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8))
            }
            let capacity = books.capacities[cluster][node]
            let span = Int128(min(hours, RandomBooks.hourCount - hour))
            let (cpuCapacity, memoryCapacity) = (Int128(capacity.cpu) * span, Int128(capacity.memory) * span)
            let amounts = (lines.reduce(0) { $0 + $1.effective }, lines.reduce(0) { $0 + $1.billed })
            let cpuPrice = 9 * cpuCapacity * 1_073_741_824
            let memoryPrice = memoryCapacity * 1_000_000
            for kind in ["cpu", "memory"] {
                let weights = pods.map { _, hours in
                    hours.reduce(Int128(0)) {
                        $0 + Int128(kind == "cpu" ? max($1.cpuRequested, $1.cpuUsed) : max($1.memoryRequested, $1.memoryUsed))
                    }
                }
                let sum = weights.reduce(0, +)
                let total = max(sum, kind == "cpu" ? cpuCapacity : memoryCapacity)
                func shares(_ amount: Int128) -> [Int128] {
                    let parts = Self.split(amount - amount % 10_000, by: [cpuPrice, memoryPrice], of: cpuPrice + memoryPrice)
                    let part = kind == "cpu" ? amount - parts[1] : parts[1]
                    let counted = weights.indices.filter { weights[$0] > 0 }
                    var split = Self.split(part, by: counted.map { weights[$0] } + (total > sum ? [total - sum] : []), of: total)
                    let idle = total > sum ? split.removeLast() : 0
                    var all = [Int128](repeating: 0, count: weights.count + 1)
                    for (index, share) in zip(counted, split) { all[index] = share }
                    all[weights.count] = idle
                    return all
                }
                let (effective, billed) = (shares(amounts.0), shares(amounts.1))
                for (index, pod) in pods.enumerated() {
                    let namespace = pod.value[0].pod.namespace
                    add(Place(cluster: cluster, namespace: namespace, kind: kind, isShared: false), effective[index], billed[index])
                    direct[pot, default: [:]][namespace, default: 0] += effective[index]
                }
                let known = idle[pot] ?? (0, 0)
                idle[pot] = (known.effective + effective[pods.count], known.billed + billed[pods.count])
            }
        }
        for (pot, amount) in idle { distribute(amount, direct[pot] ?? [:], cluster) }
    }

    /// Idle capacity to those who share the machine and day, by their direct effective cost.
    private mutating func distribute(_ amount: (effective: Int128, billed: Int128), _ direct: [String: Int128], _ cluster: Int) {
        let takers = direct.filter { $0.value / 10_000 > 0 }.sorted { $0.key < $1.key }
        guard !takers.isEmpty else {
            return add(Place(cluster: cluster, namespace: "", kind: "idle", isShared: true), amount.effective, amount.billed)
        }
        let weights = takers.map { $0.value / 10_000 }
        let total = weights.reduce(0, +)
        let effective = Self.split(amount.effective, by: weights, of: total)
        let billed = Self.split(amount.billed, by: weights, of: total)
        for (index, taker) in takers.enumerated() {
            add(Place(cluster: cluster, namespace: taker.key, kind: "idle", isShared: true), effective[index], billed[index])
        }
    }
}
