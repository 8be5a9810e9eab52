import Keys

/// A value and the rule that gave it.
public struct CostValue: Hashable, Sendable {
    /// The value; never empty.
    public var value: String
    /// Where it comes from, e.g. `pod label commit`.
    public var rule: String

    /// A value with its rule.
    public init(value: String, rule: String) {
        self.value = value
        self.rule = rule
    }
}

/// Who a pod belongs to, from one moment to another.
public struct CostLabel: Hashable, Sendable {
    /// The pod.
    public var pod: PodKey
    /// The first moment; `nil` is since the pod exists.
    public var from: Instant?
    /// The first moment no longer; `nil` is until the pod is no more.
    public var to: Instant?
    /// The four values, absent ones `nil`.
    public var values: CostFields<CostValue>
}

/// The cost labels of all pods, and what a person should look at.
public struct LabelResolution: Hashable, Sendable {
    /// Sorted by cluster, namespace, pod, uid and time; those of one pod neither overlap nor leave a hole.
    public var labels: [CostLabel]
    /// The controllers, such as `Deployment/api`, of the pods that have one.
    public var workloads: [PodKey: String] = [:]
    /// Sorted; each once.
    public var warnings: [LabelWarning]
}

/// A label that could not be taken as it is.
public struct LabelWarning: Hashable, Sendable, CustomStringConvertible {
    /// The pod or namespace, as `cluster/namespace/pod`.
    public var object: String
    /// The raw key that was looked for.
    public var key: String
    /// The metric's labels that stand in its place, sorted.
    public var found: [String]

    /// The label is there under names of a collision.
    init(object: String, key: String, found: [String]) {
        self.object = object
        self.key = key
        self.found = found
    }

    /// A value that the configuration does not allow.
    init(notAllowed value: String, field: CostField, pod: String, rule: String) {
        self.init(object: pod, key: rule, found: [value])
        refusedField = field
    }

    /// The field whose allowed values do not have it; `nil` for a collision of names.
    public private(set) var refusedField: CostField?

    /// One sentence.
    public var description: String {
        if let refusedField {
            return "\(object): \(found.joined()) from \(key) is no allowed \(refusedField.rawValue) and was passed over; "
                + "mend it, or add it to labels.allowed.\(refusedField.rawValue)"
        }
        return "\(object): label \(key) is there only as \(found.joined(separator: ", ")), because two keys of the object "
            + "have one name as a metric label; rename one, or set the conflict policy"
    }
}
