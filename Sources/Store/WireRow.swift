import Keys
import Money

/// The fields of one row on their way to the server, put side by side where there is room for all of them.
///
/// `CopyStream.appendRow` makes the room once and lends it: a bill has tens of millions of fields, and each costs no more
/// than its bytes.
public struct WireRow {
    @usableFromInline var cursor: UnsafeMutableRawPointer
    @usableFromInline var fieldCount: Int16 = 0

    init(at place: UnsafeMutableRawPointer) { cursor = place }

    /// How many bytes a number takes at most: length, header and eleven digits of base 10,000.
    public static let numericBytesMax = 12 + 2 * 12

    /// A `smallint`, `integer` or `bigint`, as wide as the value.
    @inlinable @inline(__always)
    public mutating func put<Value: FixedWidthInteger>(_ value: Value) {
        append(Int32(MemoryLayout<Value>.size))
        append(value)
        fieldCount += 1
    }

    /// Null.
    @inlinable @inline(__always)
    public mutating func putNull() {
        append(Int32(-1))
        fieldCount += 1
    }

    /// A `uuid`.
    @inlinable @inline(__always)
    public mutating func put(_ key: Key128) {
        append(Int32(16))
        append(key.high)
        append(key.low)
        fieldCount += 1
    }

    /// A `timestamptz`.
    @inlinable @inline(__always)
    public mutating func put(_ instant: Instant) { put(instant.microseconds - Self.epochShift * 86_400_000_000) }

    /// A `date`.
    @inlinable @inline(__always)
    public mutating func put(_ date: UTCDate) { put(Int32(date.days) - Int32(Self.epochShift)) }

    /// A `text`, or null.
    public mutating func put(_ bytes: UnsafeBufferPointer<UInt8>?) {
        guard let bytes else { return putNull() }
        append(Int32(bytes.count))
        if let base = bytes.baseAddress { cursor.copyMemory(from: base, byteCount: bytes.count) }
        cursor += bytes.count
        fieldCount += 1
    }

    /// A `numeric`, or null.
    public mutating func put(_ value: ExactDecimal?) {
        guard let value else { return putNull() }
        cursor += WireNumeric.write(value.significand, scale: value.scale, at: cursor)
        fieldCount += 1
    }

    @inlinable @inline(__always)
    mutating func append<Value: FixedWidthInteger>(_ value: Value) {
        cursor.storeBytes(of: value.bigEndian, as: Value.self)
        cursor += MemoryLayout<Value>.size
    }

    /// PostgreSQL counts from 2000-01-01: days since 1970.
    @usableFromInline static var epochShift: Int64 { 10_957 }
}
