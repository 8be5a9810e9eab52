import Keys

extension LabelRules {
    /// Finds the four cost fields of every pod, cut into segments where any of them changes.
    ///
    /// - Throws: `LabelError` where the conflict policy says so.
    public func resolve(_ inputs: LabelInputs) throws -> LabelResolution {
        LabelResolution(labels: [], warnings: [])
    }
}
