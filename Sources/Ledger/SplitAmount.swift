/// An amount that is to be divided, in units of 10⁻¹⁸.
struct SplitAmount {
    /// The four costs, in the order of their columns.
    enum Cost: UInt8, CaseIterable {
        case billed, effective, contracted, list
    }

    /// The consumer's number that stands for idle capacity, above all others.
    static let idleConsumer = Int32.max

    let pot: Int32
    let kind: UInt8
    let window: Int32
    let isOfMemory: Bool
    let isNegative: Bool
    /// Whole units of 10⁻¹⁸.
    let units: UInt128
    /// What the amount has below that, in its own last decimal; it goes to the first by remainder.
    let tail: Int128
    /// How many decimals the shares are written with.
    let shareScale: Int
    let idle: UInt128
    let total: UInt128
    private var costs: UInt8

    /// `nil` where a number does not fit.
    init?(
        pot: Int32, kind: UInt8, window: Int32, isOfMemory: Bool, amount: (digits: Int128, scale: Int),
        idle: (digits: Int128, scale: Int), total: (digits: Int128, scale: Int), costs: UInt8
    ) {
        // Weights are whole numbers; of those with decimals the fraction has to be nought.
        guard let idle = Self.whole(idle), let total = Self.whole(total), total > 0 else { return nil }
        (self.pot, self.kind, self.window, self.isOfMemory) = (pot, kind, window, isOfMemory)
        (self.idle, self.total, self.costs) = (idle, total, costs)
        isNegative = amount.digits < 0
        let magnitude = amount.digits.magnitude
        if amount.scale <= Self.places {
            let (units, isTooLarge) = magnitude.multipliedReportingOverflow(by: Self.power(Self.places - amount.scale))
            guard !isTooLarge, units <= UInt128(Int128.max) else { return nil }
            (self.units, tail, shareScale) = (units, 0, Self.places)
        } else {
            guard amount.scale - Self.places <= 20 else { return nil }
            let (units, tail) = magnitude.quotientAndRemainder(dividingBy: Self.power(amount.scale - Self.places))
            (self.units, self.tail, shareScale) = (units, Int128(tail), tail == 0 ? Self.places : amount.scale)
        }
    }

    /// Makes it those costs, too, that the other amount is, where both are equal.
    ///
    /// - Returns: Whether they are.
    mutating func join(_ other: SplitAmount) -> Bool {
        guard pot == other.pot, kind == other.kind, window == other.window, isOfMemory == other.isOfMemory,
            isNegative == other.isNegative, units == other.units, tail == other.tail, shareScale == other.shareScale,
            idle == other.idle, total == other.total
        else { return false }
        costs |= other.costs
        return true
    }

    /// Whether the amount is this cost.
    func isOf(_ cost: Cost) -> Bool { costs & (1 << cost.rawValue) != 0 }

    /// A unit in the last decimal of the shares.
    var unit: UInt128 { Self.power(shareScale - Self.places) }

    private static let places = 18

    private static func power(_ exponent: Int) -> UInt128 { (0..<exponent).reduce(1) { power, _ in power * 10 } }

    /// A weight: a whole number that is not below nought, be it written with decimals; `nil` otherwise.
    static func whole(_ number: (digits: Int128, scale: Int)) -> UInt128? {
        guard number.digits >= 0 else { return nil }
        if number.scale == 0 { return UInt128(number.digits) }
        guard number.scale <= 28 else { return nil }
        let (whole, fraction) = number.digits.magnitude.quotientAndRemainder(dividingBy: power(number.scale))
        return fraction == 0 ? whole : nil
    }
}
