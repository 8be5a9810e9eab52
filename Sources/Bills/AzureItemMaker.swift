import Money

/// Makes the item of a row of Azure cost details.
final class AzureItemMaker {
    /// The columns that make the item, in the order of the header.
    let columns: [Column]
    /// Columns that Microsoft does not document.
    let unknownColumns: [String]
    let chargeType: Column
    let pricingModel: Column
    let reservation: Column
    let unit: Column
    let unitPrice: Column
    let listPrice: Column
    private let currency: Column
    private let pricingCurrency: Column
    private let frequency: Column
    private let family: Column
    private let location: Column
    private let resource: [Column]
    private let resourceType: Column
    private let tags: Column
    private let publisherType: Column
    private let publisher: Column
    private let partner: Column
    private let account: [Column]
    private let own: ItemColumns
    private let writer = ItemWriter()

    init(_ names: ColumnNames, account: [Column]) {
        chargeType = names.column(AzureColumns.chargeType)
        pricingModel = names.column(AzureColumns.pricingModel)
        reservation = names.column(AzureColumns.reservation)
        unit = names.column(AzureColumns.unit)
        unitPrice = names.column(AzureColumns.unitPrice)
        listPrice = names.column(AzureColumns.listPrice)
        currency = names.column(AzureColumns.currency)
        pricingCurrency = names.column(AzureColumns.pricingCurrency)
        frequency = names.column(AzureColumns.frequency)
        family = names.column(AzureColumns.family)
        location = names.column(AzureColumns.location)
        resource = names.columns(AzureColumns.resource)
        resourceType = names.column(AzureColumns.resourceType)
        tags = names.column(AzureColumns.tags)
        publisherType = names.column(AzureColumns.publisherType)
        publisher = names.column(AzureColumns.publisher)
        partner = names.column(AzureColumns.partner)
        self.account = account
        let extras = AzureColumns.extras(names)
        unknownColumns = extras.unknown
        own = ItemColumns(fields: AzureColumns.fields.map { ($0, names.columns($1)) }, extras: extras.extras)
        let singles = [
            chargeType, pricingModel, reservation, unit, unitPrice, listPrice, currency, pricingCurrency, frequency,
            family, location, resourceType, tags, publisherType, publisher, partner,
        ]
        columns = (singles + resource + account + own.columns).inOrder
    }

    /// Whether prices are in the currency of the bill: elsewhere they are not taken.
    func hasPricesOfBill(_ row: Row) -> Bool {
        let pricing = row.cell(pricingCurrency)
        return pricing.isEmpty || pricing.elementsEqual(row.cell(currency))
    }

    /// The item of a row and the currency that it is billed in.
    func item(
        _ row: Row, _ type: AzureChargeType, _ commitment: AzureCommitment?
    ) throws(RowFault) -> (Item, Currency) {
        writer.start()
        own.setFields(of: row, in: writer)
        let code = try writer.setCurrency(row, currency)
        if let column = account.first(where: { !row.isEmpty($0) }) { writer.set(.billingAccountID, row.cell(column)) }
        setProviders(row)
        setCategory(row, type)
        setCommitment(row, type, commitment)
        try setPrices(row, type, commitment)
        setPlace(row)
        let members = try tags(row)
        writer.startTags()
        for tag in members.sorted(by: { precedes($0.key, $1.key) }) { writer.addTag(tag.key, tag.value) }
        writer.startExtras()
        own.addExtras(of: row, to: writer)
        return (writer.finish(), code)
    }

    private func setProviders(_ row: Row) {
        let isMarketplace = row.text(publisherType).map(folded) == "marketplace" && !row.isEmpty(publisher)
        if isMarketplace {
            writer.set(.serviceProviderName, row.cell(publisher))
        } else {
            writer.set(.serviceProviderName, "Microsoft" as StaticString)
            writer.set(.hostProviderName, "Microsoft" as StaticString)
        }
        if row.isEmpty(partner) {
            writer.set(.invoiceIssuerName, "Microsoft" as StaticString)
        } else {
            writer.set(.invoiceIssuerName, row.cell(partner))
        }
    }

    private func setCategory(_ row: Row, _ type: AzureChargeType) {
        writer.set(.chargeCategory, type.category)
        if type == .refund { writer.set(.chargeClass, "Correction" as StaticString) }
        switch row.text(frequency).map(lettersOfEnglishName) {
        case "usagebased": writer.set(.chargeFrequency, "Usage-Based" as StaticString)
        case "onetime": writer.set(.chargeFrequency, "One-Time" as StaticString)
        case "recurring": writer.set(.chargeFrequency, "Recurring" as StaticString)
        default: if type.isUsage { writer.set(.chargeFrequency, "Usage-Based" as StaticString) }
        }
    }

    private func setCommitment(_ row: Row, _ type: AzureChargeType, _ commitment: AzureCommitment?) {
        guard let commitment else {
            writer.set(.commitmentDiscountID, "" as String)
            return writer.set(.commitmentDiscountName, "" as String)
        }
        let isPlan = commitment == .savingsPlan
        writer.set(.commitmentDiscountType, isPlan ? "Savings Plan" as StaticString : "Reservation")
        writer.set(.commitmentDiscountCategory, isPlan ? "Spend" as StaticString : "Usage")
        if type.isUsage { writer.set(.commitmentDiscountStatus, type == .unused ? "Unused" as StaticString : "Used") }
    }

    private func setPrices(
        _ row: Row, _ type: AzureChargeType, _ commitment: AzureCommitment?
    ) throws(RowFault) {
        guard type.isUsage || type == .purchase else { return writer.set(.pricingUnit, "" as String) }
        if type.isUsage, commitment != nil {
            writer.set(.pricingCategory, "Committed" as StaticString)
        } else {
            let isSpot = row.text(pricingModel).map(folded) == "spot"
            writer.set(.pricingCategory, isSpot ? "Dynamic" as StaticString : "Standard")
        }
        if type == .usage, let text = row.text(unit) {
            writer.set(.consumedUnit, AzureUnit(text)?.unit ?? text)
        }
        guard hasPricesOfBill(row) else { return }
        if let price = try row.decimal(unitPrice), !price.isZero {
            writer.set(.contractedUnitPrice, price.description)
        }
        if let price = try row.decimal(listPrice), !price.isZero { writer.set(.listUnitPrice, price.description) }
    }

    /// Region, kind of resource, category of service.
    private func setPlace(_ row: Row) {
        if let region = row.text(location) {
            writer.set(.regionID, String(folded(region).filter { $0 != " " }))
        }
        if let type = row.text(resourceType)
            ?? resource.first(where: { !row.isEmpty($0) })
            .flatMap({ row.text($0) }).flatMap(azureResourceType)
        {
            writer.set(.resourceType, type)
        }
        writer.set(.serviceCategory, row.text(family).flatMap { azureServiceCategories[folded($0)] } ?? "Other")
    }

    /// Tags are a JSON object, most often without its braces.
    private func tags(_ row: Row) throws(RowFault) -> [(key: String, value: String?)] {
        let cell = row.cell(tags)
        // An empty JSON text is the word of some exports for no tags.
        if cell.isEmpty || cell.elementsEqual("\"\"".utf8) { return [] }
        do {
            if cell.first(where: { $0 != 0x20 }) == UInt8(ascii: "{") { return try JSONObjectReader.members(of: cell) }
            return try JSONObjectReader.members(inBraces: cell)
        } catch { throw RowFault(tags, .notJSONObject(error)) }
    }
}

/// `Microsoft.Compute/virtualMachines` of a resource's id: what stands behind its last `/providers/`, names left out.
private func azureResourceType(_ id: String) -> String? {
    let parts = id.split(separator: "/")
    guard let place = parts.lastIndex(where: { folded(String($0)) == "providers" }), place + 2 < parts.count else {
        return nil
    }
    let behind = parts[(place + 1)...]
    let kinds = behind.enumerated().filter { $0.offset == 0 || $0.offset % 2 == 1 }.map(\.element)
    return kinds.joined(separator: "/")
}
