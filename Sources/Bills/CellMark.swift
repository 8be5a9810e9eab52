import CBytes

/// Where a cell ends and how its bytes are to be taken.
struct CellMark {
    /// Where the byte behind the cell stands; the next cell starts one further.
    var end: UInt32
    /// One of the kinds below, or `undoubledBase` and the place of the cell's text.
    var kind: UInt32 = CellMark.plain

    /// The bytes are the text.
    static let plain: UInt32 = 0
    /// Between two quotation marks.
    static let quoted: UInt32 = 1
    /// A word for null.
    static let null: UInt32 = 2
    /// From here on: the text stands elsewhere, because it has quotation marks that the file doubles.
    static let undoubledBase: UInt32 = 3
}

/// Finds the bytes that shape a CSV file, 64 bytes at a time.
///
/// The memory must go on for 63 bytes behind `end`.
struct ShapeFinder {
    private let base: UnsafeRawPointer
    private let end: Int
    /// Where the window of 64 bytes starts.
    private var window: Int
    /// The window's commas, quotation marks and line ends that are still to come.
    private var found: UInt64

    @inline(__always)
    init(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int) {
        self.base = UnsafeRawPointer(base)
        self.end = end
        window = start
        found = start < end ? Self.shapes(self.base + start, min(end - start, 64)) : 0
    }

    /// The place of the next comma, quotation mark, line feed or carriage return; `end` where there is none.
    @inline(__always)
    mutating func next() -> Int {
        while found == 0 {
            window += 64
            if window >= end { return end }
            found = Self.shapes(base + window, min(end - window, 64))
        }
        let place = window + found.trailingZeroBitCount
        found &= found &- 1
        return place
    }

    /// A bit for each of the first `count` bytes that is a comma, a quotation mark or of a line end.
    @inline(__always)
    private static func shapes(_ bytes: UnsafeRawPointer, _ count: Int) -> UInt64 {
        let bits = shapes64(bytes)
        return count < 64 ? bits & ((1 << UInt64(count)) - 1) : bits
    }

    #if arch(x86_64)
        @inline(__always)
        private static func shapes64(_ bytes: UnsafeRawPointer) -> UInt64 {
            bytes_shapes64(bytes.assumingMemoryBound(to: UInt8.self))
        }
    #else
        @inline(__always)
        private static func shapes64(_ bytes: UnsafeRawPointer) -> UInt64 {
            var bits: UInt64 = 0
            for index in 0..<8 {
                let word = bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self)
                bits |= shapes(UInt64(littleEndian: word)) << UInt64(index * 8)
            }
            return bits
        }

        /// Adding 0x7F sets the high bit of each byte that is not nought, as long as none has it already: so bytes beyond
        /// ASCII are cut to seven bits first and ruled out afterwards. The product gathers the eight high bits.
        @inline(__always)
        private static func shapes(_ word: UInt64) -> UInt64 {
            let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
            let cut = word & low
            let comma = (cut ^ 0x2C2C_2C2C_2C2C_2C2C) &+ low
            let quote = (cut ^ 0x2222_2222_2222_2222) &+ low
            let lineFeed = (cut ^ 0x0A0A_0A0A_0A0A_0A0A) &+ low
            let carriageReturn = (cut ^ 0x0D0D_0D0D_0D0D_0D0D) &+ low
            let others = (comma & quote & lineFeed & carriageReturn) | word
            return (((~others & ~low) >> 7) &* 0x0102_0408_1020_4080) >> 56
        }
    #endif
}
