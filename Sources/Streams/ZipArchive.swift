import Glibc

/// The files of a zip archive, by its central directory.
///
/// The directory stands at the archive's end and says where each file is, how long it is and what its checksum is: an
/// archive that was cut off has none. Names inside are only names: nothing is ever unpacked to disk.
public enum ZipArchive {
    /// A path, cut where an archive ends and a name inside it begins.
    struct Place {
        let archive: String
        let member: String?

        /// `bills/cur.zip/cur-1.csv` → `bills/cur.zip` and `cur-1.csv`, where the first is a file.
        init(_ path: String) {
            var status = stat()
            guard path.contains("/"), lstat(path, &status) != 0, errno == ENOTDIR else {
                (archive, member) = (path, nil)
                return
            }
            for index in path.indices where path[index] == "/" && index != path.startIndex {
                let front = String(path[..<index])
                guard stat(front, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
                (archive, member) = (front, String(path[path.index(after: index)...]))
                return
            }
            (archive, member) = (path, nil)
        }
    }

    /// What the directory says of a file.
    struct Entry {
        var name: String
        var method: UInt16
        var isEncrypted: Bool
        var checksum: UInt32
        var compressedSize: UInt64
        var size: UInt64
        var headerOffset: UInt64
    }

    /// The paths of the files in an archive, each as `ByteStream` takes it; of anything else its own path.
    ///
    /// Where there are CSV files, only they count; what macOS adds never does.
    ///
    /// - Throws: `StreamError`.
    public static func paths(_ path: String) throws(StreamError) -> [String] {
        guard path != "-" else { return [path] }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [path] }
        defer { close(descriptor) }
        guard isArchive(descriptor) else { return [path] }
        let entries = try files(of: descriptor, name: path)
        return entries.count == 1 ? [path] : entries.map { "\(path)/\($0.name)" }
    }

    /// Opens a file of an archive; nil where the file is no archive.
    static func member(of descriptor: Int32, _ place: Place, name: String) throws(StreamError) -> ZipMember? {
        guard isArchive(descriptor) else {
            guard place.member == nil else { throw StreamError(name: name, reason: .notOpened(ENOTDIR)) }
            return nil
        }
        let entries = try files(of: descriptor, name: name)
        guard let member = place.member else {
            guard entries.count == 1 else {
                throw StreamError(name: name, reason: .zipNotRead("it holds \(entries.count) files where one is expected"))
            }
            return try ZipMember(entries[0], of: descriptor, name: name)
        }
        guard let entry = entries.first(where: { $0.name == member }) else {
            throw StreamError(name: name, reason: .notOpened(ENOENT))
        }
        return try ZipMember(entry, of: descriptor, name: name)
    }

    /// Whether some bytes are those that an archive starts with: a file's header, or the directory's end.
    static func isArchive(_ start: UnsafeBufferPointer<UInt8>) -> Bool {
        start.elementsEqual([0x50, 0x4B, 3, 4]) || start.elementsEqual([0x50, 0x4B, 5, 6])
    }

    private static func isArchive(_ descriptor: Int32) -> Bool {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
        var start = [UInt8](repeating: 0, count: 4)
        guard pread(descriptor, &start, 4, 0) == 4 else { return false }
        return start.withUnsafeBufferPointer { isArchive($0) }
    }

    /// The files that count, in the order of the directory.
    private static func files(of descriptor: Int32, name: String) throws(StreamError) -> [Entry] {
        let all = try ZipDirectory(descriptor, name: name).entries
        var names: Set<String> = []
        for entry in all where !names.insert(entry.name).inserted {
            throw StreamError(name: name, reason: .zipDamaged("it has two files of one name"))
        }
        let files = all.filter { entry in
            !entry.name.hasSuffix("/") && !entry.name.hasPrefix("__MACOSX/") && !entry.name.hasSuffix(".DS_Store")
        }
        let tables = files.filter { $0.name.lowercased().hasSuffix(".csv") }
        let chosen = tables.isEmpty ? files : tables
        guard !chosen.isEmpty else { throw StreamError(name: name, reason: .zipNotRead("it holds no file")) }
        return chosen
    }
}
