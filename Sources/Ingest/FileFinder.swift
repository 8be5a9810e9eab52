import Bills
import Errors
import Foundation

/// Finds the files that paths and globs mean, in the order of their names' bytes.
public enum FileFinder {
    /// Range exports: files as they are, and all .json and .json.gz below folders.
    ///
    /// - Throws: `IngestError.nothingMatches` for a folder without any.
    public static func exports(in paths: [String]) throws -> [String] {
        try paths.flatMap { path -> [String] in
            var isDirectory: ObjCBool = false
            guard path != "-", FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory),
                isDirectory.boolValue
            else { return [path] }
            let names = (FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String }) ?? []
            let exports = names.filter { name in
                let last = name.split(separator: "/").last ?? ""
                return last != "manifest.json" && (last.hasSuffix(".json") || last.hasSuffix(".json.gz"))
            }
            guard !exports.isEmpty else { throw IngestError(.nothingMatches, place: path) }
            return sorted(exports.map { path.hasSuffix("/") ? path + $0 : path + "/" + $0 })
        }
    }

    /// The manifests of AWS' cost reports and Azure's exports below a folder, in the order of their names' bytes.
    static func manifests(in folder: String) -> [String] {
        let names = (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }) ?? []
        return sorted(
            names.filter { AWSManifest.isManifest($0) || AzureManifest.isManifest($0) }.map { folder.hasSuffix("/") ? folder + $0 : folder + "/" + $0 })
    }

    /// The files that a glob of glob(3) means, in the order of their names' bytes; none where nothing fits.
    ///
    /// Paths are absolute and without links, so that a file is known again from whatever folder it is looked at.
    public static func matches(of pattern: String) -> [String] {
        var result = glob_t()
        defer { globfree(&result) }
        guard glob(pattern, GLOB_NOSORT, nil, &result) == 0 else { return [] }
        let paths = (0..<Int(result.gl_pathc)).compactMap { result.gl_pathv[$0].map { String(cString: $0) } }
        return sorted(paths).map { path in
            guard let real = realpath(path, nil) else { return path }
            defer { free(real) }
            return String(cString: real)
        }
    }

    /// Whether something lies at a path.
    public static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    private static func sorted(_ paths: [String]) -> [String] {
        paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
