import Glibc
import Keys

/// A file of a report that is too large for memory: written piece by piece.
public struct ReportStream {
    /// Its name in the folder.
    public let name: String
    /// Gives its bytes to whoever asks, in order.
    let write: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void

    /// A file from its name and whatever makes its bytes.
    ///
    /// - Parameter write: Calls its argument with each next piece; an error it throws goes to whoever writes the file.
    public init(name: String, write: @escaping ((UnsafeRawBufferPointer) throws -> Void) throws -> Void) {
        self.name = name
        self.write = write
    }
}

/// A file as it lies under its temporary name, or as it would.
struct StagedFile {
    /// Its name once it is published.
    let name: String
    /// Its size.
    var byteCount: Int64
    /// Its digest.
    var sha256: Digest

    init(name: String, byteCount: Int64, sha256: Digest) {
        self.name = name
        self.byteCount = byteCount
        self.sha256 = sha256
    }

    /// A file that is in memory.
    init(_ file: ReportFile) {
        self.init(name: file.name, byteCount: Int64(file.bytes.count), sha256: Digest(of: file.bytes))
    }
}

/// An open file that is written from start to end, through a buffer.
public struct OutputFile: ~Copyable {
    /// Why a file cannot be written.
    struct Failure: Error {
        /// The system's number.
        let number: Int32
    }

    private static let bufferSize = 1 << 18
    private let descriptor: Int32
    private let isOwned: Bool
    private var buffer: [UInt8] = []

    /// Takes over an open descriptor.
    init(descriptor: Int32) {
        self.descriptor = descriptor
        isOwned = true
        buffer.reserveCapacity(Self.bufferSize)
    }

    private init(borrowed descriptor: Int32) {
        self.descriptor = descriptor
        isOwned = false
    }

    deinit { if isOwned { close(descriptor) } }

    /// Writes a stream to standard output.
    ///
    /// - Throws: `ReportError.notWritten`, and whatever the body throws.
    public static func standardOutput(_ body: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws {
        var output = OutputFile(borrowed: 1)
        do {
            try body { try output.put($0) }
            try output.flush()
        } catch let failure as Failure { throw ReportError(.notWritten(failure.number), at: "standard output") }
    }

    /// Writes the next bytes.
    mutating func put(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferSize { try flush() }
    }

    /// Writes the rest and waits until it lies on the disk.
    mutating func finish() throws(Failure) {
        try flush()
        guard fsync(descriptor) == 0 else { throw Failure(number: errno) }
    }

    private mutating func flush() throws(Failure) {
        var done = 0
        var number: Int32 = 0
        buffer.withUnsafeBytes { bytes in
            while done < bytes.count {
                let put = Glibc.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
                if put < 0 && errno == EINTR { continue }
                if put <= 0 {
                    number = put < 0 ? errno : EIO
                    return
                }
                done += put
            }
        }
        guard number == 0 else { throw Failure(number: number) }
        buffer.removeAll(keepingCapacity: true)
    }
}
