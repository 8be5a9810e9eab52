/// What came of looking at a month's rules.
public struct AlertEvaluation: Sendable {
    /// What was reached for the first time, in the order of the configuration.
    public internal(set) var raised: [RaisedAlert] = []
    /// What a person should look at: rules that could not be evaluated as they are written.
    public internal(set) var warnings: [String] = []
    /// The ids of alerts that hold no longer.
    public internal(set) var ended: [String] = []
    /// Why nothing was raised, rule by rule, for whoever asks (`-v`).
    public internal(set) var notes: [String] = []
    /// The ids of the rule that is looked at which still hold.
    var held: [String] = []
    /// The ids of the rule that is looked at which have not been seen for enough nights.
    var pending: [String] = []
}

/// An alert that was stored now.
public struct RaisedAlert: Hashable, Sendable {
    /// The alert.
    public let message: AlertMessage
    /// The id of the higher step that speaks for it, so that this one is stored and not sent; `nil` where it is sent.
    public let coveredBy: String?
    /// Who has silenced the rule, so that it is stored and not sent; `nil` where nobody has.
    public let silencedBy: String?

    /// Whether it speaks for itself.
    public var isHeard: Bool { coveredBy == nil && silencedBy == nil }
}
