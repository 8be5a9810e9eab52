/// A row of `COPY … TO STDOUT (FORMAT binary)`, read field by field in the order of its columns.
///
/// No column that is read by its value may be null: the statements that feed it have none.
public struct BinaryRow {
    private let bytes: UnsafeRawBufferPointer
    private var place: Int
    /// How many fields the row has.
    public let fieldCount: Int

    init(_ bytes: UnsafeRawBufferPointer, from place: Int, fieldCount: Int) {
        self.bytes = bytes
        self.place = place
        self.fieldCount = fieldCount
    }

    /// The next field, a `smallint`.
    public mutating func short() -> Int16 {
        startField(of: 2)
        return next()
    }

    /// The next field, an `integer`, or a `date` as days from 2000 on.
    public mutating func integer() -> Int32 {
        startField(of: 4)
        return next()
    }

    /// The next field, a `bigint`.
    public mutating func long() -> Int64 {
        startField(of: 8)
        return next()
    }

    /// The bytes of the next field, lent as long as the row.
    public mutating func field() -> UnsafeRawBufferPointer {
        let end = startField()
        defer { place = end }
        return UnsafeRawBufferPointer(rebasing: bytes[place..<end])
    }

    /// So many next fields as they are, null or not, for `CopyStream.put(fields:count:)`; lent as long as the row.
    public mutating func fields(_ count: Int) -> UnsafeRawBufferPointer {
        let start = place
        for _ in 0..<count {
            let length = Int(next() as Int32)
            place += max(length, 0)
            precondition(place <= bytes.count, "a field that is cut")
        }
        return UnsafeRawBufferPointer(rebasing: bytes[start..<place])
    }

    /// The next field, a `text`.
    public mutating func text() -> String {
        let end = startField()
        defer { place = end }
        return String(decoding: bytes[place..<end], as: UTF8.self)
    }

    /// The next field, a `numeric`: its digits as a whole number and how many of them are decimals; `nil` where they are
    /// more than `Int128` holds.
    public mutating func numeric() -> (digits: Int128, scale: Int)? {
        let end = startField()
        defer { place = end }
        let count = Int(next() as UInt16)
        let weight = Int(next() as Int16)
        let sign = next() as UInt16
        let scale = Int(next() as UInt16)
        precondition(sign == 0 || sign == 0x4000, "a number that is none")
        // Powers of ten that the digits of base 10,000 lack of the scale, or are beyond it: then they are nought.
        let lacking = 4 * (weight - count + 1) + scale
        if count <= 4, lacking >= 0, lacking <= 2 {
            var small: UInt64 = 0
            for _ in 0..<count { small = small * 10_000 + UInt64(next() as UInt16) }
            small *= lacking == 0 ? 1 : lacking == 1 ? 10 : 100
            return (sign == 0 ? Int128(small) : -Int128(small), scale)
        }
        var digits: Int128 = 0
        for _ in 0..<count {
            let (product, isTooLarge) = digits.multipliedReportingOverflow(by: 10_000)
            let (sum, isTooLargeNow) = product.addingReportingOverflow(Int128(next() as UInt16))
            if isTooLarge || isTooLargeNow { return nil }
            digits = sum
        }
        for _ in 0..<max(lacking, 0) where digits != 0 {
            let (product, isTooLarge) = digits.multipliedReportingOverflow(by: 10)
            if isTooLarge { return nil }
            digits = product
        }
        for _ in 0..<max(-lacking, 0) { digits /= 10 }
        return (sign == 0 ? digits : -digits, scale)
    }

    /// The next field, a `smallint[]` or `bigint[]`, into an array; its nulls are nought. Nothing where the field is null.
    ///
    /// - Returns: Whether it is not null.
    @discardableResult
    public mutating func wholes(into values: inout [Int64]) -> Bool {
        values.removeAll(keepingCapacity: true)
        let length = Int(next() as Int32)
        guard length >= 0 else { return false }
        precondition(place + length <= bytes.count, "a field that is cut")
        // Dimensions, whether there are nulls, the type of the elements; of the one dimension its length and first index.
        let hasElements = next() as Int32 > 0
        place += 8
        guard hasElements else { return true }
        let count = Int(next() as Int32)
        place += 4
        values.reserveCapacity(count)
        for _ in 0..<count {
            switch next() as Int32 {
            case 8: values.append(next())
            case 2: values.append(Int64(next() as Int16))
            default: values.append(0)
            }
        }
        return true
    }

    /// Where the next field ends, with its length checked and passed.
    private mutating func startField() -> Int {
        let length = Int(next() as Int32)
        precondition(length >= 0 && place + length <= bytes.count, "a field that is null or cut")
        return place + length
    }

    private mutating func startField(of length: Int) {
        let end = startField()
        precondition(end - place == length, "a field of another type")
    }

    @inline(__always)
    private mutating func next<Value: FixedWidthInteger>() -> Value {
        defer { place += MemoryLayout<Value>.size }
        return Value(bigEndian: bytes.loadUnaligned(fromByteOffset: place, as: Value.self))
    }
}

extension Connection {
    /// Runs `COPY … TO STDOUT (FORMAT binary)` and lends its rows, in bounded memory.
    ///
    /// - Throws: `StoreError`, and whatever the body throws.
    public func copyOutBinary(_ sql: String, name: String, _ body: (inout BinaryRow) throws -> Void) throws {
        // Signature, flags and the length of an extension, ahead of the first row; a count of -1 behind the last.
        var headerSize = 19
        try copyOut(sql, name: name) { bytes in
            let count = Int16(bigEndian: bytes.loadUnaligned(fromByteOffset: headerSize, as: Int16.self))
            defer { headerSize = 0 }
            guard count >= 0 else { return }
            var row = BinaryRow(bytes, from: headerSize + 2, fieldCount: Int(count))
            try body(&row)
        }
    }
}
