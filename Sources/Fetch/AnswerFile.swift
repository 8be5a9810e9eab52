import Glibc
import Keys
import Streams

/// An answer on its way to disk: what the server compressed as it is, what it did not compressed here.
///
/// It lies under a temporary name until `keep`; nothing that reads range exports looks at it.
final class AnswerFile {
    let path: String
    private let descriptor: Int32
    private var hasher = Hasher256()
    private var writer: GzipWriter?
    /// Whether anything came.
    private(set) var isStarted = false
    /// Bytes on disk.
    private(set) var byteCount: Int64 = 0
    /// The system's number for why it could not be written.
    private(set) var failure: Int32?

    /// Opens a file for writing in place of what lies there.
    init(path: String) throws(FetchError) {
        self.path = path
        unlink(path)
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { throw FetchError(.notWritten(errno), at: path) }
    }

    deinit { close(descriptor) }

    /// Takes a piece of the body.
    ///
    /// - Parameter isGzip: Whether the server has compressed it.
    func take(_ piece: UnsafeRawBufferPointer, isGzip: Bool) -> Bool {
        if !isStarted {
            isStarted = true
            if !isGzip { writer = GzipWriter() }
        }
        guard let writer else { return put(piece) }
        return writer.write(piece) { put($0) }
    }

    /// Ends the file and brings it to the disk.
    ///
    /// - Returns: Its SHA-256.
    func finish() throws(FetchError) -> Digest {
        let isWhole = writer?.finish { put($0) } ?? true
        guard isWhole, failure == nil, fsync(descriptor) == 0 else {
            throw FetchError(.notWritten(failure ?? errno), at: path)
        }
        return hasher.finalize()
    }

    /// Takes it away.
    func forget() { unlink(path) }

    private func put(_ bytes: UnsafeRawBufferPointer) -> Bool {
        hasher.update(bytes)
        var done = 0
        while done < bytes.count {
            let count = Glibc.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
            if count < 0 {
                if errno == EINTR { continue }
                failure = errno
                return false
            }
            done += count
        }
        byteCount += Int64(bytes.count)
        return true
    }
}
