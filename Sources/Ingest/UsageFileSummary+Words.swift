import Usage

extension UsageFileSummary {
    /// What was stored, in a line: `pod_cpu_request, 7 series, 4584 samples every 3600 s, 2026-10-01T00:00:00Z to …`.
    public var words: String {
        var words = "\(signals.joined(separator: ", ")), \(series) series, \(samples) samples every \(stepSeconds) s"
        if let firstAt, let lastAt { words += ", \(firstAt) to \(lastAt)" }
        if nonFiniteDropped + negativeDropped > 0 {
            words += ", \(nonFiniteDropped) not finite and \(negativeDropped) negative samples left out"
        }
        return words
    }
}
