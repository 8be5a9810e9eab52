import Keys
import Usage

/// A time, half-open, in whole seconds since 1970.
public struct TimeSpan: Hashable, Sendable {
    /// The first second.
    public var from: Int64
    /// The first second behind it.
    public var to: Int64

    /// A time from its ends.
    public init(from: Int64, to: Int64) {
        self.from = from
        self.to = to
    }

    static let hour: Int64 = 3600
    static let day: Int64 = 86_400

    /// The last whole hour's end at or before a moment.
    public static func hourStart(_ seconds: Int64) -> Int64 { floorDivide(seconds, hour) * hour }

    /// Its parts in each UTC day.
    var days: [TimeSpan] {
        var parts: [TimeSpan] = []
        var start = from
        while start < to {
            let end = min(to, (start / Self.day + 1) * Self.day)
            parts.append(TimeSpan(from: start, to: end))
            start = end
        }
        return parts
    }

    /// What is left of it without others.
    func without(_ others: [TimeSpan]) -> [TimeSpan] {
        var left: [TimeSpan] = []
        var start = from
        for other in others.sorted(by: { $0.from < $1.from }) where other.to > start && other.from < to {
            if other.from > start { left.append(TimeSpan(from: start, to: other.from)) }
            start = max(start, other.to)
        }
        if start < to { left.append(TimeSpan(from: start, to: to)) }
        return left
    }

    /// Pieces of at most a length, cut where multiples of the length lie.
    func pieces(of length: Int64) -> [TimeSpan] {
        var parts: [TimeSpan] = []
        var start = from
        while start < to {
            let end = min(to, (start / length + 1) * length)
            parts.append(TimeSpan(from: start, to: end))
            start = end
        }
        return parts
    }

    /// Its halves, cut at a multiple of a unit; none where it is a single one.
    func halves(unit: Int64) -> [TimeSpan] {
        let middle = from + (to - from) / 2 / unit * unit
        return middle > from ? [TimeSpan(from: from, to: middle), TimeSpan(from: middle, to: to)] : []
    }
}

extension TimeSpan: CustomStringConvertible {
    /// `2026-10-01T00:00:00Z to 2026-10-01T06:00:00Z`
    public var description: String { "\(Instant(seconds: from)) to \(Instant(seconds: to))" }
}

/// The start and end that a query of a range asks for, so that its samples stand for a time and nothing else.
struct AskedRange: Equatable {
    let start: Int64
    let end: Int64

    /// A level at `t` stands for what follows, so the last one is a step before the end; the value of a range function
    /// stands for what was before, so the first one is a step after the start.
    init(_ span: TimeSpan, step: Int64, kind: Signal.Kind) {
        start = kind.isBackward ? span.from + step : span.from
        end = kind.isBackward ? span.to : span.to - step
    }
}
