import Money

/// Makes the item of a row of Alibaba Cloud's bills.
final class AlibabaItemMaker {
    /// The columns that make the item, in the order of the header.
    let columns: [Column]
    /// Columns that Alibaba Cloud does not document.
    let unknownColumns: [String]
    let itemType: Column
    let subscription: Column
    private let currency: Column
    private let account: [Column]
    private let owner: [Column]
    private let tag: Column
    private let listPrice: Column
    private let listPriceUnit: Column
    private let split: (item: Column, name: Column)
    private let isSplit: Bool
    private let own: ItemColumns
    private let product: Column
    private let writer = ItemWriter()

    init(_ names: ColumnNames, account: [Column], isSplit: Bool) {
        itemType = names.column(AlibabaColumns.item)
        subscription = names.column(AlibabaColumns.subscription)
        currency = names.column(AlibabaColumns.currency)
        self.account = account
        owner = names.columns(AlibabaColumns.owner)
        tag = names.column(AlibabaColumns.tag)
        listPrice = names.column(AlibabaColumns.listPrice)
        listPriceUnit = names.column(AlibabaColumns.listPriceUnit)
        split = (names.column(AlibabaColumns.splitItem), names.column(AlibabaColumns.splitItemName))
        self.isSplit = isSplit
        product = names.column(AlibabaColumns.product)
        let extras = AlibabaColumns.extras(names)
        unknownColumns = extras.unknown
        own = ItemColumns(fields: AlibabaColumns.fields.map { ($0, names.columns($1)) }, extras: extras.extras)
        let singles = [itemType, subscription, currency, tag, listPrice, listPriceUnit, product]
        columns = (singles + account + owner + own.columns + (isSplit ? [split.item, split.name] : [])).inOrder
    }

    /// The item of a row and the currency that it is billed in.
    func item(_ row: Row, _ type: AlibabaItemType, isSubscription: Bool) throws(RowFault) -> (Item, Currency) {
        writer.start()
        own.setFields(of: row, in: writer)
        let code = try writer.setCurrency(row, currency)
        if let column = account.first(where: { !row.isEmpty($0) }) { writer.set(.billingAccountID, row.cell(column)) }
        if let column = (owner + account).first(where: { !row.isEmpty($0) }) {
            writer.set(.subAccountID, row.cell(column))
        }
        writer.set(.serviceProviderName, "Alibaba Cloud" as StaticString)
        writer.set(.hostProviderName, "Alibaba Cloud" as StaticString)
        writer.set(.invoiceIssuerName, "Alibaba Cloud" as StaticString)
        writer.set(
            .serviceCategory, row.text(product).flatMap { alibabaServiceCategories[folded($0)] } ?? "Other")
        writer.set(.chargeCategory, type.category(isSubscription: isSubscription))
        writer.set(.chargeFrequency, type == .usage ? "Usage-Based" as StaticString : "One-Time")
        if type == .refund { writer.set(.chargeClass, "Correction" as StaticString) }
        if type == .usage || type == .order { writer.set(.pricingCategory, "Standard" as StaticString) }
        if let price = try row.decimal(listPrice) {
            writer.set(.listUnitPrice, price.description)
            writer.set(.pricingUnit, row.cell(listPriceUnit))
        }
        if isSplit {
            writer.set(.allocatedResourceID, row.cell(split.item))
            writer.set(.allocatedResourceName, row.cell(split.name))
            writer.set(.allocatedMethodID, "alibaba-split-bill" as StaticString)
        }
        let tags = try tags(row)
        writer.startTags()
        for tag in tags { writer.addTag(tag.key, tag.value) }
        writer.startExtras()
        own.addExtras(of: row, to: writer)
        return (writer.finish(), code)
    }

    /// `key:team value:web; key:env value:prod`, or `team:web;env:prod` as the files in a bucket have it.
    private func tags(_ row: Row) throws(RowFault) -> [(key: String, value: String?)] {
        guard let text = row.text(tag) else { return [] }
        var tags: [(key: String, value: String?)] = []
        for part in text.split(separator: ";") {
            let part = trimmed(part)
            if part.isEmpty { continue }
            if part.hasPrefix("key:") {
                let rest = part.dropFirst("key:".count)
                guard let mark = rest.firstRange(of: " value:") else { throw RowFault(tag, .notTags(text)) }
                tags.append((String(trimmed(rest[..<mark.lowerBound])), String(trimmed(rest[mark.upperBound...]))))
            } else if let colon = part.firstIndex(of: ":") {
                tags.append((String(part[..<colon]), String(part[part.index(after: colon)...])))
            } else {
                tags.append((String(part), nil))
            }
        }
        tags.sort { precedes($0.key, $1.key) }
        let isTwice = zip(tags, tags.dropFirst()).contains { $0.key.utf8.elementsEqual($1.key.utf8) }
        if isTwice || tags.contains(where: \.key.isEmpty) { throw RowFault(tag, .notTags(text)) }
        return tags
    }

    private func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return text
    }
}

/// FOCUS ServiceCategory of Alibaba Cloud's product codes; others are Other.
private let alibabaServiceCategories: [String: String] = [
    "ack": "Compute", "alikafka": "Integration", "cdn": "Networking", "cs": "Compute", "csk": "Compute",
    "disk": "Storage", "drds": "Databases", "dts": "Databases", "ebs": "Storage", "eci": "Compute", "ecs": "Compute",
    "eip": "Networking", "elasticsearch": "Analytics", "fc": "Compute", "hbase": "Databases", "kms": "Security",
    "kvstore": "Databases", "learn": "AI and Machine Learning", "maxcompute": "Analytics",
    "mongodb": "Databases", "mse": "Integration", "nas": "Storage", "nat_gw": "Networking", "odps": "Analytics",
    "ons": "Integration", "oss": "Storage", "ots": "Databases", "polardb": "Databases", "pvtz": "Networking",
    "rds": "Databases", "redisa": "Databases", "sas": "Security", "slb": "Networking",
    "sls": "Management and Governance", "snapshot": "Storage", "vpc": "Networking", "waf": "Security",
    "yundisk": "Storage",
]
