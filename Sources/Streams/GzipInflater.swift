import CIgzip
import CZlib
import Glibc

/// What decompresses gzip: isa-l where it is installed, twice as fast, else zlib.
///
/// Both check each member's length and CRC-32. Bills are bound by decompression (docs/performance.md).
package enum GzipEngine: Sendable, CaseIterable {
    /// Intel's isa-l, an optional library.
    case isal
    /// zlib, which is always there.
    case zlib

    /// The faster of those that are here. `CHARGEBACK_GZIP=zlib` leaves isa-l alone, to compare or to rule it out.
    package static let best: GzipEngine =
        isal.isAvailable && getenv("CHARGEBACK_GZIP").map { String(cString: $0) } != "zlib" ? .isal : .zlib

    /// Whether it can be used on this machine.
    package var isAvailable: Bool {
        guard self == .isal else { return true }
        guard let probe = igzip_new() else { return false }
        igzip_free(probe)
        return true
    }

    /// A decompressor at the start of a member.
    func inflater() -> any GzipInflater {
        switch self {
        case .isal: IsalInflater()
        case .zlib: ZlibInflater()
        }
    }
}

/// Decompresses one gzip member after the other.
protocol GzipInflater: AnyObject {
    /// Back to the start of a member.
    func startMember()

    /// Takes some of the input and fills the output as far as it goes.
    func step(_ input: UnsafeMutableBufferPointer<UInt8>, into output: UnsafeMutableRawBufferPointer) -> InflateStep
}

/// What one call of a decompressor did.
struct InflateStep {
    /// What comes next.
    enum Outcome {
        case more
        /// The member is complete, and its checksum right.
        case memberEnd
        case damaged
    }

    let outcome: Outcome
    /// Bytes taken of the input.
    let taken: Int
    /// Bytes put into the output.
    let produced: Int
}

/// isa-l; made only where it is available.
private final class IsalInflater: GzipInflater {
    private let inflater: OpaquePointer

    init() {
        guard let inflater = igzip_new() else { preconditionFailure("isa-l is not there") }
        self.inflater = inflater
    }

    deinit { igzip_free(inflater) }

    /// How many of the first four bytes of the member were looked at.
    private var headerBytesSeen = 0

    /// Whether the header has flags that gzip does not know: isa-l takes them, zlib and gzip do not.
    private func hasUnknownFlags(_ input: UnsafeMutableBufferPointer<UInt8>) -> Bool {
        guard headerBytesSeen < 4 else { return false }
        let place = 3 - headerBytesSeen
        headerBytesSeen += min(input.count, place + 1)
        return place < input.count && input[place] & 0xE0 != 0
    }

    func startMember() {
        igzip_reset(inflater)
        headerBytesSeen = 0
    }

    func step(_ input: UnsafeMutableBufferPointer<UInt8>, into output: UnsafeMutableRawBufferPointer) -> InflateStep {
        guard !hasUnknownFlags(input) else { return InflateStep(outcome: .damaged, taken: 0, produced: 0) }
        var taken = UInt32(clamping: input.count)
        var produced = UInt32(clamping: output.count)
        let bytes = output.baseAddress!.assumingMemoryBound(to: UInt8.self)
        let outcome = igzip_step(inflater, input.baseAddress, &taken, bytes, &produced)
        return InflateStep(
            outcome: outcome == IGZIP_MORE ? .more : outcome == IGZIP_END ? .memberEnd : .damaged,
            taken: Int(taken), produced: Int(produced))
    }
}
