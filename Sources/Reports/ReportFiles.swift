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
    ///   - directory: The folder.
    ///   - facts: What else the manifest should say, such as the run's number and digest.
    /// - Throws: `ReportError`; the earlier files are then as they were, unless renaming itself failed.
    @discardableResult
    public static func write(
        _ files: [ReportFile], to directory: String, facts: [String: String] = [:]
    ) throws(ReportError) -> Outcome {
        let sorted = files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        for (index, file) in sorted.enumerated() {
            let isDouble = index > 0 && sorted[index - 1].name == file.name
            guard ReportFileName.isSafe(file.name), file.name != manifestName, !isDouble else {
                throw ReportError(.nameUnsafe, at: VisibleText.of(file.name))
            }
        }
        let folder = try ReportFolder(path: directory)
        let manifest = ReportFile(name: manifestName, text: manifest(of: sorted, facts: facts))
        var changed: [ReportFile] = []
        for file in sorted where try !folder.has(file) { changed.append(file) }
        let unchanged = sorted.filter { file in !changed.contains { $0.name == file.name } }.map(\.name)
        if changed.isEmpty, try folder.has(manifest) { return Outcome(written: [], unchanged: unchanged) }
        try folder.replace(changed, manifest: manifest)
        return Outcome(written: changed.map(\.name), unchanged: unchanged)
    }

    private static func manifest(of files: [ReportFile], facts: [String: String]) -> String {
        let entries = files.map { file in
            JSONText.object([
                "name": .string(file.name), "bytes": .integer(Int64(file.text.utf8.count)),
                "sha256": .string(Digest(of: file.text).description),
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
