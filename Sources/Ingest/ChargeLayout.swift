import Bills
import Store

/// Which columns the rows of a COPY have: those that every charge needs, and others once a batch needs them.
struct ChargeLayout: OptionSet {
    let rawValue: UInt8

    static let file = ChargeLayout(rawValue: 1)
    static let period = ChargeLayout(rawValue: 2)
    static let part = ChargeLayout(rawValue: 4)
    static let machine = ChargeLayout(rawValue: 8)
    static let commitment = ChargeLayout(rawValue: 16)
    static let pricingCurrency = ChargeLayout(rawValue: 32)

    /// What a batch needs; what it does not need has the table's default in every row.
    init(_ batch: BillBatch, fileNumber: Int32, periodNumbers: [Int16]) {
        var layout: ChargeLayout = fileNumber == 1 ? [] : .file
        if periodNumbers != [1] { layout.insert(.period) }
        for charge in batch.charges {
            if charge.part != 0 { layout.insert(.part) }
            if charge.machineIndex >= 0 || charge.providerSplitCost != nil { layout.insert(.machine) }
            if charge.commitmentDiscountQuantity != nil { layout.insert(.commitment) }
            if charge.pricingCurrencyEffectiveCost != nil { layout.insert(.pricingCurrency) }
        }
        self = layout
    }

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The columns, in the order in which a row has them.
    var columns: [String] {
        var columns = [
            "row_number", "item_key", "usage_date", "hour", "charge_period_started_at", "charge_period_ended_at",
            "repeats", "billed_cost", "effective_cost", "contracted_cost", "list_cost", "consumed_quantity", "pricing_quantity",
        ]
        if contains(.file) { columns.append("file_number") }
        if contains(.period) { columns.append("period_number") }
        if contains(.part) { columns.append("part") }
        if contains(.machine) { columns += ["resource_id", "resource_key", "provider_split_cost"] }
        if contains(.commitment) { columns.append("commitment_discount_quantity") }
        if contains(.pricingCurrency) { columns.append("pricing_currency_effective_cost") }
        return columns
    }

    /// How many bytes a row takes at most, without its texts: no field needs more than a number.
    static let rowBytesMax = 24 * WireRow.numericBytesMax
}
