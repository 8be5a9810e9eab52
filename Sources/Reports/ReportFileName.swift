import Keys

/// File names made from names that anybody may choose.
///
/// A name that is plain already is kept; any other is cut to its plain letters and gets the first
/// digits of its SHA-256, so that two names never share a file and a name has the same file every
/// month, whoever else is there.
///
/// ```swift
/// ReportFileName.slug("payments")           // payments
/// ReportFileName.slug("../../etc/cron.d/x")  // etc-cron-d-x-…
/// ```
public enum ReportFileName {
    /// The letters of a slug before its digest.
    static let letterCountMax = 64
    private static let digestDigits = 12

    /// The name as part of a file name: `a`–`z`, `0`–`9` and `-`.
    public static func slug(_ name: String) -> String {
        var letters: [UInt8] = []
        for byte in name.utf8 {
            let lower = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
            if isPlain(lower) {
                letters.append(lower)
            } else if let last = letters.last, last != UInt8(ascii: "-") {
                letters.append(UInt8(ascii: "-"))
            }
            if letters.count == letterCountMax { break }
        }
        while letters.last == UInt8(ascii: "-") { letters.removeLast() }
        let kept = String(decoding: letters, as: UTF8.self)
        let isWhole = Array(name.utf8) == letters && !kept.isEmpty
        if isWhole && !reserved.contains(kept) && !endsLikeDigest(letters) { return kept }
        let digest = String(Digest(of: name).description.prefix(digestDigits))
        return kept.isEmpty ? "x-\(digest)" : "\(kept)-\(digest)"
    }

    /// Names that Windows or we ourselves use.
    private static let reserved: Set<String> = {
        var names: Set<String> = ["con", "prn", "aux", "nul", "manifest", "about", "index"]
        for number in 0...9 { names.formUnion(["com\(number)", "lpt\(number)"]) }
        return names
    }()

    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
    }

    /// Whether the name looks as if it had a digest already; it gets another, so that it cannot pass for one.
    private static func endsLikeDigest(_ letters: [UInt8]) -> Bool {
        guard letters.count > digestDigits else { return false }
        let tail = letters.suffix(digestDigits)
        let isHexadecimal = tail.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        return isHexadecimal && letters[letters.count - digestDigits - 1] == UInt8(ascii: "-")
    }

    /// Whether a whole file name is one that reports may have.
    static func isSafe(_ name: String) -> Bool {
        guard (1...200).contains(name.utf8.count), let first = name.utf8.first, isPlain(first) else { return false }
        return name.utf8.allSatisfy { isPlain($0) || $0 == 0x2D || $0 == 0x5F || $0 == 0x2E }
    }
}
