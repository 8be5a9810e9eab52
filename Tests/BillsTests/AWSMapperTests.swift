import Bills
import Testing

@Suite("AWS line types become FOCUS charges by AWS' own rules of amortised cost")
struct AWSMapperTests {
    static let columns = [
        "reservation/ReservationARN", "reservation/EffectiveCost", "reservation/UnusedRecurringFee",
        "reservation/UnusedAmortizedUpfrontFeeForBillingPeriod", "savingsPlan/SavingsPlanARN",
        "savingsPlan/SavingsPlanEffectiveCost", "savingsPlan/TotalCommitmentToDate", "savingsPlan/UsedCommitment",
    ]

    /// One row per line type: what else stands there, then category, billed and effective cost.
    static let cases: [(type: String, cells: [String: String], category: String, billed: String, effective: String)] = [
        ("Usage", [:], "Usage", "1.5", "1.5"),
        (
            "DiscountedUsage", ["lineItem/UnblendedCost": "0", "reservation/EffectiveCost": "0.16"], "Usage", "0",
            "0.16"
        ),
        ("SavingsPlanCoveredUsage", ["savingsPlan/SavingsPlanEffectiveCost": "0.245"], "Usage", "1.5", "0.245"),
        ("SavingsPlanNegation", ["lineItem/UnblendedCost": "-1.5"], "Usage", "-1.5", "0"),
        ("SavingsPlanUpfrontFee", [:], "Purchase", "1.5", "0"),
        ("Fee", [:], "Purchase", "1.5", "1.5"),
        ("Fee", ["reservation/ReservationARN": "arn:ri"], "Purchase", "1.5", "0"),
        ("EdpDiscount", ["lineItem/UnblendedCost": "-1"], "Adjustment", "-1", "-1"),
        ("PrivateRateDiscount", ["lineItem/UnblendedCost": "-1"], "Adjustment", "-1", "-1"),
        ("BundledDiscount", ["lineItem/UnblendedCost": "-1"], "Adjustment", "-1", "-1"),
        ("Discount", ["lineItem/UnblendedCost": "-1"], "Adjustment", "-1", "-1"),
        ("Credit", ["lineItem/UnblendedCost": "-25.00"], "Credit", "-25", "-25"),
        ("Refund", ["lineItem/UnblendedCost": "-3.14"], "Usage", "-3.14", "-3.14"),
        ("Refund", ["savingsPlan/SavingsPlanARN": "arn:sp"], "Purchase", "1.5", "1.5"),
        ("Tax", [:], "Tax", "1.5", "1.5"),
        ("FlatRateSubscription", [:], "Adjustment", "1.5", "1.5"),
    ]

    @Test("A line of one charge", arguments: cases.indices)
    func line(index: Int) throws {
        let (type, cells, category, billed, effective) = Self.cases[index]
        let row = cells.merging(["lineItem/LineItemType": type]) { $1 }
        let bill = try Bill(csv: SmallBill.aws(Self.columns, [row]))
        #expect(bill.charges.count == 1)
        let charge = bill.charges[0]
        #expect(charge.part == 0)
        #expect(charge.billedCost.description == billed)
        #expect(charge.effectiveCost.description == effective)
        #expect(charge.listCost?.description == "2")
        let item = bill.item(charge)
        #expect(item[.chargeCategory] == category)
        #expect(item[.chargeClass] == (type == "Refund" ? "Correction" : nil))
        #expect(item.extras.contains { $0.name == "x_line_item_type" && $0.value == type })
        #expect(bill.summary.warnings.isEmpty == (type != "FlatRateSubscription"))
    }

    @Test(
        "A fee of a commitment is a purchase without effective cost, and what nobody used is usage of its own",
        arguments: [
            (
                "RIFee", "arn:ri", "Reserved",
                [
                    "reservation/ReservationARN": "arn:ri", "reservation/UnusedRecurringFee": "0.30",
                    "reservation/UnusedAmortizedUpfrontFeeForBillingPeriod": "0.2",
                ], "0.5"
            ),
            (
                "SavingsPlanRecurringFee", "arn:sp", "Savings Plan",
                [
                    "savingsPlan/SavingsPlanARN": "arn:sp", "savingsPlan/TotalCommitmentToDate": "0.30",
                    "savingsPlan/UsedCommitment": "0.245",
                ], "0.055"
            ),
            (
                "SavingsPlanRecurringFee", "arn:sp", "Savings Plan",
                [
                    "savingsPlan/SavingsPlanARN": "arn:sp", "savingsPlan/TotalCommitmentToDate": "0.2",
                    "savingsPlan/UsedCommitment": "0.25",
                ], "-0.05"
            ),
        ])
    func twoParts(type: String, id: String, kind: String, cells: [String: String], unusedCost: String) throws {
        let row = cells.merging(["lineItem/LineItemType": type]) { $1 }
        let bill = try Bill(csv: SmallBill.aws(Self.columns, [row]))
        try #require(bill.charges.count == 2)
        let (purchase, unused) = (bill.charges[0], bill.charges[1])
        #expect(purchase.part == 1 && unused.part == 2)
        #expect(purchase.row == 1 && unused.row == 1)
        #expect(purchase.billedCost.description == "1.5" && purchase.effectiveCost.isZero)
        #expect(unused.billedCost.isZero && unused.effectiveCost.description == unusedCost)
        #expect(unused.listCost == nil && unused.pricingQuantity == nil && unused.consumedQuantity == nil)
        #expect(bill.item(purchase)[.chargeCategory] == "Purchase")
        #expect(bill.item(purchase)[.commitmentDiscountStatus] == nil)
        #expect(bill.item(unused)[.chargeCategory] == "Usage")
        #expect(bill.item(unused)[.commitmentDiscountStatus] == "Unused")
        for charge in bill.charges {
            #expect(bill.item(charge)[.commitmentDiscountID] == id)
            #expect(bill.item(charge)[.commitmentDiscountType] == kind)
        }
        #expect(bill.summary.rows == 1 && bill.summary.charges == 2)
        #expect(bill.summary.periods[0].rows == 1 && bill.summary.periods[0].charges == 2)
    }

    @Test("Where a commitment was used whole there is no second part")
    func usedWhole() throws {
        let row = [
            "lineItem/LineItemType": "SavingsPlanRecurringFee", "savingsPlan/TotalCommitmentToDate": "0.30",
            "savingsPlan/UsedCommitment": "0.3",
        ]
        let bill = try Bill(csv: SmallBill.aws(Self.columns, [row]))
        #expect(bill.charges.map(\.part) == [1])
    }

    @Test("In a month with net costs these count; in a month whose net columns are empty the others do")
    func net() throws {
        let columns = [
            "lineItem/NetUnblendedCost", "savingsPlan/NetSavingsPlanEffectiveCost",
            "savingsPlan/SavingsPlanEffectiveCost",
        ]
        let covered = ["lineItem/LineItemType": "SavingsPlanCoveredUsage", "savingsPlan/SavingsPlanEffectiveCost": "1"]
        let gross = try Bill(csv: SmallBill.aws(columns, [[:], covered]))
        #expect(gross.charges.map(\.billedCost.description) == ["1.5", "1.5"])
        #expect(gross.charges.map(\.effectiveCost.description) == ["1.5", "1"])
        let net = ["lineItem/NetUnblendedCost": "1.2", "savingsPlan/NetSavingsPlanEffectiveCost": "0.8"]
        let discounted = try Bill(csv: SmallBill.aws(columns, [net, covered.merging(net) { $1 }]))
        #expect(discounted.charges.map(\.billedCost.description) == ["1.2", "1.2"])
        #expect(discounted.charges.map(\.effectiveCost.description) == ["1.2", "0.8"])
        #expect(discounted.charges.map(\.contractedCost?.description) == ["1.5", "1.5"])
    }

    @Test("A split cost allocation row costs nothing itself: its money stands on the machine's row")
    func split() throws {
        let columns = ["splitLineItem/ParentResourceId", "splitLineItem/SplitCost", "splitLineItem/UnusedCost"]
        let pod = [
            "lineItem/ResourceId": "arn:aws:eks:us-east-1:1:pod/p", "lineItem/UnblendedCost": "",
            "splitLineItem/ParentResourceId": "i-0a1b", "splitLineItem/SplitCost": "0.5",
            "splitLineItem/UnusedCost": "0.125",
        ]
        let bill = try Bill(csv: SmallBill.aws(columns, [["lineItem/ResourceId": "i-0a1b"], pod]))
        let total = try bill.total
        #expect(total.billed.description == "1.5" && total.effective.description == "1.5")
        #expect(total.list.description == "2")
        let charge = bill.charges[1]
        #expect(charge.providerSplitCost?.description == "0.625" && charge.providerUnusedCost?.description == "0.125")
        #expect(charge.consumedQuantity == nil)
        let item = bill.item(charge)
        // The item is the container's, whatever machine it ran on; the charge names the machine.
        #expect(item[.resourceID] == nil && bill.charges.map(\.machineIndex) == [-1, 0] && bill.machines == ["i-0a1b"])
        #expect(item[.allocatedResourceID] == "arn:aws:eks:us-east-1:1:pod/p")
        #expect(item[.allocatedMethodID] == "aws-split-cost-allocation")
    }

    @Test("A container on two machines is one item, and another bill than on one")
    func splitOnTwoMachines() throws {
        let columns = ["splitLineItem/ParentResourceId", "splitLineItem/SplitCost", "splitLineItem/UnusedCost"]
        let pods = ["i-1", "i-2", "i-1"].map { machine in
            [
                "lineItem/ResourceId": "arn:pod", "lineItem/UnblendedCost": "", "splitLineItem/ParentResourceId": machine,
                "splitLineItem/SplitCost": "0.5",
            ]
        }
        let two = try Bill(csv: SmallBill.aws(columns, pods), options: BillOptions(batchSize: 2))
        #expect(two.items.count == 1 && two.machines == ["i-1", "i-2", "i-1"] && two.charges.map(\.machineIndex) == [0, 1, 2])
        let one = try Bill(csv: SmallBill.aws(columns, [pods[0], pods[0], pods[0]]))
        #expect(one.summary.periods[0].contentDigest != two.summary.periods[0].contentDigest)
    }

    @Test("Tag columns are tags under the team's own keys")
    func tags() throws {
        let columns = [
            "resourceTags/user:owner", "resourceTags/user:Owner", "resourceTags/aws:createdBy", "resourceTags/team",
            "resourceTags/user:team", "resourceTags/user:empty", "costCategory/Cost Center",
        ]
        let row = Dictionary(columns.map { ($0, "v-" + $0) }) { $1 }.filter { !$0.key.hasSuffix("empty") }
        let item = try Bill(csv: SmallBill.aws(columns, [row])).items[0]
        #expect(item.tags.map(\.key) == ["Owner", "aws:createdBy", "owner", "team", "user:team"])
        #expect(item.tags.first { $0.key == "team" }?.value == "v-resourceTags/team")
        #expect(item.extras.contains { $0.name == "x_cost_category_cost_center" })
    }

    @Test("What the ledger nets and attributes by is there")
    func negation() throws {
        let bill = try Bill(fixture: "aws-cur-2026-10-provisional.csv.gz")
        let negations = bill.charges.filter { charge in
            bill.item(charge).extras.contains { $0.value == "SavingsPlanNegation" }
        }
        #expect(negations.count == 732)
        #expect(
            negations.allSatisfy { bill.item($0)[.commitmentDiscountID]?.hasPrefix("arn:aws:savingsplans") == true })
        #expect(negations.allSatisfy { $0.consumedQuantity == nil && $0.effectiveCost.isZero })
        #expect(bill.items.contains { $0.resourceKey == "i-0a1b2c3d4e5f60001" })
    }

    @Test("A header written without its comma, as it occurs in the wild, breaks nothing")
    func gluedHeader() throws {
        let bill = try Bill(csv: SmallBill.aws(["pricing/OfferingClasspricing/PurchaseOption"], [[:]]))
        #expect(bill.charges.count == 1)
        #expect(bill.summary.warnings.isEmpty)
    }
}
