import Bills
import Foundation
import Keys
import Streams

/// Files that together are one bill, perhaps by a manifest that says so.
struct BillDelivery {
    /// A file and what its manifest promises of it.
    struct File {
        let path: String
        var rowCount: Int64?
        /// Whether its size is what the manifest says, so that nothing is missing at its end.
        var isWhole = false
    }

    let files: [File]
    /// What messages call it.
    let name: String
    private let period: (startedAt: Instant, endedAt: Instant)?

    /// Their paths.
    var paths: [String] { files.map(\.path) }

    /// Files without a manifest.
    init(_ paths: [String]) {
        files = paths.map { File(path: $0) }
        name = paths.joined(separator: " ")
        period = nil
    }

    /// The files of a manifest, which must all be there.
    init(_ manifest: AWSManifest) throws {
        files = try manifest.paths(exists: FileFinder.exists).flatMap { try ZipArchive.paths($0) }.map { File(path: $0) }
        name = manifest.path
        period = (manifest.startedAt, manifest.endedAt)
    }

    /// The files of a manifest, which must all be there and of the size that it says.
    init(_ manifest: AzureManifest) throws {
        files = try manifest.files(exists: FileFinder.exists).map { path, blob in
            let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int64
            if let expected = blob.byteCount, let size, size != expected {
                throw ManifestError(.sizeDiffers(blob.name, expected: expected, found: size), path: manifest.path)
            }
            return File(path: path, rowCount: blob.rowCount, isWhole: blob.byteCount != nil)
        }
        name = manifest.path
        period = nil
    }

    /// The deliveries of manifests and folders, and those of paths that are files by themselves: each is one, and so are
    /// all files of a zip archive.
    ///
    /// - Throws: `IngestError.noManifest` for a folder without a manifest, `ManifestError` or `StreamError`.
    static func find(in paths: [String]) throws -> (manifests: [BillDelivery], files: [[String]]) {
        var manifests: [BillDelivery] = []
        var files: [[String]] = []
        for path in paths {
            if AWSManifest.isManifest(path) {
                manifests.append(try BillDelivery(AWSManifest(path: path)))
            } else if AzureManifest.isManifest(path) {
                manifests.append(try BillDelivery(AzureManifest(path: path)))
            } else if isFolder(path) {
                manifests += try deliveries(ofFolder: path)
            } else {
                files.append(try ZipArchive.paths(path))
            }
        }
        return (manifests, files)
    }

    /// The newest delivery of each report or export and period.
    private static func deliveries(ofFolder folder: String) throws -> [BillDelivery] {
        let found = FileFinder.manifests(in: folder)
        guard !found.isEmpty else { throw IngestError(.noManifest, place: folder) }
        let reports = try AWSManifest.newest(of: found.filter(AWSManifest.isManifest).map { try AWSManifest(path: $0) })
        let exports = try AzureManifest.newest(
            of: found.filter(AzureManifest.isManifest).map { try AzureManifest(path: $0) })
        return try reports.map { try BillDelivery($0) } + exports.map { try BillDelivery($0) }
    }

    /// Refuses lines of another billing period than the manifest's.
    func check(_ outcome: BillOutcome) throws {
        guard let expected = period else { return }
        for period in outcome.deliveries.map(\.period)
        where period.startedAt != expected.startedAt || period.endedAt != expected.endedAt {
            throw IngestError(
                .periodNotOfManifest(
                    account: period.accountID, found: "\(period.startedAt.date) to \(period.endedAt.date)",
                    expected: "\(expected.startedAt.date) to \(expected.endedAt.date)"),
                place: name)
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return path != "-" && FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
            && isDirectory.boolValue
    }
}
