/// The samples of one series, without those that are not finite.
struct SampleBuffer: ~Copyable {
    /// More samples than any server answers with for one series (11,001; VictoriaMetrics 30,000), and
    /// than a year has minutes.
    static let countMax = 1 << 20
    /// The time before any sample.
    static let noTime = Int64.min

    private(set) var times: UnsafeMutablePointer<Int64>
    private(set) var values: UnsafeMutablePointer<Double>
    private var capacity: Int
    /// How many there are.
    private(set) var count = 0
    /// The time of the last one read, dropped ones too, in milliseconds.
    var lastAt = SampleBuffer.noTime
    /// The smallest time between two that were read one after the other, in milliseconds.
    var deltaMin = Int64.max
    /// Of raw samples: the median time between two, dropped ones too; `nil` where there are no two.
    var usualDelta: Int64?
    /// How many were dropped because they are not finite.
    private(set) var nonFiniteDropped = 0

    init() {
        capacity = 1 << 10
        times = .allocate(capacity: capacity)
        values = .allocate(capacity: capacity)
    }

    deinit {
        times.deallocate()
        values.deallocate()
    }

    /// Whether one more fits without growing.
    var hasRoom: Bool { count < capacity }

    /// Forgets all, for the next series.
    mutating func removeAll() {
        count = 0
        lastAt = Self.noTime
        deltaMin = .max
        nonFiniteDropped = 0
    }

    /// Adds a sample where there is room, its time being later than the last.
    @inline(__always)
    mutating func appendUnchecked(_ time: Int64, _ value: Double) {
        times[count] = time
        values[count] = value
        count &+= 1
    }

    /// Adds a sample, or counts it where it is not finite.
    mutating func append(_ time: Int64, _ value: Double) {
        precondition(time > lastAt, "times must increase")
        if lastAt != Self.noTime { deltaMin = min(deltaMin, time - lastAt) }
        lastAt = time
        guard value.isFinite else {
            nonFiniteDropped += 1
            return
        }
        if count == capacity { grow() }
        appendUnchecked(time, value)
    }

    private mutating func grow() {
        let larger = (
            UnsafeMutablePointer<Int64>.allocate(capacity: capacity * 2),
            UnsafeMutablePointer<Double>.allocate(capacity: capacity * 2)
        )
        larger.0.update(from: times, count: count)
        larger.1.update(from: values, count: count)
        times.deallocate()
        values.deallocate()
        (times, values) = larger
        capacity *= 2
    }
}
