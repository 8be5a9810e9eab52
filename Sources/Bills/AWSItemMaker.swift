import Money

/// Makes the item of a row of an AWS report.
struct AWSItemMaker {
    /// Which charge of a row an item is for.
    enum Part: Int {
        case whole
        case purchase
        case unused
    }

    let lineType: Column
    let reservation: Column
    let splitParent: Column
    /// The columns that make the item, in the order of the header.
    let columns: [Column]
    /// Columns of no category that AWS documents.
    let unknownColumns: [String]
    private let savingsPlan: Column
    private let currency: Column
    private let productCode: Column
    private let usageType: Column
    private let resource: Column
    private let billType: Column
    private let billingEntity: Column
    private let legalEntity: Column
    private let unit: Column
    private let unblendedRate: Column
    private let listRate: Column
    private let fields: [(field: ItemField, columns: [Column])]
    private let tags: [(column: Column, key: String)]
    private let extras: [(column: Column, name: String)]

    init(_ header: Header) {
        func column(_ name: String) -> Column { header.foldedColumn(name) }
        lineType = column("lineItem/LineItemType")
        reservation = column("reservation/ReservationARN")
        savingsPlan = column("savingsPlan/SavingsPlanARN")
        splitParent = column("splitLineItem/ParentResourceId")
        currency = column("lineItem/CurrencyCode")
        productCode = column("lineItem/ProductCode")
        usageType = column("lineItem/UsageType")
        resource = column("lineItem/ResourceId")
        billType = column("bill/BillType")
        billingEntity = column("bill/BillingEntity")
        legalEntity = column("lineItem/LegalEntity")
        unit = column("pricing/unit")
        unblendedRate = column("lineItem/UnblendedRate")
        listRate = column("pricing/publicOnDemandRate")
        fields = AWSColumns.fields.map { field, names in (field, names.map(column).filter(\.isPresent)) }
        tags = AWSColumns.tagKeys(header.names).map { (header.column($0.column), $0.key) }
        let own = AWSColumns.extraColumns(header.names)
        extras = own.extras.map { (header.column($0.column), $0.name) }
        unknownColumns = own.unknown
        let singles = [
            lineType, reservation, savingsPlan, splitParent, currency, productCode, usageType, resource, billType,
            billingEntity, legalEntity, unit, unblendedRate, listRate,
        ]
        let all = singles + fields.flatMap(\.columns) + tags.map(\.column) + extras.map(\.column)
        columns = Set(all).filter(\.isPresent).sorted { $0.index < $1.index }
    }

    /// The item of a row, or of a part of it.
    func item(_ row: Row, _ type: AWSLineType, _ part: Part) throws(RowFault) -> Item {
        let code = try row.requiredText(currency)
        guard Currency(code) != nil else { throw RowFault(currency, .notCurrency(code)) }
        var values = [String?](repeating: nil, count: ItemField.allCases.count)
        func set(_ field: ItemField, _ value: String?) { values[field.rawValue] = value }
        for (field, columns) in fields { set(field, columns.lazy.compactMap { row.text($0) }.first) }
        set(.billingCurrency, code)
        let entity = row.text(billingEntity)
        let isMarketplace = entity == "AWS Marketplace"
        set(.serviceProviderName, isMarketplace ? row.text(legalEntity) ?? entity : "AWS")
        set(.hostProviderName, isMarketplace ? nil : "AWS")
        let service = try row.requiredText(productCode)
        set(.serviceName, service)
        set(.serviceCategory, awsServiceCategories[service] ?? "Other")
        try setPrices(row, type, part, &values)
        setCategory(row, type, part, &values)
        setCommitment(row, type, part, &values)
        setResource(row, &values)
        let tags = tags.compactMap { tag in row.text(tag.column).map { Item.Tag(key: tag.key, value: $0) } }
        let extras = extras.compactMap { extra in
            row.text(extra.column).map { Item.Extra(name: extra.name, value: $0) }
        }
        return Item(values: values, tags: tags, extras: extras)
    }

    private func setCategory(_ row: Row, _ type: AWSLineType, _ part: Part, _ values: inout [String?]) {
        let hasCommitment = !row.isEmpty(savingsPlan) || !row.isEmpty(reservation)
        let category = part == .unused ? "Usage" : type.category(hasCommitment: hasCommitment)
        values[ItemField.chargeCategory.rawValue] = category
        let isCorrection = type == .refund || row.text(billType) == "Refund"
        values[ItemField.chargeClass.rawValue] = isCorrection ? "Correction" : nil
        values[ItemField.chargeFrequency.rawValue] = part == .unused ? "Usage-Based" : type.frequency
    }

    private func setPrices(
        _ row: Row, _ type: AWSLineType, _ part: Part, _ values: inout [String?]
    ) throws(RowFault) {
        if part == .unused {
            values[ItemField.pricingCategory.rawValue] = "Committed"
            return
        }
        let isSpot = row.text(usageType)?.contains("SpotUsage") ?? false
        let category = type.pricingCategory(isSpot: isSpot)
        values[ItemField.pricingCategory.rawValue] = category
        guard category != nil else { return }
        values[ItemField.pricingUnit.rawValue] = row.text(unit)
        values[ItemField.listUnitPrice.rawValue] = try row.decimal(listRate)?.description
        if type == .usage || type == .savingsPlanCoveredUsage {
            values[ItemField.contractedUnitPrice.rawValue] = try row.decimal(unblendedRate)?.description
        }
        if type == .usage || type.isCovered { values[ItemField.consumedUnit.rawValue] = row.text(unit) }
    }

    private func setCommitment(_ row: Row, _ type: AWSLineType, _ part: Part, _ values: inout [String?]) {
        let plan = row.text(savingsPlan)
        guard let commitment = plan ?? row.text(reservation) else { return }
        values[ItemField.commitmentDiscountID.rawValue] = commitment
        values[ItemField.commitmentDiscountType.rawValue] = plan != nil ? "Savings Plan" : "Reserved"
        values[ItemField.commitmentDiscountCategory.rawValue] = plan != nil ? "Spend" : "Usage"
        if part == .unused {
            values[ItemField.commitmentDiscountStatus.rawValue] = "Unused"
        } else if type.isCovered {
            values[ItemField.commitmentDiscountStatus.rawValue] = "Used"
        }
    }

    /// A split row charges its container's part of the machine: the machine is the resource, the container what it
    /// is allocated to.
    private func setResource(_ row: Row, _ values: inout [String?]) {
        guard let parent = row.text(splitParent) else {
            values[ItemField.resourceID.rawValue] = row.text(resource)
            return
        }
        values[ItemField.resourceID.rawValue] = parent
        values[ItemField.allocatedResourceID.rawValue] = row.text(resource)
        values[ItemField.allocatedMethodID.rawValue] = "aws-split-cost-allocation"
    }
}
