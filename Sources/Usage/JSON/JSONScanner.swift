import Keys
import Streams

/// Reads strict JSON (RFC 8259) from a stream, a token at a time, through a window of fixed size.
///
/// Nothing of the document is kept, so memory does not grow with the file. Lines are counted where
/// JSON allows a line end, which is only between tokens.
struct JSONScanner: ~Copyable {
    /// Bytes of the window; a sample is at most a few dozen.
    static let windowSize = 1 << 20
    /// Longest text that is read, e.g. a label's value.
    static let textMax = 1 << 20
    /// How deep values that are skipped may nest: as many as a word has bits.
    static let depthMax = 64

    private let source: ByteStream
    private let capacity: Int
    let window: UnsafeMutablePointer<UInt8>
    /// The next byte, and where the bytes in the window end.
    var cursor = 0
    private(set) var end = 0
    /// Where in the content the window starts.
    private var windowOffset: Int64 = 0
    private var isSourceAtEnd = false
    private var lineNumber = 1
    private var lineOffset: Int64 = 0
    private var hasher = Hasher256()
    /// The last text read by `readText`, unescaped.
    private(set) var text: [UInt8] = []

    /// A scanner of a stream that nobody has read from yet.
    init(_ source: ByteStream, windowSize: Int = JSONScanner.windowSize) {
        // The longest token read in one piece is an escaped surrogate pair.
        precondition(windowSize >= 16, "a window holds at least a token")
        self.source = source
        capacity = windowSize
        window = .allocate(capacity: windowSize)
    }

    deinit { window.deallocate() }

    /// Where in the content the next byte stands.
    var offset: Int64 { windowOffset + Int64(cursor) }

    /// Where the next byte stands, for an error that may come of it.
    var place: TextPlace { TextPlace(line: lineNumber, column: offset - lineOffset + 1) }

    /// The file.
    var name: String { source.name }

    /// The digest of all content; only at its end.
    mutating func contentDigest() -> Digest { hasher.finalize() }

    /// An error at the next byte.
    func failure(_ reason: UsageError.Reason) -> UsageError { failure(reason, at: place) }

    /// An error at a place that was noted.
    func failure(_ reason: UsageError.Reason, at place: TextPlace) -> UsageError {
        UsageError(reason, at: "\(source.name):\(place.line):\(place.column)")
    }

    /// Brings more bytes behind those not yet read; `false` where there are none.
    mutating func refill() throws -> Bool {
        if isSourceAtEnd { return false }
        if cursor > 0 {
            window.update(from: window + cursor, count: end - cursor)
            windowOffset += Int64(cursor)
            end -= cursor
            cursor = 0
        }
        guard end < capacity else { return true }
        let count = try source.read(into: UnsafeMutableRawBufferPointer(start: window + end, count: capacity - end))
        if count == 0 {
            isSourceAtEnd = true
            return false
        }
        hasher.update(UnsafeRawBufferPointer(start: window + end, count: count))
        end += count
        return true
    }

    /// Whether this many bytes are in the window, after reading on if need be.
    mutating func has(_ count: Int) throws -> Bool {
        precondition(count <= capacity, "the window is smaller than what is asked for")
        while end - cursor < count { if try !refill() { return false } }
        return true
    }

    /// The next byte, or `nil` at the end.
    mutating func peek() throws -> UInt8? {
        if cursor == end, try !has(1) { return nil }
        return window[cursor]
    }

    /// The next byte, which must be there.
    mutating func peekRequired() throws -> UInt8 {
        guard let byte = try peek() else { throw failure(.endsEarly(bytes: offset)) }
        return byte
    }

    /// The next byte that is not white space, or `nil` at the end.
    mutating func skipSpace() throws -> UInt8? {
        while let byte = try peek() {
            switch byte {
            case 0x20, 0x09, 0x0D: cursor += 1
            case 0x0A:
                cursor += 1
                lineNumber += 1
                lineOffset = offset
            default: return byte
            }
        }
        return nil
    }

    /// The next byte that is not white space, which must be there.
    mutating func skipSpaceRequired() throws -> UInt8 {
        guard let byte = try skipSpace() else { throw failure(.endsEarly(bytes: offset)) }
        return byte
    }

    /// Takes one byte that must come next, after white space.
    mutating func take(_ scalar: Unicode.Scalar, _ expected: StaticString) throws {
        guard try skipSpaceRequired() == UInt8(ascii: scalar) else { throw try unexpected(expected) }
        cursor += 1
    }

    /// Whether one byte comes next after white space; then it is taken.
    mutating func takes(_ scalar: Unicode.Scalar) throws -> Bool {
        guard try skipSpaceRequired() == UInt8(ascii: scalar) else { return false }
        cursor += 1
        return true
    }

    /// The error that something else than what was expected comes next.
    mutating func unexpected(_ expected: StaticString) throws -> UsageError {
        guard let byte = try peek() else { return failure(.endsEarly(bytes: offset)) }
        return failure(.malformed(expected: "\(expected)", found: printed([byte])))
    }

    /// Reads the text whose opening quote comes next into `text`.
    mutating func readText(_ expected: StaticString = "a text") throws {
        try take("\"", expected)
        text.removeAll(keepingCapacity: true)
        while true {
            if cursor == end, try !has(1) { throw failure(.endsEarly(bytes: offset)) }
            var index = cursor
            while index < end, case let byte = window[index], byte >= 0x20, byte < 0x80, byte != 0x22, byte != 0x5C {
                index += 1
            }
            text.append(contentsOf: UnsafeBufferPointer(start: window + cursor, count: index - cursor))
            cursor = index
            guard text.count <= Self.textMax else { throw failure(.textTooLong) }
            if index == end { continue }
            switch window[index] {
            case 0x22:
                cursor += 1
                return
            case 0x5C: try readEscape()
            case 0x80...: try readMultibyte()
            default: throw failure(.controlCharacter)
            }
        }
    }

    /// Reads the text that comes next as a string.
    mutating func readString() throws -> String {
        try readText()
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func readEscape() throws {
        guard try has(2) else { throw endsEarly() }
        switch window[cursor + 1] {
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case let byte where byte == 0x22 || byte == 0x5C || byte == 0x2F: text.append(byte)
        case UInt8(ascii: "u"): return try readUnicodeEscape()
        default: throw failure(.badEscape)
        }
        cursor += 2
    }

    private mutating func readUnicodeEscape() throws {
        var value = try hexadecimal(at: cursor + 2)
        var length = 6
        if (0xD800..<0xDC00).contains(value) {
            guard try has(8) else { throw endsEarly() }
            guard window[cursor + 6] == 0x5C, window[cursor + 7] == UInt8(ascii: "u") else {
                throw failure(.loneSurrogate)
            }
            let low = try hexadecimal(at: cursor + 8)
            guard (0xDC00..<0xE000).contains(low) else { throw failure(.loneSurrogate) }
            value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
            length = 12
        }
        guard value != 0 else { throw failure(.nulCharacter) }
        guard let scalar = Unicode.Scalar(value) else { throw failure(.loneSurrogate) }
        text.append(contentsOf: UTF8.encode(scalar)!)
        cursor += length
    }

    /// Four hexadecimal digits; reading on moves the window, so positions are relative to the cursor.
    private mutating func hexadecimal(at position: Int) throws -> UInt32 {
        let ahead = position - cursor
        guard try has(ahead + 4) else { throw endsEarly() }
        var value: UInt32 = 0
        for index in cursor + ahead..<cursor + ahead + 4 {
            guard let digit = Character(Unicode.Scalar(window[index])).hexDigitValue, window[index] < 0x80 else {
                throw failure(.badEscape)
            }
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    private mutating func readMultibyte() throws {
        let lead = window[cursor]
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
        guard try has(length) else { throw endsEarly() }
        let sequence = UnsafeBufferPointer(start: window + cursor, count: length)
        // The standard library's validation: no overlong forms, no surrogates, nothing above U+10FFFF.
        guard let character = String(validating: sequence, as: UTF8.self), character.unicodeScalars.count == 1 else {
            throw failure(.notUTF8(byte: lead))
        }
        text.append(contentsOf: sequence)
        cursor += length
    }

    /// The error that the content stops here: at its very end, not at the token it is in.
    private mutating func endsEarly() -> UsageError {
        cursor = end
        return failure(.endsEarly(bytes: offset))
    }
}

/// A place in a text: a line, and a column counted in bytes, both from 1.
struct TextPlace {
    let line: Int
    let column: Int64
}
