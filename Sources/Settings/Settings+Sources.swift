import Money

extension Settings {
    /// How bills call a cluster.
    public struct Cluster: Sendable, Hashable {
        /// Its name, as its range exports are loaded.
        public let name: String
        /// What ARNs, ids and tags call it; globs.
        public let also: [String]
        /// Ids of what serves it as a whole, such as NAT gateways; globs.
        public let resources: [String]
    }

    /// A part of the clusters that belongs together: dev, staging, prod, or a virtual cluster.
    public struct Environment: Sendable, Hashable {
        /// Its name; unique.
        public let name: String
        /// What must hold of cluster, namespace and account, all of it.
        public let conditions: [DistributionCondition]
        /// What the namespace must be labelled with, besides: virtual clusters often are told by that.
        public var labels: [NamespaceLabel] = []
    }

    /// A label that a namespace must have.
    public struct NamespaceLabel: Sendable, Hashable {
        /// Its key, as Kubernetes has it.
        public let key: String
        /// How range exports may call it.
        public let names: [String]
        /// Globs; the value must match one.
        public let patterns: [String]
    }

    /// One source of bills, e.g. an export that a provider writes into a bucket that is mounted or synced.
    public struct BillSource: Sendable, Hashable {
        /// What the source is called everywhere; unique, `[A-Za-z0-9._-]{1,63}`.
        public let source: String
        /// Globs of `glob(3)`, relative ones from the configuration's directory; at least one.
        public let paths: [String]
        /// The provider's format; `auto` reads it off the header.
        public let format: String
        /// What several files of one account and period are.
        public let several: SeveralFiles
        /// Columns that the files lack, each with what stands in it on every row.
        public let assumed: [String: String]
        /// Whether plain files are taken whose last row has no line end.
        public let allowsMissingFinalNewline: Bool
        /// Whether rows may lack their last cells.
        public let allowsShortRows: Bool
    }

    /// What several files of one account and billing period are to each other.
    public enum SeveralFiles: String, Sendable, CaseIterable {
        /// An error: somebody has to say.
        case refuse
        /// Versions of the whole bill: the latest replaces the others.
        case versions
        /// Parts of one bill: together they are it.
        case parts
    }

    /// How long superseded versions of bills keep their lines; totals and digests stay for good.
    public struct Retention: Sendable, Hashable {
        /// Of each bill, how many of its newest superseded versions keep them.
        public let supersededVersions: Int
        /// How many days after a newer version every version keeps them.
        public let supersededDays: Int
    }

    /// How complete usage must be.
    public struct Coverage: Sendable, Hashable {
        /// The percent of expected samples below which an hour is provisional.
        public let minimumPercent: ExactDecimal
        /// What becomes of hours below.
        public let below: Below

        /// What becomes of a machine's hour of which too little was measured.
        public enum Below: String, Sendable, CaseIterable {
            /// It is divided by what was measured, and shown as provisional.
            case accept
            /// The month waits for its range exports.
            case hold
            /// Its cost is unallocated: no usage.
            case unallocated
        }
    }

    /// One cluster's range exports.
    public struct UsageSource: Sendable, Hashable {
        /// The cluster's name.
        public let cluster: String
        /// Globs of `glob(3)`, relative ones from the configuration's directory; at least one.
        public let paths: [String]
        /// What the files measure, where neither manifest, `__name__` nor file name says it.
        public let signal: String?
        /// Seconds from sample to sample; `nil` where the file tells.
        public let stepSeconds: Int?
        /// Whether an answer that calls itself partial is taken.
        public let allowPartial: Bool
    }
}
