import Keys

/// A pod as labels are kept for it; two lives of one name have two uids.
public struct PodKey: Hashable, Sendable {
    /// The cluster's name.
    public var cluster: String
    /// The namespace.
    public var namespace: String
    /// The pod's name.
    public var pod: String
    /// The pod's uid, where it is known.
    public var uid: String?

    /// A pod from its parts.
    public init(cluster: String, namespace: String, pod: String, uid: String? = nil) {
        self.cluster = cluster
        self.namespace = namespace
        self.pod = pod
        self.uid = uid
    }
}

/// A namespace of a cluster.
public struct NamespaceKey: Hashable, Sendable {
    /// The cluster's name.
    public var cluster: String
    /// The namespace.
    public var namespace: String

    /// A namespace from its parts.
    public init(cluster: String, namespace: String) {
        self.cluster = cluster
        self.namespace = namespace
    }
}

/// A set of labels that something was seen with, as metrics name them (`label_cost_tenant_id`).
public struct LabelInterval<Key: Hashable & Sendable>: Hashable, Sendable {
    /// Whose they are.
    public var key: Key
    /// The metric's labels by name.
    public var labels: [String: String]
    /// The first moment.
    public var from: Instant
    /// The first moment that no sample covers.
    public var to: Instant

    /// Labels over a time.
    public init(key: Key, labels: [String: String], from: Instant, to: Instant) {
        self.key = key
        self.labels = labels
        self.from = from
        self.to = to
    }
}

/// A row of the labels file: who a pod belongs to, said by hand or by another system.
public struct DeclaredLabels: Hashable, Sendable {
    /// The cluster's name.
    public var cluster: String
    /// The namespace, where the pod is named.
    public var namespace: String?
    /// The pod's name; there is a name or a uid.
    public var pod: String?
    /// The pod's uid.
    public var uid: String?
    /// The first moment; `nil` is always.
    public var from: Instant?
    /// The first moment no longer; `nil` is for ever.
    public var to: Instant?
    /// The values.
    public var values: CostFields<String>

    /// A row from its parts.
    public init(
        cluster: String, namespace: String? = nil, pod: String? = nil, uid: String? = nil, from: Instant? = nil,
        to: Instant? = nil, values: CostFields<String>
    ) {
        self.cluster = cluster
        self.namespace = namespace
        self.pod = pod
        self.uid = uid
        self.from = from
        self.to = to
        self.values = values
    }
}

/// All that cost labels are found from; the order of the rows does not matter.
public struct LabelInputs: Sendable {
    /// Pods that are to have labels although no label series names them, e.g. those with usage.
    public var pods: [PodKey] = []
    /// `kube_pod_labels`.
    public var podLabels: [LabelInterval<PodKey>] = []
    /// `kube_pod_annotations`.
    public var podAnnotations: [LabelInterval<PodKey>] = []
    /// `kube_pod_owner`: the labels `owner_kind` and `owner_name`.
    public var podOwners: [LabelInterval<PodKey>] = []
    /// `kube_namespace_labels`.
    public var namespaceLabels: [LabelInterval<NamespaceKey>] = []
    /// The labels file.
    public var declared: [DeclaredLabels] = []

    /// No inputs.
    public init() {}
}
