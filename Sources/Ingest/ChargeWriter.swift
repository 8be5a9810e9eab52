import Bills
import Keys
import Store

/// Copies the charges of a load into its partition, and its items, which wait until there are many of them.
///
/// A connection has one COPY at a time: for the items the charges' COPY ends, and another one goes on behind.
struct ChargeWriter: ~Copyable {
    private let connection: Connection
    private let loadID: Int64
    private var charges: CopyStream
    private var newItems: [Item] = []
    private var newItemBytes = 0
    private var fileNumber: Int32 = 0
    private var periodNumbers: [Int16] = []
    private var itemKeys: [Key128] = []
    /// The items' resource keys, one behind the other, and where each ends.
    private var resourceKeys: [UInt8] = []
    private var resourceKeyEnds: [Int] = []
    /// The batch's machines, and which of the file's is the first of them.
    private var machines: [String] = []
    private var firstMachineIndex: Int32 = 0
    /// The items of the files before, where there are several; within a file no two are alike.
    private var knownItems: Set<Key128> = []
    private let hasSeveralFiles: Bool
    /// Whether the table had no item when this load first stored some; nil until then.
    private var isFirstLoad: Bool?

    /// How many bytes of items wait at most: enough that the change of COPY costs nothing.
    private static let itemBytesMax = 1 << 23

    private static let chargeColumns = [
        "load_id", "period_number", "file_number", "row_number", "part", "item_key", "resource_key", "resource_id", "usage_date",
        "hour",
        "charge_period_started_at", "charge_period_ended_at", "consumed_quantity", "pricing_quantity",
        "commitment_discount_quantity", "billed_cost", "effective_cost", "contracted_cost", "list_cost",
        "pricing_currency_effective_cost", "provider_split_cost", "provider_unused_cost",
    ]

    init(_ connection: Connection, loadID: Int64, fileCount: Int) throws {
        hasSeveralFiles = fileCount > 1
        self.connection = connection
        self.loadID = loadID
        charges = try Self.chargeStream(connection, loadID)
    }

    private static func chargeStream(_ connection: Connection, _ loadID: Int64) throws -> CopyStream {
        try CopyStream(connection, table: "bill.charge_\(loadID)", columns: chargeColumns)
    }

    /// Indexes of periods and items start anew with each file.
    mutating func startFile(number: Int) {
        fileNumber = Int32(number)
        periodNumbers = []
        itemKeys = []
        (resourceKeys, resourceKeyEnds) = ([], [])
    }

    /// Takes a batch.
    ///
    /// - Parameter newPeriodNumbers: The numbers of the batch's periods.
    mutating func write(_ batch: BillBatch, newPeriodNumbers: [Int16]) throws {
        periodNumbers += newPeriodNumbers
        for item in batch.items {
            itemKeys.append(item.key)
            if let key = item.resourceKey { resourceKeys += key.utf8 }
            resourceKeyEnds.append(resourceKeys.count)
            if hasSeveralFiles, !knownItems.insert(item.key).inserted { continue }
            newItems.append(item)
            newItemBytes += item.byteCount
        }
        (machines, firstMachineIndex) = (batch.machines, batch.firstMachineIndex)
        for charge in batch.charges { try write(charge) }
        if newItemBytes > Self.itemBytesMax {
            try charges.finish()
            try storeItems()
            charges = try Self.chargeStream(connection, loadID)
        }
    }

    /// Ends the charges and stores the items that wait.
    mutating func finish() throws {
        try charges.finish()
        try storeItems()
    }

    /// Copies the items that wait into their table, without those that it has.
    private mutating func storeItems() throws {
        guard !newItems.isEmpty else { return }
        if isFirstLoad == nil {
            try connection.execute(SQL.text("bills/lock_items.sql"))
            let isFirst = try connection.query(SQL.text("bills/items_are_none.sql"))[0].flag("is_empty")
            if isFirst { try connection.execute(SQL.text("bills/start_items.sql")) }
            isFirstLoad = isFirst
        }
        // Nor has this load stored any of these itself.
        let isKnown = isFirstLoad == true ? [Bool](repeating: false, count: newItems.count) : try whichAreStored()
        if isKnown.contains(false) {
            var items = try CopyStream(connection, table: "bill.item", columns: Self.itemColumns)
            for (item, isKnown) in zip(newItems, isKnown) where !isKnown { try Self.write(item, to: &items) }
            try items.finish()
        }
        newItems.removeAll(keepingCapacity: true)
        newItemBytes = 0
    }

    /// Which of the items that wait are in the table.
    private func whichAreStored() throws -> [Bool] {
        try connection.execute(SQL.text("bills/create_item_stage.sql"))
        var keys = try CopyStream(connection, table: "load_item", columns: ["position", "item_key"])
        for (position, item) in newItems.enumerated() {
            keys.startRow()
            keys.put(Int32(position))
            keys.put(item.key)
            try keys.endRow()
        }
        try keys.finish()
        var isKnown = [Bool](repeating: false, count: newItems.count)
        for row in try connection.query(SQL.text("bills/known_items.sql")) {
            isKnown[Int(row.integer("position"))] = true
        }
        return isKnown
    }

    private static let itemColumns =
        ["item_key", "resource_key"] + ItemField.allCases.map(\.columnName) + ["tags", "extras"]

    private mutating func write(_ charge: Charge) throws {
        charges.startRow()
        charges.put(loadID)
        charges.put(periodNumbers[Int(charge.periodIndex)])
        charges.put(fileNumber)
        charges.put(charge.row)
        charges.put(charge.part)
        charges.put(itemKeys[Int(charge.itemIndex)])
        if charge.machineIndex >= 0 {
            let machine = machines[Int(charge.machineIndex - firstMachineIndex)]
            charges.put(ResourceKey.billed(machine))
            charges.put(machine)
        } else {
            putResourceKey(of: charge)
            charges.putNull()
        }
        charges.put(charge.startedAt.date)
        charges.put(charge.wholeHour)
        charges.put(charge.startedAt)
        charges.put(charge.endedAt)
        charges.put(charge.consumedQuantity)
        charges.put(charge.pricingQuantity)
        charges.put(charge.commitmentDiscountQuantity)
        charges.put(charge.billedCost)
        charges.put(charge.effectiveCost)
        charges.put(charge.contractedCost)
        charges.put(charge.listCost)
        charges.put(charge.pricingCurrencyEffectiveCost)
        charges.put(charge.providerSplitCost)
        charges.put(charge.providerUnusedCost)
        try charges.endRow()
    }

    /// The key of the item's resource, or the charge's own.
    private mutating func putResourceKey(of charge: Charge) {
        let index = Int(charge.itemIndex)
        let (from, to) = (index == 0 ? 0 : resourceKeyEnds[index - 1], resourceKeyEnds[index])
        if from == to { return charges.put("charge:\(fileNumber):\(charge.row)") }
        resourceKeys.withUnsafeBytes { charges.put(UnsafeRawBufferPointer(rebasing: $0[from..<to])) }
    }

    private static func write(_ item: Item, to items: inout CopyStream) throws {
        items.startRow()
        items.put(item.key)
        items.put(item.resourceKey)
        item.forEachField { bytes in
            if let bytes { items.put(UnsafeRawBufferPointer(bytes)) } else { items.putNull() }
        }
        items.startObject()
        item.forEachTag { items.putMember($0, $1) }
        items.endObject()
        items.startObject()
        item.forEachExtra { items.putMember($0, $1) }
        items.endObject()
        try items.endRow()
    }
}

extension Charge {
    /// The hour of the day where the charge period is exactly one UTC hour.
    var wholeHour: Int16? {
        let hour: Int64 = 3_600_000_000
        let isWhole = startedAt.microseconds % hour == 0 && endedAt.microseconds - startedAt.microseconds == hour
        return isWhole ? Int16(startedAt.hour) : nil
    }
}
