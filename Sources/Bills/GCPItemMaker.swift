import Money

/// Makes the items of a row of Google Cloud's billing export.
final class GCPItemMaker {
    /// The columns that make the item of a line, in the order of the header.
    let columns: [Column]
    /// Columns that Google does not document.
    let unknownColumns: [String]
    let costType: Column
    private let currency: Column
    private let adjustment: [Column]
    private let seller: Column
    private let labels: Column
    private let otherLabels: [(prefix: String, column: Column)]
    private let usageUnit: Column
    private let pricingUnit: Column
    private let own: ItemColumns
    private let service: Column
    private let writer = ItemWriter()

    private static let fields: [(ItemField, [String])] = [
        (.billingAccountID, ["billing_account_id"]), (.subAccountID, ["project.id"]),
        (.subAccountName, ["project.name"]), (.serviceName, ["service.description"]),
        (.chargeDescription, ["sku.description"]), (.skuID, ["sku.id"]),
        (.regionID, ["location.region", "location.location"]), (.availabilityZone, ["location.zone"]),
        (.resourceID, ["resource.global_name", "resource.name"]), (.resourceName, ["resource.name"]),
    ]

    private static let extras = [
        "service.id", "cost_type", "location.location", "location.country", "project.number",
        "project.ancestry_numbers", "project.ancestors", "transaction_type", "seller_name", "usage.pricing_unit",
        "adjustment_info.id", "adjustment_info.description", "adjustment_info.mode", "adjustment_info.type",
        "adjustment_info", "consumption_model.id", "consumption_model.description", "subscription.instance_id",
        "tags", "price.unit", "project.labels",
    ]

    /// Columns that are read as something else, or that differ on every line.
    private static let read = [
        "usage_start_time", "usage_end_time", "export_time", "partition_date", "partition_time", "_PARTITIONTIME",
        "_PARTITIONDATE", "cost", "cost_at_list", "cost_at_effective_price_default",
        "cost_at_list_consumption_model", "currency", "currency_conversion_rate", "usage.amount", "usage.unit",
        "usage.amount_in_pricing_units", "credits", "invoice.month", "invoice.publisher_type", "labels",
        "system_labels", "price.effective_price", "price.tier_start_amount", "price.pricing_unit_quantity",
        "price.list_price", "price.effective_price_default", "price.list_price_consumption_model", "price",
        "cost_at_list_currency",
    ] + GCPCreditColumns.names

    init(_ names: ColumnNames) {
        costType = names.column("cost_type")
        currency = names.column("currency")
        adjustment = names.columns(["adjustment_info.id", "adjustment_info.type"])
        seller = names.column("seller_name")
        labels = names.column("labels")
        otherLabels = [
            ("project.labels/", names.column("project.labels")), ("system_labels/", names.column("system_labels")),
            ("tags/", names.column("tags")),
        ].filter(\.1.isPresent).map { (prefix: $0.0, column: $0.1) }
        usageUnit = names.column("usage.unit")
        pricingUnit = names.column("usage.pricing_unit")
        service = names.column("service.description")
        let notExtras = Set(
            (Self.read + Self.fields.flatMap(\.1) + ["tags", "project.labels", "usage.pricing_unit"])
                .map(GCPMapper.spelling)
        ).subtracting([GCPMapper.spelling("location.location")])
        let documented = Set(Self.extras.map(GCPMapper.spelling))
        var taken = ExtraNames()
        let rest = names.all.filter { !notExtras.contains($0.spelled) }
        let ordered = rest.filter { documented.contains($0.spelled) } + rest.filter { !documented.contains($0.spelled) }
        own = ItemColumns(
            fields: Self.fields.map { ($0, names.columns($1)) },
            extras: ordered.map { ($0.column, taken.name(for: $0.spelled)) })
        unknownColumns = rest.filter { !documented.contains($0.spelled) }.map(\.name)
        let singles = [costType, currency, seller, labels, usageUnit, pricingUnit, service]
        columns = (singles + adjustment + otherLabels.map(\.column) + own.columns).inOrder
    }

    /// The item of a line, or of one of its credits, and the currency that it is billed in.
    func item(_ row: Row, _ type: GCPCostType, _ credit: GCPCredit? = nil) throws(RowFault) -> (Item, Currency) {
        writer.start()
        own.setFields(of: row, in: writer)
        let code = try writer.setCurrency(row, currency)
        setProviders(row)
        if adjustment.contains(where: { !row.isEmpty($0) }) { writer.set(.chargeClass, "Correction" as StaticString) }
        if let credit {
            setCredit(credit)
        } else {
            writer.set(.chargeCategory, type.category)
            writer.set(.chargeFrequency, type == .regular ? "Usage-Based" as StaticString : "One-Time")
            if type == .regular {
                writer.set(.pricingCategory, "Standard" as StaticString)
                writer.set(.consumedUnit, row.cell(usageUnit))
                writer.set(.pricingUnit, row.cell(pricingUnit))
            }
        }
        let name = folded(row.text(service) ?? "")
        writer.set(.serviceCategory, gcpServiceCategories.first { name.contains($0.word) }?.category ?? "Other")
        let tags = try tags(row)
        writer.startTags()
        for tag in tags { writer.addTag(tag.key, tag.value) }
        writer.startExtras()
        if let credit { addExtras(of: row, credit) } else { own.addExtras(of: row, to: writer) }
        return (writer.finish(), code)
    }

    private func setProviders(_ row: Row) {
        writer.set(.hostProviderName, "Google Cloud" as StaticString)
        writer.set(.invoiceIssuerName, "Google Cloud" as StaticString)
        if row.isEmpty(seller) {
            writer.set(.serviceProviderName, "Google Cloud" as StaticString)
        } else {
            writer.set(.serviceProviderName, row.cell(seller))
        }
    }

    private func setCredit(_ credit: GCPCredit) {
        writer.set(.chargeCategory, "Credit" as StaticString)
        writer.set(.chargeFrequency, "Usage-Based" as StaticString)
        writer.set(.chargeDescription, credit.fullName.isEmpty ? credit.name : credit.fullName)
        guard credit.type.hasPrefix("COMMITTED_USAGE_DISCOUNT") else { return }
        writer.set(.commitmentDiscountID, credit.id.isEmpty ? credit.name : credit.id)
        writer.set(.commitmentDiscountType, "Committed Use" as StaticString)
        writer.set(
            .commitmentDiscountCategory, credit.type == "COMMITTED_USAGE_DISCOUNT" ? "Usage" as StaticString : "Spend")
        writer.set(.commitmentDiscountStatus, "Used" as StaticString)
    }

    private func addExtras(of row: Row, _ credit: GCPCredit) {
        let all = [
            (name: "x_credit_id", value: credit.id), (name: "x_credit_name", value: credit.name),
            (name: "x_credit_type", value: credit.type),
        ].filter { !$0.value.isEmpty }
        own.addExtras(of: row, to: writer, with: all)
    }

    /// Labels are tags by their own keys; those of the project, the system and the organisation by a prefix.
    private func tags(_ row: Row) throws(RowFault) -> [(key: String, value: String?)] {
        var tags = try pairs(row, labels, prefix: "")
        for other in otherLabels { tags += try pairs(row, other.column, prefix: other.prefix) }
        tags.sort { precedes($0.key, $1.key) }
        for (left, right) in zip(tags, tags.dropFirst()) where left.key.utf8.elementsEqual(right.key.utf8) {
            throw RowFault(labels, .notList(.keyTwice(left.key)))
        }
        return tags
    }

    private func pairs(
        _ row: Row, _ column: Column, prefix: String
    ) throws(RowFault) -> [(key: String, value: String?)] {
        do { return try GCPLabels.pairs(of: row.cell(column)).map { (prefix + $0.key, $0.value) } } catch {
            throw RowFault(column, .notList(error))
        }
    }
}

/// FOCUS ServiceCategory by a word of the service's name in small letters, the first that fits.
private let gcpServiceCategories: [(word: String, category: String)] = [
    ("bigquery", "Analytics"), ("dataflow", "Analytics"), ("dataproc", "Analytics"), ("pub/sub", "Integration"),
    ("composer", "Analytics"), ("looker", "Analytics"), ("cloud storage", "Storage"), ("filestore", "Storage"),
    ("backup", "Storage"), ("sql", "Databases"), ("spanner", "Databases"), ("bigtable", "Databases"),
    ("firestore", "Databases"), ("datastore", "Databases"), ("memorystore", "Databases"), ("alloydb", "Databases"),
    ("compute engine", "Compute"), ("kubernetes", "Compute"), ("cloud run", "Compute"), ("functions", "Compute"),
    ("app engine", "Compute"), ("networking", "Networking"), ("dns", "Networking"), ("cdn", "Networking"),
    ("vpc", "Networking"), ("vertex", "AI and Machine Learning"), ("ai ", "AI and Machine Learning"),
    ("gemini", "AI and Machine Learning"), ("translate", "AI and Machine Learning"), ("security", "Security"),
    ("kms", "Security"), ("secret manager", "Security"), ("armor", "Security"), ("identity", "Identity"),
    ("logging", "Management and Governance"), ("monitoring", "Management and Governance"),
    ("stackdriver", "Management and Governance"), ("build", "Developer Tools"), ("artifact", "Developer Tools"),
]
