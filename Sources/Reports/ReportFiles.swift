import Glibc
import Keys
import Texts

/// Report files in a folder: all of them or none, and `manifest.json` last.
///
/// Every file is first written whole under a temporary name and synced; only then the old manifest
/// goes, the files take their names, and the new manifest comes. A folder with a manifest therefore
/// holds what the manifest says; one without was left by a run that was cut off, and the next run
/// makes it whole. Where all is there already, nothing is touched.
public enum ReportFiles {
    /// The list of the files with their digests.
    public static let manifestName = "manifest.json"

    /// What a call has done.
    public struct Outcome: Hashable, Sendable {
        /// The files that were new or different, by name.
        public let written: [String]
        /// The files that were there already, byte for byte.
        public let unchanged: [String]
    }

    /// Writes files into a folder, which is made where it is missing.
    ///
    /// Files of other calls stay where they are; the manifest lists those of this call.
    ///
    /// - Parameters:
    ///   - files: Names as `ReportDocument.files` gives them; no two the same.
    ///   - streams: Files too large for memory; each is written once, beside the others, and compared afterwards.
    ///   - directory: The folder.
    ///   - facts: What else the manifest should say, such as the run's number and digest.
    /// - Throws: `ReportError`; the earlier files are then as they were, unless renaming itself failed.
    @discardableResult
    public static func write(
        _ files: [ReportFile], streams: [ReportStream] = [], to directory: String, facts: [String: String] = [:]
    ) throws -> Outcome {
        try checkNames(files.map(\.name) + streams.map(\.name))
        let folder = try ReportFolder(path: directory)
        let names = files.map(\.name) + streams.map(\.name)
        do {
            var there: [StagedFile] = []
            var changed: [StagedFile] = []
            for stream in streams {
                let staged = try folder.stage(stream)
                if try folder.has(staged) { there.append(staged) } else { changed.append(staged) }
            }
            for file in files {
                if try folder.has(file) { there.append(StagedFile(file)) } else { changed.append(try folder.stage(file)) }
            }
            let manifest = ReportFile(name: manifestName, text: manifest(of: there + changed, facts: facts))
            if try !changed.isEmpty || !folder.has(manifest) {
                try folder.publish(changed.map(\.name), manifest: manifest)
            }
            return Outcome(
                written: changed.map(\.name).sorted(by: precedes), unchanged: there.map(\.name).sorted(by: precedes))
        } catch {
            folder.forget(names + [manifestName])
            throw error
        }
    }

    private static func checkNames(_ names: [String]) throws(ReportError) {
        var known: Set<[UInt8]> = []
        for name in names {
            guard ReportFileName.isSafe(name), name != manifestName, known.insert(Array(name.utf8)).inserted else {
                throw ReportError(.nameUnsafe, at: VisibleText.of(name))
            }
        }
    }

    private static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    private static func manifest(of files: [StagedFile], facts: [String: String]) -> String {
        let entries = files.sorted { precedes($0.name, $1.name) }.map { file in
            JSONText.object([
                "name": .string(file.name), "bytes": .integer(file.byteCount), "sha256": .string(file.sha256.description),
            ])
        }
        let value = JSONText.object([
            "schema": .string("chargeback.manifest/1"),
            "facts": .object(facts.mapValues(JSONText.string)),
            "files": .array(entries),
        ])
        return value.rendered(isIndented: true) + "\n"
    }
}
