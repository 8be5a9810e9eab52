import Store

/// Shares added up over a day's pots that differ in nothing but their hour, for `work_direct`: what
/// sql/ledger/allocate/82_direct_sums.sql says, while the shares are written.
///
/// Rows of one pot, kind and consumer add up: where a sum leaves 128 bits it becomes a row and starts anew.
struct DayTotals: ~Copyable {
    /// The sums of one kind, a consumer's four costs side by side.
    private struct Kind {
        var consumers: [Int32] = []
        var places: [Int32: Int] = [:]
        var sums: [ExactSum] = []
        private var last = 0

        /// Those of an hour come in the order of those of the hour before, often several in a row.
        mutating func place(of consumer: Int32) -> Int {
            if last < consumers.count, consumers[last] == consumer { return last }
            if last + 1 < consumers.count, consumers[last + 1] == consumer {
                last += 1
            } else if let place = places[consumer] {
                last = place
            } else {
                last = consumers.count
                places[consumer] = last
                consumers.append(consumer)
                for _ in 0..<4 { sums.append(ExactSum()) }
            }
            return last
        }
    }

    private let names: [String]
    private var kinds: [Kind]
    private var pot: Int32?
    private var copy = CopyStream(
        table: "work_direct",
        columns: ["pot", "kind", "consumer", "billed_cost", "effective_cost", "contracted_cost", "list_cost"])

    /// No sums yet.
    ///
    /// - Parameter kinds: The names of kinds, by their numbers.
    init(kinds: [String]) {
        names = kinds
        self.kinds = kinds.map { _ in Kind() }
    }

    /// From here on what is added belongs to this pot.
    mutating func start(_ pot: Int32) throws {
        if pot != self.pot { try endPot() }
        self.pot = pot
    }

    /// Adds the shares of one cost of the pot and kind, a share for each consumer; none where the cost is nought.
    mutating func add(_ shares: [Int128], scale: Int, of cost: Int, kind: UInt8, _ consumers: [Int32]) throws {
        let kind = Int(kind)
        // By itself, so that each sum is added to where it lies.
        var sums = Kind()
        swap(&sums, &kinds[kind])
        defer { swap(&sums, &kinds[kind]) }
        for (index, consumer) in consumers.enumerated() {
            let place = sums.place(of: consumer)
            if shares.isEmpty || sums.sums[place * 4 + cost].add(shares[index], scale: scale) { continue }
            try put(sums, names[kind], place)
            for each in 0..<4 { sums.sums[place * 4 + each] = ExactSum() }
            _ = sums.sums[place * 4 + cost].add(shares[index], scale: scale)
        }
    }

    /// Stores what was added up.
    mutating func finish(on connection: Connection) throws {
        try endPot()
        try copy.start(on: connection)
        try copy.finish()
    }

    private mutating func endPot() throws {
        for kind in kinds.indices {
            for place in kinds[kind].consumers.indices { try put(kinds[kind], names[kind], place) }
            kinds[kind] = Kind()
        }
    }

    private mutating func put(_ kind: Kind, _ name: String, _ place: Int) throws {
        guard let pot else { return }
        copy.startRow()
        copy.put(pot)
        copy.put(name)
        copy.put(kind.consumers[place])
        for cost in 0..<4 {
            let sum = kind.sums[place * 4 + cost]
            copy.put(sum.digits, scale: sum.scale)
        }
        try copy.endRow()
    }
}
