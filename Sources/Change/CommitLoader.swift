import Store

/// Takes commits into the database, for `report.commit_lifetime`.
public struct CommitLoader {
    private let connection: Connection

    /// A loader.
    public init(_ connection: Connection) { self.connection = connection }

    /// Loads a file; commits that are known are replaced.
    ///
    /// - Returns: How many commits are new or other than before, or `nil` where none is.
    /// - Throws: `ChangeError`, `CodedErrors` or `StoreError`.
    public func load(_ path: String) throws -> Int? {
        var byHash: [String: String] = [:]
        for commit in try CommitsFile(path: path).commits {
            byHash[commit.hash] = JSONText.object([
                ("commit", Optional(commit.hash)), ("author", commit.author), ("moment", commit.at?.description), ("title", commit.title),
            ])
        }
        let json = "[" + byHash.values.sorted().joined(separator: ",") + "]"
        let changed = try connection.query(SQL.text("change/store_commits.sql"), [.text(json)])[0].integer("changed")
        return changed == 0 ? nil : Int(changed)
    }
}
