import Money

/// Bytes on their way to the server, most significant first.
///
/// Memory of its own instead of an array: a bill has tens of millions of fields, and each costs no more than its bytes.
struct WireBuffer: ~Copyable {
    private var base: UnsafeMutableRawPointer
    private var capacity = 1 << 12
    /// How many bytes there are.
    private(set) var count = 0

    init() { base = .allocate(byteCount: capacity, alignment: 16) }

    deinit { base.deallocate() }

    /// The bytes, until the next change.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

    mutating func removeAll() { count = 0 }

    @inline(__always)
    mutating func append(_ value: some FixedWidthInteger) {
        reserve(16)
        put(value)
    }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        reserve(bytes.count)
        (base + count).copyMemory(from: start, byteCount: bytes.count)
        count += bytes.count
    }

    /// Appends bytes that are here already.
    mutating func appendAgain(_ range: Range<Int>) {
        precondition(range.upperBound <= count, "there are no such bytes")
        reserve(range.count)
        (base + count).copyMemory(from: base + range.lowerBound, byteCount: range.count)
        count += range.count
    }

    /// Writes over four bytes.
    mutating func patch(_ value: Int32, at place: Int) {
        precondition(place + 4 <= count, "there are no such bytes")
        base.storeBytes(of: value.bigEndian, toByteOffset: place, as: Int32.self)
    }

    /// Appends a JSON string of a text's UTF-8 bytes.
    mutating func appendJSON(_ text: UnsafeBufferPointer<UInt8>) {
        // A control character becomes six bytes.
        reserve(text.count * 6 + 2)
        put(UInt8(ascii: "\""))
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                put(UInt8(ascii: "\\"))
                put(byte)
            case 0..<0x20:
                for letter in "\\u00".utf8 { put(letter) }
                put(UInt8(ascii: "0") + byte >> 4)
                let low = byte & 15
                put(low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10)
            default: put(byte)
            }
        }
        put(UInt8(ascii: "\""))
    }

    /// Appends a `numeric` field: its length, how many digits of base 10,000, the weight of the first, the sign, the
    /// scale, the digits.
    mutating func appendNumeric(_ value: ExactDecimal) { appendNumeric(value.significand, scale: value.scale) }

    /// The same of a number's digits, of which so many are decimals.
    mutating func appendNumeric(_ significand: Int128, scale: Int) {
        reserve(Self.numericMax)
        let magnitude = significand.magnitude
        // Noughts behind the last decimal fill up the last digit of base 10,000.
        let padding = (4 - scale % 4) % 4
        let factor: UInt64 = padding == 0 ? 1 : padding == 1 ? 10 : padding == 2 ? 100 : 1000
        var digits = NumericDigits()
        if magnitude <= UInt128(UInt64.max) / 1000 {
            digits.append(UInt64(magnitude) * factor)
        } else if magnitude <= UInt128(UInt64.max) {
            let (high, low) = UInt64(magnitude).quotientAndRemainder(dividingBy: 10_000 / factor)
            digits.append(digit: UInt16(low * factor))
            digits.append(high)
        } else {
            // Multiplying could overflow, so the lowest digit is cut off first.
            let (high, low) = magnitude.quotientAndRemainder(dividingBy: UInt128(10_000 / factor))
            digits.append(digit: UInt16(UInt64(low) * factor))
            var rest = high
            while rest > UInt128(UInt64.max) {
                let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 10_000)
                digits.append(digit: UInt16(remainder))
                rest = quotient
            }
            digits.append(UInt64(rest))
        }
        let weight = digits.isZero ? 0 : digits.count - (scale + 3) / 4 - 1
        let used = digits.isZero ? 0 : digits.count - digits.zerosBelow
        put(Int32(8 + used * 2))
        put(UInt16(used))
        put(Int16(weight))
        put(UInt16(significand < 0 ? 0x4000 : 0))
        put(UInt16(scale))
        for index in 0..<used { put(digits[digits.count - 1 - index]) }
    }

    /// Length and header, and eleven digits at most: 38 decimal digits and the padding.
    private static let numericMax = 12 + 2 * NumericDigits.max

    @inline(__always)
    private mutating func put<Value: FixedWidthInteger>(_ value: Value) {
        base.storeBytes(of: value.bigEndian, toByteOffset: count, as: Value.self)
        count += MemoryLayout<Value>.size
    }

    @inline(__always)
    private mutating func reserve(_ byteCount: Int) {
        if count + byteCount > capacity { grow(byteCount) }
    }

    private mutating func grow(_ byteCount: Int) {
        let wanted = Swift.max(count + byteCount, capacity * 2)
        let larger = UnsafeMutableRawPointer.allocate(byteCount: wanted, alignment: 16)
        larger.copyMemory(from: base, byteCount: count)
        base.deallocate()
        (base, capacity) = (larger, wanted)
    }
}

/// The digits of base 10,000 of a number, the lowest first, without noughts above the highest.
private struct NumericDigits {
    static let max = 12
    private var digits = InlineDigits(repeating: 0)
    private(set) var count = 0

    private typealias InlineDigits = SIMD16<UInt16>

    var isZero: Bool { count == 0 }

    subscript(index: Int) -> UInt16 { digits[index] }

    /// How many of the lowest digits are nought.
    var zerosBelow: Int {
        var zeros = 0
        while zeros < count, digits[zeros] == 0 { zeros += 1 }
        return zeros
    }

    mutating func append(digit: UInt16) {
        digits[count] = digit
        count += 1
    }

    /// Appends all digits of a number as the highest ones.
    mutating func append(_ number: UInt64) {
        var rest = number
        while rest > 0 {
            append(digit: UInt16(truncatingIfNeeded: rest % 10_000))
            rest /= 10_000
        }
        while count > 0, digits[count - 1] == 0 { count -= 1 }
    }
}
