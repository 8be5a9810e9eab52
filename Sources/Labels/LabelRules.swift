import Glibc

/// Where the value of a cost field may come from.
public enum LabelSource: Hashable, Sendable {
    /// A label of the pod, by its raw Kubernetes key, e.g. `cost.tenant-id`.
    case podLabel(String)
    /// An annotation of the pod, by its raw key.
    case podAnnotation(String)
    /// A label of the pod's namespace, by its raw key.
    case namespaceLabel(String)
    /// The workload that owns the pod, as `Deployment/api`.
    case workload
    /// The labels file (`ingest labels`).
    case csv
    /// Always this value.
    case literal(String)

    /// The rule as reports name it, e.g. `pod label commit`.
    public var rule: String {
        switch self {
        case .podLabel(let key): "pod label \(key)"
        case .podAnnotation(let key): "pod annotation \(key)"
        case .namespaceLabel(let key): "namespace label \(key)"
        case .workload: "workload"
        case .csv: "labels file"
        case .literal(let value): "always \(value)"
        }
    }
}

/// How the four cost fields of a pod are found: the first source that has a value gives it.
public struct LabelRules: Hashable, Sendable {
    /// What to do with a key that kube-state-metrics could only export as `…_conflict1`, `…_conflict2`,
    /// because two keys of one object have the same sanitised name.
    public enum ConflictPolicy: String, Sendable, CaseIterable {
        /// Stop.
        case error
        /// Take the first, by the order of the raw keys.
        case first
        /// Warn, and take none of them.
        case ignore
    }

    /// The sources of each field, in their order.
    public var sources: [CostField: [LabelSource]]
    /// What a value is to be called, e.g. `payment` → `payments`, by field.
    public var aliases: [CostField: [String: String]]
    /// What to do with colliding keys.
    public var conflictPolicy: ConflictPolicy
    /// Fields of which values are compared and kept in lower case, before aliases.
    public var lowercased: Set<CostField>
    /// The values that a field may have, with `*` and `?` as in a shell; another one is passed over with a warning.
    public var allowed: [CostField: [String]]
    /// More different values of one field are a mistake, such as a request's id for a tenant.
    public var valuesMax: Int

    /// Rules from their parts.
    public init(
        sources: [CostField: [LabelSource]], aliases: [CostField: [String: String]] = [:],
        conflictPolicy: ConflictPolicy = .ignore, lowercased: Set<CostField> = [],
        allowed: [CostField: [String]] = [:], valuesMax: Int = 10_000
    ) {
        self.sources = sources
        self.aliases = aliases
        self.conflictPolicy = conflictPolicy
        self.lowercased = lowercased
        self.allowed = allowed
        self.valuesMax = valuesMax
    }

    /// The labels file, then the pod's labels, its annotations and its namespace's labels, each under
    /// `tenant`, `tier`, `commit`, `owner` and the same with `cost.` in front; `tenant-id` is a tenant, too.
    public static let standard = LabelRules(
        sources: [
            .tenant: sources(["tenant", "cost.tenant", "tenant-id", "cost.tenant-id"]),
            .tier: sources(["tier", "cost.tier"]),
            .commit: sources(["commit", "cost.commit"]),
            .owner: sources(["owner", "cost.owner"]),
        ])

    /// A field's value as it is kept: in lower case where the rules say so, and by its alias.
    func normalised(_ value: String, of field: CostField) -> String {
        let spelling = lowercased.contains(field) ? value.lowercased() : value
        return aliases[field]?[spelling] ?? spelling
    }

    /// Whether a field may have a value.
    func allows(_ value: String, of field: CostField) -> Bool {
        guard let patterns = allowed[field], !patterns.isEmpty else { return true }
        return patterns.contains { fnmatch($0, value, 0) == 0 }
    }

    private static func sources(_ keys: [String]) -> [LabelSource] {
        [.csv] + keys.map { .podLabel($0) } + keys.map { .podAnnotation($0) } + keys.map { .namespaceLabel($0) }
    }
}
