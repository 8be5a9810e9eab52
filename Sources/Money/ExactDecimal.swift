/// A decimal number kept to its last digit: `significand × 10⁻ˢᶜᵃˡᵉ`.
///
/// Bills write money with up to 28 decimals and in E notation, and every digit counts. Nothing here
/// rounds: what does not fit into 38 digits or `scaleMax` decimals is an error, never a near miss.
/// The value is canonical (no trailing zeros in the fraction), so equal numbers are equal values.
///
/// ```swift
/// let cost = try ExactDecimal("35.2E-7")  // 0.00000352
/// ```
public struct ExactDecimal: Hashable, Sendable {
    /// The digits as a whole number, with the sign. Canonical: not a multiple of ten unless `scale` is 0.
    public let significand: Int128
    /// How many of the digits stand behind the decimal point, 0...`scaleMax`.
    public let scale: Int

    /// The most decimals a number may have: .NET's decimal, which Azure's bills use whole.
    public static let scaleMax = 28
    /// The most significant digits a number may have: what PostgreSQL, FOCUS and `Int128` all hold.
    public static let digitsMax = 38
    /// Nought.
    public static let zero = ExactDecimal(significand: 0, scale: 0, isCanonical: ())

    /// A number from its digits and the place of its point.
    ///
    /// - Parameters:
    ///   - significand: The digits, with the sign.
    ///   - scale: How many of them are decimals, 0...`scaleMax`.
    public init(significand: Int128, scale: Int = 0) {
        precondition(scale >= 0 && scale <= Self.scaleMax, "scale outside 0...28")
        var digits = significand
        var places = scale
        while places > 0 {
            let (quotient, remainder) = digits.quotientAndRemainder(dividingBy: 10)
            if remainder != 0 { break }
            digits = quotient
            places -= 1
        }
        self.init(significand: digits, scale: places, isCanonical: ())
    }

    /// For callers that have made the canonical form already.
    init(significand: Int128, scale: Int, isCanonical: Void) {
        self.significand = significand
        self.scale = scale
    }

    /// Whether the number is nought.
    public var isZero: Bool { significand == 0 }

    /// The number with the other sign.
    public static prefix func - (value: ExactDecimal) -> ExactDecimal {
        ExactDecimal(significand: -value.significand, scale: value.scale, isCanonical: ())
    }

    /// The exact sum.
    ///
    /// - Throws: `DecimalError.outOfRange` where the sum needs more than 38 digits.
    public func adding(_ other: ExactDecimal) throws(DecimalError) -> ExactDecimal {
        let places = max(scale, other.scale)
        guard let left = digits(atScale: places), let right = other.digits(atScale: places) else {
            throw .outOfRange
        }
        let (sum, overflow) = left.addingReportingOverflow(right)
        guard !overflow else { throw .outOfRange }
        return ExactDecimal(significand: sum, scale: places)
    }

    /// The exact difference.
    ///
    /// - Throws: `DecimalError.outOfRange` where the difference needs more than 38 digits.
    public func subtracting(_ other: ExactDecimal) throws(DecimalError) -> ExactDecimal {
        try adding(-other)
    }

    /// The digits with `places` decimals, or `nil` where they do not fit.
    ///
    /// - Parameter places: At least `scale`: nothing is cut off.
    public func digits(atScale places: Int) -> Int128? {
        precondition(places >= scale, "digits(atScale:) cannot drop decimals")
        let (product, overflow) = significand.multipliedReportingOverflow(by: powerOfTen(places - scale))
        return overflow ? nil : product
    }
}

extension ExactDecimal: Comparable {
    /// Numeric order.
    public static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
        let places = max(left.scale, right.scale)
        if let a = left.digits(atScale: places), let b = right.digits(atScale: places) { return a < b }
        // One side overflows at the common scale: its whole part alone decides.
        return left.significand / powerOfTen(left.scale) < right.significand / powerOfTen(right.scale)
    }
}

extension ExactDecimal: CustomStringConvertible {
    /// The number in plain notation, every digit of it: `-0.00000352`.
    public var description: String {
        let digits = String(significand.magnitude)
        let sign = significand < 0 ? "-" : ""
        guard scale > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
        let point = padded.index(padded.endIndex, offsetBy: -scale)
        return sign + padded[..<point] + "." + padded[point...]
    }
}

/// The powers of ten that an `Int128` holds, 10⁰ to 10³⁸.
private let powersOfTen: [Int128] = {
    var powers: [Int128] = [1]
    for _ in 0..<ExactDecimal.digitsMax { powers.append(powers.last! * 10) }
    return powers
}()

/// Ten to the power of `exponent`.
///
/// - Parameter exponent: 0...38.
func powerOfTen(_ exponent: Int) -> Int128 { powersOfTen[exponent] }
