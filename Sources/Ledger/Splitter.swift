import Keys
import Store

/// Splits the amounts of `work_amount` among those who count for them.
///
/// The method and its result are those of sql/ledger/allocate/80_split.sql; this goes through a day of 50,000 pods in a
/// fraction of the time (docs/decisions.md). `verify --replay` and the tests hold one against the other.
struct Splitter {
    /// Where the shares of machines are kept: as a part of a month.
    struct Store {
        let table: String
        let month: UTCDate
        let part: Int32
    }

    private let connection: Connection
    private var weights: SplitWeights
    private var kinds: [String] = []

    /// A splitter.
    ///
    /// - Parameter weights: What is known of them already; those of `work_weight` are added.
    init(_ connection: Connection, weights: SplitWeights = SplitWeights()) {
        (self.connection, self.weights) = (connection, weights)
    }

    /// Splits what is distributed, into `work_share`.
    ///
    /// - Returns: `false` where a number is too large for 128 bits; then nothing was done, and the statement has to do it.
    /// - Throws: `StoreError`.
    mutating func divideShared() throws -> Bool {
        guard let amounts = try readAmounts(), try readWeights() else { return false }
        if amounts.isEmpty { return true }
        var copy = try CopyStream(
            connection, table: "work_share",
            columns: ["pot", "kind", "consumers", "billed_cost", "effective_cost", "contracted_cost", "list_cost"])
        var next = amounts.startIndex
        while next < amounts.endIndex {
            let group = Self.group(of: amounts, at: next)
            copy.startRow()
            copy.put(group[next].pot)
            put(divide(group), kind: group[next].kind, into: &copy)
            try copy.endRow()
            next = group.endIndex
        }
        try copy.finish()
        return true
    }

    /// Splits what machines, volumes and what serves clusters cost: the shares to where they are kept, if anywhere, and
    /// their sums by day into `work_direct`.
    ///
    /// - Returns: `false` where a number is too large for 128 bits; then nothing was done, and the statements have to do it.
    /// - Throws: `StoreError`.
    mutating func divideMachines(storing store: Store?) throws -> Bool {
        guard let amounts = try readAmounts(), try readWeights() else { return false }
        let pots = try SplitPots(connection)
        var firstAmounts: [Int32: Int] = [:]
        for (index, amount) in amounts.enumerated().reversed() { firstAmounts[amount.pot] = index }
        var standIns = try StandIns(connection)
        var totals = DayTotals(kinds: kinds)
        var podTotals = PodTotals(kinds: kinds)
        var copy = CopyStream(
            table: store?.table ?? "",
            columns: ["billing_month", "part"] + SplitPots.columns
                + ["kind", "consumers", "billed_cost", "effective_cost", "contracted_cost", "list_cost"])
        if store != nil { try copy.start(on: connection) }
        for pot in pots {
            guard var next = firstAmounts[pot.pot] else { continue }
            try totals.start(pot.dayPot)
            try podTotals.start(pot.dayPot)
            while next < amounts.endIndex, amounts[next].pot == pot.pot {
                let group = Self.group(of: amounts, at: next)
                let (kind, division) = (group[next].kind, divide(group))
                let bearers = division.consumers.map { standIns.standIn(for: $0) }
                for cost in SplitAmount.Cost.allCases {
                    let place = division.places[Int(cost.rawValue)]
                    let (shares, scale) = place.map { (division.shares[$0], division.scales[$0]) } ?? ([], 0)
                    try totals.add(shares, scale: scale, of: Int(cost.rawValue), kind: kind, bearers)
                    try podTotals.add(shares, scale: scale, of: cost, kind: kind, division.consumers)
                }
                next = group.endIndex
                guard let store else { continue }
                copy.startRow()
                copy.put(store.month)
                copy.put(store.part)
                pots.put(pot, into: &copy)
                put(division, kind: kind, into: &copy)
                try copy.endRow()
            }
        }
        if store != nil { try copy.finish() }
        try totals.finish(on: connection)
        try podTotals.finish(on: connection)
        try standIns.store(connection)
        return true
    }

    // MARK: Dividing

    /// What becomes of the amounts of one pot and kind.
    private struct Division {
        let consumers: [Int32]
        /// The shares of each amount, and how many decimals they are written with.
        let shares: [[Int128]]
        let scales: [Int]
        /// For each cost the place of its amount, `nil` where the cost is nought.
        let places: [Int?]
    }

    /// The amounts of one pot and kind, which lie side by side.
    private static func group(of amounts: [SplitAmount], at first: Int) -> ArraySlice<SplitAmount> {
        var end = first + 1
        while end < amounts.endIndex, amounts[end].pot == amounts[first].pot, amounts[end].kind == amounts[first].kind {
            end += 1
        }
        return amounts[first..<end]
    }

    /// Each distinct amount is divided once, whichever costs it is.
    private func divide(_ amounts: ArraySlice<SplitAmount>) -> Division {
        let places = weights.places(of: amounts[amounts.startIndex])
        return Division(
            consumers: places.map { $0 < 0 ? SplitAmount.idleConsumer : weights.consumers[$0] },
            shares: amounts.map { weights.shares(of: $0, among: places) },
            scales: amounts.map(\.shareScale),
            places: SplitAmount.Cost.allCases.map { cost in
                amounts.firstIndex { $0.isOf(cost) }.map { $0 - amounts.startIndex }
            })
    }

    /// Kind, consumers and the four costs; null where a cost is the effective one.
    private func put(_ division: Division, kind: UInt8, into copy: inout CopyStream) {
        copy.put(kinds[Int(kind)])
        copy.put(division.consumers)
        let ofEffective = division.places[Int(SplitAmount.Cost.effective.rawValue)]
        var written = [Range<Int>?](repeating: nil, count: division.shares.count)
        for cost in SplitAmount.Cost.allCases {
            let place = division.places[Int(cost.rawValue)]
            if cost != .effective, place == ofEffective {
                copy.putNull()
            } else if let place, let same = written[place] {
                copy.putAgain(same)
            } else if let place {
                let start = copy.byteCount
                copy.put(division.shares[place], scale: division.scales[place])
                written[place] = start..<copy.byteCount
            } else {
                copy.put([], scale: 0)
            }
        }
    }

    // MARK: Reading

    private mutating func readAmounts() throws -> [SplitAmount]? {
        var amounts: [SplitAmount] = []
        var isFitting = true
        let path = "ledger/split/amounts.sql"
        try connection.copyOutBinary(SQL.text(path), name: "sql/" + path) { row in
            let pot = row.integer()
            let kind = row.text()
            if kind != kinds.last, !kinds.contains(kind) { kinds.append(kind) }
            let window = row.integer()
            let weightIndex = row.integer()
            guard let amount = row.numeric(), let idle = row.numeric(), let total = row.numeric(),
                let whole = SplitAmount(
                    pot: pot, kind: UInt8(kinds.firstIndex(of: kind) ?? 0), window: window,
                    isOfMemory: weightIndex == 2,
                    amount: amount, idle: idle, total: total, costs: UInt8(row.integer()))
            else {
                isFitting = false
                return
            }
            // Of one pot and kind there are at most as many as costs.
            var index = amounts.endIndex - 1
            while index >= 0, amounts[index].pot == pot, amounts[index].kind == whole.kind {
                if amounts[index].join(whole) { return }
                index -= 1
            }
            amounts.append(whole)
        }
        return isFitting ? amounts : nil
    }

    private mutating func readWeights() throws -> Bool {
        var isFitting = true
        let path = "ledger/split/weights.sql"
        try connection.copyOutBinary(SQL.text(path), name: "sql/" + path) { row in
            let window = row.integer()
            let consumer = row.integer()
            guard let cpu = row.numeric().flatMap(SplitAmount.whole),
                let memory = row.numeric().flatMap(SplitAmount.whole)
            else {
                isFitting = false
                return
            }
            weights.append(window: window, consumer: consumer, cpu: cpu, memory: memory)
        }
        weights.sort()
        return isFitting
    }
}
