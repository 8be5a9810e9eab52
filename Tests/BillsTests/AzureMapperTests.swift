import Bills
import Errors
import Testing

@Suite("Azure cost details become FOCUS charges in every dialect")
struct AzureMapperTests {
    private static let usual = [
        "BillingAccountId": "8611537", "SubscriptionId": "sub-1", "Date": "09/04/2023", "MeterCategory": "Storage",
        "Cost": "1.5", "BillingCurrency": "USD", "BillingPeriodStartDate": "09/01/2023",
        "BillingPeriodEndDate": "09/30/2023",
    ]

    private func csv(_ rows: [[String: String]], rename: [String: String] = [:]) -> String {
        let rows = rows.map { Self.usual.merging($0) { $1 } }
        let header = Set(rows.flatMap(\.keys)).sorted()
        let lines = rows.map { row in header.map { SmallBill.cell(row[$0] ?? "") }.joined(separator: ",") + "\n" }
        return header.map { rename[$0] ?? $0 }.joined(separator: ",") + "\n" + lines.joined()
    }

    /// Billed and effective cost of 1.5 by kind of line and pricing model.
    static let cases: [(type: String, model: String, category: String, billed: String, effective: String)] = [
        ("Usage", "OnDemand", "Usage", "1.5", "1.5"), ("Usage", "Spot", "Usage", "1.5", "1.5"),
        ("Usage", "Reservation", "Usage", "0", "1.5"), ("Usage", "SavingsPlan", "Usage", "0", "1.5"),
        ("UnusedReservation", "Reservation", "Usage", "0", "1.5"),
        ("UnusedSavingsPlan", "SavingsPlan", "Usage", "0", "1.5"),
        ("Purchase", "OnDemand", "Purchase", "1.5", "1.5"), ("Purchase", "Reservation", "Purchase", "1.5", "0"),
        ("Refund", "Reservation", "Purchase", "1.5", "0"), ("Refund", "OnDemand", "Purchase", "1.5", "1.5"),
        ("Tax", "", "Tax", "1.5", "1.5"), ("RoundingAdjustment", "", "Adjustment", "1.5", "1.5"),
        ("Surprise", "", "Adjustment", "1.5", "1.5"),
    ]

    @Test("Commitments are billed where they are bought and effective where they are used", arguments: cases.indices)
    func costs(index: Int) throws {
        let (type, model, category, billed, effective) = Self.cases[index]
        let bill = try Bill(csv: csv([["ChargeType": type, "PricingModel": model, "BenefitId": "/benefit"]]))
        try #require(bill.charges.count == 1)
        #expect(bill.charges[0].billedCost.description == billed)
        #expect(bill.charges[0].effectiveCost.description == effective)
        let item = bill.items[0]
        #expect(item[.chargeCategory] == category)
        #expect(item[.chargeClass] == (type == "Refund" ? "Correction" : nil))
        let isCommitted = ["Reservation", "SavingsPlan"].contains(model)
        #expect(item[.commitmentDiscountID] == (isCommitted ? "/benefit" : nil))
        let status = type.hasPrefix("Unused") ? "Unused" : type == "Usage" && isCommitted ? "Used" : nil
        #expect(item[.commitmentDiscountStatus] == status)
        let warnings = bill.summary.warnings.map(\.description).joined()
        #expect(warnings.contains("unknown line type \"Surprise\"") == (type == "Surprise"))
        #expect(warnings.contains("an amortised bill") == (billed == "0"))
        #expect(warnings.contains("an actual bill") == (effective == "0"))
    }

    @Test("Headers in other cases and languages mean the same")
    func dialects() throws {
        let plain = try Bill(csv: csv([[:]]))
        let renames = [
            ["Cost": "CostInBillingCurrency", "BillingCurrency": "BillingCurrencyCode", "Date": "UsageDateTime"],
            ["Cost": "costInBillingCurrency", "BillingCurrency": "billingCurrency", "Date": "date"],
            ["Cost": "PreTaxCost", "BillingCurrency": "Currency", "SubscriptionId": "SubscriptionGuid"],
            ["Cost": "Kosten (Cost)", "MeterCategory": "Kategorie der Verbrauchseinheit (MeterCategory)"],
        ]
        for rename in renames {
            let other = try Bill(csv: csv([[:]], rename: rename))
            #expect(other.summary.format == .azure)
            #expect(other.charges == plain.charges && other.items[0].key == plain.items[0].key, "\(rename)")
        }
    }

    @Test("A customer agreement is invoiced by billing profile and has its list cost in a column")
    func customerAgreement() throws {
        let row = [
            "billingProfileId": "profile", "paygCostInBillingCurrency": "2", "PayGPrice": "9", "Quantity": "1",
            "pricingCurrency": "USD", "partnerName": "Reseller", "invoiceId": "T1",
        ]
        let bill = try Bill(csv: csv([row]))
        #expect(bill.periods.map(\.accountID) == ["profile"])
        #expect(bill.items[0][.billingAccountID] == "profile" && bill.items[0][.invoiceIssuerName] == "Reseller")
        #expect(bill.items[0][.invoiceID] == "T1")
        #expect(bill.charges[0].listCost?.description == "2")
    }

    @Test("Prices in another currency than the bill's are not taken for its costs")
    func foreignPrices() throws {
        let row = ["PricingCurrency": "EUR", "UnitPrice": "2", "PayGPrice": "3", "Quantity": "1"]
        let charge = try Bill(csv: csv([row])).charges[0]
        #expect(charge.listCost == nil && charge.contractedCost == nil)
        let same = try Bill(csv: csv([row.merging(["PricingCurrency": "USD"]) { $1 }])).charges[0]
        #expect(same.listCost?.description == "3" && same.contractedCost?.description == "2")
    }

    @Test(
        "A block of a unit is priced as a block and consumed as units",
        arguments: [
            ("10 Hours", "20", "Hours"), ("10K", "20000", "Units"), ("1M", "2000000", "Units"),
            ("1 GB/Month", "2", "GB/Month"), ("1/Month", "2", "Units/Month"), ("Hours", "2", "Hours"),
            ("100 MB", "200", "MB"), ("", "2", nil),
        ])
    func blocks(unit: String, consumed: String, name: String?) throws {
        let bill = try Bill(csv: csv([["UnitOfMeasure": unit, "Quantity": "2"]]))
        #expect(bill.charges[0].pricingQuantity?.description == "2")
        #expect(bill.charges[0].consumedQuantity?.description == consumed)
        #expect(bill.items[0][.consumedUnit] == name)
        #expect(bill.items[0][.pricingUnit] == (unit.isEmpty ? nil : unit))
    }

    @Test(
        "Tags come with and without braces",
        arguments: [#"{"team":"web","env":"prod"}"#, #""team": "web","env": "prod""#, #" "team":"web", "env":"prod" "#])
    func tags(text: String) throws {
        let item = try Bill(csv: csv([["Tags": text]])).items[0]
        #expect(item.tags.map { "\($0.key)=\($0.value ?? "")" } == ["env=prod", "team=web"])
        #expect(try Bill(csv: csv([["Tags": #""""#]])).items[0].tags.isEmpty, "an empty JSON text is no tags")
    }

    @Test(
        "The order of day and month is the whole file's",
        arguments: [
            (["9/2/2023", "9/13/2023"], "2023-09-02"), (["2/9/2023", "13/9/2023"], "2023-09-02"),
            (["2023-09-02", "2023-09-13"], "2023-09-02"), (["09/02/2023 00:00:00", "9/30/2023"], "2023-09-02"),
            (["9/9/2023", "8/8/2023"], "2023-09-09"), (["9/2/2023", "9/3/2023"], "2023-09-02"),
        ])
    func dates(texts: [String], first: String) throws {
        let rows = texts.map { ["Date": $0, "BillingPeriodStartDate": "", "BillingPeriodEndDate": ""] }
        let bill = try Bill(csv: csv(rows))
        #expect(bill.charges[0].startedAt.description == first + "T00:00:00Z")
        #expect(bill.charges[0].endedAt.seconds - bill.charges[0].startedAt.seconds == 86_400)
        #expect(bill.periods[0].startedAt.description == "2023-09-01T00:00:00Z")
    }

    @Test("A service period of a calendar month is month-first; of anything else it shows nothing")
    func servicePeriod() throws {
        let row = ["Date": "9/2/2023", "BillingPeriodStartDate": "", "BillingPeriodEndDate": ""]
        func bill(_ end: String) throws -> Bill {
            try Bill(
                csv: csv([
                    row.merging(["ServicePeriodStartDate": "9/1/2023", "ServicePeriodEndDate": end]) { $1 }
                ]))
        }
        #expect(try bill("10/1/2023").charges[0].startedAt.description == "2023-09-02T00:00:00Z")
        #expect(throws: CodedErrors.self) { try bill("9/4/2023") }
    }

    @Test("A date that shows the order counts wherever it stands, even behind many blocks")
    func lateDate() throws {
        let blank = ["BillingPeriodStartDate": "", "BillingPeriodEndDate": ""]
        let rows = Array(repeating: blank.merging(["Date": "1/2/2023"]) { $1 }, count: 500)
        let csv = csv(rows + [blank.merging(["Date": "28/2/2023"]) { $1 }])
        let bill = try Bill(csv: csv, options: BillOptions(blockSize: 256))
        #expect(bill.charges[0].startedAt.description == "2023-02-01T00:00:00Z")
        #expect(bill.periods.count == 1)
    }

    @Test("The last day of the billing period belongs to it")
    func period() throws {
        let bill = try Bill(csv: csv([[:]]))
        #expect(bill.periods[0].startedAt.description == "2023-09-01T00:00:00Z")
        #expect(bill.periods[0].endedAt.description == "2023-10-01T00:00:00Z")
    }

    @Test("What is not FOCUS is kept under its own name in snake case")
    func extras() throws {
        let row = ["ResourceGroup": "rg", "costCenter": "c1", "EffectivePrice": "0.1", "Brandneu": "x"]
        let bill = try Bill(csv: csv([row]))
        let extras = bill.items[0].extras.map { "\($0.name)=\($0.value)" }
        #expect(extras == ["x_brandneu=x", "x_cost_center=c1", "x_meter_category=Storage", "x_resource_group=rg"])
        #expect(bill.summary.warnings.map(\.reason) == [.unknownColumns(["Brandneu"])])
    }

    @Test("A resource says of what kind and where it is")
    func resource() throws {
        let id =
            "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachineScaleSets/v/virtualMachines/0"
        let item = try Bill(
            csv: csv([["ResourceId": id, "ResourceLocation": "US East 2", "ServiceFamily": "Compute"]])
        )
        .items[0]
        #expect(item[.resourceType] == "Microsoft.Compute/virtualMachineScaleSets/virtualMachines")
        #expect(item[.regionID] == "useast2" && item[.regionName] == "US East 2")
        #expect(item[.serviceCategory] == "Compute" && item[.serviceName] == "Storage")
    }
}
