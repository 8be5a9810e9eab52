/// The numbers that Prometheus writes: times as seconds with up to three decimals, values as Go formats a float.
enum PrometheusNumber {
    /// The last moment that is accepted: the year 9999.
    static let millisecondsMax: Int64 = 253_402_300_799_999

    /// A value's text as the nearest double, `nil` where it is no number Prometheus writes.
    ///
    /// `12`, `-0.25`, `1e-07`, `1.5e+21`, `NaN`, `+Inf`, `-Inf`; no blanks, no hexadecimal digits, nothing
    /// beyond the range of a double.
    static func parse(_ text: [UInt8]) -> Double? {
        switch String(decoding: text, as: UTF8.self) {
        case "NaN": return .nan
        case "+Inf", "Inf": return .infinity
        case "-Inf": return -.infinity
        case let string:
            guard isDecimal(text), let value = Double(string), value.isFinite else { return nil }
            return value
        }
    }

    /// `-`? digits, then perhaps a point and digits, then perhaps an exponent.
    private static func isDecimal(_ text: [UInt8]) -> Bool {
        var rest = text[...]
        func digits() -> Bool {
            let before = rest.count
            rest = rest.drop { (0x30...0x39).contains($0) }
            return rest.count < before
        }
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        guard digits() else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            guard digits() else { return false }
        }
        if let byte = rest.first, byte | 0x20 == UInt8(ascii: "e") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
            guard digits() else { return false }
        }
        return rest.isEmpty
    }

    /// A timestamp's text in milliseconds, `nil` where it is finer than that, too late, or no number.
    static func milliseconds(_ text: [UInt8]) -> Int64? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count <= 2, !parts[0].isEmpty, parts[0].count <= 12,
            !(parts[0].count > 1 && parts[0].first == 0x30)
        else { return nil }
        var digits = Array(parts[0])
        if parts.count == 2 {
            guard !parts[1].isEmpty, parts[1].dropFirst(3).allSatisfy({ $0 == 0x30 }) else { return nil }
            digits += parts[1].prefix(3)
        }
        digits += [UInt8](repeating: 0x30, count: 3 - min(3, parts.count == 2 ? parts[1].count : 0))
        guard let value = Int64(String(decoding: digits, as: UTF8.self)), value <= millisecondsMax else { return nil }
        return value
    }

    /// The double nearest to `significand / 10^decimals`, ties to even.
    ///
    /// Both exact below 2^53 and 10^22, so that one division rounds once (Clinger 1990); else by dividing
    /// 128 by 64 bits, which leaves the quotient's 64 bits and a remainder to round with.
    ///
    /// - Parameter decimals: 0...19.
    @inline(__always)
    static func double(significand: UInt64, decimals: Int, _ powers: PowersOfTen) -> Double {
        if significand <= 1 << 53 {
            return decimals == 0 ? Double(significand) : Double(significand) / powers.doubles[decimals]
        }
        return decimals == 0 ? Double(significand) : quotient(significand, powers.integers[decimals])
    }

    /// The double nearest to a quotient of integers that are not 0.
    private static func quotient(_ dividend: UInt64, _ divisor: UInt64) -> Double {
        let shifts = (dividend.leadingZeroBitCount, divisor.leadingZeroBitCount)
        let (high, normal) = (dividend << shifts.0, divisor << shifts.1)
        // Both have their top bit, so the quotient lies between 1/2 and 2; halving makes it less than 1.
        let isHalved = high >= normal
        let (bits, remainder) = normal.dividingFullWidth(isHalved ? (high >> 1, high << 63) : (high, 0))
        let exponent = shifts.1 - shifts.0 - (isHalved ? 63 : 64) + 11
        var mantissa = bits >> 11
        let tail = bits & 0x7FF
        if tail > 0x400 || (tail == 0x400 && (remainder != 0 || mantissa & 1 == 1)) { mantissa += 1 }
        // A carry out of the mantissa raises the exponent, as it should.
        return Double(bitPattern: UInt64(exponent + 52 + 1023) << 52 + (mantissa - 1 << 52))
    }

    /// Fetched once before a loop, as a global costs a check each time.
    static let powersOfTen = PowersOfTen()

    /// 1 to 10^19, all of which both kinds of number hold exactly; never freed.
    struct PowersOfTen: @unchecked Sendable {
        let integers: UnsafeMutablePointer<UInt64> = .allocate(capacity: 20)
        let doubles: UnsafeMutablePointer<Double> = .allocate(capacity: 20)

        init() {
            var power: UInt64 = 1
            for exponent in 0..<20 {
                integers[exponent] = power
                doubles[exponent] = Double(power)
                power = power &* 10
            }
        }
    }
}
