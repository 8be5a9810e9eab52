import Store

/// Splits the amounts of `work_amount` among the consumers of `work_weight` into `work_share`.
///
/// The method and its result are those of sql/ledger/allocate/80_split.sql; this goes through a day of 50,000 pods in a
/// fraction of the time (docs/decisions.md). `verify --replay` and the tests hold one against the other.
struct Splitter {
    private let connection: Connection
    private var weights = SplitWeights()
    private var kinds: [String] = []

    init(_ connection: Connection) { self.connection = connection }

    /// Splits all amounts.
    ///
    /// - Returns: `false` where a number is too large for 128 bits; then nothing was done, and the statement has to do it.
    mutating func run() throws -> Bool {
        guard let amounts = try readAmounts(), try readWeights() else { return false }
        var copy = try CopyStream(
            connection, table: "work_share",
            columns: ["pot", "kind", "consumers", "billed_cost", "effective_cost", "contracted_cost", "list_cost"])
        var next = amounts.startIndex
        while next < amounts.endIndex {
            let first = amounts[next]
            let last = amounts[next...].firstIndex { $0.pot != first.pot || $0.kind != first.kind } ?? amounts.endIndex
            try write(amounts[next..<last], to: &copy)
            next = last
        }
        try copy.finish()
        return true
    }

    /// The row of one pot and kind; each distinct amount is divided once, whichever costs it is.
    private func write(_ amounts: ArraySlice<SplitAmount>, to copy: inout CopyStream) throws {
        guard let first = amounts.first else { return }
        let places = weights.places(of: first)
        copy.startRow()
        copy.put(first.pot)
        copy.put(kinds[Int(first.kind)])
        copy.put(places.map { $0 < 0 ? SplitAmount.idleConsumer : weights.consumers[$0] })
        let shares = amounts.map { weights.shares(of: $0, among: places) }
        let ofEffective = amounts.firstIndex { $0.isOf(.effective) }
        for cost in SplitAmount.Cost.allCases {
            let index = amounts.firstIndex { $0.isOf(cost) }
            if cost != .effective, index == ofEffective {
                copy.putNull()
            } else if let index {
                copy.put(shares[index - amounts.startIndex], scale: amounts[index].shareScale)
            } else {
                copy.put([], scale: 0)
            }
        }
        try copy.endRow()
    }

    private mutating func readAmounts() throws -> [SplitAmount]? {
        var amounts: [SplitAmount] = []
        var isFitting = true
        let path = "ledger/split_amounts.sql"
        try connection.copyOutBinary(SQL.text(path), name: "sql/" + path) { row in
            let pot = row.integer()
            let kind = row.text()
            if kind != kinds.last, !kinds.contains(kind) { kinds.append(kind) }
            let window = row.integer()
            let weightIndex = row.integer()
            guard let amount = row.numeric(), let idle = row.numeric(), let total = row.numeric(),
                let whole = SplitAmount(
                    pot: pot, kind: UInt8(kinds.firstIndex(of: kind) ?? 0), window: window, isOfMemory: weightIndex == 2,
                    amount: amount, idle: idle, total: total, costs: UInt8(row.integer()))
            else {
                isFitting = false
                return
            }
            amounts.append(whole)
        }
        return isFitting ? amounts : nil
    }

    private mutating func readWeights() throws -> Bool {
        var isFitting = true
        let path = "ledger/split_weights.sql"
        try connection.copyOutBinary(SQL.text(path), name: "sql/" + path) { row in
            let window = row.integer()
            let consumer = row.integer()
            guard let cpu = row.numeric().flatMap(SplitAmount.whole), let memory = row.numeric().flatMap(SplitAmount.whole) else {
                isFitting = false
                return
            }
            weights.append(window: window, consumer: consumer, cpu: cpu, memory: memory)
        }
        weights.sort()
        return isFitting
    }
}
