/// What a counter grew by, from samples as they were scraped.
///
/// A counter that is smaller than before has started anew and counts from nought. What it grew by over a gap is spread
/// evenly over the gap: the total is known, only its time is not.
struct CounterGrowth {
    /// A first sample is taken for all that a new series has counted where it is not more than so many times the most
    /// that the series grows by in a step; a larger one was counted before the file starts.
    private static let startFactor = 4.0

    /// The ends of steps, and what was added in each.
    private(set) var ends: [Int64] = []
    private(set) var amounts: [Double] = []
    private let first: Double?

    init(times: UnsafePointer<Int64>, values: UnsafePointer<Double>, count: Int, step: Int64) {
        first = count > 0 ? values[0] : nil
        ends.reserveCapacity(count)
        amounts.reserveCapacity(count)
        for index in 1..<max(count, 1) {
            let delta = values[index] >= values[index - 1] ? values[index] - values[index - 1] : values[index]
            let steps = max(1, (times[index] - times[index - 1] + step / 2) / step)
            for part in 1...steps {
                ends.append(times[index] - (steps - part) * step)
                amounts.append(delta / Double(steps))
            }
        }
    }

    /// What the first sample adds, where the series is new; `nil` where it may have counted for long.
    var start: Double? {
        guard let first, first >= 0 else { return nil }
        let largest = amounts.max()
        return largest.map { first <= $0 * Self.startFactor } ?? true ? first : nil
    }
}

/// The first sample of a counter that starts later than the file does.
struct CounterStart {
    let head: PendingSeries.Head
    let at: Int64
    let amount: Double?
    let step: Int64
}
