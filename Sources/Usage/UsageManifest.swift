import Errors
import Foundation
import Keys
import Streams
import Usage

/// What `fetch usage` writes beside its range exports: which files there are, and what each holds.
///
/// A file counts once the manifest names it; one that it does not name was not fetched to its end.
public struct UsageManifest: Sendable {
    /// What a manifest is called.
    public static let fileName = "manifest.json"
    /// The form of manifests that is written and read.
    public static let version = 1

    private struct Content: Codable {
        var version: Int
        var cluster: String?
        var server: String?
        var files: [File]
        var empty: [Empty]?
    }

    /// The folder it lies in.
    public let folder: String
    /// The cluster all files are from.
    public let cluster: String?
    /// The server that they were fetched from.
    public let server: String?
    /// The files, in its order.
    public private(set) var files: [File]
    /// What was asked for and had no series.
    public private(set) var empty: [Empty]

    /// A manifest of nothing yet.
    public init(folder: String, cluster: String, server: String) {
        self.folder = folder
        self.cluster = cluster
        self.server = server
        files = []
        empty = []
    }

    /// The manifest of a folder; `nil` where there is none.
    ///
    /// - Throws: `ManifestRefusal` where it cannot be read.
    public init?(folder: String) throws {
        let path = folder + "/" + Self.fileName
        guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
        let content: Content
        do {
            content = try JSONDecoder().decode(Content.self, from: bytes)
        } catch {
            throw ManifestRefusal(.unreadable, place: path)
        }
        guard content.version == Self.version else { throw ManifestRefusal(.version(content.version), place: path) }
        for file in content.files {
            // A manifest speaks of what lies below it, and of nothing else on the machine.
            let isBelow = !file.path.hasPrefix("/") && !file.path.split(separator: "/").contains("..")
            guard isBelow, !file.path.isEmpty, file.sha256.utf8.count == 64 else {
                throw ManifestRefusal(.unreadable, place: path)
            }
        }
        self.folder = folder
        cluster = content.cluster
        server = content.server
        files = content.files
        empty = content.empty ?? []
    }

    /// Adds a file in place of what was known of its path, its time and shard.
    ///
    /// - Returns: Paths that no entry names any more.
    public mutating func add(_ file: File) -> [String] {
        let old = files.filter { $0.path == file.path || $0.answers(file) }.map(\.path)
        files.removeAll { $0.path == file.path || $0.answers(file) }
        files.append(file)
        files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        let known = Set(files.map(\.path))
        return old.filter { !known.contains($0) }
    }

    /// Adds what was asked for and had no series.
    public mutating func add(_ nothing: Empty) {
        if !empty.contains(nothing) { empty.append(nothing) }
    }

    /// Forgets a file.
    public mutating func forget(path: String) { files.removeAll { $0.path == path } }

    /// The manifest as it is written: keys in order, a line each.
    public var bytes: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let content = Content(
            version: Self.version, cluster: cluster, server: server, files: files, empty: empty.isEmpty ? nil : empty)
        guard let data = try? encoder.encode(content) else { preconditionFailure("texts and numbers are JSON") }
        return Array(data) + [0x0A]
    }

    /// The entry of a path, `nil` where the manifest does not name it.
    public func file(at path: String) -> File? {
        files.first { folder + "/" + $0.path == path }
    }

    /// Checks that a file is the one that was fetched.
    ///
    /// - Throws: `ManifestRefusal`, `StreamError`.
    public func check(_ file: File) throws {
        let path = folder + "/" + file.path
        guard FileManager.default.fileExists(atPath: path) else {
            throw ManifestRefusal(.fileMissing(manifest: folder + "/" + Self.fileName), place: path)
        }
        guard try FileDigest.of(path).description == file.sha256.lowercased() else {
            throw ManifestRefusal(.otherContent(manifest: folder + "/" + Self.fileName), place: path)
        }
    }
}

/// Why range exports with a manifest are refused.
public struct ManifestRefusal: CodedError, Equatable {
    /// The causes.
    public enum Reason: Sendable, Equatable {
        /// No JSON, or without what a manifest must say.
        case unreadable
        /// Written by another version of chargeback.
        case version(Int)
        /// A file that it names is not there.
        case fileMissing(manifest: String)
        /// A file is not the one that was fetched.
        case otherContent(manifest: String)
    }

    /// What is wrong.
    public let reason: Reason
    /// The manifest or the file.
    public let place: String?

    init(_ reason: Reason, place: String) {
        self.reason = reason
        self.place = place
    }

    /// CB200 to CB202, one per cause.
    public var code: Int {
        switch reason {
        case .unreadable, .version: 200
        case .fileMissing: 201
        case .otherContent: 202
        }
    }

    /// 66 for a file that is not there, else 65.
    public var exitCode: ExitCode {
        switch reason {
        case .fileMissing: .inputMissing
        default: .inputRefused
        }
    }

    /// What is wrong; what to do.
    public var description: String {
        switch reason {
        case .unreadable: "is no manifest of 'chargeback fetch usage'; fetch again, or name the range exports themselves"
        case .version(let version): "is a manifest of version \(version), this program reads 1; fetch again"
        case .fileMissing(let manifest): "does not exist, but \(manifest) names it; fetch again"
        case .otherContent(let manifest): "is not the file that \(manifest) names: its sha256 differs; fetch again"
        }
    }
}
