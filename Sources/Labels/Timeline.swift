import Keys

/// What is known of something over all time: a step function, made of what was seen of it now and then.
///
/// - A set of labels holds until the next one: labels do not vanish because a scrape failed.
/// - Where two sets overlap, as they do for minutes after a change, the one that continues later wins.
/// - What was seen first holds from the beginning, unless the thing's name may have been another's before.
struct Timeline: Sendable {
    /// Labels from a moment on; `nil` is from the beginning.
    struct Step: Sendable {
        var from: Instant?
        var labels: [String: String]
    }

    /// In order of time; each differs from the one before.
    private(set) var steps: [Step] = []

    /// Nothing is known.
    init() {}

    /// A timeline from the intervals of one thing, in any order.
    init<Key>(_ intervals: [LabelInterval<Key>], isFirstHeldBack: Bool) {
        let sorted = intervals.filter { $0.from < $0.to }.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
        let isDisjoint = zip(sorted, sorted.dropFirst()).allSatisfy { $0.to <= $1.from }
        if isDisjoint {
            for interval in sorted { append(interval.from, interval.labels) }
        } else {
            let cuts = Set(sorted.flatMap { [$0.from, $0.to] }).sorted()
            for cut in cuts {
                let active = sorted.filter { $0.from <= cut && cut < $0.to }
                if let winner = active.max(by: Self.isWeaker) { append(cut, winner.labels) }
            }
        }
        if isFirstHeldBack, !steps.isEmpty { steps[0].from = nil }
    }

    private mutating func append(_ from: Instant, _ labels: [String: String]) {
        if let last = steps.last, last.labels == labels { return }
        steps.append(Step(from: from, labels: labels))
    }

    /// Later end wins, then later start, then the labels' own order, so that the order of rows never matters.
    private static func isWeaker<Key>(_ left: LabelInterval<Key>, _ right: LabelInterval<Key>) -> Bool {
        if left.to != right.to { return left.to < right.to }
        if left.from != right.from { return left.from < right.from }
        return canonical(left.labels).lexicographicallyPrecedes(canonical(right.labels)) { isBefore($0, $1) }
    }

    private static func canonical(_ labels: [String: String]) -> [String] {
        labels.sorted { isBefore($0.key, $1.key) }.flatMap { [$0.key, $0.value] }
    }

    /// The moments at which something changes.
    var cuts: [Instant] { steps.compactMap(\.from) }

    /// The labels at a moment, `nil` being before all moments; none before the first step.
    func labels(at moment: Instant?) -> [String: String] {
        var found: [String: String] = [:]
        for step in steps {
            guard let from = step.from else {
                found = step.labels
                continue
            }
            guard let moment, from <= moment else { break }
            found = step.labels
        }
        return found
    }
}

/// Whether a text comes before another by its bytes.
func isBefore(_ left: String, _ right: String) -> Bool { left.utf8.lexicographicallyPrecedes(right.utf8) }
