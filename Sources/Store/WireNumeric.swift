/// The binary form of `numeric`: how many digits of base 10,000, the weight of the first, the sign, the scale, the digits.
enum WireNumeric {
    /// Length and header, and eleven digits at most: 38 decimal digits and the padding.
    static let bytesMax = 12 + 2 * digitsMax
    private static let digitsMax = 12
    private typealias Digits = SIMD16<UInt16>

    /// Writes a field of a number's digits, of which so many are decimals.
    ///
    /// - Parameter place: Where there are `bytesMax` bytes of room.
    /// - Returns: How many bytes it took.
    static func write(_ significand: Int128, scale: Int, at place: UnsafeMutableRawPointer) -> Int {
        let magnitude = significand.magnitude
        // Noughts behind the last decimal fill up the last digit of base 10,000.
        let padding = (4 - scale % 4) % 4
        let factor: UInt64 = padding == 0 ? 1 : padding == 1 ? 10 : padding == 2 ? 100 : 1000
        guard magnitude > UInt128(UInt64.max / 1000) else {
            return writeShort(UInt64(magnitude) * factor, isNegative: significand < 0, scale: scale, at: place)
        }
        var digits = Digits(repeating: 0)
        // Multiplying could overflow, so the lowest digit is cut off first.
        let (high, low) = magnitude.quotientAndRemainder(dividingBy: UInt128(10_000 / factor))
        digits[0] = UInt16(UInt64(low) * factor)
        var count = 1
        var rest = high
        while rest > UInt128(UInt64.max) {
            let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 10_000)
            digits[count] = UInt16(remainder)
            count += 1
            rest = quotient
        }
        var short = UInt64(rest)
        while short > 0 {
            digits[count] = UInt16(short % 10_000)
            count += 1
            short /= 10_000
        }
        var zeros = 0
        while digits[zeros] == 0 { zeros += 1 }
        for index in zeros..<count {
            place.storeBytes(of: digits[index].bigEndian, toByteOffset: 12 + 2 * (count - 1 - index), as: UInt16.self)
        }
        return writeHeader(count, used: count - zeros, significand < 0, scale, at: place)
    }

    /// Most numbers: no more than five digits of base 10,000, which are written from the last to the first and then moved
    /// to where they belong.
    @inline(__always)
    private static func writeShort(_ number: UInt64, isNegative: Bool, scale: Int, at place: UnsafeMutableRawPointer) -> Int {
        var rest = number
        var target = place + 22
        var zeros = 0
        var count = 0
        while rest > 0 {
            let quotient = rest / 10_000
            let digit = UInt16(truncatingIfNeeded: rest &- quotient &* 10_000)
            target -= 2
            target.storeBytes(of: digit.bigEndian, as: UInt16.self)
            if digit == 0, zeros == count { zeros += 1 }
            count += 1
            rest = quotient
        }
        let first = target.loadUnaligned(as: UInt64.self)
        let last = target.loadUnaligned(fromByteOffset: 8, as: UInt16.self)
        place.storeBytes(of: first, toByteOffset: 12, as: UInt64.self)
        place.storeBytes(of: last, toByteOffset: 20, as: UInt16.self)
        return writeHeader(count, used: count - zeros, isNegative, scale, at: place)
    }

    @inline(__always)
    private static func writeHeader(
        _ count: Int, used: Int, _ isNegative: Bool, _ scale: Int, at place: UnsafeMutableRawPointer
    ) -> Int {
        let weight = count == 0 ? 0 : count - (scale + 3) / 4 - 1
        place.storeBytes(of: Int32(truncatingIfNeeded: 8 + used * 2).bigEndian, as: Int32.self)
        place.storeBytes(of: UInt16(truncatingIfNeeded: used).bigEndian, toByteOffset: 4, as: UInt16.self)
        place.storeBytes(of: Int16(truncatingIfNeeded: weight).bigEndian, toByteOffset: 6, as: Int16.self)
        place.storeBytes(of: UInt16(isNegative ? 0x4000 : 0).bigEndian, toByteOffset: 8, as: UInt16.self)
        place.storeBytes(of: UInt16(truncatingIfNeeded: scale).bigEndian, toByteOffset: 10, as: UInt16.self)
        return 12 + used * 2
    }
}
