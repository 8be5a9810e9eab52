/// Finds the step of a query, which the answer does not tell, from the smallest time between two samples.
///
/// The first series may have a gap wherever it has two samples, so several are held back before it is
/// decided; a smaller time that comes later is an error, never a silent change of what was handed over.
struct StepFinder {
    /// How many series with two samples decide it.
    static let seriesNeeded = 64
    /// How many samples, and how many series, are held back at most.
    static let samplesMax = 1 << 18
    static let seriesMax = 4096

    private var deltaMin = Int64.max
    private var seriesSeen = 0
    /// The step in milliseconds, once decided.
    private(set) var step: Int64?

    /// A finder; with a step that the user has said there is nothing to find.
    init(stepSeconds: Int?) { step = stepSeconds.map { Int64($0) * 1000 } }

    /// Takes in the smallest time between two samples of a series.
    mutating func see(_ delta: Int64) throws(FinderFailure) {
        if let step {
            guard delta >= step else { throw FinderFailure(.stepChanges(from: step, to: delta)) }
        } else if delta != .max {
            deltaMin = min(deltaMin, delta)
            seriesSeen += 1
        }
    }

    /// Whether enough has been seen.
    func isEnough(samples: Int, series: Int) -> Bool {
        seriesSeen >= Self.seriesNeeded || samples >= Self.samplesMax || series >= Self.seriesMax
    }

    /// Decides, with the signal's own step where no series has two samples.
    ///
    /// - Returns: Whether the step was seen in the file.
    mutating func decide(stepSeconds: Int) throws(FinderFailure) -> Bool {
        let isSeen = deltaMin != .max
        let found = isSeen ? deltaMin : Int64(stepSeconds) * 1000
        guard found % 1000 == 0, found <= 86_400_000 else { throw FinderFailure(.badStep(found)) }
        step = found
        return isSeen
    }
}
