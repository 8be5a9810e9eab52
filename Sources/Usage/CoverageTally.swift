import Keys

/// Counts expected and present samples by hour over all series of a file.
struct CoverageTally {
    /// Timestamps of one file may lie this many years apart; more is a mistake, and would take memory.
    static let yearsMax = 10
    private static let hoursMax = yearsMax * 8784

    private var firstHour: Int64 = 0
    private var present: [Int] = []
    private var expected: [Int] = []

    /// Adds an hour of one series; `false` where it is too far from the others.
    mutating func add(hour: Int64, present presentCount: Int, expected expectedCount: Int) -> Bool {
        if present.isEmpty { firstHour = hour }
        if hour < firstHour {
            guard hour >= firstHour + Int64(present.count - Self.hoursMax) else { return false }
            let missing = [Int](repeating: 0, count: Int(firstHour - hour))
            present.insert(contentsOf: missing, at: 0)
            expected.insert(contentsOf: missing, at: 0)
            firstHour = hour
        }
        guard hour - firstHour < Self.hoursMax else { return false }
        let index = Int(hour - firstHour)
        if index >= present.count {
            let missing = [Int](repeating: 0, count: index + 1 - present.count)
            present += missing
            expected += missing
        }
        present[index] += presentCount
        expected[index] += expectedCount
        return true
    }

    /// All hours from the first to the last; those that no series expects have two noughts.
    var hours: [HourCoverage] {
        present.indices.map { index in
            let at = Instant(seconds: (firstHour + Int64(index)) * 3600)
            return HourCoverage(
                date: at.date, hour: at.hour, samplesPresent: present[index], samplesExpected: expected[index])
        }
    }
}
