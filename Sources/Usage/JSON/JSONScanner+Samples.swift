extension JSONScanner {
    /// Bytes that any sample of the quick form fits in: `[` 14 digits `,"` 20 characters `"],`, and a load of 8.
    private static let sampleBytesMax = 64

    /// Reads the samples of one series, `[[1790812800,"0.25"],…]`, whose opening bracket comes next.
    mutating func readSamples(into samples: inout SampleBuffer) throws {
        try take("[", "the samples, '['")
        if try takes("]") { return }
        while true {
            if end - cursor < Self.sampleBytesMax { _ = try refill() }
            if readQuickSamples(into: &samples) { return }
            try readSample(into: &samples)
            if try takes(",") { continue }
            try take("]", "',' or ']' after a sample")
            return
        }
    }

    /// Reads samples written without white space, with ten digits of seconds and a short decimal number, as
    /// long as they come; leaves the first other one to `readSample`, which is exact about every mistake.
    ///
    /// - Returns: Whether the series has ended.
    private mutating func readQuickSamples(into samples: inout SampleBuffer) -> Bool {
        var index = cursor
        let limit = end - Self.sampleBytesMax
        let bytes = UnsafePointer(window)
        let powers = PrometheusNumber.powersOfTen
        var last = samples.lastAt
        var deltaMin = samples.deltaMin
        defer {
            samples.lastAt = last
            samples.deltaMin = deltaMin
        }
        while index <= limit {
            var at = index
            guard let time = quickTime(bytes, &at), time > last, let value = quickValue(bytes, &at, powers),
                bytes[at] == UInt8(ascii: "]"), samples.hasRoom
            else { break }
            // White space behind a sample is the exact reader's business, and so is the whole sample then.
            let next = bytes[at + 1]
            guard next == UInt8(ascii: ",") || next == UInt8(ascii: "]") else { break }
            let delta = time &- last
            if delta < deltaMin, last != SampleBuffer.noTime { deltaMin = delta }
            last = time
            samples.appendUnchecked(time, value)
            if next == UInt8(ascii: "]") {
                cursor = at + 2
                return true
            }
            index = at + 2
        }
        cursor = index
        return false
    }

    /// Reads one sample, whatever its white space.
    mutating func readSample(into samples: inout SampleBuffer) throws {
        try take("[", "a sample, '['")
        let time = try readTime()
        guard time > samples.lastAt else { throw failure(.timeNotIncreasing) }
        try take(",", "',' after the timestamp")
        guard try skipSpaceRequired() == UInt8(ascii: "\"") else { throw try unexpected("a value in quotes") }
        let start = place
        try readText()
        guard let value = PrometheusNumber.parse(text) else {
            throw failure(.notANumber(printed(text)), at: start)
        }
        try take("]", "']' after the value")
        guard samples.count < SampleBuffer.countMax else { throw failure(.tooManySamples) }
        samples.append(time, value)
    }

    /// Reads seconds since 1970 with up to three decimals, as milliseconds.
    private mutating func readTime() throws -> Int64 {
        guard case 0x30...0x39 = try skipSpaceRequired() else { throw try unexpected("a timestamp") }
        let start = place
        var digits: [UInt8] = []
        while let byte = try peek(), (0x30...0x39).contains(byte) || byte == 0x2E || byte | 0x20 == 0x65 {
            digits.append(byte)
            cursor += 1
            guard digits.count <= 40 else { break }
        }
        if try peek() == nil { throw failure(.endsEarly(bytes: offset)) }
        guard let time = PrometheusNumber.milliseconds(digits) else {
            throw failure(.badTime(printed(digits)), at: start)
        }
        return time
    }
}

/// `[1790812800,"` or `[1790812800.125,"`; moves behind it.
@inline(__always)
private func quickTime(_ bytes: UnsafePointer<UInt8>, _ at: inout Int) -> Int64? {
    guard bytes[at] == UInt8(ascii: "[") else { return nil }
    let word = UnsafeRawPointer(bytes + at + 1).loadUnaligned(as: UInt64.self)
    let ninth = bytes[at + 9] &- 0x30
    let tenth = bytes[at + 10] &- 0x30
    guard isEightDigits(word), bytes[at + 1] != 0x30, ninth < 10, tenth < 10 else { return nil }
    var time = Int64(eightDigits(word)) * 100_000 + Int64(ninth) * 10_000 + Int64(tenth) * 1000
    at += 11
    if bytes[at] == UInt8(ascii: ".") {
        var unit: Int64 = 100
        at += 1
        while unit > 0, case let digit = bytes[at] &- 0x30, digit < 10 {
            time += Int64(digit) * unit
            unit /= 10
            at += 1
        }
        guard bytes[at - 1] != UInt8(ascii: ".") else { return nil }
    }
    guard bytes[at] == UInt8(ascii: ","), bytes[at + 1] == 0x22 else { return nil }
    at += 2
    return time
}

/// Up to nineteen digits with or without a point, and the closing quote; moves behind it.
@inline(__always)
private func quickValue(
    _ bytes: UnsafePointer<UInt8>, _ at: inout Int, _ powers: PrometheusNumber.PowersOfTen
) -> Double? {
    let start = at
    var significand: UInt64 = 0
    while case let digit = bytes[at] &- 0x30, digit < 10 {
        significand = significand &* 10 &+ UInt64(digit)
        at += 1
        if at - start > 19 { return nil }
    }
    var count = at - start
    guard count > 0 else { return nil }
    var decimals = 0
    if bytes[at] == UInt8(ascii: ".") {
        at += 1
        let fraction = at
        while case let digit = bytes[at] &- 0x30, digit < 10 {
            significand = significand &* 10 &+ UInt64(digit)
            at += 1
            if at - fraction > 19 { return nil }
        }
        decimals = at - fraction
        count += decimals
        guard decimals > 0 else { return nil }
    }
    // Nineteen digits fit into 64 bits; a leading nought is none of them.
    guard count <= 19 || (count == 20 && bytes[start] == 0x30), bytes[at] == 0x22 else { return nil }
    at += 1
    return PrometheusNumber.double(significand: significand, decimals: decimals, powers)
}

/// Whether eight bytes are all `0`…`9`.
@inline(__always)
private func isEightDigits(_ word: UInt64) -> Bool {
    let isThree = word & 0xF0F0_F0F0_F0F0_F0F0 == 0x3030_3030_3030_3030
    return isThree && (word &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0 == 0x3030_3030_3030_3030
}

/// The number that eight digits are, the first in the lowest byte: pairs, fours, eights.
@inline(__always)
private func eightDigits(_ word: UInt64) -> UInt64 {
    var value = UInt64(littleEndian: word) & 0x0F0F_0F0F_0F0F_0F0F
    value = (value &* 10 &+ value >> 8) & 0x00FF_00FF_00FF_00FF
    value = (value &* 100 &+ value >> 16) & 0x0000_FFFF_0000_FFFF
    return (value &* 10_000 &+ value >> 32) & 0xFFFF_FFFF
}
