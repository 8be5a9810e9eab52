import CZlib
import Glibc

/// The bytes of a file or of standard input, decompressed where they are gzip.
///
/// Gzip is told by its first bytes, never by the file's name. All members of a file are read; a
/// missing end, a wrong checksum or anything behind the last member is an error, so that half a file
/// never looks like a whole one.
///
/// ```swift
/// let stream = try ByteStream(path: "cur-2026-10.csv.gz")
/// while case let count = try stream.read(into: buffer), count > 0 { … }
/// ```
public final class ByteStream {
    /// The path as it was given; `standard input` for `-`.
    public let name: String
    /// Bytes read from the file so far, compressed ones where it is compressed.
    public private(set) var bytesRead: Int64 = 0
    /// Bytes handed out so far, decompressed.
    public private(set) var bytesDelivered: Int64 = 0
    /// Whether the file is gzip; known from the first read on.
    public private(set) var isGzip = false

    private static let blockSize = 1 << 18
    /// How much larger than the compressed bytes the content may grow: above it, it is a bomb.
    static let expansionMax: Int64 = 1100
    private static let expansionFloor: Int64 = 1 << 26

    private let descriptor: Int32
    private let block: UnsafeMutableBufferPointer<UInt8>
    private var blockStart = 0
    private var blockEnd = 0
    private var isFileAtEnd = false
    private var isStarted = false
    private var isMemberOpen = false
    private var inflater = z_stream()
    private let onRawBytes: ((UnsafeRawBufferPointer) -> Void)?

    /// Opens a file, or standard input for `-`.
    ///
    /// - Parameters:
    ///   - path: The file; it must be a regular file, a pipe or a terminal.
    ///   - onRawBytes: Sees each block as it lies on disk, e.g. to make a digest of the file.
    /// - Throws: `StreamError`.
    public init(path: String, onRawBytes: ((UnsafeRawBufferPointer) -> Void)? = nil) throws(StreamError) {
        self.onRawBytes = onRawBytes
        name = path == "-" ? "standard input" : path
        descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
        block = .allocate(capacity: Self.blockSize)
        guard descriptor >= 0 else { throw StreamError(name: name, reason: .notOpened(errno)) }
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            throw StreamError(name: name, reason: .isDirectory)
        }
    }

    deinit {
        if isGzip { inflateEnd(&inflater) }
        if descriptor > 0 { close(descriptor) }
        block.deallocate()
    }

    /// Fills a buffer with the next bytes.
    ///
    /// - Returns: How many there are; 0 at the end, which is proven to be the end of the content.
    /// - Throws: `StreamError`.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
        if !isStarted { try start() }
        let count = isGzip ? try inflate(into: buffer) : try copy(into: buffer)
        bytesDelivered += Int64(count)
        return count
    }

    /// Looks at the first two bytes and sets up the inflater where they are gzip's.
    private func start() throws(StreamError) {
        isStarted = true
        while blockEnd < 2, !isFileAtEnd { try fill() }
        guard blockEnd >= 2, block[0] == 0x1F, block[1] == 0x8B else { return }
        let windowBitsGzip: Int32 = 15 + 16
        let status = inflateInit2_(&inflater, windowBitsGzip, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(status == Z_OK, "zlib cannot start: \(status)")
        isGzip = true
        isMemberOpen = true
    }

    /// Appends to the block what one read brings.
    private func fill() throws(StreamError) {
        if blockStart == blockEnd { (blockStart, blockEnd) = (0, 0) }
        var count: Int
        repeat {
            count = Glibc.read(descriptor, block.baseAddress! + blockEnd, block.count - blockEnd)
        } while count < 0 && errno == EINTR
        guard count >= 0 else { throw StreamError(name: name, reason: .notRead(errno)) }
        if count == 0 { isFileAtEnd = true }
        if let onRawBytes, count > 0 {
            onRawBytes(UnsafeRawBufferPointer(start: block.baseAddress! + blockEnd, count: count))
        }
        blockEnd += count
        bytesRead += Int64(count)
    }

    private func copy(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
        if blockStart == blockEnd, !isFileAtEnd { try fill() }
        let count = min(buffer.count, blockEnd - blockStart)
        if count > 0 { buffer.baseAddress!.copyMemory(from: block.baseAddress! + blockStart, byteCount: count) }
        blockStart += count
        return count
    }

    private func inflate(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
        var produced = 0
        while produced < buffer.count {
            if blockStart == blockEnd {
                if !isFileAtEnd { try fill() }
                if isFileAtEnd {
                    if isMemberOpen { throw StreamError(name: name, reason: .gzipEndsEarly(at: bytesRead)) }
                    break
                }
            }
            if !isMemberOpen { try openNextMember() }
            produced += try inflateStep(into: UnsafeMutableRawBufferPointer(rebasing: buffer[produced...]))
            if isMemberOpen, produced > 0, produced < buffer.count, blockStart == blockEnd { break }
        }
        try checkExpansion(produced)
        return produced
    }

    private func inflateStep(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
        let available = blockEnd - blockStart
        inflater.next_in = block.baseAddress! + blockStart
        inflater.avail_in = UInt32(available)
        inflater.next_out = buffer.baseAddress!.assumingMemoryBound(to: UInt8.self)
        inflater.avail_out = UInt32(min(buffer.count, Int(UInt32.max)))
        let room = Int(inflater.avail_out)
        let status = CZlib.inflate(&inflater, Z_NO_FLUSH)
        blockStart += available - Int(inflater.avail_in)
        switch status {
        case Z_OK, Z_BUF_ERROR: break
        case Z_STREAM_END: isMemberOpen = false
        default:
            let offset = bytesRead - Int64(blockEnd - blockStart)
            throw StreamError(name: name, reason: .gzipDamaged(at: offset))
        }
        return room - Int(inflater.avail_out)
    }

    /// A file may hold several gzip members; anything else behind one is damage.
    private func openNextMember() throws(StreamError) {
        let offset = bytesRead - Int64(blockEnd - blockStart)
        guard block[blockStart] == 0x1F, inflateReset(&inflater) == Z_OK else {
            throw StreamError(name: name, reason: .gzipHasTrailingBytes(at: offset))
        }
        isMemberOpen = true
    }

    private func checkExpansion(_ produced: Int) throws(StreamError) {
        let delivered = bytesDelivered + Int64(produced)
        if delivered > Self.expansionFloor, delivered / max(bytesRead, 1) > Self.expansionMax {
            throw StreamError(name: name, reason: .gzipIsBomb(bytes: delivered))
        }
    }
}
