/// What a set of charges is, whatever the order of its lines, the number of its files or their compression.
///
/// The sum modulo 2²⁵⁶ of the SHA-256 of each charge, and their count. Equal lines count as often as they stand
/// there. A provider that sends the same content again, shuffled or cut into other files, sends the same digest.
public struct ContentDigest: Hashable, Sendable, CustomStringConvertible {
    /// How many charges.
    public private(set) var count: Int64 = 0
    /// The sum's four words, least significant first.
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    /// The digest of no charges.
    public init() {}

    /// Takes in one charge by the 32 bytes of its SHA-256.
    mutating func insert(_ hash: UnsafePointer<UInt8>) {
        let raw = UnsafeRawPointer(hash)
        func word(_ index: Int) -> UInt64 {
            UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
        }
        add((word(0), word(1), word(2), word(3)))
        count += 1
    }

    private mutating func add(_ other: (UInt64, UInt64, UInt64, UInt64)) {
        var carry = false
        (words.0, carry) = sum(words.0, other.0, carry)
        (words.1, carry) = sum(words.1, other.1, carry)
        (words.2, carry) = sum(words.2, other.2, carry)
        (words.3, _) = sum(words.3, other.3, carry)
    }

    /// The digest of the charges of both.
    public static func + (left: ContentDigest, right: ContentDigest) -> ContentDigest {
        var result = left
        result.add(right.words)
        result.count += right.count
        return result
    }

    /// The sum's 32 bytes, least significant first.
    public var bytes: [UInt8] {
        [words.0, words.1, words.2, words.3].flatMap { word in withUnsafeBytes(of: word.littleEndian) { Array($0) } }
    }

    /// The count and 64 hexadecimal digits: `1281:9f…`.
    public var description: String {
        "\(count):" + bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Equal counts and equal sums.
    public static func == (left: ContentDigest, right: ContentDigest) -> Bool {
        left.count == right.count && left.words == right.words
    }

    /// Hashes count and sum.
    public func hash(into hasher: inout Swift.Hasher) {
        hasher.combine(count)
        hasher.combine(words.0)
        hasher.combine(words.1)
    }
}

private func sum(_ left: UInt64, _ right: UInt64, _ carry: Bool) -> (UInt64, Bool) {
    let (partial, first) = left.addingReportingOverflow(right)
    let (total, second) = partial.addingReportingOverflow(carry ? 1 : 0)
    return (total, first || second)
}
