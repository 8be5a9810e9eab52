import Money

/// FOCUS 1.0 to 1.4, by the names in the header.
final class FOCUSMapper: RowMapper {
    let readsNull = true
    private let period: PeriodReader
    private let chargePeriod: ChargePeriodReader
    private let costs: (billed: Column, effective: Column, contracted: Column, list: Column, pricingCurrency: Column)
    private let quantities: (consumed: Column, pricing: Column, commitment: Column)
    private let itemMaker: FOCUSItemMaker
    private let columnsAbsent: [String]

    /// What every charge must have; the header must name them all.
    static let required = [
        "BilledCost", "EffectiveCost", "BillingCurrency", "BillingAccountId", "BillingPeriodStart", "BillingPeriodEnd",
        "ChargePeriodStart", "ChargePeriodEnd", "ChargeCategory",
    ]

    /// What FOCUS demands and a bill can be read without, in their old names where they changed.
    private static let mandatory = [
        "ContractedCost", "ListCost", "BillingAccountName", "ChargeClass", "ChargeDescription", "InvoiceIssuerName",
        "PricingQuantity", "PricingUnit", "ServiceCategory", "ServiceName",
    ]

    init(_ header: Header) {
        period = PeriodReader(
            account: header.column("BillingAccountId"), start: header.column("BillingPeriodStart"),
            end: header.column("BillingPeriodEnd"))
        chargePeriod = ChargePeriodReader(
            start: header.column("ChargePeriodStart"), end: header.column("ChargePeriodEnd"))
        costs = (
            header.column("BilledCost"), header.column("EffectiveCost"), header.column("ContractedCost"),
            header.column("ListCost"), header.column("PricingCurrencyEffectiveCost")
        )
        quantities = (
            header.column("ConsumedQuantity"), header.column("PricingQuantity"),
            header.column("CommitmentDiscountQuantity")
        )
        itemMaker = FOCUSItemMaker(header)
        var absent = Self.mandatory.filter { !header.column($0).isPresent }
        if !header.column("ServiceProviderName").isPresent, !header.column("ProviderName").isPresent {
            absent.append("ServiceProviderName")
        }
        columnsAbsent = absent
    }

    var columns: [Column] {
        period.columns + [chargePeriod.start.column, chargePeriod.end.column]
            + [costs.billed, costs.effective, costs.contracted, costs.list, costs.pricingCurrency]
            + [quantities.consumed, quantities.pricing, quantities.commitment] + itemMaker.columns
    }

    func map(_ row: Row, into sink: inout ChargeSink) throws(RowFault) {
        let (startedAt, endedAt) = try chargePeriod.read(row)
        var charge = Charge(
            periodIndex: 0, itemIndex: 0, row: row.number, startedAt: startedAt, endedAt: endedAt,
            billedCost: try row.requiredDecimal(costs.billed), effectiveCost: try row.requiredDecimal(costs.effective))
        charge.contractedCost = try row.decimal(costs.contracted)
        charge.listCost = try row.decimal(costs.list)
        charge.pricingCurrencyEffectiveCost = try row.decimal(costs.pricingCurrency)
        charge.consumedQuantity = try row.decimal(quantities.consumed)
        charge.pricingQuantity = try row.decimal(quantities.pricing)
        charge.commitmentDiscountQuantity = try row.decimal(quantities.commitment)
        charge.itemIndex = try sink.item(of: row, itemMaker.columns, part: 0) { () throws(RowFault) -> Item in
            try itemMaker.item(row)
        }
        charge.periodIndex = try period.read(row, into: &sink)
        sink.append(charge, isFirst: true)
    }

    func warnings(file: String) -> [BillWarning] {
        var warnings: [BillWarning] = []
        let unknown = itemMaker.unknownColumns
        if !unknown.isEmpty {
            let reason = BillWarning.Reason.unknownColumns(unknown)
            warnings.append(BillWarning(file: file, reason: reason, count: Int64(unknown.count)))
        }
        if !columnsAbsent.isEmpty {
            let reason = BillWarning.Reason.columnsAbsent(columnsAbsent)
            warnings.append(BillWarning(file: file, reason: reason, count: Int64(columnsAbsent.count)))
        }
        let readers = [period.start, period.end, chargePeriod.start, chargePeriod.end]
        if let row = readers.compactMap(\.rowWithoutOffset).min() {
            warnings.append(BillWarning(file: file, reason: .momentsWithoutOffset, count: row))
        }
        return warnings
    }
}

/// Makes the item of a FOCUS row.
struct FOCUSItemMaker {
    /// The columns that make the item, in the order of the header.
    let columns: [Column]
    /// Columns that FOCUS does not know and whose names do not start with `x_`.
    let unknownColumns: [String]
    private let fields: [Column]
    private let tags: Column
    private let extras: [(column: Column, name: String)]

    private static let chargeCategories = ["Usage", "Purchase", "Tax", "Credit", "Adjustment"]
    private static let chargeColumns: Set<String> = [
        "BilledCost", "EffectiveCost", "ContractedCost", "ListCost", "PricingCurrencyEffectiveCost",
        "ConsumedQuantity", "PricingQuantity", "CommitmentDiscountQuantity", "BillingPeriodStart", "BillingPeriodEnd",
        "ChargePeriodStart", "ChargePeriodEnd", "Tags",
    ]
    private static let prices: [ItemField] = [
        .listUnitPrice, .contractedUnitPrice, .pricingCurrencyListUnitPrice, .pricingCurrencyContractedUnitPrice,
    ]
    private static let objects: [ItemField] = [.allocatedTags, .allocatedMethodDetails]

    init(_ header: Header) {
        let known = Set(ItemField.allCases.map(\.focusName)).union(Self.chargeColumns)
        let others = header.names.filter { !known.contains($0) }
        var names = ExtraNames()
        // The provider's own x_ columns first: an unknown column must not take their names.
        let ordered = others.filter { $0.hasPrefix("x_") } + others.filter { !$0.hasPrefix("x_") }
        extras = ordered.map { (header.column($0), names.name(for: $0)) }
        unknownColumns = others.filter { !$0.hasPrefix("x_") }
        fields = ItemField.allCases.map { header.column($0.focusName) }
        tags = header.column("Tags")
        columns = (fields + extras.map(\.column) + [tags]).filter(\.isPresent).sorted { $0.index < $1.index }
    }

    /// The item of a row.
    func item(_ row: Row) throws(RowFault) -> Item {
        var values = fields.map { row.text($0) }
        func column(_ field: ItemField) -> Column { fields[field.rawValue] }
        let currency = try row.requiredText(column(.billingCurrency))
        guard Currency(currency) != nil else { throw RowFault(column(.billingCurrency), .notCurrency(currency)) }
        let category = try row.requiredText(column(.chargeCategory))
        guard Self.chargeCategories.contains(category) else {
            let allowed = Self.chargeCategories.joined(separator: ", ")
            throw RowFault(column(.chargeCategory), .notOneOf(category, allowed: allowed))
        }
        for field in Self.prices {
            values[field.rawValue] = try row.decimal(column(field))?.description
        }
        for field in Self.objects { _ = try members(row, column(field)) }
        fillNamesOfOldVersions(&values)
        let tags = try members(row, tags).map { Item.Tag(key: $0.key, value: $0.value) }
        let extras = extras.compactMap { extra in
            row.text(extra.column).map { Item.Extra(name: extra.name, value: $0) }
        }
        return Item(values: values, tags: tags, extras: extras)
    }

    /// ProviderName and PublisherName are what FOCUS 1.3 calls ServiceProviderName and HostProviderName.
    private func fillNamesOfOldVersions(_ values: inout [String?]) {
        let provider = ItemField.serviceProviderName.rawValue
        values[provider] = values[provider] ?? values[ItemField.providerName.rawValue]
        // A null HostProviderName means something where the column is there.
        if !fields[ItemField.hostProviderName.rawValue].isPresent {
            values[ItemField.hostProviderName.rawValue] = values[ItemField.publisherName.rawValue]
        }
    }

    private func members(_ row: Row, _ column: Column) throws(RowFault) -> [(key: String, value: String?)] {
        let cell = row.cell(column)
        if cell.isEmpty { return [] }
        do { return try JSONObjectReader.members(of: cell) } catch { throw RowFault(column, .notJSONObject(error)) }
    }
}
