import CZlib

/// Compresses bytes as they come, for answers that servers send as they are.
public final class GzipWriter {
    private var stream = z_stream()
    private var output = [UInt8](repeating: 0, count: 1 << 16)
    /// Range exports repeat themselves: the fast level makes files nearly as small.
    private static let level: Int32 = 4

    /// A writer of one gzip member.
    public init() {
        let windowBitsGzip: Int32 = 15 + 16
        let status = deflateInit2_(
            &stream, Self.level, Z_DEFLATED, windowBitsGzip, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        precondition(status == Z_OK, "zlib cannot start: \(status)")
    }

    deinit { deflateEnd(&stream) }

    /// Takes the next bytes, and lends what has come of them so far.
    public func write(_ bytes: UnsafeRawBufferPointer, to sink: (UnsafeRawBufferPointer) -> Bool) -> Bool {
        step(bytes, Z_NO_FLUSH, sink)
    }

    /// Ends the member.
    public func finish(to sink: (UnsafeRawBufferPointer) -> Bool) -> Bool {
        step(UnsafeRawBufferPointer(start: nil, count: 0), Z_FINISH, sink)
    }

    private func step(_ bytes: UnsafeRawBufferPointer, _ flush: Int32, _ sink: (UnsafeRawBufferPointer) -> Bool) -> Bool {
        stream.next_in = UnsafeMutablePointer(mutating: bytes.bindMemory(to: UInt8.self).baseAddress)
        stream.avail_in = UInt32(bytes.count)
        while true {
            var status = Z_OK
            let count = output.withUnsafeMutableBufferPointer { buffer in
                stream.next_out = buffer.baseAddress
                stream.avail_out = UInt32(buffer.count)
                status = deflate(&stream, flush)
                return buffer.count - Int(stream.avail_out)
            }
            let isTaken = count == 0 || output.withUnsafeBytes { sink(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            guard isTaken else { return false }
            if flush == Z_FINISH ? status == Z_STREAM_END : (stream.avail_in == 0 && stream.avail_out > 0) { return true }
        }
    }
}
