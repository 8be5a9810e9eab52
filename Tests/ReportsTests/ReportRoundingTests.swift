import Money
import Testing

@testable import Reports

/// Tables of one report, rounded together.
@Suite("Rounding a report")
struct ReportRoundingTests {
    private func number(_ text: String) -> ExactDecimal {
        do { return try ExactDecimal(text) } catch { preconditionFailure("\(text) \(error)") }
    }

    /// A table of names (one or two) with a total; amounts like `acme gold 1.005`.
    private func table(_ key: String, _ lines: [(names: [String], direct: ExactDecimal, shared: ExactDecimal)]) -> ReportSection {
        let words = lines.first?.names.indices.map { "name\($0)" } ?? []
        let rows = lines.map { line -> [ReportCell] in
            line.names.map(ReportCell.text) + [.money(line.direct), .money(line.shared), .money(Samples.sum([line.direct, line.shared]))]
        }
        let sums = (words.count..<words.count + 3).map { index in ReportCell.money(Samples.sum(rows.compactMap { $0[index].amount })) }
        return ReportSection(
            key: key, title: "Table",
            columns: words.map { ReportColumn($0, "Name", .text) }
                + ["direct", "shared", "total"].map { ReportColumn($0, "Amount", .money(places: 2)) },
            rows: rows, total: [.phrase("Total")] + [ReportCell](repeating: .absent, count: words.count - 1) + sums,
            relations: [.sum(total: "total", parts: ["direct", "shared"])])
    }

    @Test("What two tables call differently but cost the same shows the same cents in both")
    func sameAmount() throws {
        // By remainders alone the first table would cut data's 47.7257 and the second raise it.
        let zero = ExactDecimal.zero
        let teams = table("team", [(["a"], number("10.009"), zero), (["data"], number("47.7257"), zero), (["b"], number("1.0053"), zero)])
        let others = table("owner", [(["x"], number("11.0143"), zero), (["data"], number("47.7257"), zero)])
        #expect(try RoundedSection(others).rows[1][3] == .money(number("47.73")))
        var rounding = ReportRounding()
        let first = try RoundedSection(rounding.rounded(teams))
        let second = try RoundedSection(rounding.rounded(others))
        #expect(first.rows[1][3] == .money(number("47.73")) || first.rows[1][3] == .money(number("47.72")))
        #expect(second.rows[1][3] == first.rows[1][3])
        #expect(second.total?[3] == first.total?[3])
    }

    @Test("Pairs add up to what the table of their first name shows, whatever the amounts", arguments: 0..<100 as Range<UInt64>)
    func pairs(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        func amount() -> ExactDecimal { ExactDecimal(significand: Int128(Int64.random(in: -999...999_999, using: &random)), scale: 5) }
        let lines = (0..<Int.random(in: 1...8, using: &random)).flatMap { tenant in
            (0..<Int.random(in: 1...6, using: &random)).map { tier in
                (names: ["tenant \(tenant)", "tier \(tier)"], direct: amount(), shared: Bool.random(using: &random) ? amount() : .zero)
            }
        }.shuffled(using: &random)
        let tenants = Dictionary(grouping: lines) { $0.names[0] }.sorted { $0.key < $1.key }.map { name, lines in
            (names: [name], direct: Samples.sum(lines.map(\.direct)), shared: Samples.sum(lines.map(\.shared)))
        }
        var rounding = ReportRounding()
        let whole = try RoundedSection(rounding.rounded(table("tenant", tenants)))
        let pairs = try RoundedSection(rounding.rounded(table("tenant-tier", lines)))
        for (row, name) in zip(whole.rows, tenants.map(\.names[0])) {
            let own = pairs.rows.filter { $0[0] == .text(name) }
            #expect(Samples.sum(own.compactMap { $0[4].amount }) == row[3].amount, "\(name)")
        }
        let unit = ExactDecimal(significand: 1, scale: 2)
        for (exact, shown) in zip(pairs.section.rows, pairs.rows) {
            #expect(Samples.sum([shown[2].amount, shown[3].amount].compactMap(\.self)) == shown[4].amount)
            for index in 2...4 {
                let difference = try (shown[index].amount ?? .zero).subtracting(exact[index].amount ?? .zero)
                #expect(-unit < difference && difference < unit)
            }
        }
        #expect(pairs.total?[4] == whole.total?[3])
    }

    @Test("A table that is cut shows the same cents as the whole one, and adds up to the same total")
    func folded() throws {
        let lines = (0..<40).map { (names: ["n\($0)"], direct: ExactDecimal(significand: Int128(10_004 + $0), scale: 4), shared: ExactDecimal.zero) }
        var rounding = ReportRounding()
        let section = try rounding.rounded(table("owner", lines))
        let whole = try RoundedSection(section)
        let cut = try RoundedSection(section.folded(rowCountMax: 10))
        #expect(cut.rows.count == 10)
        #expect(Array(cut.rows.prefix(9)) == Array(whole.rows.prefix(9)))
        #expect(Samples.sum(cut.rows.compactMap { $0[3].amount }) == whole.total?[3].amount)
        #expect(cut.total == whole.total)
    }
}
