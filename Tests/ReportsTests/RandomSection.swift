import Money

@testable import Reports

/// A small generator whose seed a failing test prints (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Tables of total = direct + idle + support and change = total − previous, with any signs and scales.
enum RandomSection {
    static let parts = ["direct", "idle", "support"]

    static func section(using random: inout SeededGenerator) -> ReportSection {
        let places = Int.random(in: 0...4, using: &random)
        let columns =
            [ReportColumn("team", "Team", .text)]
            + (parts + ["total", "previous", "change"]).map { key in
                ReportColumn(key, Phrase(verbatim: Bool.random(using: &random) ? key : "the \(key) of the month"), .money(places: places))
            }
        var rows: [[ReportCell]] = []
        for index in 0..<Int.random(in: 0...25, using: &random) {
            let amounts = parts.map { _ in Bool.random(using: &random) ? amount(using: &random) : .zero }
            let total = Samples.sum(amounts)
            let previous = amount(using: &random)
            let words = String(repeating: "team ", count: Int.random(in: 0...20, using: &random)) + String(index)
            rows.append(
                [.text(words)] + amounts.map { $0.isZero ? .absent : .money($0) }
                    + [.money(total), .money(previous), .money(Samples.sum([total, -previous]))])
        }
        let total = columns.indices.map { index -> ReportCell in
            index == 0 ? .text("Total") : .money(Samples.sum(rows.compactMap { $0[index].amount }))
        }
        return ReportSection(
            key: "random", title: "Random", columns: columns, rows: rows, total: total,
            relations: [
                .sum(total: "total", parts: parts),
                .difference(result: "change", minuend: "total", subtrahend: "previous"),
            ])
    }

    static func document(using random: inout SeededGenerator) -> ReportDocument {
        ReportDocument(title: "Random", sections: [section(using: &random)])
    }

    private static func amount(using random: inout SeededGenerator) -> ExactDecimal {
        let span: Int64 = [9, 99_999, 99_999_999_999].randomElement(using: &random) ?? 9
        let digits = Int128(Int64.random(in: -span...span, using: &random))
        return ExactDecimal(significand: digits, scale: Int.random(in: 0...8, using: &random))
    }
}
