import Glibc

/// The bytes of a file or of standard input, decompressed where they are gzip or zip.
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
    /// Whether a checksum in the file proves that the content is whole; known from the first read on.
    public var isChecked: Bool { isGzip || zip != nil }

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
    private let engine: GzipEngine
    private var inflater: (any GzipInflater)?
    private let onRawBytes: ((UnsafeRawBufferPointer) -> Void)?
    /// The file of a zip archive that is read.
    private var zip: ZipMember?

    /// Opens a file, or standard input for `-`.
    ///
    /// - Parameters:
    ///   - path: The file; it must be a regular file, a pipe or a terminal. `cur.zip/cur-1.csv` is a file inside a zip
    ///     archive; of an archive that holds one file the archive's own path will do.
    ///   - onRawBytes: Sees each block as it lies on disk, e.g. to make a digest of the file.
    /// - Throws: `StreamError`.
    public convenience init(
        path: String, onRawBytes: ((UnsafeRawBufferPointer) -> Void)? = nil
    ) throws(StreamError) {
        try self.init(path: path, engine: .best, onRawBytes: onRawBytes)
    }

    /// The same with a decompressor of the caller's choice, which must be available.
    package init(
        path: String, engine: GzipEngine, onRawBytes: ((UnsafeRawBufferPointer) -> Void)? = nil
    ) throws(StreamError) {
        self.engine = engine
        self.onRawBytes = onRawBytes
        name = path == "-" ? "standard input" : path
        let place = ZipArchive.Place(path)
        descriptor = path == "-" ? 0 : open(place.archive, O_RDONLY | O_CLOEXEC)
        block = .allocate(capacity: Self.blockSize)
        guard descriptor >= 0 else { throw StreamError(name: name, reason: .notOpened(errno)) }
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            throw StreamError(name: name, reason: .isDirectory)
        }
        zip = try ZipArchive.member(of: descriptor, place, name: name)
        let isFile = status.st_mode & S_IFMT == S_IFREG
        ReadingProgress.shared.open(name, byteCount: zip?.byteCount ?? (isFile ? Int64(status.st_size) : nil))
    }

    deinit {
        zip?.close()
        if descriptor > 0 { close(descriptor) }
        block.deallocate()
    }

    /// Fills a buffer with the next bytes.
    ///
    /// - Returns: How many there are; 0 at the end, which is proven to be the end of the content.
    /// - Throws: `StreamError`.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
        if let zip {
            let count = try zip.read(into: buffer) { onRawBytes?($0) }
            bytesRead = zip.bytesRead
            ReadingProgress.shared.read(bytesRead)
            bytesDelivered += Int64(count)
            return count
        }
        if !isStarted { try start() }
        let count = isGzip ? try inflate(into: buffer) : try copy(into: buffer)
        bytesDelivered += Int64(count)
        return count
    }

    /// Looks at the first two bytes and sets up the inflater where they are gzip's.
    private func start() throws(StreamError) {
        isStarted = true
        while blockEnd < 2, !isFileAtEnd { try fill() }
        if blockEnd >= 4, ZipArchive.isArchive(UnsafeBufferPointer(rebasing: block[..<4])) {
            throw StreamError(name: name, reason: .zipNotRead("it comes from a pipe"))
        }
        guard blockEnd >= 2, block[0] == 0x1F, block[1] == 0x8B else { return }
        inflater = engine.inflater()
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
        ReadingProgress.shared.read(bytesRead)
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
            if blockStart == blockEnd, !isFileAtEnd {
                // What has come through a pipe so far is handed out before the next bytes are waited for.
                if produced > 0 { break }
                try fill()
            }
            if !isMemberOpen {
                if blockStart == blockEnd { break }
                try openNextMember()
            }
            let count = try inflateStep(into: UnsafeMutableRawBufferPointer(rebasing: buffer[produced...]))
            produced += count
            // A decompressor may hold back what it has read: only one that brings nothing more is at its end.
            if isMemberOpen, count == 0, blockStart == blockEnd, isFileAtEnd {
                throw StreamError(name: name, reason: .gzipEndsEarly(at: bytesRead))
            }
        }
        try checkExpansion(produced)
        return produced
    }

    private func inflateStep(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
        let input = UnsafeMutableBufferPointer(rebasing: block[blockStart..<blockEnd])
        let step = inflater!.step(input, into: buffer)
        blockStart += step.taken
        switch step.outcome {
        case .more: break
        case .memberEnd: isMemberOpen = false
        case .damaged:
            let offset = bytesRead - Int64(blockEnd - blockStart)
            throw StreamError(name: name, reason: .gzipDamaged(at: offset))
        }
        return step.produced
    }

    /// A file may hold several gzip members; anything else behind one is damage.
    private func openNextMember() throws(StreamError) {
        let offset = bytesRead - Int64(blockEnd - blockStart)
        guard block[blockStart] == 0x1F else {
            throw StreamError(name: name, reason: .gzipHasTrailingBytes(at: offset))
        }
        inflater!.startMember()
        isMemberOpen = true
    }

    private func checkExpansion(_ produced: Int) throws(StreamError) {
        let delivered = bytesDelivered + Int64(produced)
        if delivered > Self.expansionFloor, delivered / max(bytesRead, 1) > Self.expansionMax {
            throw StreamError(name: name, reason: .gzipIsBomb(bytes: delivered))
        }
    }
}
