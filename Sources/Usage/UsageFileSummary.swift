import Keys

/// What was read from a range export, for the run log and for `usage.coverage`.
public struct UsageFileSummary: Sendable, Equatable {
    /// The ids of the signals in the file, sorted: one, or those of one metric, e.g. of each `resource`.
    public var signals: [String] = []
    /// SHA-256 of the content, decompressed: the same export is the same file whatever it is called.
    public var contentDigest: Digest
    /// Bytes of the content, decompressed.
    public var bytes: Int64 = 0
    /// Series that were read, with those of which no sample was left.
    public var series = 0
    /// Samples that were read, with those dropped.
    public var samples = 0
    /// `NaN`, `+Inf` and `-Inf`: dropped, never taken for 0.
    public var nonFiniteDropped = 0
    /// Samples below the signal's minimum, 0 for most: dropped.
    public var negativeDropped = 0
    /// Samples of info signals with the value 0: what they name was not there.
    public var absentSamples = 0
    /// Samples above the signal's plausible maximum: kept.
    public var aboveMaximum = 0
    /// Series whose subject had been seen before in the file, e.g. of a second replica of the exporter.
    public var duplicates = 0
    /// Series of the metric that no signal wants, e.g. `resource="ephemeral_storage"`.
    public var ignoredSeries = 0
    /// The step in seconds.
    public var stepSeconds = 0
    /// The first sample's moment; `nil` where there is no sample.
    public var firstAt: Instant?
    /// The last sample's moment; `nil` where there is no sample.
    public var lastAt: Instant?
    /// Expected and present samples by hour, in order, from the first hour to the last.
    public var coverage: [HourCoverage] = []
    /// Whether the server said that the answer is incomplete, or warned, and it was taken all the same.
    public var isPartial = false
    /// What a person should know, in words: what the server warned of, what was assumed.
    public var warnings: [String] = []
}

/// How many samples of a file cover an hour, and how many would without gaps.
public struct HourCoverage: Hashable, Sendable {
    /// The UTC day.
    public let date: UTCDate
    /// The UTC hour of the day, 0...23.
    public let hour: Int
    /// Samples that cover a part of the hour, over all series.
    public let samplesPresent: Int
    /// Those and the ones missing between the first and the last sample of each series.
    public let samplesExpected: Int
}
