import Bills
import Keys
import Store

/// Copies the charges of a load into its partition and gathers its items, which follow when the charges are through.
struct ChargeWriter: ~Copyable {
    private let loadID: Int64
    private var charges: CopyStream
    private var items: CopyStream
    private var fileNumber: Int32 = 0
    private var periodNumbers: [Int16] = []
    private var itemKeys: [Key128] = []
    private var resourceKeys: [String?] = []
    private var knownItems: Set<Key128> = []

    private static let chargeColumns = [
        "load_id", "period_number", "file_number", "row_number", "part", "item_key", "resource_key", "usage_date", "hour",
        "charge_period_started_at", "charge_period_ended_at", "consumed_quantity", "pricing_quantity",
        "commitment_discount_quantity", "billed_cost", "effective_cost", "contracted_cost", "list_cost",
        "pricing_currency_effective_cost", "provider_split_cost",
    ]

    init(_ connection: Connection, loadID: Int64) throws {
        self.loadID = loadID
        charges = try CopyStream(connection, table: "bill.charge_\(loadID)", columns: Self.chargeColumns)
        items = CopyStream(
            table: "load_item",
            columns: ["item_key", "resource_key"] + ItemField.allCases.map(\.columnName) + ["tags", "extras"])
    }

    /// Indexes of periods and items start anew with each file.
    mutating func startFile(number: Int) {
        fileNumber = Int32(number)
        periodNumbers = []
        itemKeys = []
        resourceKeys = []
    }

    mutating func write(_ batch: BillBatch, periods: inout PeriodTable) throws {
        for period in batch.periods { periodNumbers.append(periods.number(of: period)) }
        for item in batch.items {
            itemKeys.append(item.key)
            resourceKeys.append(item.resourceKey)
            if knownItems.insert(item.key).inserted { try write(item) }
        }
        for charge in batch.charges { try write(charge) }
    }

    /// Ends the charges and sends the items.
    mutating func finish(on connection: Connection) throws {
        try charges.finish()
        try items.start(on: connection)
        try items.finish()
    }

    private mutating func write(_ charge: Charge) throws {
        charges.startRow()
        charges.put(loadID)
        charges.put(periodNumbers[Int(charge.periodIndex)])
        charges.put(fileNumber)
        charges.put(charge.row)
        charges.put(charge.part)
        charges.put(itemKeys[Int(charge.itemIndex)])
        charges.put(resourceKeys[Int(charge.itemIndex)] ?? "charge:\(fileNumber):\(charge.row)")
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
        try charges.endRow()
    }

    private mutating func write(_ item: Item) throws {
        items.startRow()
        items.put(item.key)
        items.put(item.resourceKey)
        for field in ItemField.allCases { items.put(item[field]) }
        items.putJSON(JSONText.object(item.tags.map { ($0.key, $0.value) }))
        items.putJSON(JSONText.object(item.extras.map { ($0.name, Optional($0.value)) }))
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
