import Bills
import Keys
import Testing

@Suite("Alibaba Cloud's bills become FOCUS charges")
struct AlibabaMapperTests {
    private static let usual = [
        "BillingCycle": "2026-10", "AccountID": "1858", "ProductCode": "ecs", "InstanceID": "i-1",
        "PretaxAmount": "1.5", "PretaxGrossAmount": "2", "InvoiceDiscount": "0.25", "Currency": "CNY",
        "Item": "PayAsYouGoBill", "SubscriptionType": "PayAsYouGo", "UsageStartTime": "2026-10-01 00:00:00",
        "UsageEndTime": "2026-10-01 01:00:00", "Usage": "3", "UsageUnit": "小时", "Tag": "",
    ]

    private static let chinese = [
        "BillingCycle": "账期", "AccountID": "账号ID", "ProductCode": "产品Code", "InstanceID": "实例ID",
        "PretaxAmount": "应付金额（含税）", "PretaxGrossAmount": "原价", "InvoiceDiscount": "优惠金额", "Currency": "币种",
        "Item": "账单类型", "SubscriptionType": "消费类型", "UsageStartTime": "账单开始时间", "UsageEndTime": "账单结束时间",
        "Usage": "用量", "UsageUnit": "用量单位", "Tag": "实例标签",
    ]

    private func bill(_ rows: [[String: String]], names: [String: String] = [:]) throws -> Bill {
        let rows = rows.map { Self.usual.merging($0) { $1 } }
        let header = Set(rows.flatMap(\.keys)).sorted()
        let lines = rows.map { row in header.map { SmallBill.cell(row[$0] ?? "") }.joined(separator: ",") + "\n" }
        return try Bill(csv: header.map { names[$0] ?? $0 }.joined(separator: ",") + "\n" + lines.joined())
    }

    @Test("A line costs what is to be paid, and its moments are China's")
    func line() throws {
        let bill = try bill([[:]])
        #expect(bill.summary.format == .alibaba)
        let charge = bill.charges[0]
        #expect(charge.billedCost.description == "1.5" && charge.effectiveCost.description == "1.5")
        #expect(charge.listCost?.description == "2" && charge.contractedCost?.description == "1.75")
        #expect(charge.startedAt.description == "2026-09-30T16:00:00Z")
        #expect(charge.endedAt.description == "2026-09-30T17:00:00Z")
        #expect(bill.periods.map(\.month.description) == ["2026-10"])
        #expect(bill.items[0][.serviceCategory] == "Compute" && bill.items[0].resourceKey == "i-1")
    }

    @Test("Chinese headers and words mean the same")
    func chinese() throws {
        let english = try bill([[:]])
        let other = try bill(
            [["Item": "后付账单", "SubscriptionType": "后付费"]], names: Self.chinese)
        #expect(other.summary.format == .alibaba)
        func numbers(_ bill: Bill) -> [Charge] { bill.charges.map { charge in var charge = charge; charge.itemKey = Key128(high: 0, low: 0); return charge } }
        #expect(numbers(other) == numbers(english))
        #expect(other.items[0][.chargeCategory] == "Usage" && other.summary.warnings.isEmpty)
    }

    @Test(
        "What a line is, its type says",
        arguments: [
            ("SubscriptionOrder", "Subscription", "Purchase", false), ("预付订单", "预付费", "Purchase", false),
            ("Refund", "Subscription", "Purchase", true), ("Refund", "PayAsYouGo", "Usage", true),
            ("退款", "包年包月", "Purchase", true), ("Adjustment", "PayAsYouGo", "Adjustment", false),
            ("抹零", "PayAsYouGo", "Adjustment", false), ("Surprise", "PayAsYouGo", "Adjustment", false),
            ("", "Subscription", "Purchase", false),
        ])
    func types(type: String, paying: String, category: String, isCorrection: Bool) throws {
        let bill = try bill([["Item": type, "SubscriptionType": paying]])
        #expect(bill.items[0][.chargeCategory] == category)
        #expect((bill.items[0][.chargeClass] == "Correction") == isCorrection)
        #expect(bill.summary.warnings.map(\.reason) == (type == "Surprise" ? [.unknownLineType(type)] : []))
    }

    @Test("Without times a line lasts its day, without a day its month")
    func periods() throws {
        let none = ["UsageStartTime": "", "UsageEndTime": ""]
        let day = try bill([none.merging(["BillingDate": "2026-10-02"]) { $1 }]).charges[0]
        #expect(day.startedAt.description == "2026-10-01T16:00:00Z")
        #expect(day.endedAt.description == "2026-10-02T16:00:00Z")
        let split = try bill([none.merging(["SplitBillingDate": "2026-10-02", "SplitItemID": "pod-1"]) { $1 }])
        #expect(split.charges[0].startedAt == day.startedAt && split.summary.warnings.isEmpty)
        let month = try bill([none]).charges[0]
        #expect(month.startedAt.description == "2026-09-30T16:00:00Z")
        #expect(month.endedAt.description == "2026-10-31T16:00:00Z")
    }

    @Test(
        "Tags come in two notations",
        arguments: ["key:team value:web; key:env value:a b", "team:web;env:a b"])
    func tags(text: String) throws {
        let tags = try bill([["Tag": text]]).items[0].tags.map { "\($0.key)=\($0.value ?? "")" }
        #expect(tags == ["env=a b", "team=web"])
    }

    @Test("A split bill says who caused what and adds nothing")
    func split() throws {
        let bill = try bill([["SplitItemID": "pod-1", "SplitItemName": "web", "InstanceID": "cls-1"]])
        #expect(bill.summary.format == .alibabaSplit)
        let charge = bill.charges[0]
        #expect(charge.billedCost.isZero && charge.effectiveCost.isZero && charge.listCost?.isZero == true)
        #expect(charge.providerSplitCost?.description == "1.5")
        #expect(bill.items[0][.resourceID] == "cls-1" && bill.items[0][.allocatedResourceID] == "pod-1")
        #expect(bill.items[0][.allocatedMethodID] == "alibaba-split-bill")
    }
}
