import Keys
import Money

/// Where a file's charges go: into batches, totals and digests.
struct ChargeSink: ~Copyable {
    private(set) var batch = BillBatch()
    private var items = ItemTable()
    private var itemColumns = ColumnStretches([])
    private var prepared = PreparedKeys()
    private var periodIndexes: [BillingPeriod: Int32] = [:]
    private var tallies: [PeriodTally] = []
    private var hasher = ChargeHasher()
    private(set) var chargeCount: Int64 = 0
    /// How many different items the file has.
    var itemCount: Int { items.count }
    private let batchSize: Int
    /// Off once an error is found: the rows are then only checked.
    var isStoring = true

    init(batchSize: Int) {
        self.batchSize = batchSize
        batch.charges.reserveCapacity(batchSize + 8)
    }

    /// How many bytes of words the batch has.
    private var itemBytes = 0
    /// Words of so many bytes fill a batch, too: where each line has its own, a batch would otherwise be many times larger.
    private static let itemBytesMax = 1 << 21

    var isFull: Bool { batch.charges.count >= batchSize || itemBytes >= Self.itemBytesMax }

    /// Looks at a row that will come soon, so that its item is at hand by then.
    ///
    /// - Parameter columns: Those of the later call of `item`.
    @inline(__always)
    mutating func prepare(_ row: Row, _ columns: [Column]) {
        if !itemColumns.are(of: columns) { itemColumns = ColumnStretches(columns) }
        let key = items.hasher.key(of: row, itemColumns)
        prepared[row.number] = key
        items.prefetch(key)
    }

    /// The item of a row's part, made by `make` where no row before had the same bytes in these columns.
    ///
    /// `columns` should be one stored array of the mapper: their neighbourhoods are looked up anew for another array.
    @inline(__always)
    mutating func item(
        of row: Row, _ columns: [Column], part: Int, make: () throws(RowFault) -> (Item, Currency)
    ) throws(RowFault) -> Int32 {
        if !itemColumns.are(of: columns) { itemColumns = ColumnStretches(columns) }
        var key = prepared[row.number] ?? items.hasher.key(of: row, itemColumns)
        key.second ^= UInt64(part)
        if let index = items.index(of: key) { return index }
        let (item, currency) = try make()
        let (index, isNew) = items.insert(item, currency, for: key)
        if isNew, isStoring {
            batch.items.append(item)
            itemBytes += item.byteCount
        }
        return index
    }

    /// The index of a billing period.
    mutating func periodIndex(_ period: BillingPeriod) -> Int32 {
        if let index = periodIndexes[period] { return index }
        let index = Int32(tallies.count)
        periodIndexes[period] = index
        tallies.append(PeriodTally(period: period))
        if isStoring { batch.periods.append(period) }
        return index
    }

    /// Takes one charge.
    ///
    /// - Parameters:
    ///   - isFirst: Whether it is the first of its row.
    ///   - machine: The machine's id where the charge is a container's part of it.
    mutating func append(_ charge: Charge, isFirst: Bool, machine: UnsafeBufferPointer<UInt8>? = nil) {
        guard isStoring else { return }
        let index = Int(charge.periodIndex)
        let currency = items.currencyIndex(charge.itemIndex)
        tallies[index].add(charge, currency, isFirst: isFirst)
        let key = items.key(charge.itemIndex)
        hasher.insert(charge, key, machine, into: &tallies[index].digest)
        batch.charges.append(charge)
        batch.charges[batch.charges.count - 1].itemKey = key
        if let machine {
            batch.charges[batch.charges.count - 1].machineIndex =
                batch.firstMachineIndex + Int32(batch.machines.count)
            batch.machines.append(String(decoding: machine, as: UTF8.self))
        }
        chargeCount += 1
    }

    /// How many rows `prepare` should be ahead.
    static let rowsAhead = PreparedKeys.count / 2

    /// Hands out the batch and starts the next one.
    mutating func takeBatch() -> BillBatch {
        var next = BillBatch()
        next.firstItemIndex = batch.firstItemIndex + Int32(batch.items.count)
        next.firstMachineIndex = batch.firstMachineIndex + Int32(batch.machines.count)
        next.firstPeriodIndex = batch.firstPeriodIndex + Int32(batch.periods.count)
        next.charges.reserveCapacity(batchSize + 8)
        swap(&next, &batch)
        itemBytes = 0
        return next
    }

    /// What was taken; nil where a total needs more digits than can be kept.
    func summaries() -> [PeriodSummary]? {
        var summaries: [PeriodSummary] = []
        for tally in tallies {
            guard let summary = tally.summary(items.currencies) else { return nil }
            summaries.append(summary)
        }
        return summaries
    }
}

/// The keys of the next rows, by their numbers.
private struct PreparedKeys: ~Copyable {
    static let count = 16
    private let keys = UnsafeMutablePointer<(number: Int64, key: RowKey)>.allocate(capacity: count)

    init() { keys.initialize(repeating: (-1, RowKey(first: 0, second: 0)), count: Self.count) }
    deinit { keys.deallocate() }

    subscript(number: Int64) -> RowKey? {
        get {
            let slot = keys[Int(number) & (Self.count - 1)]
            return slot.number == number ? slot.key : nil
        }
        nonmutating set { if let newValue { keys[Int(number) & (Self.count - 1)] = (number, newValue) } }
    }
}

/// The running sums of a billing period.
private struct PeriodTally {
    let period: BillingPeriod
    var digest = ContentDigest()
    private var rows: Int64 = 0
    private var sums: [CostSums?] = []

    init(period: BillingPeriod) { self.period = period }

    mutating func add(_ charge: borrowing Charge, _ currency: Int, isFirst: Bool) {
        if isFirst { rows += 1 }
        while sums.count <= currency { sums.append(nil) }
        if sums[currency] == nil { sums[currency] = CostSums() }
        sums[currency]!.add(charge)
    }

    func summary(_ currencies: [Currency]) -> PeriodSummary? {
        var totals: [Currency: CostTotals] = [:]
        for (index, sum) in sums.enumerated() {
            guard let sum else { continue }
            guard let total = sum.totals else { return nil }
            totals[currencies[index]] = total
        }
        return PeriodSummary(
            period: period, rows: rows, charges: digest.count, contentDigest: digest, totals: totals)
    }
}

/// The running sums of the four costs.
private struct CostSums {
    private var billed = DecimalSum()
    private var effective = DecimalSum()
    private var contracted = DecimalSum()
    private var list = DecimalSum()
    private var contractedNullCount: Int64 = 0
    private var listNullCount: Int64 = 0

    mutating func add(_ charge: borrowing Charge) {
        billed.add(charge.billedCost)
        effective.add(charge.effectiveCost)
        if let cost = charge.contractedCost { contracted.add(cost) } else { contractedNullCount += 1 }
        if let cost = charge.listCost { list.add(cost) } else { listNullCount += 1 }
    }

    var totals: CostTotals? {
        guard let billed = billed.total, let effective = effective.total, let contracted = contracted.total,
            let list = list.total
        else { return nil }
        return CostTotals(
            billed: billed, effective: effective, contracted: contracted, list: list,
            contractedNullCount: contractedNullCount, listNullCount: listNullCount)
    }
}
