extension ExactDecimal {
    /// The number that a text spells, or an error: no prefix is taken, no locale is guessed.
    ///
    /// The grammar is that of FOCUS' numeric format, widened by what real bills write: an optional `-`,
    /// digits, an optional fraction, an optional exponent with either letter and either sign (`1e-7`,
    /// `5E+2`). No leading `+`, no thousands separators, no blanks, no hexadecimal, no `NaN`.
    ///
    /// - Throws: `DecimalError`.
    public init(_ text: some StringProtocol) throws(DecimalError) {
        var copy = Array(text.utf8)
        let outcome = copy.withUnsafeMutableBufferPointer { buffer in
            ExactDecimal.parse(UnsafeBufferPointer(buffer))
        }
        self = try outcome.get()
    }

    /// The same for the bytes of a field, without making a string of them.
    ///
    /// - Parameter bytes: The field, ASCII; it is only read during the call.
    public static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<ExactDecimal, DecimalError> {
        if let short = parseShort(bytes) { return .success(short) }
        var cursor = 0
        var isNegative = false
        if cursor < bytes.count, bytes[cursor] == UInt8(ascii: "-") {
            isNegative = true
            cursor += 1
        }
        var digits = DigitRun()
        let whole = digits.read(bytes, from: &cursor)
        var fraction = 0
        if cursor < bytes.count, bytes[cursor] == UInt8(ascii: ".") {
            cursor += 1
            fraction = digits.read(bytes, from: &cursor)
            if fraction == 0 { return .failure(.notANumber) }
        }
        guard whole > 0 else { return .failure(.notANumber) }
        var exponent = 0
        if cursor < bytes.count, bytes[cursor] | 0x20 == UInt8(ascii: "e") {
            cursor += 1
            guard let value = readExponent(bytes, from: &cursor) else { return .failure(.notANumber) }
            exponent = value
        }
        guard cursor == bytes.count else { return .failure(.notANumber) }
        return digits.decimal(places: fraction - exponent, isNegative: isNegative)
    }

    /// A number in plain notation whose digits fit into one machine word, which is most; nil for all others.
    private static func parseShort(_ bytes: UnsafeBufferPointer<UInt8>) -> ExactDecimal? {
        let isNegative = bytes.first == UInt8(ascii: "-")
        let start = isNegative ? 1 : 0
        // 18 digits and a point.
        guard bytes.count > start, bytes.count - start <= 19 else { return nil }
        var value: UInt64 = 0
        var zeros = 0
        var point: Int?
        for index in start..<bytes.count {
            let digit = bytes[index] &- 0x30
            if digit < 10 {
                value = value &* 10 &+ UInt64(digit)
                zeros = digit == 0 ? zeros + 1 : 0
            } else {
                guard bytes[index] == UInt8(ascii: "."), point == nil, index > start, index + 1 < bytes.count else {
                    return nil
                }
                point = index
            }
        }
        if value == 0 { return .zero }
        // Without a point there may be 19 digits, which still fit.
        guard let point else {
            return ExactDecimal(significand: isNegative ? -Int128(value) : Int128(value), scale: 0, isCanonical: ())
        }
        let places = bytes.count - point - 1
        let dropped = min(zeros, places)
        for _ in 0..<dropped { value /= 10 }
        let signed = isNegative ? -Int128(value) : Int128(value)
        return ExactDecimal(significand: signed, scale: places - dropped, isCanonical: ())
    }

    /// The exponent behind an `E`, or `nil` where there is none; beyond ±9999 it stays there.
    private static func readExponent(_ bytes: UnsafeBufferPointer<UInt8>, from cursor: inout Int) -> Int? {
        guard cursor < bytes.count else { return nil }
        var isNegative = false
        if bytes[cursor] == UInt8(ascii: "-") || bytes[cursor] == UInt8(ascii: "+") {
            isNegative = bytes[cursor] == UInt8(ascii: "-")
            cursor += 1
        }
        let start = cursor
        var value = 0
        while cursor < bytes.count, case let digit = bytes[cursor] &- 0x30, digit < 10 {
            value = min(value * 10 + Int(digit), 9999)
            cursor += 1
        }
        return cursor == start ? nil : (isNegative ? -value : value)
    }
}

/// Digits as they are read: trailing zeros wait until a digit follows, so that `1.000…0` fits.
private struct DigitRun {
    private var value: Int128 = 0
    private var digitCount = 0
    private var zerosWaiting = 0
    private var hasOverflowed = false

    /// Reads digits up to the first other byte and returns how many there were.
    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, from cursor: inout Int) -> Int {
        let start = cursor
        while cursor < bytes.count, case let digit = bytes[cursor] &- 0x30, digit < 10 {
            append(digit)
            cursor += 1
        }
        return cursor - start
    }

    private mutating func append(_ digit: UInt8) {
        if digit == 0 {
            if digitCount > 0 { zerosWaiting += 1 }
            return
        }
        let shift = zerosWaiting + 1
        digitCount += shift
        guard digitCount <= ExactDecimal.digitsMax else {
            hasOverflowed = true
            return
        }
        value = value * powerOfTen(shift) + Int128(digit)
        zerosWaiting = 0
    }

    /// The number with `places` digits of all that were read behind the point.
    func decimal(places: Int, isNegative: Bool) -> Result<ExactDecimal, DecimalError> {
        if hasOverflowed { return .failure(.outOfRange) }
        if value == 0 { return .success(.zero) }
        let scale = places - zerosWaiting
        if scale > ExactDecimal.scaleMax { return .failure(.tooManyDecimals) }
        let signed = isNegative ? -value : value
        if scale >= 0 {
            return .success(ExactDecimal(significand: signed, scale: scale, isCanonical: ()))
        }
        guard digitCount - scale <= ExactDecimal.digitsMax else { return .failure(.outOfRange) }
        return .success(ExactDecimal(significand: signed * powerOfTen(-scale), scale: 0, isCanonical: ()))
    }
}
