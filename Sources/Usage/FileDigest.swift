import Errors
import Keys
import Streams

/// The digest of a file as it lies on disk.
public enum FileDigest {
    /// Reads the file once.
    ///
    /// - Throws: `StreamError`.
    public static func of(_ path: String) throws -> Digest {
        let file = try RawFile(path: path)
        var hasher = Hasher256()
        try file.forEachBlock { hasher.update($0) }
        return hasher.finalize()
    }
}
