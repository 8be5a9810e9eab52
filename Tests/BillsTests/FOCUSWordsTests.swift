import Bills
import Errors
import Testing

@Suite("FOCUS as warehouses and Google's view of it spell it")
struct FOCUSWordsTests {
    private func csv(_ name: (String) -> String, _ values: [String: String] = [:]) -> String {
        SmallBill.focusHeader.map(name).joined(separator: ",") + "\n" + SmallBill.focusRow(values)
    }

    @Test("Words of FOCUS may stand in other letters; others are refused")
    func words() throws {
        let item = try Bill(
            csv: SmallBill.focus([["ChargeCategory": "adjustment", "ChargeClass": "correction"]])).items[0]
        #expect(item[.chargeCategory] == "Adjustment" && item[.chargeClass] == "Correction")
        #expect(throws: CodedErrors.self) { try Bill(csv: SmallBill.focus([["ChargeCategory": "error"]])) }
    }

    @Test("A header in small letters, large ones or snake case is the same bill, if all of it is so")
    func headers() throws {
        let usual = try Bill(csv: csv { $0 })
        let spellings: [(String) -> String] = [
            { $0.lowercased() }, { $0.uppercased().replacing("X_", with: "x_") },
            { $0.hasPrefix("x_") ? $0 : $0.reduce(into: "") { $0 += ($1.isUppercase && !$0.isEmpty ? "_" : "") + $1.lowercased() } },
        ]
        for spelling in spellings {
            let bill = try Bill(csv: csv(spelling))
            #expect(bill.summary.format == .focus && bill.charges[0].listCost == usual.charges[0].listCost)
            #expect(bill.charges[0].endedAt == usual.charges[0].endedAt && bill.periods == usual.periods)
            #expect(bill.items[0][.serviceName] == "AmazonEC2" && bill.items[0].tags == usual.items[0].tags)
        }
        #expect(throws: CodedErrors.self, "one name in other letters is a mistake") {
            try Bill(csv: csv { $0 == "BilledCost" ? "billed_cost" : $0 })
        }
    }

    @Test("Tags may be Google's list of keys and values, each by where it comes from")
    func tags() throws {
        let list =
            #"[{"key":"team","value":"web","x_type":"label"},{"key":"team","value":"core","x_type":"project_label"},{"key":"env","value":"prod","x_type":"tag"}]"#
        let item = try Bill(csv: SmallBill.focus([["Tags": list]])).items[0]
        #expect(item.tags.map { "\($0.key)=\($0.value ?? "")" } == ["project.labels/team=core", "tags/env=prod", "team=web"])
        for none in ["[]", "\"\"", "{}"] { #expect(try Bill(csv: SmallBill.focus([["Tags": none]])).items[0].tags.isEmpty) }
        let twice = #"[{"key":"team","value":"web"},{"key":"team","value":"core"}]"#
        for wrong in [twice, "[1]", "[{}]"] {
            #expect(throws: CodedErrors.self) { try Bill(csv: SmallBill.focus([["Tags": wrong]])) }
        }
    }

    @Test("When a line was exported makes no item of its own, and is left out with a warning; credits and discounts are kept")
    func ofLine() throws {
        let header = SmallBill.focusHeader.joined(separator: ",") + ",x_Credits,x_ExportTime,x_Discounts\n"
        let rows = (1...3).map { SmallBill.focusRow().dropLast() + ",[-1],2026-10-0\($0),{d:\($0 / 3)}\n" }
        let bill = try Bill(csv: header + rows.joined())
        #expect(bill.items.count == 2 && bill.charges.count == 3)
        #expect(bill.items[1].extras.map(\.name) == ["x_credits", "x_discounts", "x_service_code"])
        #expect(bill.summary.warnings.map(\.reason).contains(.columnsOfLine(["x_ExportTime"])))
    }

    @Test("A cost that the rule filled is none of the bill's, and has to be a number")
    func byRule() throws {
        let header = SmallBill.focusHeader.joined(separator: ",") + ",x_CostsByRule\n"
        func bill(_ cells: [String: String]) throws -> Bill { try Bill(csv: header + SmallBill.focusRow(cells).dropLast() + ",ListCost\n") }
        #expect(try bill(["ListCost": "7"]).charges[0].listCost == nil)
        #expect(throws: CodedErrors.self) { try bill(["ListCost": "7x"]) }
    }
}
