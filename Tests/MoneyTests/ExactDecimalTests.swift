import Money
import Testing

@Suite("Exact decimals")
struct ExactDecimalTests {
    @Test(
        "A number is read to its last digit, in plain and in E notation",
        arguments: [
            ("12.50", "12.5"), ("-3", "-3"), ("0", "0"), ("-0", "0"), ("0.000", "0"), ("35.2E-7", "0.00000352"),
            ("1.81e-8", "0.0000000181"), ("5E+2", "500"), ("5e2", "500"), ("007", "7"),
            ("16.2969321366366446274854190000", "16.296932136636644627485419"),
            ("0.0000000000000000000000000001", "0.0000000000000000000000000001"),
            ("99999999999999999999999999999999999999", "99999999999999999999999999999999999999"),
            ("1.00000000000000000000000000000000000000000000000000000000000", "1"),
            ("0e999999999999", "0"), ("1000000000000000000000000000e-27", "1"),
        ])
    func reads(text: String, printed: String) throws {
        #expect(try ExactDecimal(text).description == printed)
    }

    @Test(
        "What is not a number of the grammar is refused, never read up to its first odd byte",
        arguments: [
            "", "-", ".", ".5", "5.", "+5", "1,5", "1,234.50", "1.234,56", "1_000", "0x1F", " 1", "1 ", "12abc", "1e",
            "1e-", "--5", "NaN", "Infinity", "$12", "(12.50)", "12 USD", "12.3.4", "٣", "1e5.5",
        ])
    func refuses(text: String) {
        #expect(throws: DecimalError.notANumber) { try ExactDecimal(text) }
    }

    @Test("More decimals or digits than can be kept are refused, never cut off")
    func refusesWhatDoesNotFit() {
        #expect(throws: DecimalError.tooManyDecimals) { try ExactDecimal("1e-29") }
        #expect(throws: DecimalError.tooManyDecimals) { try ExactDecimal("1e-400") }
        #expect(throws: DecimalError.outOfRange) { try ExactDecimal("1e38") }
        #expect(throws: DecimalError.outOfRange) { try ExactDecimal(String(repeating: "9", count: 39)) }
        #expect(throws: DecimalError.outOfRange) { try ExactDecimal(String(repeating: "9", count: 200)) }
    }

    @Test("A sum has every digit of its parts")
    func adds() throws {
        let sum = try ExactDecimal("99999.1").adding(ExactDecimal("0.0000000000000000000000000001"))
        #expect(sum.description == "99999.1000000000000000000000000001")
        #expect(try ExactDecimal("0.1").adding(ExactDecimal("-0.1")) == .zero)
        #expect(throws: DecimalError.outOfRange) {
            try ExactDecimal("99999999999999999999999999999999999999").adding(ExactDecimal("0.1"))
        }
    }

    @Test("Numbers compare by value, also where a common scale would not fit")
    func compares() throws {
        #expect(try ExactDecimal("1.10") == ExactDecimal("1.1"))
        #expect(try ExactDecimal("-2") < ExactDecimal("-1.99"))
        #expect(try ExactDecimal("1e-28") < ExactDecimal("99999999999999999999999999999999999999"))
    }

    @Test("Rounding goes to the nearest, half away from zero")
    func rounds() throws {
        #expect(try ExactDecimal("2.345").rounded(places: 2).description == "2.35")
        #expect(try ExactDecimal("-2.345").rounded(places: 2).description == "-2.35")
        #expect(try ExactDecimal("2.344999").rounded(places: 2).description == "2.34")
        #expect(try ExactDecimal("0.005").rounded(places: 2).description == "0.01")
    }
}
