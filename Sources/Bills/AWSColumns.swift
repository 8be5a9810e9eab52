/// Which columns of an AWS report mean what.
enum AWSColumns {
    /// Columns that are a FOCUS field as they are; the first that has a text counts.
    static let fields: [(ItemField, [String])] = [
        (.billingAccountID, ["bill/PayerAccountId"]), (.billingAccountName, ["bill/PayerAccountName"]),
        (.subAccountID, ["lineItem/UsageAccountId"]), (.subAccountName, ["lineItem/UsageAccountName"]),
        (.invoiceID, ["bill/InvoiceId"]), (.invoiceIssuerName, ["bill/InvoicingEntity"]),
        (.chargeDescription, ["lineItem/LineItemDescription"]), (.regionID, ["product/regionCode", "product/region"]),
        (.regionName, ["product/location"]), (.availabilityZone, ["lineItem/AvailabilityZone"]),
        (.skuID, ["product/sku"]), (.skuPriceID, ["pricing/RateCode", "pricing/RateId"]),
        (.skuMeter, ["lineItem/UsageType"]),
    ]

    /// Columns that are kept under AWS' own names, because the ledger or people ask for them.
    private static let extras: [(column: String, name: String)] = [
        ("lineItem/LineItemType", "x_line_item_type"), ("lineItem/UsageType", "x_usage_type"),
        ("lineItem/Operation", "x_operation"), ("lineItem/TaxType", "x_tax_type"),
        ("lineItem/LegalEntity", "x_legal_entity"), ("bill/BillType", "x_bill_type"),
        ("bill/BillingEntity", "x_billing_entity"), ("pricing/term", "x_pricing_term"),
        ("pricing/PurchaseOption", "x_purchase_option"), ("pricing/LeaseContractLength", "x_lease_contract_length"),
        ("reservation/SubscriptionId", "x_reservation_subscription_id"), ("product/ProductName", "x_product_name"),
        ("product/productFamily", "x_product_family"), ("product/instanceType", "x_instance_type"),
        ("product/instanceFamily", "x_instance_family"), ("product/vcpu", "x_vcpu"), ("product/memory", "x_memory"),
        ("product/gpu", "x_gpu"), ("product/operatingSystem", "x_operating_system"),
        ("product/volumeApiName", "x_volume_api_name"), ("product/fromRegionCode", "x_from_region_code"),
        ("product/toRegionCode", "x_to_region_code"),
    ]

    /// The categories that AWS documents. Of these only what stands above is kept.
    private static let categories = [
        "identity/", "bill/", "lineitem/", "product/", "pricing/", "reservation/", "savingsplan/", "discount/",
        "splitlineitem/", "resourcetags/", "costcategory/", "capacityreservation/",
    ]

    /// The tag columns and their keys: `resourceTags/user:owner` is the team's tag `owner`,
    /// `resourceTags/aws:createdBy` AWS' own tag `aws:createdBy`. Where two columns come to the same key, both keep all
    /// behind the slash.
    static func tagKeys(_ names: [String]) -> [(column: String, key: String)] {
        let prefix = "resourceTags/"
        let columns = names.filter { $0.hasPrefix(prefix) }
        func long(_ name: String) -> String { String(name.dropFirst(prefix.count)) }
        func short(_ name: String) -> String {
            long(name).hasPrefix("user:") ? String(long(name).dropFirst("user:".count)) : long(name)
        }
        var counts: [[UInt8]: Int] = [:]
        for name in columns { counts[Array(short(name).utf8), default: 0] += 1 }
        let keys = columns.map { counts[Array(short($0).utf8)] == 1 ? short($0) : long($0) }
        // A tag named `user:x` could still meet another's long name.
        let areDifferent = Set(keys.map { Array($0.utf8) }).count == keys.count
        return zip(columns, areDifferent ? keys : columns.map(long)).map { ($0, $1) }
    }

    /// The column that holds all tags as a JSON object, `{"user_owner":"web"}`, where there are no columns per key.
    static let tagsObject = "resource_tags"

    /// The tags' keys of such an object, by the rule of `tagKeys`.
    static func tagKeys(ofObject names: [String]) -> [String] {
        let short = names.map { $0.hasPrefix("user_") ? String($0.dropFirst("user_".count)) : $0 }
        return Set(short.map { Array($0.utf8) }).count == names.count ? short : names
    }

    /// The columns that become extras, and those of no category that AWS documents, which become extras too.
    static func extraColumns(_ names: [String]) -> (extras: [(column: String, name: String)], unknown: [String]) {
        var taken = ExtraNames()
        var found: [(column: String, name: String)] = []
        let spellings = Dictionary(names.map { (folded($0), $0) }) { first, _ in first }
        for extra in extras {
            guard let column = spellings[folded(extra.column)] else { continue }
            found.append((column, taken.name(for: extra.name)))
        }
        for name in names where folded(name).hasPrefix("costcategory/") { found.append((name, taken.name(for: name))) }
        let unknown = names.filter { name in
            !AWSSnakeCase.objects.contains(name) && !categories.contains { folded(name).hasPrefix($0) }
        }
        for name in unknown { found.append((name, taken.name(for: name))) }
        return (found, unknown)
    }

    /// Whether a member of the report's product object is kept, by the name of the extra that it would be.
    static func isProductExtra(_ name: String) -> Bool {
        extras.contains { $0.name == name && $0.column.hasPrefix("product/") }
    }

    /// Whether a column's name means the same in any case: AWS writes `SavingsPlanARN` and `SavingsPlanArn`.
    static func isFolded(_ name: String) -> Bool {
        !["resourcetags/", "costcategory/"].contains { folded(name).hasPrefix($0) }
    }
}
