extension Settings {
    /// How the four cost fields are found.
    public struct Labels: Sendable, Hashable {
        /// Globs of label files.
        public let csv: [String]
        /// For a field, where it is looked for, in order. A field that is absent here has the standard rules.
        public let fields: [LabelField: [LabelSource]]
        /// For a field, spelling → the value it stands for. Nothing else is normalised.
        public let aliases: [LabelField: [String: String]]
        /// What happens where one pod carries several values of one label at a time.
        public let conflicts: LabelConflicts
    }

    /// The four fields that say what a cost is for.
    public enum LabelField: String, Sendable, CaseIterable {
        /// Whom the pod serves.
        case tenant
        /// Its class of service.
        case tier
        /// The commit it was built from.
        case commit
        /// Who answers for it.
        case owner
    }

    /// Where a field's value may come from.
    public enum LabelSource: Sendable, Hashable {
        /// A label of the pod, under its Kubernetes key.
        case podLabel(String)
        /// An annotation of the pod, under its Kubernetes key.
        case podAnnotation(String)
        /// A label of the pod's namespace, under its Kubernetes key.
        case namespaceLabel(String)
        /// The name of the workload that owns the pod.
        case workload
        /// A label file.
        case csv
        /// Always this value: what is left when nothing before it has one.
        case literal(String)
    }

    /// What happens to a field whose label has several values at a time.
    public enum LabelConflicts: String, Sendable, CaseIterable {
        /// The usage is refused.
        case error
        /// The first by key is taken.
        case first
        /// The source is passed over, with a warning.
        case ignore
    }
}
