import Errors
import Money
import Testing

@testable import Reports

@Suite("Rounding for people")
struct RoundedSectionTests {
    @Test(
        "What is shown adds up along the rows and down the columns, no figure a unit off",
        arguments: 0..<300 as Range<UInt64>)
    func addsUp(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let section = RandomSection.section(using: &random)
        let rounded = try RoundedSection(section)
        let places = try #require(section.columns[1].places)
        let unit = ExactDecimal(significand: 1, scale: places)
        func column(_ key: String) throws -> Int { try #require(section.columnIndex(key)) }
        for (exact, shown) in zip(section.rows + [section.total ?? []], rounded.rows + [rounded.total ?? []]) {
            let amounts = try (RandomSection.parts).map { shown[try column($0)].amount ?? .zero }
            #expect(try Samples.sum(amounts) == shown[try column("total")].amount)
            let change = try Samples.sum([
                shown[try column("change")].amount ?? .zero, shown[try column("previous")].amount ?? .zero,
            ])
            #expect(try change == shown[try column("total")].amount)
            guard exact != section.total else { continue }
            for index in 1...5 {
                let difference = try (shown[index].amount ?? .zero).subtracting(exact[index].amount ?? .zero)
                #expect(-unit < difference && difference < unit)
                if exact[index] == .absent { #expect(shown[index] == .absent) }
            }
        }
        for index in 1...6 {
            let shown = Samples.sum(rounded.rows.compactMap { $0[index].amount })
            #expect(shown == rounded.total?[index].amount)
        }
        for index in [4, 5] {
            #expect(rounded.total?[index].amount == section.total?[index].amount?.rounded(places: places))
        }
    }

    @Test("The parts' columns meet their own rounded sums where that is possible")
    func partColumnsMeet() throws {
        // Each row alone would give its cent to direct; the column of shared would show nothing of 1.50.
        let rows = (0..<300).map { index in row("t\(index)", "0.006", "0.005") }
        let rounded = try RoundedSection(section(rows, total: row("Total", "1.8", "1.5")))
        #expect(rounded.total?[1] == .money(number("1.8")))
        #expect(rounded.total?[2] == .money(number("1.5")))
    }

    @Test("Where every row is all of one part, the part's column still meets its own rounded sum")
    func onePartRows() throws {
        // By remainders alone both cents would go to direct: 0.02 in all where 0.014 rounds to 0.01.
        let rows = [row("a", "0.007", "0"), row("b", "0.007", "0"), row("c", "0", "0.006")]
        let rounded = try RoundedSection(section(rows, total: row("Total", "0.014", "0.006")))
        #expect(rounded.total?[1...3] == [.money(number("0.01")), .money(number("0.01")), .money(number("0.02"))])
        #expect(rounded.rows.map { $0[3] } == [.money(number("0.01")), .money(number("0")), .money(number("0.01"))])
    }

    @Test("A table can be told what another shows as its totals")
    func shownTotals() throws {
        let rows = [row("a", "0.004", "0.001"), row("b", "0.003", "0.004")]
        for (direct, total) in [("0.01", "0.01"), ("0", "0.01"), ("0.01", "0.02")] {
            var told = section(rows, total: row("Total", "0.007", "0.005"))
            told.shownTotals = ["direct": number(direct), "total": number(total)]
            let rounded = try RoundedSection(told)
            #expect(rounded.total?[1] == .money(number(direct)))
            #expect(rounded.total?[3] == .money(number(total)))
        }
    }

    @Test("A column without a total is rounded cell by cell: equal prices look equal")
    func withoutTotal() throws {
        let section = ReportSection(
            key: "prices", title: "Prices", columns: [ReportColumn("price", "Price", .money(places: 2))],
            rows: [[.money(number("0.125"))], [.money(number("0.125"))], [.absent]])
        #expect(try RoundedSection(section).rows == [[.money(number("0.13"))], [.money(number("0.13"))], [.absent]])
    }

    @Test(
        "A document that contradicts itself is not written",
        arguments: [
            ("a row's parts are not its total", 131, "s row 1: CB131 column 'total' does not add up"),
            ("the total is not the sum of its rows", 131, "s total: CB131 column 'direct' does not add up"),
            ("the total is too small", 131, "s total: CB131 column 'direct' does not add up"),
            ("a row is short", 130, "s: CB130 row 1 has 3 cells for 4 columns"),
            ("a cell is of another kind", 130, "s: CB130 row 1 has a cell of another kind in column 'direct'"),
            (
                "a relation names a missing column", 130,
                "s: CB130 a relation names 'nobody', which is not a money column"
            ),
            ("relations stand in the wrong order", 130, "s: CB130 the relation that derives 'direct' must come first"),
            ("a key is double", 130, "s: CB130 the column key 'direct' is double or not lower case letters and digits"),
            ("a sum is too long", 132, "s: CB132 the sum of column 'direct' needs more than 38 digits"),
            ("two sections share a key", 130, "s: CB130 two sections have the key 's'"),
        ])
    func contradictions(cause: String, code: Int, line: String) throws {
        var bad = section([row("a", "1", "2")], total: row("Total", "1", "2"))
        var twice = false
        switch cause {
        case "a row's parts are not its total": bad.rows[0][3] = .money(number("3.0000000001"))
        case "the total is not the sum of its rows":
            bad.total = row("Total", "1.0000000001", "1.9999999999")
        case "the total is too small": bad.total = row("Total", "0.9999999999", "2.0000000001")
        case "a row is short": bad.rows[0].removeLast()
        case "a cell is of another kind": bad.rows[0][1] = .count(1)
        case "a relation names a missing column": bad.relations = [.sum(total: "total", parts: ["nobody"])]
        case "relations stand in the wrong order":
            bad.relations = [.sum(total: "direct", parts: ["shared"]), .sum(total: "total", parts: ["direct"])]
        case "a key is double": bad.columns[2].key = "direct"
        case "a sum is too long":
            bad.relations = []
            let large = String(repeating: "9", count: 38)
            bad.rows = [row("a", large, "0"), row("b", large, "0"), row("c", large, "0")].map { cells in
                cells.dropLast() + [.absent]
            }
            bad.total = [.text("Total"), .money(number("1")), .money(.zero), .absent]
        default: twice = true
        }
        let document = ReportDocument(title: "x", sections: twice ? [bad, bad] : [bad])
        for format in ReportFormat.allCases {
            let error = #expect(throws: ReportError.self) { try document.rendered(as: format) }
            #expect(error?.code == code)
            #expect(error?.line.hasPrefix(line) == true, "\(error?.line ?? "")")
        }
    }

    private func row(_ name: String, _ direct: String, _ shared: String) -> [ReportCell] {
        let total = try? number(direct).adding(number(shared))
        return [.text(name), .money(number(direct)), .money(number(shared)), .money(total ?? .zero)]
    }

    private func section(_ rows: [[ReportCell]], total: [ReportCell]?) -> ReportSection {
        let columns = ["direct", "shared", "total"].map { ReportColumn($0, Phrase(verbatim: $0), .money(places: 2)) }
        return ReportSection(
            key: "s", title: "S", columns: [ReportColumn("team", "Team", .text)] + columns, rows: rows, total: total,
            relations: [.sum(total: "total", parts: ["direct", "shared"])])
    }
}
