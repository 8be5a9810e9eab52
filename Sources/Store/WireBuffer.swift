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

    /// Appends a `numeric` field.
    mutating func appendNumeric(_ value: ExactDecimal) { appendNumeric(value.significand, scale: value.scale) }

    /// The same of a number's digits, of which so many are decimals.
    mutating func appendNumeric(_ significand: Int128, scale: Int) {
        reserve(WireNumeric.bytesMax)
        count += WireNumeric.write(significand, scale: scale, at: base + count)
    }

    /// Lends room for some bytes behind the last; the caller says where what it wrote ends.
    @inline(__always)
    mutating func appendDirectly(bytesMax: Int, _ body: (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer) {
        reserve(bytesMax)
        let end = body(base + count)
        precondition(end - base <= capacity, "more was written than there was room for")
        count = end - base
    }

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
