import CBytes

/// Finds the first byte that no UTF-8 text without NUL can have, over bytes that come in pieces.
struct TextCheck {
    private var expectedCount = 0
    private var lowest: UInt8 = 0x80
    private var highest: UInt8 = 0xBF

    /// Where the first bad byte stands in the next piece; nil where all are good.
    mutating func firstFault(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        let raw = UnsafeRawPointer(base)
        var index = 0
        while index < bytes.count {
            if expectedCount == 0 {
                index += bytes_plain(base + index, bytes.count - index)
                // Eight ASCII bytes at a time: none has its high bit, none is NUL.
                while index + 8 <= bytes.count {
                    let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                    let nul = (word &- 0x0101_0101_0101_0101) & ~word
                    if (word | nul) & 0x8080_8080_8080_8080 != 0 { break }
                    index += 8
                }
                guard index < bytes.count else { return nil }
            }
            if !take(bytes[index]) { return index }
            index += 1
        }
        return nil
    }

    /// One byte by the table of Unicode 3.9 (well-formed UTF-8): no overlong forms, no surrogates.
    private mutating func take(_ byte: UInt8) -> Bool {
        if expectedCount > 0 {
            guard byte >= lowest, byte <= highest else { return false }
            (lowest, highest) = (0x80, 0xBF)
            expectedCount -= 1
            return true
        }
        switch byte {
        case 0x01...0x7F: return true
        case 0xC2...0xDF: expectedCount = 1
        case 0xE0: (expectedCount, lowest) = (2, 0xA0)
        case 0xED: (expectedCount, highest) = (2, 0x9F)
        case 0xE1...0xEF: expectedCount = 2
        case 0xF0: (expectedCount, lowest) = (3, 0x90)
        case 0xF4: (expectedCount, highest) = (3, 0x8F)
        case 0xF1...0xF3: expectedCount = 3
        default: return false
        }
        return true
    }
}
