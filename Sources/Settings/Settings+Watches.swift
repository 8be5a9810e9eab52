import Money

extension Settings {
    /// What is watched besides budgets, thresholds and growth.
    public struct Watches: Sendable, Hashable {
        /// Days that cost far more than usual.
        public let anomalies: [Anomaly]
        /// Parts of a scope's cost that must not be passed.
        public let shares: [ShareLimit]
        /// Bills that changed.
        public let restatements: [Restatement]
        /// Costs that somebody has to approve.
        public let approvals: [ApprovalRule]
        /// What may be reserved and used, beside money.
        public let quotas: [Quota]
        /// What a thousand of a metric may cost.
        public let unitCosts: [UnitCostTarget]
        /// Shares that must not be fallen below.
        public let minimums: [Minimum]
        /// Prices for the same that differ.
        public let prices: [PriceDifference]
        /// Bills that do not come.
        public let lateBills: [LateBill]
    }

    /// Days that cost far more than such days usually do.
    public struct Anomaly: Sendable, Hashable {
        /// Its name; unique among anomalies.
        public let name: String
        /// Whose cost is watched.
        public let scope: AlertScope
        /// The currency that is watched.
        public let currency: Currency
        /// How many robust standard deviations above the median are too many.
        public let deviations: ExactDecimal
        /// Excesses of less than this do not count.
        public let minimum: ExactDecimal
        /// The days that count; `nil` for all.
        public let calendar: Calendar?
        /// Which cost counts.
        public let cost: Cost
        /// Who is told, how much it matters, and after how many nights.
        public let telling: Telling
    }

    /// A part of a scope's cost that must not be passed, such as what is idle or unallocated.
    public struct ShareLimit: Sendable, Hashable {
        /// Its name; unique among shares.
        public let name: String
        /// Whose cost is watched.
        public let scope: AlertScope
        /// The kind of cost, such as `idle`.
        public let of: String
        /// How many percent of the scope's cost it may be.
        public let percent: ExactDecimal
        /// The currency that is watched.
        public let currency: Currency
        /// Parts of less than this do not count.
        public let minimum: ExactDecimal
        /// Which cost counts.
        public let cost: Cost
        /// Who is told, how much it matters, and after how many nights.
        public let telling: Telling
    }

    /// A change of a bill that was there before.
    public struct Restatement: Sendable, Hashable {
        /// Its name; unique among restatements.
        public let name: String
        /// Changes of less than this, up or down, do not count.
        public let minimum: ExactDecimal
        /// The currency that is watched.
        public let currency: Currency
        /// Which cost counts.
        public let cost: Cost
        /// Who is told, how much it matters, and after how many nights.
        public let telling: Telling
    }

    /// An amount above which somebody has to approve what a scope costs.
    public struct ApprovalRule: Sendable, Hashable {
        /// Its name; unique among approvals.
        public let name: String
        /// Whose cost is watched.
        public let scope: AlertScope
        /// What needs nobody's approval in a month.
        public let amount: Money
        /// Who may approve; anybody where none are written.
        public let approvers: [String]
        /// Which cost counts.
        public let cost: Cost
        /// Who is told, how much it matters, and after how many nights.
        public let telling: Telling
    }
}
