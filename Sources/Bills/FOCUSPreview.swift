/// What FOCUS 1.0-preview calls what 1.0 and later call otherwise. OCI's FOCUS reports and Azure's first ones are written
/// so.
///
/// Source: the columns of the specification's version 1.0-preview beside those of 1.0.
enum FOCUSPreview {
    /// The names by the ones that took their place.
    private static let oldNames: [String: String] = [
        "ProviderName": "Provider", "PublisherName": "Publisher", "InvoiceIssuerName": "InvoiceIssuer",
        "RegionId": "Region", "ConsumedQuantity": "UsageQuantity", "ConsumedUnit": "UsageUnit",
    ]

    /// What 1.0 divides among ChargeCategory, ChargeClass and CommitmentDiscountStatus; OCI writes a capital C.
    private static let subcategories = ["ChargeSubcategory", "ChargeSubCategory"]

    /// OCI's own columns that differ on every line, and are not kept: an item would have one line.
    private static let lineColumns: Set<String> = [
        "referencenumber", "attributedusage", "attributedcost", "unitpriceoverage", "billedquantityoverage",
        "costoverage",
    ]

    /// Where a column stands, under its name of 1.0 or later, else under its old one.
    static func column(_ name: String, in header: Header) -> Column {
        let column = header.column(name)
        guard !column.isKnown, let old = oldNames[name] else { return column }
        return header.column(old)
    }

    /// Where the subcategory stands.
    static func subcategory(in header: Header) -> Column {
        subcategories.lazy.map { header.column($0) }.first(where: \.isKnown) ?? .absent
    }

    /// The names of a header that stand in for later ones.
    static func names(in header: Header) -> Set<String> {
        let old = oldNames.filter { !header.column($0.key).isKnown }.values
        return Set(old + subcategories).intersection(header.names)
    }

    /// Whether a provider's own column says something of the single line, and no amount that nothing else has:
    /// `oci_ReferenceNumber`, or when Google exported it.
    static func isOfLine(_ name: String) -> Bool {
        if folded(name) == "x_exporttime" { return true }
        for prefix in ["x_oci_", "oci_"] where folded(name).hasPrefix(prefix) {
            return lineColumns.contains(folded(name).dropFirst(prefix.count).filter { $0 != "_" })
        }
        return false
    }

    /// PricingCategory in the words of 1.0.
    static func pricingCategory(_ word: String) -> StaticString? {
        switch word {
        case "On-Demand": "Standard"
        case "Commitment-Based": "Committed"
        default: nil
        }
    }
}
