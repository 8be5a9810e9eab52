import Keys

/// One hour of one series, as the integrator hands it on.
struct IntegratedHour {
    /// Hours since 1970.
    var hour: Int64
    /// Σ value × milliseconds (levels), or Σ value × its share of the step (increases).
    var sum: Double
    /// Where the covered part starts and ends, milliseconds into the hour.
    var from: Int64
    var to: Int64
    /// Milliseconds that samples cover.
    var covered: Int64
    var present: Int
    var expected: Int
    /// The largest value and the last one.
    var highest: Double = 0
    var last: Double = 0
}

/// What a series' samples lost on the way.
struct IntegrationCounts {
    var belowMinimum = 0
    var aboveMaximum = 0
}

/// Cuts the time that each sample of a series stands for at the UTC hours, and adds up.
///
/// A sample holds one step and no longer, so that what is missing is a gap. Sums are compensated
/// (Neumaier), so that they do not depend on how many small values come together.
struct HourIntegrator {
    static let hourMilliseconds: Int64 = 3_600_000

    /// The step in milliseconds.
    let step: Int64
    /// The signal's smallest possible value.
    let valueMin: Double
    /// The signal's largest plausible value.
    let valueMax: Double
    /// Whether a sample stands for the step before it, not for the one after.
    let isBackward: Bool
    /// Whether the samples come as they were scraped, a little early or late.
    let isRaw: Bool

    private var open = IntegratedHour(hour: 0, sum: 0, from: 0, to: 0, covered: 0, present: 0, expected: 0)
    private var isOpen = false
    private var compensation = 0.0
    private var hourEnd = Int64.min

    init(step: Int64, signal: Signal, isRaw: Bool = false) {
        self.isRaw = isRaw
        self.step = step
        valueMin = signal.valueMin
        valueMax = signal.valueMax
        isBackward = signal.kind.isBackward
    }

    /// Integrates the samples of one series, which lie on one grid.
    ///
    /// - Parameters:
    ///   - onHour: Gets each hour that has a sample, in order.
    ///   - onGap: Gets each hour between them that has none, with the samples expected there.
    mutating func integrate(
        times: UnsafePointer<Int64>, values: UnsafePointer<Double>, count: Int,
        onHour: (IntegratedHour) throws -> Void, onGap: (Int64, Int) -> Void
    ) rethrows -> IntegrationCounts {
        var counts = IntegrationCounts()
        guard count > 0 else { return counts }
        let shift = isBackward ? step : 0
        let origin = times[0] - shift
        let finish = times[count - 1] - shift + step
        hourEnd = .min
        for index in 0..<count {
            let value = values[index]
            if value < valueMin {
                counts.belowMinimum += 1
                continue
            }
            if value > valueMax { counts.aboveMaximum += 1 }
            var start = times[index] - shift
            let end = start + (isBackward ? step : holding(at: index, times, count, step, isRaw: isRaw))
            while start < end {
                if start >= hourEnd {
                    try close(origin, finish, onHour)
                    openHour(at: start, origin, finish, onGap)
                }
                let part = min(end, hourEnd) - start
                add(value, part)
                open.to = start + part - (hourEnd - Self.hourMilliseconds)
                start += part
            }
        }
        try close(origin, finish, onHour)
        return counts
    }

    @inline(__always)
    private mutating func add(_ value: Double, _ part: Int64) {
        let term = value * Double(part)
        let sum = open.sum + term
        compensation += abs(open.sum) >= abs(term) ? (open.sum - sum) + term : (term - sum) + open.sum
        open.sum = sum
        open.highest = open.present == 0 ? value : max(open.highest, value)
        open.last = value
        open.covered += part
        open.present += 1
    }

    private mutating func openHour(at start: Int64, _ origin: Int64, _ finish: Int64, _ onGap: (Int64, Int) -> Void) {
        let hour = floorDivide(start, Self.hourMilliseconds)
        if hourEnd != .min {
            var missing = hourEnd / Self.hourMilliseconds
            while missing < hour {
                onGap(missing, expected(in: missing, origin, finish))
                missing += 1
            }
        }
        let hourStart = hour * Self.hourMilliseconds
        hourEnd = hourStart + Self.hourMilliseconds
        open = IntegratedHour(
            hour: hour, sum: 0, from: start - hourStart, to: start - hourStart, covered: 0, present: 0, expected: 0)
        isOpen = true
        compensation = 0
    }

    private mutating func close(_ origin: Int64, _ finish: Int64, _ onHour: (IntegratedHour) throws -> Void) rethrows {
        guard isOpen else { return }
        open.sum += compensation
        open.expected = expected(in: open.hour, origin, finish)
        isOpen = false
        try onHour(open)
    }

    /// How many steps between the series' start and end lie in an hour, wholly or in part.
    private func expected(in hour: Int64, _ origin: Int64, _ finish: Int64) -> Int {
        let start = max(hour * Self.hourMilliseconds, origin)
        let end = min((hour + 1) * Self.hourMilliseconds, finish)
        guard end > start else { return 0 }
        return Int((end - origin + step - 1) / step - (start - origin) / step)
    }
}

/// How long a level holds: one step; of raw samples until the next one, where that is about a step later.
@inline(__always)
func holding(at index: Int, _ times: UnsafePointer<Int64>, _ count: Int, _ step: Int64, isRaw: Bool) -> Int64 {
    guard isRaw, index + 1 < count else { return step }
    let next = times[index + 1] - times[index]
    return next <= step + step / 2 ? next : step
}

/// The quotient rounded towards the past.
package func floorDivide(_ dividend: Int64, _ divisor: Int64) -> Int64 {
    let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
}
