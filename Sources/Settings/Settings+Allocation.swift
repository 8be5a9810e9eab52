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
        /// Load balancers of these services, `namespace/service`, serve all that ingresses lead to; globs.
        public let ingressControllers: [String]
        /// By what the machines of clusters and accounts are divided: the first that holds, else by usage.
        public let nodes: [NodeDivision]
    }

    /// By what the machines of some clusters and accounts are divided.
    public struct NodeDivision: Sendable, Hashable {
        /// By what.
        public let method: NodeMethod
        /// What must hold of the cluster and the account, all of it; empty for always.
        public let conditions: [DistributionCondition]
    }

    /// By what machines are divided.
    public enum NodeMethod: String, Sendable, CaseIterable {
        /// By what pods requested and used.
        case usage
        /// By the provider's own split where the bill has it, else by usage.
        case provider
    }

    /// The price of a vCPU : the price of a GiB of memory : the price of a GPU.
    public struct PriceRatio: Sendable, Hashable {
        /// The part of a vCPU; not negative.
        public let cpu: ExactDecimal
        /// The part of a GiB of memory; not negative, and not nought where `cpu` is.
        public let memory: ExactDecimal
        /// The part of a GPU; not negative.
        public let gpu: ExactDecimal
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
        /// Which part of the pot: what must hold of it, all of it; empty for the whole.
        public var conditions: [DistributionCondition] = []
        /// How it is divided.
        public let method: DistributionMethod
        /// Among whom.
        public let scope: DistributionScope
        /// How it is divided where nobody has the basis; `nil` for the next wider scope.
        public var fallback: DistributionFallback?
    }

    /// One condition on a part of a pot.
    public struct DistributionCondition: Sendable, Hashable {
        /// What is looked at.
        public let field: DistributionField
        /// Globs; one of them must match.
        public let patterns: [String]
    }

    /// What a distribution rule may look at.
    public enum DistributionField: String, Sendable, CaseIterable {
        /// Where the cost arose: cluster, namespace, account, environment and service.
        case cluster, namespace, account, environment, service
    }

    /// How a pot is divided where its rule's basis is nought.
    public enum DistributionFallback: String, Sendable, CaseIterable {
        /// In proportion to direct cost.
        case direct
        /// In equal parts.
        case even
        /// Not at all.
        case keep
    }

    /// Money that nobody caused alone.
    public enum Pot: String, Sendable, CaseIterable {
        /// Capacity of nodes that nobody requested or used.
        case idle
        /// The platform's namespaces.
        case platform
        /// What the provider charges for a cluster as such.
        case controlPlane = "control plane"
        /// What containers of pods cost that serve the mesh or another platform.
        case sidecar
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
    public enum DistributionBasis: Sendable, Hashable {
        /// The cost a consumer caused directly: all of it (`direct`), or that of a kind.
        case cost(String)
        /// Hours of pods, hours of pods with a sidecar, or what pods requested.
        case usage(String)
        /// A business metric.
        case metric(String)

        /// All direct cost.
        static let direct = DistributionBasis.cost("direct")
        /// CPU cost.
        static let cpu = DistributionBasis.cost("cpu")

        /// The words of costs.
        static let costs = ["direct", "cpu", "memory", "gpu", "network", "storage"]
        /// The words of usage.
        static let usages = ["pods", "sidecars", "requested cpu", "requested memory"]

        /// A basis by its word; `nil` where there is none.
        init?(_ word: String) {
            if Self.costs.contains(word) {
                self = .cost(word)
            } else if Self.usages.contains(word) {
                self = .usage(word)
            } else if word.hasPrefix("metric "), word.count > "metric ".count {
                self = .metric(String(word.dropFirst("metric ".count)))
            } else {
                return nil
            }
        }

        /// The word.
        public var word: String {
            switch self {
            case .cost(let word), .usage(let word): word
            case .metric(let name): "metric \(name)"
            }
        }
    }

    /// Among whom a pot is divided.
    public enum DistributionScope: String, Sendable, CaseIterable {
        /// The consumers of the node.
        case node
        /// The consumers of the cluster.
        case cluster
        /// The consumers of the account.
        case account
        /// The consumers of the environment.
        case environment
        /// Everybody.
        case organisation
    }
}
