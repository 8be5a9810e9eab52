import Bills
import Foundation
import Ingest
import Keys
import Money
import Store
import TestSupport
import Testing

@Suite("Bills are stored as they were read")
struct StoredAsReadTests {
    static let bills = ((try? FileManager.default.contentsOfDirectory(atPath: Checkout.path("fixtures/bills"))) ?? [])
        .filter { $0.hasSuffix(".csv") || $0.hasSuffix(".csv.gz") }.sorted()

    @Test("Every charge and every item of a bill stands in the database word by word, whatever of it is stored only once", arguments: bills)
    func fixtures(name: String) throws {
        try check(Checkout.path("fixtures/bills/\(name)"))
    }

    @Test(
        "Amounts that repeat another, that are alone and that are missing, in whole hours, days and odd periods, alone and behind a batch of plain lines",
        arguments: [0, 1100])
    func shapes(plainCount: Int) throws {
        let header =
            "BilledCost,EffectiveCost,ContractedCost,ListCost,ConsumedQuantity,ConsumedUnit,PricingQuantity,PricingUnit,BillingCurrency,BillingAccountId,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ServiceName"
        let periods = [
            ("2026-10-02T05:00:00Z", "2026-10-02T06:00:00Z"), ("2026-10-02T00:00:00Z", "2026-10-03T00:00:00Z"),
            ("2026-10-02T05:30:00Z", "2026-10-02T06:30:00Z"), ("2026-10-31T23:00:00Z", "2026-11-01T00:00:00Z"),
        ]
        let plain = "1.5,1.5,1.5,1.5,3,h,3,h,USD,1001,2026-10-01T00:00:00Z,2026-11-01T00:00:00Z,\(periods[0].0),\(periods[0].1),Usage,s"
        var lines = [String](repeating: plain, count: plainCount)
        for (start, end) in periods {
            for amounts in ["1.50,1.5,1.5,1.5", "1.5,0,,", "0,1.5,0,1.5", "0,0,,0", "-1.5,-1.5,1.5,"] {
                for quantities in ["3,h,3,h", "3,h,,", ",,3,h", "3,h,4,h", ",,,"] {
                    lines.append("\(amounts),\(quantities),USD,1001,2026-10-01T00:00:00Z,2026-11-01T00:00:00Z,\(start),\(end),Usage,s")
                }
            }
        }
        let folder = try TemporaryFolder()
        let path = folder.root.appending(path: "bill.csv")
        try Data(([header] + lines).map { $0 + "\n" }.joined().utf8).write(to: path)
        try check(path.path)
    }

    private func check(_ path: String) throws {
        var expected: [String] = []
        var items: [Item] = []
        var machines: [String] = []
        _ = try BillReader(path: path).read { batch in
            items += batch.items
            machines += batch.machines
            for charge in batch.charges {
                let machine = charge.machineIndex < 0 ? nil : machines[Int(charge.machineIndex)]
                let numbers = [
                    charge.consumedQuantity, charge.pricingQuantity, charge.commitmentDiscountQuantity, charge.billedCost,
                    charge.effectiveCost, charge.contractedCost, charge.listCost, charge.pricingCurrencyEffectiveCost,
                    charge.providerSplitCost,
                ].map { $0?.description ?? "-" }
                expected.append(
                    "\(charge.row) \(charge.part) \(items[Int(charge.itemIndex)].key) \(charge.startedAt.date) \(charge.startedAt.microseconds) \(charge.endedAt.microseconds) \(numbers) \(machine ?? "-") \(machine.map(ResourceKey.billed) ?? "-")")
            }
        }
        let connection = try ThrowAwayDatabase().connect()
        _ = try BillLoader(connection).load([path])
        let columns = [
            "consumed_quantity", "pricing_quantity", "commitment_discount_quantity", "billed_cost", "effective_cost",
            "contracted_cost", "list_cost", "pricing_currency_effective_cost", "provider_split_cost",
        ]
        let rows = try connection.query(
            """
            select *, (extract(epoch from charge_period_started_at) * 1000000)::bigint as start,
                (extract(epoch from charge_period_ended_at) * 1000000)::bigint as until
            from bill.charge order by row_number, part
            """)
        let stored = try rows.map { row in
            let numbers = try columns.map { try row.decimal($0)?.description ?? "-" }
            return "\(row.integer("row_number")) \(row.integer("part")) \(row.text("item_key")) \(row.text("usage_date")) \(row.integer("start")) \(row.integer("until")) \(numbers) \(row["resource_id"] ?? "-") \(row["resource_key"] ?? "-")"
        }
        #expect(stored == expected)
        try check(items, connection)
    }

    private func check(_ items: [Item], _ connection: Connection) throws {
        let fields = ItemField.allCases.map(\.columnName)
        let stored = try connection.query("select * from bill.item").map { row in
            "\(row.text("item_key")) \(row["resource_key"] ?? "-") \(fields.map { row[$0] ?? "-" })"
        }
        let expected = items.map { item in
            "\(item.key) \(item.resourceKey ?? "-") \(ItemField.allCases.map { item[$0] ?? "-" })"
        }
        #expect(stored.sorted() == expected.sorted())
        let words = try connection.query(
            """
            select item_key || ' ' || (select coalesce(string_agg(key || '=' || coalesce(value, '-'), ' ' order by key collate "C"), '') from jsonb_each_text(tags))
                || ' ' || (select coalesce(string_agg(key || '=' || value, ' ' order by key collate "C"), '') from jsonb_each_text(extras)) as words
            from bill.item
            """)
        let expectedWords = items.map { item in
            let tags = item.tags.map { "\($0.key)=\($0.value ?? "-")" }.joined(separator: " ")
            return "\(item.key) \(tags) \(item.extras.map { "\($0.name)=\($0.value)" }.joined(separator: " "))"
        }
        #expect(words.map { $0.text("words") }.sorted() == expectedWords.sorted())
    }
}
