extension ExactDecimal {
    /// Whole-unit shares of a whole amount, in proportion to weights, that add up to it exactly.
    ///
    /// The largest-remainder method: each share is its quota cut to a whole unit, and the units left
    /// over go to the largest remainders, the earlier place first where two are equal. Of the methods
    /// measured it alone adds up and keeps every share within one unit of its quota.
    ///
    /// ```swift
    /// ExactDecimal.split(units: 100, by: [1, 1, 1])  // [34, 33, 33]
    /// ```
    ///
    /// - Parameters:
    ///   - units: What is divided; the sign is kept.
    ///   - weights: One per share. At least one must be positive.
    /// - Returns: One share per weight, or `nil` where no weight is positive: nobody can be charged.
    public static func split(units: Int128, by weights: [UInt64]) -> [Int128]? {
        let total = weights.reduce(UInt128(0)) { $0 + UInt128($1) }
        guard total > 0 else { return nil }
        let magnitude = units.magnitude
        let quotas = weights.map { weight in
            let product = magnitude.multipliedFullWidth(by: UInt128(weight))
            return total.dividingFullWidth(product)
        }
        var shares = quotas.map(\.quotient)
        let leftover = Int(magnitude - shares.reduce(0, +))
        let byRemainder = quotas.indices.sorted {
            (quotas[$1].remainder, $0) < (quotas[$0].remainder, $1)
        }
        for index in byRemainder.prefix(leftover) { shares[index] += 1 }
        return shares.map { units < 0 ? -Int128($0) : Int128($0) }
    }

    /// The nearest number with at most `places` decimals, half away from zero.
    ///
    /// For the edge of a report only; amounts are never rounded on their way there.
    public func rounded(places: Int) -> ExactDecimal {
        guard scale > places else { return self }
        let divisor = powerOfTen(scale - places)
        let (quotient, remainder) = significand.quotientAndRemainder(dividingBy: divisor)
        let isUp = remainder.magnitude >= divisor.magnitude - remainder.magnitude
        let step: Int128 = isUp ? (significand < 0 ? -1 : 1) : 0
        return ExactDecimal(significand: quotient + step, scale: places)
    }

    /// The amounts rounded to `places` decimals so that they add up to the rounded sum.
    ///
    /// Rounding each amount alone breaks the total of most tables. Here the rounded total is split:
    /// every amount is cut down, and the missing units go to the largest remainders, the earlier
    /// place first where two are equal.
    ///
    /// - Parameter shownTotal: What they are to add up to where another table shows their sum already: the sum
    ///   rounded up or down. `nil` rounds it here.
    /// - Parameter preferred: How another table shows each amount already, one per amount or none at all: those that it rounds up come first,
    ///   those that it cuts last, as far as the sum allows it.
    /// - Returns: One amount per input, each within one unit of it; the sum is `shownTotal ?? sum.rounded(places:)`.
    /// - Throws: `DecimalError.outOfRange` where the sum needs more than 38 digits.
    public static func rounded(
        _ amounts: [ExactDecimal], places: Int, shownTotal: ExactDecimal? = nil, preferred: [ExactDecimal?] = []
    ) throws(DecimalError) -> [ExactDecimal] {
        precondition(preferred.isEmpty || preferred.count == amounts.count, "a preference for each amount or for none")
        var total = ExactDecimal.zero
        var floors: [Int128] = []
        var remainders: [ExactDecimal] = []
        for amount in amounts {
            total = try total.adding(amount)
            let floor = amount.floor(places: places)
            floors.append(floor.digits(atScale: places) ?? 0)
            remainders.append(try amount.subtracting(floor))
        }
        let target = (shownTotal ?? total).rounded(places: places).digits(atScale: places) ?? 0
        let missing = Int(target - floors.reduce(0, +))
        precondition((0...floors.count).contains(missing), "the shown total is a unit or more off the exact one")
        let classes = amounts.indices.map { index -> Int in
            // Whole units never change, so that nought stays nought.
            if remainders[index].isZero { return 3 }
            guard let wanted = preferred.isEmpty ? nil : preferred[index] else { return 1 }
            return wanted > amounts[index] ? 0 : 2
        }
        let inOrder = floors.indices.sorted {
            if classes[$0] != classes[$1] { return classes[$0] < classes[$1] }
            return remainders[$0] == remainders[$1] ? $0 < $1 : remainders[$0] > remainders[$1]
        }
        for index in inOrder.prefix(missing) { floors[index] += 1 }
        return floors.map { ExactDecimal(significand: $0, scale: places) }
    }

    /// The largest number with at most `places` decimals that is not above this one.
    private func floor(places: Int) -> ExactDecimal {
        guard scale > places else { return self }
        let divisor = powerOfTen(scale - places)
        let (quotient, remainder) = significand.quotientAndRemainder(dividingBy: divisor)
        return ExactDecimal(significand: remainder < 0 ? quotient - 1 : quotient, scale: places)
    }
}
