import Money

/// FOCUS 1.0 to 1.4, by the names in the header.
final class FOCUSMapper: RowMapper {
    let readsNull = true
    private let period: PeriodReader
    private let chargePeriod: ChargePeriodReader
    private let costs: (billed: Column, effective: Column, contracted: Column, list: Column, pricingCurrency: Column)
    private let quantities: (consumed: Column, pricing: Column, commitment: Column)
    private let itemMaker: FOCUSItemMaker
    private let slashDates: FOCUSDates
    private let amounts: FOCUSAmounts
    private let columnsAbsent: [String]
    /// Which costs chargeback's own export filled by the rule of FOCUS, because the bill had none.
    private let costsByRule: Column

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
            FOCUSPreview.column("ConsumedQuantity", in: header), header.column("PricingQuantity"),
            header.column("CommitmentDiscountQuantity")
        )
        amounts = FOCUSAmounts(currency: header.column("BillingCurrency"))
        itemMaker = FOCUSItemMaker(header, amounts)
        slashDates = FOCUSDates(start: period.start.column, end: period.end.column)
        for reader in [period.start, period.end, chargePeriod.start, chargePeriod.end] { reader.slashDates = slashDates }
        func isKnown(_ name: String) -> Bool { FOCUSPreview.column(name, in: header).isKnown }
        var absent = Self.mandatory.filter { !isKnown($0) }
        if !isKnown("ServiceProviderName"), !isKnown("ProviderName") { absent.append("ServiceProviderName") }
        if FOCUSPreview.subcategory(in: header).isKnown { absent.removeAll { $0 == "ChargeClass" } }
        columnsAbsent = absent
        costsByRule = header.column("x_CostsByRule")
    }

    var itemColumns: [Column] { itemMaker.columns }

    var columns: [Column] {
        period.columns + [chargePeriod.start.column, chargePeriod.end.column]
            + [costs.billed, costs.effective, costs.contracted, costs.list, costs.pricingCurrency, costsByRule]
            + [quantities.consumed, quantities.pricing, quantities.commitment] + itemMaker.columns
    }

    func map(_ row: Row, into sink: inout ChargeSink) throws(RowFault) {
        let (startedAt, endedAt) = try chargePeriod.read(row)
        var charge = Charge(
            periodIndex: 0, itemIndex: 0, row: row.number, startedAt: startedAt, endedAt: endedAt,
            billedCost: try amounts.required(row, costs.billed), effectiveCost: try amounts.required(row, costs.effective))
        let isByRule = costsOfRule(row)
        // What a rule filled is no cost of the bill, but has to be a number all the same.
        let (contracted, list) = (try amounts.decimal(row, costs.contracted), try amounts.decimal(row, costs.list))
        (charge.contractedCost, charge.listCost) = (isByRule.contracted ? nil : contracted, isByRule.list ? nil : list)
        charge.pricingCurrencyEffectiveCost = try amounts.decimal(row, costs.pricingCurrency)
        charge.consumedQuantity = try amounts.decimal(row, quantities.consumed)
        charge.pricingQuantity = try amounts.decimal(row, quantities.pricing)
        charge.commitmentDiscountQuantity = try amounts.decimal(row, quantities.commitment)
        charge.itemIndex = try sink.item(of: row, itemMaker.columns, part: 0) {
            () throws(RowFault) -> (Item, Currency) in
            try itemMaker.item(row)
        }
        charge.periodIndex = try period.read(row, into: &sink)
        sink.append(charge, isFirst: true)
    }

    private func costsOfRule(_ row: Row) -> (contracted: Bool, list: Bool) {
        guard costsByRule.isPresent, let words = row.text(costsByRule)?.split(separator: " ") else { return (false, false) }
        return (words.contains("ContractedCost"), words.contains("ListCost"))
    }

    func warnings(file: String) -> [BillWarning] {
        var warnings: [BillWarning] = []
        let unknown = itemMaker.unknownColumns
        if !unknown.isEmpty {
            let reason = BillWarning.Reason.unknownColumns(unknown)
            warnings.append(BillWarning(file: file, reason: reason, count: Int64(unknown.count)))
        }
        let ofLine = itemMaker.columnsOfLine
        if !ofLine.isEmpty {
            warnings.append(BillWarning(file: file, reason: .columnsOfLine(ofLine), count: Int64(ofLine.count)))
        }
        if !columnsAbsent.isEmpty {
            let reason = BillWarning.Reason.columnsAbsent(columnsAbsent)
            warnings.append(BillWarning(file: file, reason: reason, count: Int64(columnsAbsent.count)))
        }
        let readers = [period.start, period.end, chargePeriod.start, chargePeriod.end]
        if let row = readers.compactMap(\.rowWithoutOffset).min() {
            warnings.append(BillWarning(file: file, reason: .momentsWithoutOffset, count: row))
        }
        if let order = slashDates.order {
            let reason = BillWarning.Reason.datesWithSlashes(isMonthFirst: order == .monthFirst)
            warnings.append(BillWarning(file: file, reason: reason, count: 1))
        }
        if itemMaker.bracelessCount > 0 {
            warnings.append(BillWarning(file: file, reason: .tagsWithoutBraces, count: itemMaker.bracelessCount))
        }
        if amounts.formattedCount > 0 {
            warnings.append(BillWarning(file: file, reason: .formattedAmounts, count: amounts.formattedCount))
        }
        return warnings
    }
}
