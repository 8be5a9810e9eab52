/// What the user says about a range export that the file itself does not.
public struct UsageOptions: Sendable {
    /// The cluster's name; `nil` takes the series' `cluster` label, and `default` where there is none.
    public var cluster: String?
    /// The signal's id or one of its names; `nil` finds it in the file or its name.
    public var signal: String?
    /// Whether an answer that calls itself partial is taken all the same, with its warnings recorded.
    public var isPartialAllowed: Bool
    /// The step of the query in seconds; `nil` finds it in the file.
    public var stepSeconds: Int?

    /// Whether a signal that must have series may have none: a part of an answer may.
    public var isEmptyAllowed = false

    /// The name of a cluster that nobody named.
    public static let clusterDefault = "default"

    /// Options; all of them have a default.
    public init(
        cluster: String? = nil, signal: String? = nil, isPartialAllowed: Bool = false, stepSeconds: Int? = nil
    ) {
        self.cluster = cluster
        self.signal = signal
        self.isPartialAllowed = isPartialAllowed
        self.stepSeconds = stepSeconds
    }
}
