import Money

extension Settings {
    /// How a node's cost is divided among its pods.
    public struct Allocation: Sendable, Hashable {
        /// What a vCPU costs in relation to a GiB of memory.
        public let memoryPriceRatio: PriceRatio
        /// The same for instance families that differ, e.g. `r6i`.
        public let families: [String: PriceRatio]
        /// Which amount of a resource a pod answers for.
        public let split: Split
        /// What becomes of a node's cost while its usage is missing.
        public let usageMissing: UsageMissing
    }

    /// The price of a vCPU : the price of a GiB of memory.
    public struct PriceRatio: Sendable, Hashable {
        /// The part of a vCPU; not negative.
        public let cpu: ExactDecimal
        /// The part of a GiB of memory; not negative, and not nought where `cpu` is.
        public let memory: ExactDecimal
    }

    /// Which amount of a resource a pod answers for.
    public enum Split: String, Sendable, CaseIterable {
        /// The larger of requested and used.
        case max
        /// What it requested.
        case requested
        /// What it used.
        case used
    }

    /// What becomes of a node's cost while its usage is missing.
    public enum UsageMissing: String, Sendable, CaseIterable {
        /// The window waits; the run ends with 75.
        case hold
        /// It is unallocated, with that reason.
        case unallocated
    }

    /// What becomes of one shared pot.
    public struct DistributionRule: Sendable, Hashable {
        /// The pot.
        public let pot: Pot
        /// How it is divided.
        public let method: DistributionMethod
        /// Among whom.
        public let scope: DistributionScope
    }

    /// Money that nobody caused alone.
    public enum Pot: String, Sendable, CaseIterable {
        /// Capacity of nodes that nobody requested or used.
        case idle
        /// The platform's namespaces and the control plane.
        case platform
        /// Taxes.
        case tax
        /// Support plans.
        case support
        /// Credits.
        case credit
        /// Refunds.
        case refund
        /// Corrections of earlier bills.
        case adjustment
        /// Reservations and savings plans that were paid and not used.
        case unusedCommitment = "unused commitment"
        /// The purchase of reservations and savings plans.
        case commitmentPurchase = "commitment purchase"
        /// What the provider charges for everybody.
        case shared
    }

    /// How a pot is divided.
    public enum DistributionMethod: Sendable, Hashable {
        /// It stays as it is, or a team takes it.
        case keep(team: String?)
        /// In proportion to a basis.
        case proportional(DistributionBasis)
        /// In equal parts.
        case even
        /// In the parts of these teams, positive weights.
        case fixed([String: ExactDecimal])
    }

    /// What proportions are taken from.
    public enum DistributionBasis: String, Sendable, CaseIterable {
        /// The cost a consumer caused directly.
        case direct
        /// Its CPU cost.
        case cpu
        /// Its memory cost.
        case memory
    }

    /// Among whom a pot is divided.
    public enum DistributionScope: String, Sendable, CaseIterable {
        /// The consumers of the node.
        case node
        /// The consumers of the cluster.
        case cluster
        /// Everybody.
        case organisation
    }
}
