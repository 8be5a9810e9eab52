/// Finds the files that a manifest names, as its bucket or container was copied to disk.
struct ManifestPlaces {
    /// The manifest's file.
    let manifest: String

    /// The longest end of each key that is found below the manifest's folder or one of those around it.
    ///
    /// - Throws: `ManifestError` where a file is missing.
    func paths(of keys: [String], exists: (String) -> Bool) throws -> [String] {
        let folder = manifest.split(separator: "/", omittingEmptySubsequences: false).dropLast().map(String.init)
        return try keys.map { key in
            let parts = key.split(separator: "/").map(String.init)
            // `s3://bucket/…` of data exports.
            let names = parts.first == "s3:" ? Array(parts.dropFirst(2)) : parts
            for start in names.indices {
                let rest = names[start...]
                // The name alone counts in the manifest's own folder only.
                let levels = rest.count == 1 ? 0 : names.count
                for level in 0...levels {
                    let candidate = candidatePath(folder, above: level, Array(rest))
                    if exists(candidate) { return candidate }
                }
            }
            throw ManifestError(.partMissing(key), path: manifest)
        }
    }

    private func candidatePath(_ folder: [String], above level: Int, _ rest: [String]) -> String {
        var base = folder
        for _ in 0..<level {
            if let last = base.last, !["", ".", ".."].contains(last) { base.removeLast() } else { base.append("..") }
        }
        return (base + rest).joined(separator: "/")
    }
}
