import Keys
import Money

/// Rows on their way into a table by `COPY … (FORMAT binary)`.
///
/// Binary, because text COPY ends silently at a lone `\.` of the data, and because numbers keep every
/// digit without being printed. The count that the server stored is compared with the count sent.
///
/// ```swift
/// var copy = try CopyStream(connection, table: "bill.item", columns: ["item_key", "tags"])
/// copy.startRow(); copy.put(key); copy.putJSON(tags); try copy.endRow()
/// try copy.finish()
/// ```
public struct CopyStream: ~Copyable {
    /// Small, so that the server takes rows in while the next are made: it waits for the whole of what is sent at once, and who sends
    /// waits until it has taken most of what a socket holds.
    private static let flushSize = 1 << 15
    private var connection: Connection?
    private let table: String
    private let columns: [String]
    private let columnCount: Int16
    private var buffer = WireBuffer()
    private var fieldsInRow: Int16 = 0
    private var rowStart = 0
    private var isOpen = true
    private let isFrozen: Bool
    /// Where the object starts that members are put into.
    private var objectStart: Int?
    private var arrayStart = 0
    /// Rows sent so far.
    public private(set) var rowCount: Int64 = 0

    /// Bytes that were gathered and not yet sent.
    public var byteCount: Int { buffer.count }

    /// Starts a COPY; until `finish` the connection does nothing else.
    ///
    /// - Parameters:
    ///   - table: Schema and name, ours, never from input.
    ///   - columns: Their names, in the order of the `put` calls.
    ///   - isFrozen: Whether the table was made or emptied in this very transaction: then no reader has to find out later that
    ///     its rows are there to stay, and to write that down.
    /// - Throws: `StoreError`.
    public init(_ connection: Connection, table: String, columns: [String], isFrozen: Bool = false) throws(StoreError) {
        self.init(table: table, columns: columns, isFrozen: isFrozen)
        try start(on: connection)
    }

    /// Gathers rows in memory, for tables that are filled while another COPY has the connection.
    public init(table: String, columns: [String], isFrozen: Bool = false) {
        self.table = table
        self.isFrozen = isFrozen
        self.columns = columns
        columnCount = Int16(columns.count)
        let start = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00] + [UInt8](repeating: 0, count: 8)
        start.withUnsafeBytes { buffer.append($0) }
    }

    /// Starts the COPY; what was gathered is sent with the next rows.
    ///
    /// - Throws: `StoreError`.
    public mutating func start(on connection: Connection) throws(StoreError) {
        try connection.startCopy("copy \(table) (\(columns.joined(separator: ", "))) from stdin (format binary\(isFrozen ? ", freeze" : ""))")
        self.connection = connection
    }

    deinit {
        // An unfinished COPY is an error on its way; the server forgets the rows.
        if isOpen, let connection { _ = try? connection.endCopy(cancelledBecause: "abandoned") }
    }

    /// Starts a row.
    public mutating func startRow() {
        precondition(fieldsInRow == 0, "the last row is not ended")
        rowStart = buffer.count
        append(columnCount)
    }

    /// Ends a row and sends what has gathered.
    ///
    /// - Throws: `StoreError`.
    public mutating func endRow() throws(StoreError) {
        precondition(fieldsInRow == columnCount, "\(table): \(fieldsInRow) of \(columnCount) columns given")
        fieldsInRow = 0
        rowCount += 1
        if buffer.count >= Self.flushSize, connection != nil { try flush() }
    }

    /// Appends a whole row of fields that were given room at once.
    ///
    /// - Parameters:
    ///   - bytesMax: How many bytes the fields take at most, each with the four bytes of its length.
    ///   - body: Puts a field for every column, in their order.
    /// - Throws: `StoreError`.
    @inline(__always)
    public mutating func appendRow(bytesMax: Int, _ body: (inout WireRow) -> Void) throws(StoreError) {
        precondition(fieldsInRow == 0, "the last row is not ended")
        let columnCount = columnCount
        buffer.appendDirectly(bytesMax: bytesMax + 2) { place in
            var row = WireRow(at: place)
            row.append(columnCount)
            body(&row)
            precondition(row.fieldCount == columnCount, "not every column was given")
            return row.cursor
        }
        rowCount += 1
        if buffer.count >= Self.flushSize { try flush() }
    }

    /// Sends the rest and checks that the server stored as many rows as were sent.
    ///
    /// - Throws: `StoreError`.
    public mutating func finish() throws(StoreError) {
        guard let connection else { preconditionFailure("\(table): the COPY was never started") }
        append(Int16(-1))
        try flush()
        isOpen = false
        let stored = try connection.endCopy()
        guard stored == rowCount else {
            throw StoreError(.rowsLost(table: table, sent: rowCount, stored: stored), place: connection.place)
        }
    }

    private mutating func flush() throws(StoreError) {
        guard let connection else { return }
        do throws(StoreError) { try connection.sendCopy(buffer.bytes) } catch {
            isOpen = false
            throw error
        }
        buffer.removeAll()
    }

    // MARK: Values

    /// Null.
    public mutating func putNull() {
        buffer.append(Int32(-1))
        fieldsInRow += 1
    }

    /// A `text`, or null.
    public mutating func put(_ value: String?) {
        guard var value else { return putNull() }
        value.withUTF8 { put(UnsafeRawBufferPointer($0)) }
    }

    /// A `text` or `bytea` from bytes.
    public mutating func put(_ bytes: UnsafeRawBufferPointer) {
        append(Int32(bytes.count))
        buffer.append(bytes)
        fieldsInRow += 1
    }

    /// Fields as `BinaryRow.fields` lent them.
    public mutating func put(fields bytes: UnsafeRawBufferPointer, count: Int16) {
        buffer.append(bytes)
        fieldsInRow += count
    }

    /// The field once more that this row has in these bytes of what is gathered (`byteCount`).
    public mutating func putAgain(_ range: Range<Int>) {
        buffer.appendAgain(range)
        fieldsInRow += 1
    }

    /// A `jsonb` from its text.
    public mutating func putJSON(_ text: String) {
        var text = text
        append(Int32(text.utf8.count + 1))
        append(UInt8(1))  // the version of the binary format
        text.withUTF8 { buffer.append(UnsafeRawBufferPointer($0)) }
        fieldsInRow += 1
    }

    /// Starts a `jsonb` object; `putMember` and `endObject` follow.
    public mutating func startObject() {
        precondition(objectStart == nil, "the last object is not ended")
        objectStart = buffer.count
        append(Int32(0))
        append(UInt8(1))  // the version of the binary format
        append(UInt8(ascii: "{"))
    }

    /// Puts a member into the object: UTF-8 bytes of its name and its text, or null.
    public mutating func putMember(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>?) {
        guard let objectStart else { preconditionFailure("a member without an object") }
        if buffer.count > objectStart + 6 { append(UInt8(ascii: ",")) }
        buffer.appendJSON(name)
        append(UInt8(ascii: ":"))
        if let value { buffer.appendJSON(value) } else { "null".utf8.forEach { append($0) } }
    }

    /// Ends the object.
    public mutating func endObject() {
        guard let start = objectStart else { preconditionFailure("an end without an object") }
        append(UInt8(ascii: "}"))
        buffer.patch(Int32(buffer.count - start - 4), at: start)
        objectStart = nil
        fieldsInRow += 1
    }

    /// A `bigint`, or null.
    public mutating func put(_ value: Int64?) {
        guard let value else { return putNull() }
        append(Int32(8))
        append(value)
        fieldsInRow += 1
    }

    /// An `integer`.
    public mutating func put(_ value: Int32) {
        append(Int32(4))
        append(value)
        fieldsInRow += 1
    }

    /// A `smallint`, or null.
    public mutating func put(_ value: Int16?) {
        guard let value else { return putNull() }
        append(Int32(2))
        append(value)
        fieldsInRow += 1
    }

    /// A `uuid`.
    public mutating func put(_ key: Key128) {
        append(Int32(16))
        append(key.high)
        append(key.low)
        fieldsInRow += 1
    }

    /// A `timestamptz`.
    public mutating func put(_ instant: Instant) {
        append(Int32(8))
        append(instant.microseconds - Self.epochShift * 86_400_000_000)
        fieldsInRow += 1
    }

    /// Which end of time an absent moment stands for.
    public enum Infinity: Int64, Sendable {
        /// PostgreSQL's `-infinity`.
        case past = -9_223_372_036_854_775_808
        /// PostgreSQL's `infinity`.
        case future = 9_223_372_036_854_775_807
    }

    /// A `timestamptz`, infinite where there is none.
    public mutating func put(_ instant: Instant?, orInfinity infinity: Infinity) {
        if let instant { return put(instant) }
        append(Int32(8))
        append(infinity.rawValue)
        fieldsInRow += 1
    }

    /// A `date`.
    public mutating func put(_ date: UTCDate) {
        append(Int32(4))
        append(Int32(date.days) - Int32(Self.epochShift))
        fieldsInRow += 1
    }

    /// A `numeric`, or null.
    public mutating func put(_ value: ExactDecimal?) {
        guard let value else { return putNull() }
        buffer.appendNumeric(value)
        fieldsInRow += 1
    }

    /// A `numeric` from a number's digits, of which so many are decimals.
    public mutating func put(_ digits: Int128, scale: Int) {
        buffer.appendNumeric(digits, scale: scale)
        fieldsInRow += 1
    }

    /// An `integer[]`.
    public mutating func put(_ values: [Int32]) {
        startArray(of: 23, count: values.count)
        for value in values {
            append(Int32(4))
            append(value)
        }
        endArray()
    }

    /// A `smallint[]` with nulls.
    public mutating func put(_ values: [Int16?]) { putArray(values, of: 21) }

    /// An `integer[]` with nulls.
    public mutating func put(_ values: [Int32?]) { putArray(values, of: 23) }

    /// A `bigint[]` with nulls.
    public mutating func put(_ values: [Int64?]) { putArray(values, of: 20) }

    private mutating func putArray<Number: FixedWidthInteger>(_ values: [Number?], of type: Int32) {
        startArray(of: type, count: values.count, hasNulls: values.contains { $0 == nil })
        for value in values {
            if let value {
                append(Int32(Number.bitWidth / 8))
                append(value)
            } else {
                append(Int32(-1))
            }
        }
        endArray()
    }

    /// A `numeric[]` from its numbers' digits, of which so many are decimals.
    public mutating func put(_ values: [Int128], scale: Int) {
        startArray(of: 1700, count: values.count)
        for value in values { buffer.appendNumeric(value, scale: scale) }
        endArray()
    }

    /// Starts an array: length, dimensions, whether it has nulls, its elements' type, how many they are and from which on.
    private mutating func startArray(of type: Int32, count: Int, hasNulls: Bool = false) {
        arrayStart = buffer.count
        append(Int32(0))
        append(Int32(count == 0 ? 0 : 1))
        append(Int32(hasNulls ? 1 : 0))
        append(type)
        guard count > 0 else { return }
        append(Int32(count))
        append(Int32(1))
    }

    private mutating func endArray() {
        buffer.patch(Int32(buffer.count - arrayStart - 4), at: arrayStart)
        fieldsInRow += 1
    }

    /// PostgreSQL counts from 2000-01-01: days since 1970.
    private static let epochShift: Int64 = 10_957

    @inline(__always)
    private mutating func append(_ value: some FixedWidthInteger) { buffer.append(value) }
}
