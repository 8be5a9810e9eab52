import CZlib
import Glibc

/// The bytes of one file in a zip archive, decompressed; at its end length and checksum are those of the directory.
final class ZipMember {
    /// Compressed bytes read so far.
    private(set) var bytesRead: Int64 = 0

    private let entry: ZipArchive.Entry
    private let descriptor: Int32
    private let name: String
    /// Where the compressed bytes go on, and how many are left.
    private var offset: UInt64
    private var left: UInt64
    private let block: UnsafeMutableBufferPointer<UInt8>
    private var blockStart = 0
    private var blockEnd = 0
    private var inflater = z_stream()
    private var isAtEnd = false
    private var produced: UInt64 = 0
    private var checksum: UInt = 0

    private static let stored: UInt16 = 0
    private static let deflated: UInt16 = 8

    /// - Parameter descriptor: The archive; it stays open as long as this is read, and belongs to somebody else.
    init(_ entry: ZipArchive.Entry, of descriptor: Int32, name: String) throws(StreamError) {
        guard !entry.isEncrypted else { throw StreamError(name: name, reason: .zipNotRead("it is encrypted")) }
        guard entry.method == Self.stored || entry.method == Self.deflated else {
            throw StreamError(name: name, reason: .zipNotRead("it is compressed by method \(entry.method)"))
        }
        self.entry = entry
        self.descriptor = descriptor
        self.name = name
        var header = [UInt8](repeating: 0, count: 30)
        guard entry.headerOffset < UInt64(Int64.max), pread(descriptor, &header, 30, off_t(entry.headerOffset)) == 30,
            header.word(0) == 0x0403_4B50
        else { throw StreamError(name: name, reason: .zipDamaged("a file is not where its directory says")) }
        offset = entry.headerOffset + 30 + UInt64(header.half(26)) + UInt64(header.half(28))
        left = entry.compressedSize
        block = .allocate(capacity: 1 << 18)
        if entry.method == Self.deflated {
            let windowBitsRaw: Int32 = -15
            let status = inflateInit2_(&inflater, windowBitsRaw, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
            precondition(status == Z_OK, "zlib cannot start: \(status)")
        }
    }

    deinit { block.deallocate() }

    /// How many compressed bytes there are.
    var byteCount: Int64 { Int64(clamping: entry.compressedSize) }

    /// Frees what zlib holds.
    func close() {
        if entry.method == Self.deflated { inflateEnd(&inflater) }
    }

    /// Fills a buffer with the next bytes; 0 at the end, which is then proven.
    func read(
        into buffer: UnsafeMutableRawBufferPointer, onRawBytes: (UnsafeRawBufferPointer) -> Void
    ) throws(StreamError) -> Int {
        var count = 0
        while count < buffer.count, !isAtEnd {
            if blockStart == blockEnd, left > 0 { try fill(onRawBytes) }
            let room = UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
            count += try entry.method == Self.stored ? copy(into: room) : inflate(into: room)
        }
        if count > 0 { try take(UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])) }
        if isAtEnd {
            guard produced == entry.size, UInt32(truncatingIfNeeded: checksum) == entry.checksum, left == 0, blockStart == blockEnd
            else { throw damaged("the checksum or the length of a file is wrong") }
        }
        return count
    }

    private func take(_ bytes: UnsafeMutableRawBufferPointer) throws(StreamError) {
        checksum = crc32_z(checksum, bytes.baseAddress!.assumingMemoryBound(to: UInt8.self), bytes.count)
        produced += UInt64(bytes.count)
        if produced > entry.size { throw damaged("the checksum or the length of a file is wrong") }
        let bytesMax = max(UInt64(1 << 26), entry.compressedSize.multipliedReportingOverflow(by: 1100).partialValue)
        if produced > bytesMax { throw StreamError(name: name, reason: .gzipIsBomb(bytes: Int64(produced))) }
    }

    private func fill(_ onRawBytes: (UnsafeRawBufferPointer) -> Void) throws(StreamError) {
        let wanted = Int(min(UInt64(block.count), left))
        var count: Int
        repeat { count = pread(descriptor, block.baseAddress!, wanted, off_t(offset)) } while count < 0 && errno == EINTR
        guard count >= 0 else { throw StreamError(name: name, reason: .notRead(errno)) }
        guard count > 0 else { throw damaged("it ends early") }
        onRawBytes(UnsafeRawBufferPointer(start: block.baseAddress!, count: count))
        (blockStart, blockEnd) = (0, count)
        offset += UInt64(count)
        left -= UInt64(count)
        bytesRead += Int64(count)
    }

    private func copy(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, blockEnd - blockStart)
        if count > 0 { buffer.baseAddress!.copyMemory(from: block.baseAddress! + blockStart, byteCount: count) }
        blockStart += count
        isAtEnd = blockStart == blockEnd && left == 0
        return count
    }

    private func inflate(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
        let available = blockEnd - blockStart
        inflater.next_in = block.baseAddress! + blockStart
        inflater.avail_in = UInt32(available)
        inflater.next_out = buffer.baseAddress!.assumingMemoryBound(to: UInt8.self)
        inflater.avail_out = UInt32(min(buffer.count, Int(UInt32.max)))
        let room = Int(inflater.avail_out)
        let status = CZlib.inflate(&inflater, Z_NO_FLUSH)
        blockStart += available - Int(inflater.avail_in)
        let count = room - Int(inflater.avail_out)
        switch status {
        case Z_STREAM_END: isAtEnd = true
        case Z_OK: break
        case Z_BUF_ERROR where count > 0 || left > 0 || available > 0: break
        default: throw damaged("a file's data cannot be read")
        }
        if status != Z_STREAM_END, count == 0, blockStart == blockEnd, left == 0 { throw damaged("a file's data ends early") }
        return count
    }

    private func damaged(_ what: String) -> StreamError { StreamError(name: name, reason: .zipDamaged(what)) }
}
