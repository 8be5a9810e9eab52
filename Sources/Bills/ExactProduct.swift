import Money

extension ExactDecimal {
    /// The exact product; nil where it needs more digits or decimals than can be kept: nothing is rounded.
    func multiplied(by other: ExactDecimal) -> ExactDecimal? {
        let (product, isOver) = significand.multipliedReportingOverflow(by: other.significand)
        guard !isOver else { return nil }
        var digits = product
        var places = scale + other.scale
        while places > 0 {
            let (quotient, remainder) = digits.quotientAndRemainder(dividingBy: 10)
            if remainder != 0 { break }
            digits = quotient
            places -= 1
        }
        guard places <= Self.scaleMax, digits.magnitude < Self.limit else { return nil }
        return ExactDecimal(significand: digits, scale: places)
    }

    /// 10³⁸.
    private static let limit: UInt128 = (0..<digitsMax).reduce(1) { value, _ in value * 10 }
}
