import Money

/// Makes the item of a row of an OCI cost report.
final class OCIItemMaker {
    /// The columns that make the item of a line that is no correction, in the order of the header.
    let columns: [Column]
    /// The same with the reference to the corrected line, which is another on each.
    let correctionColumns: [Column]
    /// Columns that Oracle does not document.
    let unknownColumns: [String]
    private let correction: Column
    private let backReference: Column
    let currency: Column
    /// What lines without a currency are billed in.
    var currencyOfOthers: Currency?
    private let service: Column
    private let unit: Column
    private let price: Column
    private let account: [Column]
    private let own: ItemColumns
    private let extrasOfCorrection: ItemColumns
    private let tags: [(column: Column, key: [UInt8])]
    private let writer = ItemWriter()

    private static let fields: [(ItemField, [String])] = [
        (.subAccountID, ["lineItem/tenantId"]), (.serviceName, ["product/service"]),
        (.chargeDescription, ["product/Description"]), (.regionID, ["product/region"]),
        (.availabilityZone, ["product/availabilityDomain"]), (.resourceID, ["product/resourceId"]),
        (.skuID, ["cost/productSku"]),
    ]

    private static let extras: [(column: String, name: String)] = [
        ("product/compartmentId", "x_compartment_id"), ("product/compartmentName", "x_compartment_name"),
        ("cost/billingUnitReadable", "x_billing_unit"), ("cost/overageFlag", "x_overage_flag"),
        ("product/resource", "x_product_resource"),
    ]

    private static let read = [
        "lineItem/referenceNo", "lineItem/backreferenceNo", "lineItem/isCorrection", "lineItem/intervalUsageStart",
        "lineItem/intervalUsageEnd", "usage/billedQuantity", "usage/billedQuantityOverage", "cost/subscriptionId",
        "cost/unitPrice", "cost/unitPriceOverage", "cost/myCost", "cost/myCostOverage", "cost/currencyCode",
        "cost/skuUnitDescription",
    ]

    init(_ header: Header, account: [Column]) {
        func column(_ name: String) -> Column { header.foldedColumn(name) }
        correction = column("lineItem/isCorrection")
        backReference = column("lineItem/backreferenceNo")
        currency = column("cost/currencyCode")
        service = column("product/service")
        unit = column("cost/skuUnitDescription")
        price = column("cost/unitPrice")
        self.account = account
        let known = Set(
            (Self.read + Self.fields.flatMap(\.1) + Self.extras.map(\.column)).map(folded))
        unknownColumns = header.names.filter { !OCIMapper.isTag($0) && !known.contains(folded($0)) }
        var taken = ExtraNames()
        var extras = Self.extras.map { (column: column($0.column), name: taken.name(for: $0.name)) }
        for name in unknownColumns { extras.append((header.column(name), taken.name(for: name))) }
        let fields = Self.fields.map { ($0, $1.map(column).filter(\.isKnown)) }
        own = ItemColumns(fields: fields, extras: extras)
        extrasOfCorrection = ItemColumns(
            fields: [], extras: extras + [(backReference, taken.name(for: "x_backreference_no"))])
        tags = header.names.filter(OCIMapper.isTag).map { ($0, String($0.dropFirst("tags/".count))) }
            .sorted { precedes($0.1, $1.1) }.map { (header.column($0), Array($1.utf8)) }
        columns =
            ([correction, currency, service, unit, price] + account + own.columns + tags.map(\.column)).inOrder
        correctionColumns = (columns + [backReference]).inOrder
    }

    var allColumns: [Column] { correctionColumns }

    /// Whether a row corrects another.
    func isCorrection(_ row: Row) throws(RowFault) -> Bool {
        switch row.text(correction).map(folded) {
        case nil, "false": return false
        case "true": return true
        case let word?: throw RowFault(correction, .notOneOf(word, allowed: "true, false"))
        }
    }

    /// The item of a row and the currency that it is billed in.
    func item(_ row: Row, isCorrection: Bool) throws(RowFault) -> (Item, Currency) {
        writer.start()
        own.setFields(of: row, in: writer)
        let code = try setCurrency(row)
        if let column = account.first(where: { !row.isEmpty($0) }) { writer.set(.billingAccountID, row.cell(column)) }
        let name = try row.requiredText(service)
        writer.set(.serviceCategory, ociServiceCategories[folded(name)] ?? "Other")
        writer.set(.serviceProviderName, "Oracle" as StaticString)
        writer.set(.hostProviderName, "Oracle" as StaticString)
        writer.set(.invoiceIssuerName, "Oracle" as StaticString)
        writer.set(.chargeCategory, "Usage" as StaticString)
        writer.set(.chargeFrequency, "Usage-Based" as StaticString)
        writer.set(.pricingCategory, "Standard" as StaticString)
        if isCorrection { writer.set(.chargeClass, "Correction" as StaticString) }
        writer.set(.consumedUnit, row.cell(unit))
        writer.set(.pricingUnit, row.cell(unit))
        if let price = try row.decimal(price) {
            writer.set(.contractedUnitPrice, price.description)
            writer.set(.listUnitPrice, price.description)
        }
        writer.startTags()
        for tag in tags where !row.isEmpty(tag.column) { writer.addTag(tag.key, row.cell(tag.column)) }
        writer.startExtras()
        (isCorrection ? extrasOfCorrection : own).addExtras(of: row, to: writer)
        return (writer.finish(), code)
    }

    private func setCurrency(_ row: Row) throws(RowFault) -> Currency {
        guard row.isEmpty(currency), let other = currencyOfOthers else { return try writer.setCurrency(row, currency) }
        writer.set(.billingCurrency, "\(other)")
        return other
    }
}

/// FOCUS ServiceCategory of OCI's services, in small letters; others are Other.
private let ociServiceCategories: [String: String] = [
    "analytics": "Analytics", "api_gateway": "Integration", "autonomous_database": "Databases",
    "bigdata": "Analytics", "block_storage": "Storage", "compute": "Compute", "container_engine": "Compute",
    "data_flow": "Analytics", "data_science": "AI and Machine Learning", "database": "Databases",
    "dns": "Networking", "exadata": "Databases", "fastconnect": "Networking", "file_storage": "Storage",
    "functions": "Compute", "integration": "Integration", "kms": "Security", "load_balancer": "Networking",
    "logging": "Management and Governance", "mysql": "Databases", "network": "Networking", "nosql": "Databases",
    "object_storage": "Storage", "objectstore": "Storage", "oke": "Compute", "streaming": "Integration",
    "oracle_streaming_service": "Integration", "telemetry": "Management and Governance", "vault": "Security",
    "waf": "Security",
]
