import CBytes
import CZlib

/// zlib, without its own check of the content: the checksum and the length at a member's end are compared here, with a
/// CRC-32 that costs a quarter of zlib's.
final class ZlibInflater: GzipInflater {
    private var stream = z_stream()
    private var isHeaderRead = false
    private var crc: UInt32 = 0
    private var count: UInt64 = 0
    /// The last eight bytes that were taken: at the end of a member they are its checksum and its length.
    private var trailer: UInt64 = 0

    init() {
        let windowBitsGzip: Int32 = 15 + 16
        let status = inflateInit2_(&stream, windowBitsGzip, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(status == Z_OK, "zlib cannot start: \(status)")
    }

    deinit { inflateEnd(&stream) }

    func startMember() {
        inflateReset(&stream)
        inflateValidate(&stream, 1)
        (isHeaderRead, crc, count) = (false, 0, 0)
    }

    func step(_ input: UnsafeMutableBufferPointer<UInt8>, into output: UnsafeMutableRawBufferPointer) -> InflateStep {
        let outputStart = output.baseAddress!.assumingMemoryBound(to: UInt8.self)
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(clamping: input.count)
        stream.next_out = outputStart
        stream.avail_out = UInt32(clamping: output.count)
        let offered = (input: Int(stream.avail_in), output: Int(stream.avail_out))
        // A member's header has a checksum of its own, which zlib looks at; Z_BLOCK stops behind the header.
        let status = CZlib.inflate(&stream, isHeaderRead ? Z_NO_FLUSH : Z_BLOCK)
        let taken = offered.input - Int(stream.avail_in)
        let produced = offered.output - Int(stream.avail_out)
        keepTrailer(input, taken)
        crc = bytes_crc32(crc, outputStart, produced)
        count += UInt64(produced)
        if !isHeaderRead, stream.data_type & Self.isBetweenBlocks != 0 {
            isHeaderRead = true
            inflateValidate(&stream, 0)
        }
        let outcome: InflateStep.Outcome =
            switch status {
            case Z_OK, Z_BUF_ERROR: .more
            case Z_STREAM_END where isProven: .memberEnd
            default: .damaged
            }
        return InflateStep(outcome: outcome, taken: taken, produced: produced)
    }

    /// The bit of `data_type` that says that the header or a block has just ended.
    private static let isBetweenBlocks: Int32 = 128

    /// Whether checksum and length, least significant byte first, are those of the content.
    private var isProven: Bool {
        UInt32(truncatingIfNeeded: trailer) == crc && UInt32(truncatingIfNeeded: trailer >> 32)
            == UInt32(truncatingIfNeeded: count)
    }

    private func keepTrailer(_ input: UnsafeMutableBufferPointer<UInt8>, _ taken: Int) {
        for byte in input[max(0, taken - 8)..<taken] { trailer = trailer >> 8 | UInt64(byte) << 56 }
    }
}
