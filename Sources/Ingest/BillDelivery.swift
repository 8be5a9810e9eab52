import Bills
import Foundation

/// Files that together are one bill, perhaps by a manifest that says so.
struct BillDelivery {
    let paths: [String]
    private let manifest: AWSManifest?

    /// Files without a manifest.
    init(_ paths: [String]) {
        self.paths = paths
        manifest = nil
    }

    /// The files of a manifest, which must all be there.
    init(_ manifest: AWSManifest) throws {
        self.manifest = manifest
        paths = try manifest.paths(exists: FileFinder.exists)
    }

    /// What messages call it.
    var name: String { manifest?.path ?? paths.joined(separator: " ") }

    /// The deliveries of manifests and folders, and the paths that are files by themselves.
    ///
    /// - Throws: `IngestError.noManifest` for a folder without a manifest, or `ManifestError`.
    static func find(in paths: [String]) throws -> (manifests: [BillDelivery], files: [String]) {
        var manifests: [BillDelivery] = []
        var files: [String] = []
        for path in paths {
            if AWSManifest.isManifest(path) {
                manifests.append(try BillDelivery(AWSManifest(path: path)))
            } else if isFolder(path) {
                let found = FileFinder.manifests(in: path)
                guard !found.isEmpty else { throw IngestError(.noManifest, place: path) }
                manifests += try AWSManifest.newest(of: found.map { try AWSManifest(path: $0) }).map {
                    try BillDelivery($0)
                }
            } else {
                files.append(path)
            }
        }
        return (manifests, files)
    }

    /// Refuses lines of another billing period than the manifest's.
    func check(_ outcome: BillOutcome) throws {
        guard let manifest else { return }
        for period in outcome.deliveries.map(\.period)
        where period.startedAt != manifest.startedAt || period.endedAt != manifest.endedAt {
            throw IngestError(
                .periodNotOfManifest(
                    account: period.accountID, found: "\(period.startedAt.date) to \(period.endedAt.date)",
                    expected: "\(manifest.startedAt.date) to \(manifest.endedAt.date)"),
                place: manifest.path)
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return path != "-" && FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
            && isDirectory.boolValue
    }
}
