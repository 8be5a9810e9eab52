/// Sixteen bytes that name something by its content; stored as a PostgreSQL `uuid`.
///
/// Natural keys made here, rather than counters made by the database, keep a replay equal to the byte
/// and let the same SQL run on several servers.
public struct Key128: Hashable, Sendable, CustomStringConvertible {
    /// The first eight bytes, big-endian.
    public let high: UInt64
    /// The last eight bytes, big-endian.
    public let low: UInt64

    /// A key from its halves.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The first half of a digest.
    public init(_ digest: Digest) {
        high = digest.bytes[0..<8].reduce(0) { $0 << 8 | UInt64($1) }
        low = digest.bytes[8..<16].reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// 32 hexadecimal digits in the groups of a UUID.
    public var description: String {
        let digits = [high, low].map { half in
            let text = String(half, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }.joined()
        var groups: [Substring] = []
        var rest = digits[...]
        for length in [8, 4, 4, 4, 12] {
            groups.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return groups.joined(separator: "-")
    }
}
