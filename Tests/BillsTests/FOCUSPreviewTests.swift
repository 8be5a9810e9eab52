import Bills
import Testing

@Suite("FOCUS in the words of 1.0-preview, as OCI writes it")
struct FOCUSPreviewTests {
    private static let usual = [
        "BilledCost": "1.5", "EffectiveCost": "1.25", "ListCost": "2", "BillingCurrency": "USD",
        "BillingAccountId": "1001", "BillingAccountName": "Acme", "BillingPeriodStart": "2026-10-01T00:00:00Z",
        "BillingPeriodEnd": "2026-11-01T00:00:00Z", "ChargePeriodStart": "2026-10-01T05:00Z",
        "ChargePeriodEnd": "2026-10-01T06:00Z", "ChargeCategory": "Usage", "ChargeDescription": "node",
        "ChargeSubCategory": "", "InvoiceIssuer": "Oracle", "PricingCategory": "On-Demand", "PricingQuantity": "1",
        "PricingUnit": "Hours", "Provider": "Oracle Cloud", "Publisher": "Oracle", "Region": "us-ashburn-1",
        "ServiceCategory": "Compute", "ServiceName": "Compute", "Tags": #"{"team":"web"}"#, "UsageQuantity": "3",
        "UsageUnit": "OCPU Hours", "oci_ReferenceNumber": "r-1", "oci_AttributedCost": "0.5",
    ]

    private func bill(_ rows: [[String: String]]) throws -> Bill {
        let rows = rows.map { Self.usual.merging($0) { $1 } }
        let header = Set(rows.flatMap(\.keys)).sorted()
        let lines = rows.map { row in header.map { SmallBill.cell(row[$0] ?? "") }.joined(separator: ",") + "\n" }
        return try Bill(csv: header.joined(separator: ",") + "\n" + lines.joined())
    }

    @Test("Old names stand in for those of 1.0, without a word about unknown columns")
    func names() throws {
        let bill = try bill([[:], ["oci_ReferenceNumber": "r-2", "oci_AttributedCost": "0.75"]])
        #expect(bill.items.count == 1, "what differs on every line makes no item")
        let item = bill.items[0]
        #expect(item[.providerName] == "Oracle Cloud" && item[.serviceProviderName] == "Oracle Cloud")
        #expect(item[.hostProviderName] == "Oracle" && item[.invoiceIssuerName] == "Oracle")
        #expect(item[.regionID] == "us-ashburn-1" && item[.consumedUnit] == "OCPU Hours")
        #expect(item[.pricingCategory] == "Standard" && item.extras.isEmpty)
        #expect(bill.charges[0].consumedQuantity?.description == "3")
        #expect(bill.summary.warnings.map(\.reason) == [
            .columnsOfLine(["oci_AttributedCost", "oci_ReferenceNumber"]), .columnsAbsent(["ContractedCost"]),
        ])
    }

    @Test("A name of 1.0 wins over the old one, which is then a column like any other")
    func both() throws {
        let bill = try bill([["RegionId": "iad"]])
        #expect(bill.items[0][.regionID] == "iad")
        #expect(bill.items[0].extras.map(\.name) == ["x_region"])
    }

    @Test(
        "The subcategory is divided as 1.0 divides it, and kept",
        arguments: [
            ("Usage", "Used Commitment", "Usage", nil, "Used"), ("Usage", "Unused Commitment", "Usage", nil, "Unused"),
            ("Adjustment", "Refund", "Adjustment", "Correction", nil), ("Adjustment", "Credit", "Credit", nil, nil),
            ("Adjustment", "Rounding Error", "Adjustment", nil, nil), ("Usage", "On-Demand", "Usage", nil, nil),
        ] as [(String, String, String, String?, String?)])
    func subcategory(
        category: String, subcategory: String, expected: String, chargeClass: String?, status: String?
    ) throws {
        let item = try bill([["ChargeCategory": category, "ChargeSubCategory": subcategory]]).items[0]
        #expect(item[.chargeCategory] == expected && item[.chargeClass] == chargeClass)
        #expect(item[.commitmentDiscountStatus] == status)
        #expect(item.extras.map { "\($0.name)=\($0.value)" } == ["x_charge_subcategory=\(subcategory)"])
    }

    @Test("Tags without braces are read, with a warning")
    func braces() throws {
        let bill = try bill([["Tags": #""team": "web", "env": "prod""#], ["Tags": #"{"env":"prod","team":"web"}"#]])
        #expect(bill.items.count == 1 && bill.items[0].tags.map(\.key) == ["env", "team"])
        #expect(bill.summary.warnings.map(\.reason).contains(.tagsWithoutBraces))
    }
}
