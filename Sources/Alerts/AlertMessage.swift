import Money

/// What an alert says: a limit, what crossed it, and where to look.
///
/// It holds no time of sending and no number of the attempt: the same crossing is the same message.
public struct AlertMessage: Hashable, Sendable {
    /// How much it matters.
    public enum Level: String, Hashable, Sendable, CaseIterable {
        /// For information.
        case notice
        /// Somebody should look.
        case warning
        /// Somebody must look.
        case critical
    }

    /// Whose cost it is.
    public struct Scope: Hashable, Sendable {
        /// Such as `team`, `service` or `organisation`.
        public var kind: String
        /// Such as `payments`, as it came.
        public var name: String

        /// A scope from its kind and name.
        public init(kind: String, name: String) {
            self.kind = kind
            self.name = name
        }
    }

    /// One of the largest parts of the amount.
    public struct Cause: Hashable, Sendable {
        /// Such as `namespace checkout`.
        public var name: String
        /// Its exact part.
        public var amount: ExactDecimal

        /// A cause from its name and amount.
        public init(name: String, amount: ExactDecimal) {
            self.name = name
            self.amount = amount
        }
    }

    /// Made from rule, scope, period and level, never from the attempt; receivers recognise repeats by it.
    public var id: String
    /// The name of the rule.
    public var rule: String
    /// Whose cost it is.
    public var scope: Scope
    /// The month or day, such as `2026-09`.
    public var period: String
    /// How much it matters.
    public var level: Level
    /// What the amounts are in.
    public var currency: Currency
    /// The exact amount that crossed.
    public var amount: ExactDecimal
    /// The limit it crossed.
    public var threshold: ExactDecimal
    /// The amount in per cent of the threshold, or the growth: as the rule counts; `nil` where it has no per cent.
    public var percent: ExactDecimal?
    /// The largest parts, largest first.
    public var topCauses: [Cause]
    /// The command that explains the amount down to its bill lines.
    public var explainCommand: String

    /// A message of its parts.
    public init(
        id: String, rule: String, scope: Scope, period: String, level: Level, currency: Currency,
        amount: ExactDecimal, threshold: ExactDecimal, percent: ExactDecimal? = nil, topCauses: [Cause] = [],
        explainCommand: String
    ) {
        self.id = id
        self.rule = rule
        self.scope = scope
        self.period = period
        self.level = level
        self.currency = currency
        self.amount = amount
        self.threshold = threshold
        self.percent = percent
        self.topCauses = topCauses
        self.explainCommand = explainCommand
    }
}
