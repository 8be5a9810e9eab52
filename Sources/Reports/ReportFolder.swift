import Glibc
import Store

/// An open folder that this process alone writes reports into.
///
/// All calls go through the folder's descriptor and follow no links, so that nobody who may write
/// into the folder can lead a file elsewhere.
struct ReportFolder: ~Copyable {
    private let path: String
    private let descriptor: Int32

    /// Files may be read by owner and group: costs are not for everybody on the machine.
    private static let fileMode: mode_t = 0o640
    private static let folderMode: mode_t = 0o750

    /// Opens and locks the folder, making it where it is missing.
    init(path: String) throws(ReportError) {
        descriptor = try Self.opened(path)
        self.path = path
    }

    private static func opened(_ path: String) throws(ReportError) -> Int32 {
        try make(path)
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ReportError(.notCreated(errno), at: path) }
        // The kernel gives the lock back when the process ends, however it ends.
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw ReportError(.folderBusy, at: path)
        }
        return descriptor
    }

    deinit { close(descriptor) }

    /// Makes the folder and those above it.
    private static func make(_ path: String) throws(ReportError) {
        var status = stat()
        if stat(path, &status) == 0 { return }
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            let parent = String(path[..<slash])
            if !parent.isEmpty { try make(parent) }
        }
        guard mkdir(path, folderMode) == 0 || errno == EEXIST else { throw ReportError(.notCreated(errno), at: path) }
    }

    private func place(_ name: String) -> String { path.hasSuffix("/") ? path + name : "\(path)/\(name)" }

    /// Whether the file is there with exactly this content.
    ///
    /// - Throws: `ReportError.notRegularFile` where something else lies there: it is not ours to replace.
    func has(_ file: ReportFile) throws(ReportError) -> Bool {
        let input = openat(descriptor, file.name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        if input < 0 {
            if errno == ENOENT { return false }
            if errno == ELOOP || errno == ENXIO { throw ReportError(.notRegularFile, at: place(file.name)) }
            throw ReportError(.notCreated(errno), at: place(file.name))
        }
        defer { close(input) }
        var status = stat()
        guard fstat(input, &status) == 0 else { throw ReportError(.notWritten(errno), at: place(file.name)) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw ReportError(.notRegularFile, at: place(file.name)) }
        guard Int(status.st_size) == file.text.utf8.count else { return false }
        return Self.content(of: input, count: Int(status.st_size)).map { $0.elementsEqual(file.text.utf8) } ?? false
    }

    /// The bytes of an open file, or `nil` where they cannot be read: then it is written anew.
    private static func content(of input: Int32, count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let got = bytes.withUnsafeMutableBytes { Glibc.read(input, $0.baseAddress! + done, count - done) }
            if got < 0 && errno == EINTR { continue }
            if got <= 0 { return nil }
            done += got
        }
        return bytes
    }

    /// Stages all files and the manifest, then lets them take their names, the manifest last.
    func replace(_ files: [ReportFile], manifest: ReportFile) throws(ReportError) {
        do {
            for file in files + [manifest] { try stage(file) }
        } catch {
            for file in files + [manifest] { unlinkat(descriptor, Self.temporary(file.name), 0) }
            throw error
        }
        guard unlinkat(descriptor, manifest.name, 0) == 0 || errno == ENOENT else {
            throw ReportError(.notWritten(errno), at: place(manifest.name))
        }
        try sync(descriptor, path)
        for file in files { try rename(file.name) }
        try sync(descriptor, path)
        try rename(manifest.name)
        try sync(descriptor, path)
    }

    /// The name a file has until it is whole; fixed, so that a run's leavings are found by the next.
    private static func temporary(_ name: String) -> String { ".\(name).part" }

    /// Writes a file whole under its temporary name.
    private func stage(_ file: ReportFile) throws(ReportError) {
        let name = Self.temporary(file.name)
        unlinkat(descriptor, name, 0)
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let output = openat(descriptor, name, flags, Self.fileMode)
        guard output >= 0 else { throw ReportError(.notCreated(errno), at: place(file.name)) }
        var failure: Int32 = 0
        var text = file.text
        text.withUTF8 { failure = Self.write(UnsafeRawBufferPointer($0), to: output) }
        if failure == 0 && fsync(output) != 0 { failure = errno }
        if close(output) != 0 && failure == 0 { failure = errno }
        guard failure == 0 else { throw ReportError(.notWritten(failure), at: place(file.name)) }
    }

    /// Writes all bytes; returns nought or the system's error number.
    private static func write(_ bytes: UnsafeRawBufferPointer, to output: Int32) -> Int32 {
        var done = 0
        while done < bytes.count {
            let put = Glibc.write(output, bytes.baseAddress! + done, bytes.count - done)
            if put < 0 && errno == EINTR { continue }
            if put <= 0 { return put < 0 ? errno : EIO }
            done += put
        }
        return 0
    }

    private func rename(_ name: String) throws(ReportError) {
        Failpoint.pass()
        guard renameat(descriptor, Self.temporary(name), descriptor, name) == 0 else {
            throw ReportError(.notWritten(errno), at: place(name))
        }
    }

    private func sync(_ descriptor: Int32, _ path: String) throws(ReportError) {
        guard fsync(descriptor) == 0 else { throw ReportError(.notWritten(errno), at: path) }
    }
}
