import Labels

extension Settings {
    /// How the four cost fields are found.
    public struct Labels: Sendable, Hashable {
        /// Globs of label files.
        public let csv: [String]
        /// For a field, where it is looked for, in order. A field that is absent here has the standard rules.
        public let fields: [CostField: [LabelSource]]
        /// For a field, spelling → the value it stands for.
        public let aliases: [CostField: [String: String]]
        /// Fields whose values are kept in lower case.
        public let lowercased: Set<CostField>
        /// For a field, the values it may have; globs. A field that is absent here may have any.
        public let allowed: [CostField: [String]]
        /// How many different values a field may have.
        public let valuesMax: Int
        /// What happens where one pod carries several values of one label at a time.
        public let conflicts: LabelRules.ConflictPolicy
    }
}
