/// A decimal sum in 128 bits.
struct ExactSum {
    var digits: Int128 = 0
    var scale = 0

    /// Adds a share; `false` where the sum does not fit, which leaves it as it was.
    mutating func add(_ share: Int128, scale shareScale: Int) -> Bool {
        var (own, other) = (digits, share)
        if scale != shareScale {
            let (low, high) = (min(scale, shareScale), max(scale, shareScale))
            let factor = (low..<high).reduce(Int128(1)) { power, _ in power * 10 }
            let scaled = (scale < shareScale ? own : other).multipliedReportingOverflow(by: factor)
            if scaled.overflow { return false }
            if scale < shareScale { own = scaled.partialValue } else { other = scaled.partialValue }
        }
        let (sum, isTooLarge) = own.addingReportingOverflow(other)
        if isTooLarge { return false }
        (digits, scale) = (sum, max(scale, shareScale))
        return true
    }
}
