import Bills
import Keys
import Store

/// Which columns the rows of a COPY have: those that every charge needs, and others once a batch needs them.
struct ChargeLayout: OptionSet {
    let rawValue: UInt16

    static let file = ChargeLayout(rawValue: 1)
    static let period = ChargeLayout(rawValue: 2)
    static let part = ChargeLayout(rawValue: 4)
    static let moments = ChargeLayout(rawValue: 8)
    static let pricingQuantity = ChargeLayout(rawValue: 16)
    static let machine = ChargeLayout(rawValue: 32)
    static let split = ChargeLayout(rawValue: 64)
    static let commitment = ChargeLayout(rawValue: 128)
    static let pricingCurrency = ChargeLayout(rawValue: 256)
    static let unused = ChargeLayout(rawValue: 512)

    /// What a batch needs; what it does not need has the table's default in every row.
    init(_ batch: BillBatch, fileNumber: Int32, periodNumbers: [Int16]) {
        var layout: ChargeLayout = fileNumber == 1 ? [] : .file
        if periodNumbers != [1] { layout.insert(.period) }
        if !batch.machines.isEmpty { layout.insert(.machine) }
        var moment = ChargeMoment()
        for charge in batch.charges {
            moment.set(charge.startedAt, charge.endedAt)
            if moment.hour == nil { layout.insert(.moments) }
            if charge.part != 0 { layout.insert(.part) }
            if charge.pricingQuantity != charge.consumedQuantity { layout.insert(.pricingQuantity) }
            if charge.providerSplitCost != nil { layout.insert(.split) }
            if charge.providerUnusedCost != nil { layout.insert(.unused) }
            if charge.commitmentDiscountQuantity != nil { layout.insert(.commitment) }
            if charge.pricingCurrencyEffectiveCost != nil { layout.insert(.pricingCurrency) }
        }
        self = layout
    }

    init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The columns, in the order in which a row has them.
    var columns: [String] {
        var columns = [
            "row_number", "item_key", "usage_date", "hour", "repeats", "billed_cost", "effective_cost", "contracted_cost",
            "list_cost", "consumed_quantity",
        ]
        if contains(.file) { columns.append("file_number") }
        if contains(.period) { columns.append("period_number") }
        if contains(.part) { columns.append("part") }
        if contains(.moments) { columns += ["charge_period_started_at", "charge_period_ended_at"] }
        if contains(.pricingQuantity) { columns.append("pricing_quantity") }
        if contains(.machine) { columns += ["resource_id", "resource_key"] }
        if contains(.split) { columns.append("provider_split_cost") }
        if contains(.unused) { columns.append("provider_unused_cost") }
        if contains(.commitment) { columns.append("commitment_discount_quantity") }
        if contains(.pricingCurrency) { columns.append("pricing_currency_effective_cost") }
        return columns
    }

    /// How many bytes a row takes at most, without its texts: no field needs more than a number.
    static let rowBytesMax = 24 * WireRow.numericBytesMax
}

/// A charge period with its day, and its hour where it is exactly one UTC hour.
struct ChargeMoment {
    private(set) var startedAt = Instant(seconds: 0)
    private(set) var endedAt = Instant(seconds: 0)
    private(set) var date = Instant(seconds: 0).date
    private(set) var hour: Int16?

    /// Most lines repeat the period of the line before.
    mutating func set(_ start: Instant, _ end: Instant) {
        if start == startedAt, end == endedAt { return }
        (startedAt, endedAt, date) = (start, end, start.date)
        let length: Int64 = 3_600_000_000
        let isWhole = start.microseconds % length == 0 && end.microseconds - start.microseconds == length
        hour = isWhole ? Int16(start.hour) : nil
    }
}
