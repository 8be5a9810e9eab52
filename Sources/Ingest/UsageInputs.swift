import Foundation
import Usage

/// The range exports that paths mean, each with what is known of it.
public struct UsageInputs {
    /// A file to be loaded.
    public struct File: Sendable {
        /// Its path.
        public let path: String
        /// What the user, the manifest and the catalogue say of it, in this order.
        public let options: UsageOptions
        fileprivate let manifest: UsageManifest?
        fileprivate let entry: UsageManifest.File?

        /// Checks that the file is what its manifest says, where it has one.
        ///
        /// - Throws: `ManifestRefusal`, `StreamError`.
        public func check() throws {
            if let manifest, let entry { try manifest.check(entry) }
        }
    }

    private let options: UsageOptions
    private var manifests: [String: UsageManifest?] = [:]
    /// What a person should know.
    public private(set) var warnings: [String] = []

    /// Inputs of which the user has said this.
    public init(options: UsageOptions) { self.options = options }

    /// The files of paths: of a folder those that its manifest names, without one all range exports below it.
    ///
    /// - Throws: `IngestError` for a folder without any, `ManifestRefusal`.
    public mutating func files(in paths: [String]) throws -> [File] {
        var files: [File] = []
        for path in paths {
            // A manifest stands for its folder.
            let isManifest = path.split(separator: "/").last.map(String.init) == UsageManifest.fileName
            let folder = isManifest ? Self.folder(of: path) : path
            for found in try FileFinder.exports(in: [folder]) {
                if let file = try file(found) {
                    files.append(file)
                } else {
                    warnings.append("\(found): left out: its manifest does not name it, so it was not fetched to its end")
                }
            }
            if let manifest = try manifest(of: folder) {
                let paths = Set(files.map(\.path))
                for entry in manifest.files where !paths.contains(folder + "/" + entry.path) {
                    files.append(File(path: folder + "/" + entry.path, options: options, manifest: manifest, entry: entry))
                }
            }
        }
        return files
    }

    /// One file with what its manifest says; `nil` where a manifest above it does not name it.
    private mutating func file(_ path: String) throws -> File? {
        var folder = Self.folder(of: path)
        // `fetch` keeps the manifest above a folder per query.
        for _ in 0..<2 {
            if let manifest = try manifest(of: folder) {
                guard let entry = manifest.file(at: path) else { return nil }
                var known = options
                known.signal = options.signal ?? entry.query
                known.cluster = options.cluster ?? manifest.cluster
                known.isPartialAllowed = options.isPartialAllowed || entry.isPartial ?? false
                known.isEmptyAllowed = entry.shard != nil
                known.stepSeconds = options.stepSeconds ?? entry.stepSeconds
                return File(path: path, options: known, manifest: manifest, entry: entry)
            }
            folder = Self.folder(of: folder)
        }
        return File(path: path, options: options, manifest: nil, entry: nil)
    }

    private mutating func manifest(of folder: String) throws -> UsageManifest? {
        if let known = manifests[folder] { return known }
        let manifest = try UsageManifest(folder: folder)
        manifests[folder] = manifest
        return manifest
    }

    private static func folder(of path: String) -> String {
        let trimmed = path.hasSuffix("/") ? String(path.dropLast()) : path
        guard let slash = trimmed.lastIndex(of: "/") else { return "." }
        return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
    }
}
