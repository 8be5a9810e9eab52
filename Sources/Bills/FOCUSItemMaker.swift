import Money

/// Makes the item of a FOCUS row.
final class FOCUSItemMaker {
    /// The columns that make the item, in the order of the header.
    let columns: [Column]
    /// Columns that FOCUS does not know and whose names do not start with `x_`.
    let unknownColumns: [String]
    /// Columns that are not kept, as they differ on every line.
    let columnsOfLine: [String]
    private let writer = ItemWriter()
    private let amounts: FOCUSAmounts
    private let fields: [Column]
    private let tags: Column
    private let subcategory: Column
    private let extras: [(column: Column, name: [UInt8])]
    /// How many rows have tags without braces.
    private(set) var bracelessCount: Int64 = 0

    static let chargeColumns: Set<String> = [
        "BilledCost", "EffectiveCost", "ContractedCost", "ListCost", "PricingCurrencyEffectiveCost",
        "ConsumedQuantity", "PricingQuantity", "CommitmentDiscountQuantity", "BillingPeriodStart", "BillingPeriodEnd",
        "ChargePeriodStart", "ChargePeriodEnd", "Tags",
    ]
    private static let prices: [ItemField] = [
        .listUnitPrice, .contractedUnitPrice, .pricingCurrencyListUnitPrice, .pricingCurrencyContractedUnitPrice,
    ]
    private static let objects: [ItemField] = [.allocatedTags, .allocatedMethodDetails]

    init(_ header: Header, _ amounts: FOCUSAmounts) {
        self.amounts = amounts
        let known = Set(ItemField.allCases.map(\.focusName)).union(Self.chargeColumns)
        let old = FOCUSPreview.names(in: header)
        let others = header.names.filter { !known.union(old).contains($0) && !FOCUSPreview.isOfLine($0) }
        columnsOfLine = header.names.filter(FOCUSPreview.isOfLine)
        var names = ExtraNames()
        // The provider's own x_ columns first: an unknown column must not take their names.
        let ordered = others.filter { $0.hasPrefix("x_") } + others.filter { !$0.hasPrefix("x_") }
        var named = ordered.map { (column: header.column($0), name: names.name(for: $0)) }
        subcategory = FOCUSPreview.subcategory(in: header)
        if subcategory.isPresent { named.append((subcategory, names.name(for: "ChargeSubcategory"))) }
        extras = named.sorted { precedes($0.name, $1.name) }.map { ($0.column, Array($0.name.utf8)) }
        unknownColumns = others.filter { !$0.hasPrefix("x_") }
        fields = ItemField.allCases.map { FOCUSPreview.column($0.focusName, in: header) }
        tags = header.column("Tags")
        columns = (fields + extras.map(\.column) + [tags]).filter(\.isPresent).sorted { $0.index < $1.index }
    }

    /// The item of a row and the currency that it is billed in.
    func item(_ row: Row) throws(RowFault) -> (Item, Currency) {
        writer.start()
        for (field, column) in zip(ItemField.allCases, fields) { writer.set(field, row.cell(column)) }
        let currency = try checkWords(row)
        for field in Self.prices {
            guard let price = try amounts.decimal(row, column(field)) else { continue }
            writer.set(field, price.description)
        }
        for field in Self.objects { _ = try members(row, column(field)) }
        fillNamesOfOldVersions()
        if subcategory.isKnown { setWordsOfPreview(row) }
        let members = try tagMembers(row)
        writer.startTags()
        for tag in members.sorted(by: { precedes($0.key, $1.key) }) { writer.addTag(tag.key, tag.value) }
        writer.startExtras()
        for extra in extras {
            let cell = row.cell(extra.column)
            if !cell.isEmpty { writer.addExtra(extra.name, cell) }
        }
        return (writer.finish(), currency)
    }

    private func column(_ field: ItemField) -> Column { fields[field.rawValue] }

    private func checkWords(_ row: Row) throws(RowFault) -> Currency {
        let code = try row.requiredText(column(.billingCurrency))
        guard let currency = Currency(code) else { throw RowFault(column(.billingCurrency), .notCurrency(code)) }
        for (field, words) in FOCUSWords.allowed {
            if let word = FOCUSWords.spelled(row.cell(column(field)), among: words) { writer.set(field, word) }
        }
        let categories = FOCUSWords.allowed[0].words
        let category = try row.requiredText(column(.chargeCategory))
        guard categories.contains(where: { folded("\($0)") == folded(category) }) else {
            let allowed = categories.map { "\($0)" }.joined(separator: ", ")
            throw RowFault(column(.chargeCategory), .notOneOf(category, allowed: allowed))
        }
        return currency
    }

    /// ProviderName and PublisherName are what FOCUS 1.3 calls ServiceProviderName and HostProviderName.
    private func fillNamesOfOldVersions() {
        if writer.isNull(.serviceProviderName) { writer.set(.serviceProviderName, writer.bytes(.providerName)) }
        // A null HostProviderName means something where the column is there.
        if !column(.hostProviderName).isKnown { writer.set(.hostProviderName, writer.bytes(.publisherName)) }
    }

    /// 1.0-preview says in one column what later versions say in three.
    private func setWordsOfPreview(_ row: Row) {
        if let word = row.text(column(.pricingCategory)).flatMap(FOCUSPreview.pricingCategory) {
            writer.set(.pricingCategory, word)
        }
        switch row.text(subcategory) {
        case "Used Commitment": setWhereNull(.commitmentDiscountStatus, "Used")
        case "Unused Commitment": setWhereNull(.commitmentDiscountStatus, "Unused")
        case "Refund": setWhereNull(.chargeClass, "Correction")
        case "Credit": writer.set(.chargeCategory, "Credit" as StaticString)
        default: break
        }
    }

    private func setWhereNull(_ field: ItemField, _ word: StaticString) {
        if writer.isNull(field) { writer.set(field, word) }
    }

    /// Tags are a JSON object; some writers leave its braces away, Google's view has a list of keys and values.
    private func tagMembers(_ row: Row) throws(RowFault) -> [(key: String, value: String?)] {
        let cell = row.cell(tags)
        if cell.elementsEqual("\"\"".utf8) { return [] }
        if cell.first == UInt8(ascii: "[") {
            do { return try GCPLabels.tags(of: cell) } catch { throw RowFault(tags, .notList(error)) }
        }
        guard JSONObjectReader.lacksBraces(cell) else { return try members(row, tags) }
        bracelessCount += 1
        do { return try JSONObjectReader.members(inBraces: cell) } catch { throw RowFault(tags, .notJSONObject(error)) }
    }

    private func members(_ row: Row, _ column: Column) throws(RowFault) -> [(key: String, value: String?)] {
        let cell = row.cell(column)
        if cell.isEmpty { return [] }
        do { return try JSONObjectReader.members(of: cell) } catch { throw RowFault(column, .notJSONObject(error)) }
    }
}
