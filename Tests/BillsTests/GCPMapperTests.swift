import Bills
import Testing

@Suite("Google Cloud's billing export becomes FOCUS charges")
struct GCPMapperTests {
    private static let usual = [
        "billing_account_id": "0000-1111", "service.description": "Compute Engine", "sku.id": "sku",
        "usage_start_time": "2026-02-28 23:00:00 UTC", "usage_end_time": "2026-03-01 00:00:00 UTC", "cost": "1.5",
        "currency": "USD", "credits": "[]", "invoice.month": "202603", "cost_type": "regular", "project.id": "p",
        "usage.amount": "3600.0", "usage.unit": "seconds", "usage.amount_in_pricing_units": "1.0",
        "usage.pricing_unit": "hour",
    ]

    private func bill(_ rows: [[String: String]], flattenedBy: String = ".") throws -> Bill {
        let rows = rows.map { Self.usual.merging($0) { $1 } }
        let header = Set(rows.flatMap(\.keys)).sorted()
        let lines = rows.map { row in header.map { SmallBill.cell(row[$0] ?? "") }.joined(separator: ",") + "\n" }
        let names = header.map { $0.replacing(".", with: flattenedBy) }
        return try Bill(csv: names.joined(separator: ",") + "\n" + lines.joined())
    }

    @Test(
        "A line belongs to the month of its invoice, whenever the usage was",
        arguments: ["202603", "2026-03", "202603.0"])
    func invoiceMonth(text: String) throws {
        let bill = try bill([["invoice.month": text]])
        #expect(bill.periods.map(\.month.description) == ["2026-03"])
        #expect(bill.charges[0].startedAt.description == "2026-02-28T23:00:00Z")
    }

    @Test(
        "Each credit is a part of its line, as JSON, Python and numpy write it",
        arguments: [
            #"[{"name":"Sustained","amount":-0.25,"full_name":null,"id":"s","type":"SUSTAINED_USAGE_DISCOUNT"},{"name":"Free","amount":-5e-06,"type":"FREE_TIER"}]"#,
            #"[{'name': 'Sustained', 'amount': -0.25, 'full_name': None, 'id': 's', 'type': 'SUSTAINED_USAGE_DISCOUNT'}, {'name': 'Free', 'amount': -5e-06, 'type': 'FREE_TIER'}]"#,
            "[{'name': 'Sustained', 'amount': -0.25, 'full_name': None, 'id': 's', 'type': 'SUSTAINED_USAGE_DISCOUNT'}\n {'name': 'Free', 'amount': -5e-06, 'type': 'FREE_TIER'}]",
        ])
    func credits(cell: String) throws {
        let bill = try bill([["credits": cell], [:]])
        #expect(bill.charges.map(\.part) == [1, 2, 3, 0])
        #expect(bill.charges.map(\.billedCost.description) == ["1.5", "-0.25", "-0.000005", "1.5"])
        #expect(bill.charges.map(\.effectiveCost) == bill.charges.map(\.billedCost))
        #expect(bill.summary.rows == 2 && bill.summary.charges == 4)
        let items = bill.charges.map(bill.item)
        #expect(items.map { $0[.chargeCategory] } == ["Usage", "Credit", "Credit", "Usage"])
        #expect(items[1].extras.contains { $0.name == "x_credit_type" && $0.value == "SUSTAINED_USAGE_DISCOUNT" })
        #expect(items[1][.chargeDescription] == "Sustained" && items[1][.subAccountID] == "p")
        #expect(bill.charges[1].consumedQuantity == nil && bill.charges[1].listCost?.isZero == true)
        #expect(items[0].key == items[3].key)
    }

    @Test("Columns flattened with underscores are the same bill")
    func underscores() throws {
        let (points, lines) = (try bill([[:]]), try bill([[:]], flattenedBy: "_"))
        #expect(lines.summary.format == .gcp && lines.charges == points.charges)
        #expect(lines.items[0].key == points.items[0].key)
    }

    @Test(
        "What a line is, its type says",
        arguments: [
            ("regular", "Usage"), ("tax", "Tax"), ("adjustment", "Adjustment"), ("rounding_error", "Adjustment"),
            ("surprise", "Adjustment"), ("", "Usage"),
        ])
    func types(type: String, category: String) throws {
        let bill = try bill([["cost_type": type]])
        #expect(bill.items[0][.chargeCategory] == category)
        #expect((bill.charges[0].consumedQuantity != nil) == (category == "Usage"))
        #expect(bill.summary.warnings.map(\.reason) == (type == "surprise" ? [.unknownLineType("surprise")] : []))
    }

    @Test("Labels are tags; those of the project and the system say so")
    func labels() throws {
        let row = [
            "labels": #"[{"key":"team","value":"web"}]"#, "project.labels": "[{'key': 'team', 'value': \"o'brien\"}]",
            "system_labels": "[{'key': 'compute.googleapis.com/cores', 'value': '4'}]",
        ]
        let tags = try bill([row]).items[0].tags.map { "\($0.key)=\($0.value ?? "")" }
        #expect(
            tags == ["project.labels/team=o'brien", "system_labels/compute.googleapis.com/cores=4", "team=web"])
    }

    @Test("The list cost is what the line costs where no column has it")
    func list() throws {
        #expect(try bill([[:]]).charges[0].listCost?.description == "1.5")
        #expect(try bill([["cost_at_list": "2"]]).charges[0].listCost?.description == "2")
    }

    @Test("A line's credits may be one number, or stand in columns of their own, of which a warning is made")
    func flatCredits() throws {
        let sum = try bill([["credits": "-0.25"], ["credits": "0"], ["credits": "{}"], ["credits": ""]])
        #expect(try sum.sum(\.billedCost) == "5.75" && sum.charges.map(\.part) == [1, 2, 0, 0, 0])
        #expect(sum.summary.warnings.isEmpty)
        var row = Self.usual
        row["credits"] = nil
        row.merge(["credits.amount": "-0.25", "credits.type": "DISCOUNT", "credits.name": ""]) { $1 }
        for flattenedBy in [".", "_"] {
            let header = row.keys.sorted()
            let names = header.map { $0.replacing(".", with: flattenedBy) }.joined(separator: ",")
            let cells = header.map { SmallBill.cell(row[$0]!) }.joined(separator: ",")
            let flat = try Bill(csv: "\(names)\n\(cells)\n")
            #expect(flat.charges.map(\.billedCost.description) == ["1.5", "-0.25"])
            #expect(flat.item(flat.charges[1]).extras.contains { $0.name == "x_credit_type" && $0.value == "DISCOUNT" })
            #expect(flat.summary.warnings.map(\.reason) == [.flatCredits])
        }
    }

    @Test(
        "Labels are tags as a list of pairs and as an object",
        arguments: [
            #"[{"key":"team","value":"web"},{"key":"key","value":"v"}]"#, #"{"team":"web","key":"v"}"#,
            "[{'key': 'team', 'value': 'web'} {'key': 'key', 'value': 'v'}]",
        ])
    func labels(cell: String) throws {
        let tags = try bill([["labels": cell]]).items[0].tags
        #expect(tags.map { "\($0.key)=\($0.value ?? "")" } == ["key=v", "team=web"])
        let one = try bill([["labels": #"{"key":"team","value":"web"}"#]]).items[0].tags
        #expect(one.map { "\($0.key)=\($0.value ?? "")" } == ["team=web"])
        #expect(try bill([["labels": "{}"]]).items[0].tags.isEmpty)
    }
}
