import Money
import Testing

@Suite("Short numbers are read the same by the short way and the long one")
struct ShortDecimalTests {
    /// An exponent of nought changes nothing but takes the long way.
    private func check(_ text: String) {
        let short = Result { () throws(DecimalError) in try ExactDecimal(text) }
        let long = Result { () throws(DecimalError) in try ExactDecimal(text + "E0") }
        #expect(short == long, "\(text)")
    }

    @Test("Every text of up to four of the bytes that numbers are made of")
    func allShortTexts() {
        let letters = ["0", "1", "9", ".", "-", "x", "+"]
        var texts = [""]
        for _ in 0..<4 {
            texts = texts.flatMap { text in letters.map { text + $0 } }
            for text in texts { check(text) }
        }
    }

    @Test("Numbers of up to 25 digits with a point anywhere", arguments: 0..<2000 as Range<UInt64>)
    func random(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let digits = ["0", "0", "0", "1", "5", "9"]
        var text = (0..<Int.random(in: 1...25, using: &random)).map { _ in digits.randomElement(using: &random)! }
        if Bool.random(using: &random) { text.insert(".", at: Int.random(in: 0...text.count, using: &random)) }
        if Bool.random(using: &random) { text.insert("-", at: 0) }
        check(text.joined())
    }
}
