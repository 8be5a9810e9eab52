import Keys

/// The manifest of an export of Azure's Cost Management: the files of one run, with their sizes and rows.
public struct AzureManifest: Sendable {
    /// A file of the run.
    public struct Blob: Sendable {
        /// Its name in the container.
        public let name: String
        /// Its size; nil where the manifest does not say.
        public let byteCount: Int64?
        /// Its data rows; nil where the manifest does not say.
        public let rowCount: Int64?
    }

    /// The manifest's file.
    public let path: String
    /// The files.
    public let blobs: [Blob]
    /// When the run was started, as the manifest or the folders' names say; empty where neither does.
    public let startedAt: String
    /// What runs of one export and period have in common: the folders down to `20261001-20261031`.
    public let series: String

    /// Whether a path has the name of such a manifest.
    public static func isManifest(_ path: String) -> Bool { path == "manifest.json" || path.hasSuffix("/manifest.json") }

    /// Reads a manifest.
    ///
    /// - Throws: `StreamError` or `ManifestError`.
    public init(path: String) throws {
        self.path = path
        let root = try AWSManifest.json(path)
        if let format = root["dataFormat"]?.scalar ?? root["exportConfig"]?["dataFormat"]?.scalar,
            format.lowercased() != "csv"
        {
            throw ManifestError(.notCSV(format), path: path)
        }
        guard case .list(let members) = root["blobs"] else { throw ManifestError(.memberMissing("blobs"), path: path) }
        blobs = try members.map { blob in
            guard let name = blob["blobName"]?.scalar else {
                throw ManifestError(.memberMissing("blobName"), path: path)
            }
            return Blob(
                name: name, byteCount: blob["byteCount"]?.scalar.flatMap { Int64($0) },
                rowCount: blob["dataRowCount"]?.scalar.flatMap { Int64($0) })
        }
        let folders = path.split(separator: "/").dropLast().map(String.init)
        let period = folders.lastIndex(where: Self.isPeriod)
        series = folders[...(period ?? folders.count - 1)].joined(separator: "/")
        let stamp = period.flatMap { folders.dropFirst($0 + 1).first } ?? ""
        startedAt = root["runInfo"]?["submittedTime"]?.scalar ?? (stamp.allSatisfy(\.isNumber) ? stamp : "")
    }

    /// The newest run of each export and period.
    ///
    /// - Throws: `ManifestError` where two runs do not say which is the newer.
    public static func newest(of manifests: [AzureManifest]) throws -> [AzureManifest] {
        let groups = Dictionary(grouping: manifests, by: \.series)
        return try groups.keys.sorted().map { key in
            let sorted = groups[key]!.sorted { $0.startedAt > $1.startedAt }
            if sorted.count > 1, sorted[0].startedAt == sorted[1].startedAt {
                throw ManifestError(.severalAssemblies(other: sorted[1].path), path: sorted[0].path)
            }
            return sorted[0]
        }
    }

    /// `20261001-20261031`
    private static func isPeriod(_ folder: String) -> Bool {
        let days = folder.split(separator: "-")
        return days.count == 2 && days.allSatisfy { $0.utf8.count == 8 && $0.allSatisfy(\.isNumber) }
    }

    /// The files beside the manifest, as the container was copied to disk.
    ///
    /// - Parameter exists: Whether a file lies at a path.
    /// - Throws: `ManifestError` where a file is missing.
    public func files(exists: (String) -> Bool) throws -> [(path: String, blob: Blob)] {
        let places = try ManifestPlaces(manifest: path).paths(of: blobs.map(\.name), exists: exists)
        return Array(zip(places, blobs))
    }
}
