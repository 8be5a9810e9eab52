import Bills
import Testing

@Suite("A provider's change of columns is noticed, never guessed at")
struct HeaderTests {
    static let required = Set(SmallBill.focusHeader.prefix(9))

    /// The bill with another header and, per row, other cells.
    private func bill(_ change: ([String]) -> [String]) -> String {
        let cells = SmallBill.focusHeader.map { name -> String in
            // Costs that differ by column show whether one is taken for another.
            switch name {
            case "ContractedCost": "3"
            case "ListCost": "4"
            default: ""
            }
        }
        var values = Dictionary(zip(SmallBill.focusHeader, cells)) { $1 }.filter { !$1.isEmpty }
        values["EffectiveCost"] = "2"
        let row = SmallBill.focusHeader.map { name in
            SmallBill.focusRow(values).dropLast().description.csvCells[SmallBill.focusHeader.firstIndex(of: name)!]
        }
        return change(SmallBill.focusHeader).joined(separator: ",") + "\n" + change(row).joined(separator: ",") + "\n"
    }

    @Test(
        "A dropped column is an error where every charge needs it, and null otherwise", arguments: SmallBill.focusHeader
    )
    func dropped(name: String) throws {
        let place = try #require(SmallBill.focusHeader.firstIndex(of: name))
        let csv = bill { row in
            var row = row
            row.remove(at: place)
            return row
        }
        let lines = try refusal(Array(csv.utf8))
        if Self.required.contains(name) {
            #expect(lines.count == 1)
            #expect(lines.first?.contains("CB022") == true && lines.first?.contains("\"\(name)\"") == true)
        } else {
            #expect(lines.isEmpty)
        }
    }

    @Test("A renamed column is an error that names the closest one", arguments: SmallBill.focusHeader.prefix(9))
    func renamed(name: String) throws {
        let other = snake(name)
        let csv = bill { row in row.map { $0 == name ? other : $0 } }
        let lines = try refusal(Array(csv.utf8))
        #expect(lines.count == 1)
        #expect(lines.first?.contains("\"\(name)\" (closest \"\(other)\")") == true, "\(lines)")
    }

    @Test("A column that stands there twice is an error, whatever the cells hold", arguments: SmallBill.focusHeader)
    func twice(name: String) throws {
        let place = try #require(SmallBill.focusHeader.firstIndex(of: name))
        let lines = try refusal(Array(bill { $0 + [$0[place]] }.utf8))
        #expect(lines.count == 1)
        #expect(lines.first?.contains("CB031 the name \"\(name)\" stands in column \(place + 1)") == true)
    }

    @Test("Moved columns change nothing", arguments: 0..<10 as Range<UInt64>)
    func moved(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let order = Array(SmallBill.focusHeader.indices).shuffled(using: &random)
        let straight = try Bill(csv: bill { $0 })
        let shuffled = try Bill(csv: bill { row in order.map { row[$0] } })
        #expect(shuffled.summary.periods[0].contentDigest == straight.summary.periods[0].contentDigest)
        #expect(shuffled.charges == straight.charges)
        #expect(straight.charges[0].listCost?.description == "4")
        #expect(shuffled.summary.headerDigest != straight.summary.headerDigest)
    }

    @Test("An unknown column is kept under x_ and mentioned once")
    func unknown() throws {
        let csv = SmallBill.focus([[:], [:]]).split(separator: "\n")
        let bill = try Bill(csv: csv[0] + ",CarbonKg,x_serviceCode\n" + csv[1] + ",7,a\n" + csv[2] + ",8,b\n")
        #expect(bill.summary.warnings.map(\.description.lastWords) == ["unknown columns are kept as x_…: CarbonKg"])
        #expect(bill.items.count == 2)
        #expect(
            bill.items[0].extras.map { "\($0.name)=\($0.value)" }
                == ["x_carbon_kg=7", "x_serviceCode=a", "x_service_code=EC2"])
    }

    private func snake(_ name: String) -> String {
        name.reduce(into: "") { $0 += $1.isUppercase && !$0.isEmpty ? "_\($1)" : "\($1)" }
    }
}

extension String {
    /// What stands behind `warning: `.
    fileprivate var lastWords: String { components(separatedBy: "warning: ").last ?? self }

    /// The cells of a row without line ends in its cells, still quoted.
    fileprivate var csvCells: [String] {
        var cells = [""]
        var isQuoted = false
        for character in self {
            if character == "\"" { isQuoted.toggle() }
            if character == ",", !isQuoted { cells.append("") } else { cells[cells.count - 1].append(character) }
        }
        return cells
    }
}
