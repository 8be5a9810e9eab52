import Keys
import Labels
import Store
import Usage

/// Takes label files into the database; a file that was loaded before is replaced whole.
public struct LabelLoader {
    /// The cluster of a row that names none: it holds for the pods of all of them.
    private static let anyCluster = ""

    private let connection: Connection

    /// A loader.
    public init(_ connection: Connection) { self.connection = connection }

    /// Loads one file.
    ///
    /// - Returns: How many rows it has, or `nil` where the same content is loaded already.
    /// - Throws: `CodedErrors` of the reader, `StreamError` or `StoreError`.
    public func load(_ path: String) throws -> Int? {
        let digest = try FileDigest.of(path)
        let known = try connection.query(SQL.text("usage/known_labels.sql"), [.text(path), .text(digest.description)])
        if known[0].flag("is_known") { return nil }
        let rows = try LabelsFile(path: path, cluster: Self.anyCluster).rows
        try connection.transaction {
            try connection.query(SQL.text("usage/forget_labels.sql"), [.text(path)])
            var copy = try CopyStream(
                connection, table: "usage.given_label",
                columns: [
                    "cluster", "namespace", "pod", "uid", "from_at", "to_at", "tenant", "tier", "commit", "owner", "path",
                    "sha256",
                ])
            for row in rows {
                copy.startRow()
                copy.put(row.cluster)
                copy.put(row.namespace ?? "")
                copy.put(row.pod ?? "")
                copy.put(row.uid ?? "")
                copy.put(row.from, orInfinity: .past)
                copy.put(row.to, orInfinity: .future)
                for field in CostField.allCases { copy.put(row.values[field]) }
                copy.put(path)
                copy.put(digest.description)
                try copy.endRow()
            }
            try copy.finish()
        }
        return rows.count
    }
}
