/// The configuration: what `chargeback.yaml` says, checked, with every default filled in.
///
/// A value of this type is whole: unknown keys, wrong words, names used twice and names that are nowhere
/// declared have been refused with their places, so nothing behind it checks again.
///
/// ```swift
/// let settings = try Settings.load(path: "chargeback.yaml", environment: ProcessInfo.processInfo.environment)
/// ```
public struct Settings: Sendable, Hashable {
    /// The database as libpq reads it; `nil` where the environment or the embedded server decides.
    public let database: Confidential?
    /// The embedded server's home; `nil` where the store decides.
    public let dataDirectory: String?
    /// Where bills lie.
    public let bills: [BillSource]
    /// How long versions of bills keep their lines after a newer one has come.
    public let retention: Retention
    /// Where range exports lie.
    public let usage: [UsageSource]
    /// Live servers that range exports are fetched from.
    public let prometheus: [Prometheus]
    /// The file with signals and business metrics of the user's own; `nil` for the shipped ones alone.
    public let usageCatalogue: String?
    /// How much of an hour's samples must be there, and what becomes of hours with less.
    public let coverage: Coverage
    /// Containers that serve others, such as a mesh's proxy; globs.
    public let sidecars: [String]
    /// How tenant, tier, commit and owner are found.
    public let labels: Labels
    /// The teams that are charged, with their cost centres. Where there are any, the file names no other.
    public let teams: [Team]
    /// Which team a cost belongs to: the first rule that holds.
    public let teamRules: [TeamRule]
    /// How a node's cost is divided among its pods.
    public let allocation: Allocation
    /// What becomes of the shared pots, in order. A pot without a rule stays where it is.
    public let distribution: [DistributionRule]
    /// Namespaces that serve the whole cluster; globs.
    public let platformNamespaces: [String]
    /// How bills call clusters, and what serves them as a whole.
    public let clusters: [Cluster]
    /// Environments such as dev and prod: the first whose conditions hold.
    public let environments: [Environment]
    /// Amounts per month with steps that alert.
    public let budgets: [Budget]
    /// Absolute amounts that alert.
    public let thresholds: [Threshold]
    /// Rises from month to month that alert.
    public let growth: [GrowthLimit]
    /// What else is watched.
    public let watches: Watches
    /// Where alerts go.
    public let receivers: [Receiver]
    /// How the job itself is watched.
    public let monitoring: Monitoring
    /// What reports are made of a run.
    public let reports: Reports
    /// Where costs are booked.
    public let journal: Journal
    /// The whole configuration as YAML, defaults written out, paths resolved and secrets masked: what
    /// `chargeback config show` prints.
    ///
    /// Reading it again gives the same settings, as long as nothing was masked; a variable's `${NAME}` stays.
    public let canonicalText: String
}

extension Settings {
    /// Which cost of the bill counts (FOCUS 1.2: BilledCost, EffectiveCost, ListCost, ContractedCost).
    public enum Cost: String, Sendable, CaseIterable {
        /// What was used, with prepaid commitments spread over their use.
        case effective
        /// What the invoice says.
        case billed
        /// At public prices.
        case list
        /// At negotiated prices.
        case contracted
    }
}
