import Keys

/// What a fetch has done.
public struct FetchOutcome: Sendable {
    /// The cluster.
    public let cluster: String
    /// The time that was asked for.
    public let span: TimeSpan
    /// Files that are new.
    public internal(set) var fileCount = 0
    /// Their bytes on disk.
    public internal(set) var byteCount: Int64 = 0
    /// Questions that were asked.
    public internal(set) var askedCount = 0
    /// What a person should know.
    public internal(set) var warnings: [String] = []
    /// What could not be had; what was fetched beside it stays.
    public internal(set) var errors: [FetchError] = []
    /// The days' folders that have files, in order.
    public internal(set) var folders: [String] = []

    init(cluster: String, span: TimeSpan) {
        self.cluster = cluster
        self.span = span
    }

    /// Whether there is anything new.
    public var isChanged: Bool { fileCount > 0 }

    /// What was done, in a line.
    public var words: String {
        let tenths = (byteCount + 50_000) / 100_000
        if isChanged { return "\(cluster): \(fileCount) range exports fetched, \(tenths / 10).\(tenths % 10) MB, \(span)" }
        return errors.isEmpty
            ? "\(cluster): nothing to fetch, \(span) is there" : "\(cluster): nothing fetched, \(span) is not whole"
    }
}
