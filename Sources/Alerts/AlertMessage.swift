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

    /// What kind of rule was crossed.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A step of a month's budget was reached.
        case budget
        /// An amount was passed.
        case threshold
        /// A step of a month's budget will be reached.
        case forecast
        /// A rise over the period before was passed.
        case growth
        /// A day cost far more than such days do.
        case anomaly
        /// A part of the cost was passed, such as what is idle.
        case share
        /// A bill changed that was there before.
        case restatement
        /// A cost has nobody's approval.
        case approval
        /// More is held of a resource than a quota lets.
        case quota
        /// A thousand of a metric costs too much.
        case unitCost = "unit_cost"
        /// A share is too small, such as what is labelled.
        case minimum
        /// The same work costs much less elsewhere.
        case price
        /// A bill stopped coming.
        case lateBill = "late_bill"
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

    /// Made from rule, scope, period, step and currency, never from the attempt; receivers recognise repeats by it.
    public var id: String
    /// What kind of rule it is.
    public var kind: Kind
    /// The name of the rule.
    public var rule: String
    /// Whose cost it is.
    public var scope: Scope
    /// The month `2026-09`, quarter `2026-Q3`, year, week `2026-W36` or day.
    public var period: String
    /// The month; of a longer period its first.
    public var month: String
    /// What was reached: `80%` of a budget, `above` a threshold, a growth of `+20%`.
    public var step: String
    /// How much it matters.
    public var level: Level
    /// What the amounts are in.
    public var unit: AlertUnit
    /// Which cost is meant: `effective`, `billed`, `list` or `contracted`.
    public var cost: String
    /// The exact amount that crossed.
    public var amount: ExactDecimal
    /// The limit it crossed; of a budget, the step's part.
    public var threshold: ExactDecimal
    /// The amount in per cent of the whole budget, or the growth in per cent, cut after two decimals; `nil` for
    /// thresholds.
    public var percent: ExactDecimal?
    /// For growth and restatements the amount before, for anomalies the usual one, for forecasts the cost so far.
    public var previous: ExactDecimal?
    /// The largest parts of the amount or, for growth, of the rise; largest first.
    public var topCauses: [Cause]
    /// The UTC day from which on it holds, `2026-10-19`; `nil` where that has no day.
    public var since: String?
    /// The command that shows what the amount is made of.
    public var explainCommand: String
    /// Whether it says that what was raised holds no longer.
    public var isResolved = false

    /// A message of its parts.
    public init(
        id: String, kind: Kind, rule: String, scope: Scope, period: String, month: String? = nil, step: String, level: Level,
        unit: AlertUnit, cost: String = "effective", amount: ExactDecimal, threshold: ExactDecimal,
        percent: ExactDecimal? = nil, previous: ExactDecimal? = nil, topCauses: [Cause] = [], since: String? = nil,
        explainCommand: String
    ) {
        self.id = id
        self.kind = kind
        self.rule = rule
        self.scope = scope
        self.period = period
        self.month = month ?? period
        self.step = step
        self.level = level
        self.unit = unit
        self.cost = cost
        self.amount = amount
        self.threshold = threshold
        self.percent = percent
        self.previous = previous
        self.topCauses = topCauses
        self.since = since
        self.explainCommand = explainCommand
    }
}
