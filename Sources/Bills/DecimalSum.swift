import Money

/// An exact sum of many numbers: one running total per count of decimals, so that adding is one addition.
struct DecimalSum {
    private var byScale = [Int128](repeating: 0, count: ExactDecimal.scaleMax + 1)
    /// What left `byScale` before it could overflow, in whole units and in units of the last decimal.
    private var whole: Int128 = 0
    private var fraction: Int128 = 0
    private var hasOverflowed = false

    /// A running total beyond this moves on: one more number of 38 digits would still fit.
    private static let spillAt: Int128 = 50_000_000_000_000_000_000_000_000_000_000_000_000

    /// Adds a number.
    mutating func add(_ value: ExactDecimal) {
        byScale[value.scale] += value.significand
        if byScale[value.scale].magnitude > UInt128(Self.spillAt) { spill(value.scale) }
    }

    private mutating func spill(_ scale: Int) {
        let (quotient, remainder) = byScale[scale].quotientAndRemainder(dividingBy: tenTo(scale))
        fraction += remainder * tenTo(ExactDecimal.scaleMax - scale)
        let (carry, rest) = fraction.quotientAndRemainder(dividingBy: tenTo(ExactDecimal.scaleMax))
        let (sum, isBeyond) = whole.addingReportingOverflow(quotient + carry)
        whole = sum
        hasOverflowed = hasOverflowed || isBeyond
        fraction = rest
        byScale[scale] = 0
    }

    /// The sum; nil where it needs more digits than can be kept.
    var total: ExactDecimal? {
        var copy = self
        for scale in copy.byScale.indices { copy.spill(scale) }
        // Whole and fraction may differ in sign; with one sign their digits stand side by side.
        if copy.whole > 0, copy.fraction < 0 {
            copy.whole -= 1
            copy.fraction += tenTo(ExactDecimal.scaleMax)
        } else if copy.whole < 0, copy.fraction > 0 {
            copy.whole += 1
            copy.fraction -= tenTo(ExactDecimal.scaleMax)
        }
        var scale = ExactDecimal.scaleMax
        while scale > 0, copy.fraction % 10 == 0 {
            copy.fraction /= 10
            scale -= 1
        }
        let (shifted, overflow) = copy.whole.multipliedReportingOverflow(by: tenTo(scale))
        let (digits, isBeyond) = shifted.addingReportingOverflow(copy.fraction)
        guard !copy.hasOverflowed, !overflow, !isBeyond, digits.magnitude < UInt128(tenTo(ExactDecimal.digitsMax))
        else { return nil }
        return ExactDecimal(significand: digits, scale: scale)
    }
}

private let powersOfTen: [Int128] = {
    var powers: [Int128] = [1]
    for _ in 0..<ExactDecimal.digitsMax { powers.append(powers.last! * 10) }
    return powers
}()

private func tenTo(_ exponent: Int) -> Int128 { powersOfTen[exponent] }
