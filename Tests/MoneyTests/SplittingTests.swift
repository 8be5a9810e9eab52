import Money
import Testing

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

@Suite("Splitting")
struct SplittingTests {
    @Test("Every split adds up to the amount it came from and is within a unit of its quota", arguments: 0..<300 as Range<UInt64>)
    func splitConserves(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let weights = (1...Int.random(in: 1...9, using: &random)).map { _ in UInt64.random(in: 0...99, using: &random) }
        let units = Int128(Int64.random(in: -1_000_000_000_000...1_000_000_000_000, using: &random))
        guard let shares = ExactDecimal.split(units: units, by: weights) else {
            #expect(weights.allSatisfy { $0 == 0 })
            return
        }
        #expect(shares.reduce(0, +) == units)
        let total = Int128(weights.reduce(0, +))
        for (share, weight) in zip(shares, weights) {
            #expect((share * total - units * Int128(weight)).magnitude < total.magnitude)
        }
    }

    @Test("The larger remainder gets the unit; of equals the earlier place")
    func tieRule() {
        #expect(ExactDecimal.split(units: 100, by: [1, 1, 1]) == [34, 33, 33])
        #expect(ExactDecimal.split(units: -100, by: [1, 1, 1]) == [-34, -33, -33])
        #expect(ExactDecimal.split(units: 5, by: [0, 0]) == nil)
    }

    @Test("Rounded rows add up to the rounded total", arguments: 0..<300 as Range<UInt64>)
    func roundedRowsAddUp(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let amounts = (0..<Int.random(in: 0...20, using: &random)).map { _ in
            ExactDecimal(significand: Int128(Int64.random(in: -99_999_999...99_999_999, using: &random)), scale: 6)
        }
        let rounded = try ExactDecimal.rounded(amounts, places: 2)
        let total = try amounts.reduce(ExactDecimal.zero) { try $0.adding($1) }
        #expect(try rounded.reduce(ExactDecimal.zero) { try $0.adding($1) } == total.rounded(places: 2))
        for (before, after) in zip(amounts, rounded) {
            #expect(try after.subtracting(before) < ExactDecimal("0.01"))
            #expect(try before.subtracting(after) < ExactDecimal("0.01"))
        }
    }
}
