import Money

extension Settings {
    /// What a scope may hold of cores, memory, storage and network; all of them must hold.
    public struct Quota: Sendable, Hashable {
        /// Its name; unique among quotas.
        public let name: String
        /// Whose use is watched.
        public let scope: AlertScope
        /// The limits; at least one.
        public let limits: [QuotaResource: ExactDecimal]
        /// By how many percent a limit may be passed for a while.
        public let growthPercent: ExactDecimal?
        /// For how many days in a row it may.
        public let growthDays: Int
        /// Whether that holds only where somebody has approved it for the month.
        public let isGrowthByHand: Bool
        /// Who may approve it; anybody where none are written.
        public let approvers: [String]
        /// Who is told, how much it matters, and after how many nights.
        public let telling: Telling
    }

    /// What a quota limits.
    public enum QuotaResource: String, Sendable, CaseIterable {
        /// Cores requested or used, whichever is more, in the greatest hour of a day.
        case cores
        /// GiB of memory, likewise.
        case memory = "memory_gib"
        /// GiB of volume claims in the greatest hour of a day.
        case storage = "storage_gib"
        /// GiB that pods received and sent on a day.
        case network = "network_gib"
    }

    /// What a thousand of a business metric should cost.
    public struct UnitCostTarget: Sendable, Hashable {
        /// Its name; unique among unit costs.
        public let name: String
        /// The metric's id in the catalogue.
        public let metric: String
        /// What it is by: `namespace`, `workload`, `tenant`, `tier` or `commit`.
        public let dimension: String
        /// Which one; `nil` for each.
        public let subject: String?
        /// What a thousand should cost; above nought.
        public let target: Money
        /// How many times the target is too much.
        public let limit: ExactDecimal
        /// Over which period: `day` or `month`.
        public let over: String
        /// Who is told, how much it matters, and after how many nights.
        public let telling: Telling
    }

    /// A share that must not be fallen below.
    public struct Minimum: Sendable, Hashable {
        /// Its name; unique among minimums.
        public let name: String
        /// Whose share is watched.
        public let scope: AlertScope
        /// Which share, such as `commitment coverage`.
        public let of: String
        /// How many percent it must be.
        public let percent: ExactDecimal
        /// The currency of shares of cost; `nil` for shares of use.
        public let currency: Currency?
        /// Who is told, how much it matters, and after how many nights.
        public let telling: Telling
    }

    /// Prices that differ for the same work.
    public struct PriceDifference: Sendable, Hashable {
        /// Its name; unique among prices.
        public let name: String
        /// Between what: `type`, `region`, `purchase option`.
        public let between: [String]
        /// How many percent dearer than the cheapest is too much.
        public let percent: ExactDecimal
        /// The currency that is watched.
        public let currency: Currency
        /// Findings that would save less than this in the month do not count.
        public let minimum: ExactDecimal
        /// Who is told, how much it matters, and after how many nights.
        public let telling: Telling
    }

    /// Bills that stop coming.
    public struct LateBill: Sendable, Hashable {
        /// Its name; unique among late bills.
        public let name: String
        /// The source; `nil` for each.
        public let source: String?
        /// After how many days without a newer charge it is late.
        public let days: Int
        /// Who is told, how much it matters, and after how many nights.
        public let telling: Telling
    }
}
