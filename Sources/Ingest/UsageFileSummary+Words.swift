import Usage

extension UsageFileSummary {
    /// What was stored, in a line: `pod_cpu_request, 7 series, 4584 samples every 3600 s, 2026-10-01T00:00:00Z to …`.
    public var words: String {
        var words = "\(signals.joined(separator: ", ")), \(series) series, \(samples) samples every \(stepSeconds) s"
        if let firstAt, let lastAt { words += ", \(firstAt) to \(lastAt)" }
        if nonFiniteDropped + negativeDropped > 0 {
            words += ", \(nonFiniteDropped) not finite and \(negativeDropped) negative samples left out"
        }
        if aboveMaximum > 0 { words += ", \(aboveMaximum) samples above what is plausible" }
        if duplicates > 0 { words += ", \(duplicates) series of a subject that another one has" }
        return words
    }
}
