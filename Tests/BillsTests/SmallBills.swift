/// Small bills as text.
enum SmallBill {
    static let focusHeader = [
        "BilledCost", "EffectiveCost", "BillingCurrency", "BillingAccountId", "BillingPeriodStart", "BillingPeriodEnd",
        "ChargePeriodStart", "ChargePeriodEnd", "ChargeCategory", "ContractedCost", "ListCost", "BillingAccountName",
        "ChargeClass", "ChargeDescription", "InvoiceIssuerName", "PricingQuantity", "PricingUnit", "ServiceCategory",
        "ServiceName", "ServiceProviderName", "ResourceId", "Tags", "x_ServiceCode",
    ]

    /// A row that has a value in every column; some may be given other ones.
    static func focusRow(_ values: [String: String] = [:]) -> String {
        var all = [
            "BilledCost": "1.5", "EffectiveCost": "1.25", "BillingCurrency": "USD", "BillingAccountId": "1001",
            "BillingPeriodStart": "2026-10-01T00:00:00Z", "BillingPeriodEnd": "2026-11-01T00:00:00Z",
            "ChargePeriodStart": "2026-10-01T00:00:00Z", "ChargePeriodEnd": "2026-10-01T01:00:00Z",
            "ChargeCategory": "Usage", "ContractedCost": "1.5", "ListCost": "2", "BillingAccountName": "Acme",
            "ChargeClass": "", "ChargeDescription": "node", "InvoiceIssuerName": "AWS", "PricingQuantity": "1",
            "PricingUnit": "Hours", "ServiceCategory": "Compute", "ServiceName": "AmazonEC2",
            "ServiceProviderName": "AWS", "ResourceId": "i-0a1b", "Tags": #"{"team":"web"}"#, "x_ServiceCode": "EC2",
        ]
        all.merge(values) { $1 }
        return focusHeader.map { cell(all[$0]!) }.joined(separator: ",") + "\n"
    }

    static func focus(_ rows: [[String: String]]) -> String {
        focusHeader.joined(separator: ",") + "\n" + rows.map(focusRow).joined()
    }

    static let awsHeader = [
        "bill/PayerAccountId", "bill/BillingPeriodStartDate", "bill/BillingPeriodEndDate", "lineItem/LineItemType",
        "lineItem/UsageStartDate", "lineItem/UsageEndDate", "lineItem/ProductCode", "lineItem/CurrencyCode",
        "lineItem/UnblendedCost", "lineItem/ResourceId", "lineItem/UsageAmount", "pricing/publicOnDemandCost",
    ]

    static func aws(_ columns: [String] = [], _ rows: [[String: String]]) -> String {
        let header = awsHeader + columns
        let lines = rows.map { values in
            var all = [
                "bill/PayerAccountId": "999999999999", "bill/BillingPeriodStartDate": "2026-10-01T00:00:00Z",
                "bill/BillingPeriodEndDate": "2026-11-01T00:00:00Z", "lineItem/LineItemType": "Usage",
                "lineItem/UsageStartDate": "2026-10-01T00:00:00Z", "lineItem/UsageEndDate": "2026-10-01T01:00:00Z",
                "lineItem/ProductCode": "AmazonEC2", "lineItem/CurrencyCode": "USD", "lineItem/UnblendedCost": "1.5",
                "lineItem/UsageAmount": "1", "pricing/publicOnDemandCost": "2",
            ]
            all.merge(values) { $1 }
            return header.map { cell(all[$0] ?? "") }.joined(separator: ",") + "\n"
        }
        return header.map(cell).joined(separator: ",") + "\n" + lines.joined()
    }

    /// A cell, quoted where it must be.
    static func cell(_ text: String) -> String {
        let needsQuotes = text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
        return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
}

/// A small generator whose seed a failing test prints (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
