/// What this program is.
enum Version {
    /// Semantic version, as in CHANGELOG.md.
    static let current = "0.1.0"
}
