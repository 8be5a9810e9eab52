import Testing

@testable import Bills

@Suite("A text is UTF-8 without NUL")
struct TextCheckTests {
    /// Where the standard library sees the first bad byte: behind the longest prefix that can still become a text.
    static func isGood(_ bytes: [UInt8]) -> Bool {
        String(validating: bytes, as: UTF8.self) != nil && !bytes.contains(0)
    }

    static func fault(_ bytes: [UInt8]) -> Int? {
        var check = TextCheck()
        return bytes.withUnsafeBufferPointer { check.firstFault(in: $0) }
    }

    @Test("Every sequence of three bytes is good or bad as the standard library has it", arguments: 0..<64)
    func threeBytes(block: Int) {
        let ends: [UInt8] = [0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xE0, 0xF0, 0xFF]
        for first in UInt8(block * 4)..<(block == 63 ? 255 : UInt8(block * 4 + 4)) {
            for second in ends {
                for third in ends {
                    // A letter behind ends any sequence that is still open.
                    let bytes = [first, second, third, 0x41]
                    #expect((Self.fault(bytes) == nil) == Self.isGood(bytes), "\(bytes)")
                    let longer = [first, second, third, 0x80, 0x41]
                    #expect((Self.fault(longer) == nil) == Self.isGood(longer), "\(longer)")
                }
            }
        }
    }

    @Test(
        "The bad byte is found at its place, wherever the text is cut into pieces", arguments: 0..<100 as Range<UInt64>)
    func pieces(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let words = ["a", "é", "€", "😀", "a long run of plain letters, which is read eight at a time"]
        let text = (0..<20).map { _ in words.randomElement(using: &random)! }.joined()
        let bad: [UInt8] = [0x00, 0xFF, 0xC0, 0xF8].shuffled(using: &random)
        let bytes = Array(text.utf8) + [bad[0]] + Array(text.utf8)
        #expect(Self.fault(bytes) == text.utf8.count)
        #expect(Self.fault(Array(text.utf8)) == nil)
        var check = TextCheck()
        var offset = 0
        while offset < bytes.count {
            let end = min(bytes.count, offset + Int.random(in: 1...5, using: &random))
            let piece = Array(bytes[offset..<end])
            if let fault = piece.withUnsafeBufferPointer({ check.firstFault(in: $0) }) {
                #expect(offset + fault == text.utf8.count)
                return
            }
            offset = end
        }
        Issue.record("the bad byte was not found")
    }
}
