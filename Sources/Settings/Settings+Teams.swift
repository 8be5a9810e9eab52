import Keys

extension Settings {
    /// A team that is charged.
    public struct Team: Sendable, Hashable {
        /// Its name; unique.
        public let name: String
        /// The cost centre that finance books it on.
        public let costCentre: String?
        /// Where it reads mail.
        public let email: String?
        /// The department it belongs to.
        public let department: String?
    }

    /// A rule that finds a cost's team.
    public struct TeamRule: Sendable, Hashable {
        /// The team, or the field that names it.
        public let team: TeamName
        /// What must hold, all of it; empty holds for everything.
        public let conditions: [TeamCondition]
        /// The first day it is in force; `nil` for always before `to`.
        public let from: UTCDate?
        /// The first day it is no longer in force; `nil` for ever.
        public let to: UTCDate?
    }

    /// How a rule names its team.
    public enum TeamName: Sendable, Hashable {
        /// By its name.
        case fixed(String)
        /// By the value of a field of the cost, written `{owner}`.
        case value(TeamField)
    }

    /// One condition of a team rule.
    public struct TeamCondition: Sendable, Hashable {
        /// What is looked at.
        public let field: TeamField
        /// Globs (`*` stands for any characters, none included); one of them must match.
        public let patterns: [String]
    }

    /// What a team rule may look at.
    public enum TeamField: Sendable, Hashable {
        /// The cluster's name.
        case cluster
        /// The pod's namespace.
        case namespace
        /// The pod's tenant.
        case tenant
        /// The pod's tier.
        case tier
        /// The pod's owner.
        case owner
        /// The account, subscription or project that the bill charges.
        case account
        /// The provider's service.
        case service
        /// The resource's id.
        case resource
        /// A tag of the bill line, by its key.
        case tag(String)
    }
}
