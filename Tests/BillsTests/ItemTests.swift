import Keys
import Money
import Testing

@testable import Bills

@Suite("Items are named by their words alone")
struct ItemTests {
    private func item(
        _ values: [ItemField: String] = [:], tags: [String: String?] = [:], extras: [String: String] = [:]
    ) -> Item {
        Item(
            values: ItemField.allCases.map { values[$0] }, tags: tags.map { Item.Tag(key: $0.key, value: $0.value) },
            extras: extras.map { Item.Extra(name: $0.key, value: $0.value) })
    }

    @Test("All words come back as they went in", arguments: ItemField.allCases)
    func words(field: ItemField) {
        let long = String(repeating: "é\u{0}x", count: 3000)
        var values: [ItemField: String] = [.skuPriceDetails: long]
        values[field] = "a \(field)"
        let item = item(values, tags: ["b": nil, "a": "", "é": "1"], extras: ["x_z": "2", "x_a": "1"])
        for other in ItemField.allCases { #expect(item[other] == values[other]) }
        #expect(item.tags.map(\.key) == ["a", "b", "é"])
        #expect(item.tags.map(\.value) == ["", nil, "1"])
        #expect(item.extras.map(\.name) == ["x_a", "x_z"])
    }

    @Test("Every word counts, in its own place")
    func keys() {
        var keys: Set<Key128> = [item().key]
        var count = 1
        for field in ItemField.allCases {
            keys.insert(item([field: "a"]).key)
            count += 1
        }
        let others = [
            item(tags: ["a": "b"]), item(tags: ["a": nil]), item(tags: ["a": ""]), item(extras: ["a": "b"]),
            item(tags: ["a": "b", "c": "d"]), item(tags: ["ab": ""]), item([.regionID: "ab"]),
            item([.regionID: "a", .regionName: "b"]), item([.resourceID: "caf\u{E9}"]),
            item([.resourceID: "cafe\u{301}"]),
        ]
        for other in others { keys.insert(other.key) }
        #expect(keys.count == count + others.count)
        #expect(item([.regionID: "a"], tags: ["a": "b"]).key == item([.regionID: "a"], tags: ["a": "b"]).key)
    }

    @Test("The key never changes: it names rows of the database")
    func pinned() {
        let item = item(
            [.serviceName: "AmazonEC2", .billingCurrency: "USD"], tags: ["team": "web"],
            extras: ["x_operation": "RunInstances"])
        #expect(item.key.description == "936ba02a-32df-9dfc-ee6f-62ddef16f1d4")
    }

    @Test("A resource has the key that the cluster knows it by")
    func resourceKey() {
        #expect(item([.resourceID: "arn:aws:ec2:us-east-1:1:instance/i-0a1b"]).resourceKey == "i-0a1b")
        #expect(item().resourceKey == nil)
    }

    @Test(
        "FOCUS names become column names",
        arguments: [
            (ItemField.billingAccountID, "BillingAccountId", "billing_account_id"),
            (.skuPriceID, "SkuPriceId", "sku_price_id"),
            (.availabilityZone, "AvailabilityZone", "availability_zone"),
            (.pricingCurrencyListUnitPrice, "PricingCurrencyListUnitPrice", "pricing_currency_list_unit_price"),
        ])
    func names(field: ItemField, focus: String, column: String) {
        #expect(field.focusName == focus)
        #expect(field.columnName == column)
        #expect(Set(ItemField.allCases.map(\.columnName)).count == ItemField.allCases.count)
    }

    @Test(
        "Any spelling becomes a name of SQL",
        arguments: [
            ("Charge type", "charge_type"), ("EKSPod-EC2", "eks_pod_ec2"),
            ("costCategory/Cost Center", "cost_category_cost_center"),
            ("x_SkuMeterId", "x_sku_meter_id"), ("noTags/user:app", "no_tags_user_app"), ("Größe", "größe"),
            ("__a__", "a"),
        ])
    func snake(name: String, expected: String) {
        #expect(snakeCase(name) == expected)
    }

    @Test("Sums are exact beyond what one number of 38 digits can add", arguments: 0..<50 as Range<UInt64>)
    func sums(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var sum = DecimalSum()
        var expected: Int128 = 0
        // Amounts of up to 10¹⁰ with 28 decimals, of either sign, whose total stays small.
        for _ in 0..<200 {
            let digits =
                Int128(random.next() >> 1) * 10_000_000_000_000_000_000
                % 90_000_000_000_000_000_000_000_000_000_000_000_000
            for value in [digits, -digits] { sum.add(ExactDecimal(significand: value, scale: 28)) }
            let small = Int128(Int.random(in: -1_000_000...1_000_000, using: &random))
            let scale = Int.random(in: 0...9, using: &random)
            sum.add(ExactDecimal(significand: small, scale: scale))
            expected += small * (0..<(9 - scale)).reduce(Int128(1)) { power, _ in power * 10 }
        }
        #expect(sum.total == ExactDecimal(significand: expected, scale: 9))
    }

    @Test("A sum that no number of 38 digits can hold is none")
    func sumTooLarge() throws {
        var sum = DecimalSum()
        let largest = try ExactDecimal(String(repeating: "9", count: 38))
        for _ in 0..<5 { sum.add(largest) }
        #expect(sum.total == nil)
        var tenth = DecimalSum()
        tenth.add(largest)
        tenth.add(try ExactDecimal("0.1"))
        #expect(tenth.total == nil)
        tenth.add(try ExactDecimal("-0.1"))
        #expect(tenth.total == largest)
    }
}
