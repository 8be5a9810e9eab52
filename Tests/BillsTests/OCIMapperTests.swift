import Bills
import Errors
import Testing

@Suite("An OCI cost report becomes FOCUS charges")
struct OCIMapperTests {
    private static let usual = [
        "lineItem/tenantId": "tenant", "lineItem/intervalUsageStart": "2026-02-13T10:00Z",
        "lineItem/intervalUsageEnd": "2026-02-13T11:00:00Z", "product/service": "COMPUTE", "cost/myCost": "1.5",
        "cost/currencyCode": "USD", "cost/subscriptionId": "sub", "cost/unitPrice": "0.3",
        "usage/billedQuantity": "5.000000000000000000", "cost/myCostOverage": "7", "lineItem/isCorrection": "false",
        "lineItem/backreferenceNo": "ref-0",
    ]

    private func bill(_ rows: [[String: String]]) throws -> Bill {
        let rows = rows.map { Self.usual.merging($0) { $1 } }
        let header = Set(rows.flatMap(\.keys)).sorted()
        let lines = rows.map { row in header.map { SmallBill.cell(row[$0] ?? "") }.joined(separator: ",") + "\n" }
        return try Bill(csv: header.joined(separator: ",") + "\n" + lines.joined())
    }

    @Test("A line costs myCost, never its overage, and lists at price times quantity")
    func line() throws {
        let bill = try bill([[:]])
        let charge = bill.charges[0]
        #expect(charge.billedCost.description == "1.5" && charge.effectiveCost.description == "1.5")
        #expect(charge.listCost?.description == "1.5" && charge.consumedQuantity?.description == "5")
        #expect(charge.startedAt.description == "2026-02-13T10:00:00Z")
        #expect(charge.endedAt.description == "2026-02-13T11:00:00Z")
        #expect(bill.periods[0].accountID == "sub" && bill.periods[0].month.description == "2026-02")
        #expect(bill.items[0][.subAccountID] == "tenant" && bill.items[0][.serviceCategory] == "Compute")
    }

    @Test("A correction adds up with the line it corrects and names it")
    func correction() throws {
        let back = [
            "cost/myCost": "-1.5", "lineItem/isCorrection": "true", "lineItem/backreferenceNo": "ref-1",
            "usage/billedQuantity": "-5",
        ]
        let bill = try bill([[:], back, ["lineItem/backreferenceNo": "ref-2"]])
        #expect(try bill.sum(\.billedCost) == "1.5")
        #expect(bill.items.count == 2, "a reference alone makes no other item")
        let item = bill.item(bill.charges[1])
        #expect(item[.chargeClass] == "Correction" && item[.chargeCategory] == "Usage")
        #expect(item.extras.contains { $0.name == "x_backreference_no" && $0.value == "ref-1" })
        #expect(bill.item(bill.charges[0])[.chargeClass] == nil)
    }

    @Test("Tag columns are tags by namespace and key, whose case counts")
    func tags() throws {
        let item = try bill([["tags/Ops.Team": "web", "tags/ops.team": "data", "tags/Ops.empty": ""]]).items[0]
        #expect(item.tags.map { "\($0.key)=\($0.value ?? "")" } == ["Ops.Team=web", "ops.team=data"])
    }

    @Test("A line that costs nothing and names no currency is of the file's one currency")
    func currencyOfOthers() throws {
        let none = ["cost/myCost": "0.000", "cost/currencyCode": "", "cost/unitPrice": "", "usage/billedQuantity": "0.000"]
        let bill = try bill([none, [:], none])
        #expect(bill.items.map { $0[.billingCurrency] } == ["USD", "USD"] && bill.charges.count == 3)
        #expect(bill.summary.warnings.map(\.reason) == [.currencyOfOthers("USD")])
        #expect(bill.summary.warnings[0].count == 2)
    }

    @Test(
        "No currency is guessed: not for a cost, not among two, not from none",
        arguments: [
            [["cost/currencyCode": ""], [:]],
            [["cost/currencyCode": "", "cost/myCost": "0"], [:], ["cost/currencyCode": "EUR"]],
            [["cost/currencyCode": "", "cost/myCost": "0"]],
        ])
    func currencyUnknown(rows: [[String: String]]) {
        #expect(throws: CodedErrors.self) { try bill(rows) }
    }
}
