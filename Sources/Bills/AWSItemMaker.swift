import Glibc
import Money

/// Makes the item of a row of an AWS report.
final class AWSItemMaker {
    /// Which charge of a row an item is for.
    enum Part: Int {
        case whole
        case purchase
        case unused
        /// A container's part of a machine, which the charge names.
        case split
    }

    let lineType: Column
    let reservation: Column
    let splitParent: Column
    /// The columns that make the item, in the order of the header; the machine of a split row is not of it.
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
    private let writer = ItemWriter()
    private let fields: [(field: ItemField, first: Column, second: Column)]
    private let tags: [(column: Column, key: [UInt8])]
    private let tagsObject: Column
    private let extras: ItemColumns
    private let maps: AWSMaps

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
        fields = AWSColumns.fields.map { ($0, column($1[0]), $1.count > 1 ? column($1[1]) : .absent) }
        tags = AWSColumns.tagKeys(header.names).sorted { precedes($0.key, $1.key) }
            .map { (header.column($0.column), Array($0.key.utf8)) }
        tagsObject = header.column(AWSColumns.tagsObject)
        let own = AWSColumns.extraColumns(header.names)
        extras = ItemColumns(fields: [], extras: own.extras.map { (header.column($0.column), $0.name) })
        maps = AWSMaps(header)
        unknownColumns = own.unknown
        let singles = [
            lineType, reservation, savingsPlan, currency, productCode, usageType, resource, billType,
            billingEntity, legalEntity, unit, unblendedRate, listRate, tagsObject,
        ]
        let all =
            singles + fields.flatMap { [$0.first, $0.second] } + tags.map(\.column) + extras.columns
            + maps.columns
        columns = Set(all).subtracting([splitParent]).filter(\.isPresent).sorted { $0.index < $1.index }
    }

    /// The item of a row, or of a part of it, and the currency that it is billed in.
    func item(_ row: Row, _ type: AWSLineType, _ part: Part) throws(RowFault) -> (Item, Currency) {
        let code = try row.requiredText(currency)
        guard let billingCurrency = Currency(code) else { throw RowFault(currency, .notCurrency(code)) }
        writer.start()
        for (field, first, second) in fields {
            let cell = row.cell(first)
            writer.set(field, cell.isEmpty ? row.cell(second) : cell)
        }
        writer.set(.billingCurrency, row.cell(currency))
        try setService(row)
        try setPrices(row, type, part)
        setCategory(row, type, part)
        setCommitment(row, type, part)
        setResource(row, part)
        if writer.isNull(.regionID), let region = try maps.region(row) { writer.set(.regionID, region) }
        let others = try maps.extras(row) { extras.hasValue(of: $0, in: row) }
        try addTags(row)
        writer.startExtras()
        extras.addExtras(of: row, to: writer, with: others)
        return (writer.finish(), billingCurrency)
    }

    private func setService(_ row: Row) throws(RowFault) {
        let service = try row.requiredText(productCode)
        writer.set(.serviceName, row.cell(productCode))
        writer.set(.serviceCategory, awsServiceCategories[service] ?? "Other")
        guard hasText(row.cell(billingEntity), "AWS Marketplace") else {
            writer.set(.serviceProviderName, "AWS" as StaticString)
            return writer.set(.hostProviderName, "AWS" as StaticString)
        }
        let seller = row.cell(legalEntity)
        writer.set(.serviceProviderName, seller.isEmpty ? row.cell(billingEntity) : seller)
    }

    private func setCategory(_ row: Row, _ type: AWSLineType, _ part: Part) {
        let hasCommitment = !row.isEmpty(savingsPlan) || !row.isEmpty(reservation)
        writer.set(.chargeCategory, part == .unused ? "Usage" : type.category(hasCommitment: hasCommitment))
        writer.set(.chargeFrequency, part == .unused ? "Usage-Based" : type.frequency)
        if type == .refund || hasText(row.cell(billType), "Refund") {
            writer.set(.chargeClass, "Correction" as StaticString)
        }
    }

    private func setPrices(_ row: Row, _ type: AWSLineType, _ part: Part) throws(RowFault) {
        if part == .unused { return writer.set(.pricingCategory, "Committed" as StaticString) }
        let isSpot = type == .usage && contains(row.cell(usageType), "SpotUsage")
        guard let category = type.pricingCategory(isSpot: isSpot) else { return }
        writer.set(.pricingCategory, category)
        writer.set(.pricingUnit, row.cell(unit))
        if let price = try row.decimal(listRate) { writer.set(.listUnitPrice, price.description) }
        if type == .usage || type == .savingsPlanCoveredUsage, let price = try row.decimal(unblendedRate) {
            writer.set(.contractedUnitPrice, price.description)
        }
        if type == .usage || type.isCovered { writer.set(.consumedUnit, row.cell(unit)) }
    }

    private func setCommitment(_ row: Row, _ type: AWSLineType, _ part: Part) {
        let isPlan = !row.isEmpty(savingsPlan)
        guard isPlan || !row.isEmpty(reservation) else { return }
        writer.set(.commitmentDiscountID, row.cell(isPlan ? savingsPlan : reservation))
        writer.set(.commitmentDiscountType, isPlan ? "Savings Plan" as StaticString : "Reserved")
        writer.set(.commitmentDiscountCategory, isPlan ? "Spend" as StaticString : "Usage")
        if part == .unused {
            writer.set(.commitmentDiscountStatus, "Unused" as StaticString)
        } else if type.isCovered {
            writer.set(.commitmentDiscountStatus, "Used" as StaticString)
        }
    }

    /// A split row charges its container's part of the machine: the machine is the charge's resource, the container what
    /// it is allocated to.
    private func setResource(_ row: Row, _ part: Part) {
        guard part == .split else { return writer.set(.resourceID, row.cell(resource)) }
        writer.set(.allocatedResourceID, row.cell(resource))
        writer.set(.allocatedMethodID, "aws-split-cost-allocation" as StaticString)
    }

    /// Tags stand in a column per key, or all in one JSON object as the report's version 2 has it, or two.
    private func addTags(_ row: Row) throws(RowFault) {
        let hasColumns = tags.contains { !row.isEmpty($0.column) }
        var members = hasColumns ? [] : try tagsOfObject(row)
        let others = try maps.tags(row, withResourceTags: !hasColumns && members.isEmpty)
        guard !members.isEmpty || !others.isEmpty else {
            writer.startTags()
            for tag in tags where !row.isEmpty(tag.column) { writer.addTag(tag.key, row.cell(tag.column)) }
            return
        }
        for tag in tags where !row.isEmpty(tag.column) {
            members.append((String(decoding: tag.key, as: UTF8.self), row.text(tag.column)))
        }
        let taken = Set(members.map { Array($0.key.utf8) })
        // A resource may have a tag of the name that an account's has here.
        members += others.map { (taken.contains(Array($0.key.utf8)) ? "tags/" + $0.key : $0.key, $0.value) }
        writer.startTags()
        for member in members.sorted(by: { precedes($0.key, $1.key) }) { writer.addTag(member.key, member.value) }
    }

    private func tagsOfObject(_ row: Row) throws(RowFault) -> [(key: String, value: String?)] {
        let object = row.cell(tagsObject)
        if object.isEmpty { return [] }
        do {
            let members = try JSONObjectReader.members(of: object)
            return zip(AWSColumns.tagKeys(ofObject: members.map(\.key)), members).map { ($0, $1.value) }
        } catch { throw RowFault(tagsObject, .notJSONObject(error)) }
    }
}

/// Whether a cell is exactly this word.
private func hasText(_ cell: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
    cell.count == word.utf8CodeUnitCount && memcmp(cell.baseAddress!, word.utf8Start, cell.count) == 0
}

/// Whether a word stands somewhere in a cell.
private func contains(_ cell: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard cell.count >= length else { return false }
    return (0...cell.count - length).contains { memcmp(cell.baseAddress! + $0, word.utf8Start, length) == 0 }
}
