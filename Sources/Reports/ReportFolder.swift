import Glibc
import Keys
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
        guard let input = try opened(file.name, byteCount: Int64(file.bytes.count)) else { return false }
        defer { close(input) }
        return file.bytes.withUnsafeBytes { Self.equals($0, input) }
    }

    /// Whether a staged file is there already, byte for byte; then what was staged goes.
    func has(_ staged: StagedFile) throws(ReportError) -> Bool {
        guard let input = try opened(staged.name, byteCount: staged.byteCount) else { return false }
        defer { close(input) }
        guard Self.digest(of: input) == staged.sha256 else { return false }
        forget([staged.name])
        return true
    }

    /// The file for reading, or `nil` where there is none of that size.
    private func opened(_ name: String, byteCount: Int64) throws(ReportError) -> Int32? {
        let input = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        if input < 0 {
            if errno == ENOENT { return nil }
            if errno == ELOOP || errno == ENXIO { throw ReportError(.notRegularFile, at: place(name)) }
            throw ReportError(.notCreated(errno), at: place(name))
        }
        var status = stat()
        let isRead = fstat(input, &status) == 0
        let failure = errno
        if isRead, status.st_mode & S_IFMT == S_IFREG, Int64(status.st_size) == byteCount { return input }
        close(input)
        guard isRead else { throw ReportError(.notWritten(failure), at: place(name)) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw ReportError(.notRegularFile, at: place(name)) }
        return nil
    }

    /// Whether an open file says the same; where it cannot be read it does not, and is written anew.
    private static func equals(_ bytes: UnsafeRawBufferPointer, _ input: Int32) -> Bool {
        var done = 0
        let isRead = readBlocks(of: input) { block in
            guard done + block.count <= bytes.count else { return false }
            let isEqual = block.isEmpty || memcmp(block.baseAddress!, bytes.baseAddress! + done, block.count) == 0
            done += block.count
            return isEqual
        }
        return isRead && done == bytes.count
    }

    private static func digest(of input: Int32) -> Digest? {
        var hasher = Hasher256()
        let isRead = readBlocks(of: input) { block in
            hasher.update(block)
            return true
        }
        return isRead ? hasher.finalize() : nil
    }

    /// Lends an open file block by block while the body says so; false where it does not, or reading fails.
    private static func readBlocks(of input: Int32, _ body: (UnsafeRawBufferPointer) -> Bool) -> Bool {
        withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
            while true {
                let got = Glibc.read(input, buffer.baseAddress!, buffer.count)
                if got < 0 && errno == EINTR { continue }
                if got <= 0 { return got == 0 }
                guard body(UnsafeRawBufferPointer(rebasing: buffer[..<got])) else { return false }
            }
        }
    }

    /// Lets staged files take their names, the manifest last.
    func publish(_ names: [String], manifest: ReportFile) throws(ReportError) {
        _ = try stage(manifest)
        guard unlinkat(descriptor, manifest.name, 0) == 0 || errno == ENOENT else {
            throw ReportError(.notWritten(errno), at: place(manifest.name))
        }
        try sync(descriptor, path)
        for name in names { try rename(name) }
        try sync(descriptor, path)
        try rename(manifest.name)
        try sync(descriptor, path)
    }

    /// Takes away what lies under the files' temporary names.
    func forget(_ names: [String]) {
        for name in names { unlinkat(descriptor, Self.temporary(name), 0) }
    }

    /// The name a file has until it is whole; fixed, so that a run's leavings are found by the next.
    private static func temporary(_ name: String) -> String { ".\(name).part" }

    /// Writes a file whole under its temporary name.
    func stage(_ file: ReportFile) throws(ReportError) -> StagedFile {
        do {
            return try stage(ReportStream(name: file.name) { put in try file.bytes.withUnsafeBytes { try put($0) } })
        } catch let error as ReportError { throw error } catch { preconditionFailure("a file in memory: \(error)") }
    }

    /// Writes what a stream says under its temporary name, in bounded memory.
    func stage(_ stream: ReportStream) throws -> StagedFile {
        let name = Self.temporary(stream.name)
        unlinkat(descriptor, name, 0)
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let descriptor = openat(descriptor, name, flags, Self.fileMode)
        guard descriptor >= 0 else { throw ReportError(.notCreated(errno), at: place(stream.name)) }
        var output = OutputFile(descriptor: descriptor)
        var staged = StagedFile(name: stream.name, byteCount: 0, sha256: Digest(of: ""))
        do {
            var hasher = Hasher256()
            try stream.write { bytes in
                hasher.update(bytes)
                staged.byteCount += Int64(bytes.count)
                try output.put(bytes)
            }
            staged.sha256 = hasher.finalize()
            try output.finish()
        } catch let failure as OutputFile.Failure { throw ReportError(.notWritten(failure.number), at: place(stream.name)) }
        return staged
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
