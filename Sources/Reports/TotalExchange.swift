import Money

/// Moves units between shown row totals, so that a part's column can meet its own rounded sum.
///
/// Row totals are rounded without regard to their parts. Where every row is all of one part, that alone decides
/// what the part's column adds up to, and two tables of the same costs could show two sums of it, a cent apart.
/// Then a row that was rounded up gives its unit to one that was cut, in the other part. Both stay within a unit of
/// their exact amount, and the totals' sum is what it was.
enum TotalExchange {
    /// A row as whole units, and what is left of its exact amounts above them.
    private struct Row {
        let index: Int
        let partLeft: ExactDecimal
        let restLeft: ExactDecimal
        let totalLeft: ExactDecimal
        let isPartUp: Bool
        let isRestUp: Bool
        let isTotalUp: Bool
    }

    /// The shown totals after the exchange.
    ///
    /// - Parameters:
    ///   - part: The exact amounts of the part.
    ///   - rest: What of each exact total is not the part.
    ///   - totals: The totals as they would be shown.
    ///   - shownTotal: What the part's column is to add up to; `nil` for its rounded sum.
    ///   - preferred: How other tables show the same amounts.
    /// - Throws: `DecimalError.outOfRange` where a sum needs more than 38 digits.
    static func balanced(
        _ part: [ExactDecimal], rest: [ExactDecimal], totals: [ExactDecimal], places: Int, shownTotal: ExactDecimal?,
        preferred: ShownFigures = ShownFigures()
    ) throws(DecimalError) -> [ExactDecimal] {
        let shown = try PartSplit.part(
            part, rest: rest, of: totals, places: places, shownTotal: shownTotal, preferred: preferred)
        let rounded = try sum(part).rounded(places: places)
        let difference = try (shownTotal ?? rounded).subtracting(try sum(shown))
        guard !difference.isZero else { return totals }
        let isTooLow = difference > .zero
        var givers: [Row] = []
        var takers: [Row] = []
        for index in part.indices {
            let row = try self.row(index, part, rest, totals, shown, places)
            guard !row.totalLeft.isZero else { continue }
            let (givesUp, takesLeft, takesUp) =
                isTooLow ? (row.isRestUp, row.partLeft, row.isPartUp) : (row.isPartUp, row.restLeft, row.isRestUp)
            if row.isTotalUp, givesUp { givers.append(row) }
            if !row.isTotalUp, !takesUp, !takesLeft.isZero { takers.append(row) }
        }
        // The least deserving gives, the most deserving takes; of equal ones the earlier row is the better off.
        givers.sort { $0.totalLeft == $1.totalLeft ? $0.index > $1.index : $0.totalLeft < $1.totalLeft }
        takers.sort { $0.totalLeft == $1.totalLeft ? $0.index < $1.index : $0.totalLeft > $1.totalLeft }
        let unit = ExactDecimal(significand: 1, scale: places)
        let count = Int((isTooLow ? difference : -difference).digits(atScale: places) ?? 0)
        var balanced = totals
        for (giver, taker) in zip(givers, takers).prefix(count) {
            balanced[giver.index] = try balanced[giver.index].subtracting(unit)
            balanced[taker.index] = try balanced[taker.index].adding(unit)
        }
        return balanced
    }

    private static func row(
        _ index: Int, _ part: [ExactDecimal], _ rest: [ExactDecimal], _ totals: [ExactDecimal],
        _ shown: [ExactDecimal], _ places: Int
    ) throws(DecimalError) -> Row {
        let total = try part[index].adding(rest[index])
        let restShown = try totals[index].subtracting(shown[index])
        return Row(
            index: index, partLeft: try left(part[index], places), restLeft: try left(rest[index], places),
            totalLeft: try left(total, places), isPartUp: shown[index] > part[index], isRestUp: restShown > rest[index],
            isTotalUp: totals[index] > total)
    }

    /// What of an amount is above its whole units.
    private static func left(_ amount: ExactDecimal, _ places: Int) throws(DecimalError) -> ExactDecimal {
        let rounded = amount.rounded(places: places)
        let difference = try amount.subtracting(rounded)
        return difference < .zero ? try difference.adding(ExactDecimal(significand: 1, scale: places)) : difference
    }

    private static func sum(_ amounts: [ExactDecimal]) throws(DecimalError) -> ExactDecimal {
        var sum = ExactDecimal.zero
        for amount in amounts { sum = try sum.adding(amount) }
        return sum
    }
}
