/// What is wrong with a JSON object in a cell; offsets count the cell's bytes from 0.
public enum JSONFault: Error, Hashable, CustomStringConvertible {
    /// The cell does not start with a brace: some Azure exports leave them away.
    case bracesMissing
    /// Another byte was due here.
    case unexpected(at: Int)
    /// The object stops in the middle.
    case endsEarly
    /// A key that stands there twice: which one counts?
    case keyTwice(String)
    /// `\u0000`, half a surrogate pair or a raw control character in a string.
    case badCharacter(at: Int)
    /// Objects within objects beyond any use.
    case tooDeep

    /// What is wrong.
    public var description: String {
        switch self {
        case .bracesMissing: "it does not start with {"
        case .unexpected(let offset): "unexpected text at byte \(offset)"
        case .endsEarly: "it ends early"
        case .keyTwice(let key): "the key \(printable(key)) stands there twice"
        case .badCharacter(let offset): "a character that cannot be stored at byte \(offset)"
        case .tooDeep: "it is nested deeper than \(JSONObjectReader.depthMax) levels"
        }
    }
}

/// Reads the JSON object of a Tags cell, strictly (RFC 8259) and with each key once.
struct JSONObjectReader {
    static let depthMax = 32
    private let bytes: UnsafeBufferPointer<UInt8>
    private var cursor = 0

    /// The members in their order. A text stands without its quotation marks, null is nil, and anything else is kept as
    /// it is written: `true`, `1.50`, `[1,2]`.
    static func members(
        of bytes: UnsafeBufferPointer<UInt8>
    ) throws(JSONFault) -> [(key: String, value: String?)] {
        var reader = JSONObjectReader(bytes: bytes)
        reader.skipBlanks()
        guard reader.peek == UInt8(ascii: "{") else { throw .bracesMissing }
        var members: [(key: String, value: String?)] = []
        try reader.object(depth: 1) { key, value in members.append((key, value)) }
        reader.skipBlanks()
        guard reader.cursor == bytes.count else { throw .unexpected(at: reader.cursor) }
        return members
    }

    /// The members of an object that is written without its braces, `"team": "web"`, as some exports do.
    static func members(
        inBraces bytes: UnsafeBufferPointer<UInt8>
    ) throws(JSONFault) -> [(key: String, value: String?)] {
        let braced = [UInt8(ascii: "{")] + bytes + [UInt8(ascii: "}")]
        let result = braced.withUnsafeBufferPointer { braced in
            Result { () throws(JSONFault) in try members(of: braced) }
        }
        do { return try result.get() } catch {
            switch error {
            case .unexpected(let offset): throw .unexpected(at: max(0, offset - 1))
            case .badCharacter(let offset): throw .badCharacter(at: max(0, offset - 1))
            default: throw error
            }
        }
    }

    /// Whether a text starts as a member does, not as an object.
    static func lacksBraces(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.first { $0 != 0x20 } == UInt8(ascii: "\"")
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private var peek: UInt8? { cursor < bytes.count ? bytes[cursor] : nil }

    private mutating func skipBlanks() {
        while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { cursor += 1 }
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(JSONFault) {
        guard let byte = peek else { throw .endsEarly }
        guard byte == UInt8(ascii: character) else { throw .unexpected(at: cursor) }
        cursor += 1
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        cursor += 1
        return true
    }

    private mutating func object(depth: Int, _ take: (String, String?) -> Void) throws(JSONFault) {
        guard depth <= Self.depthMax else { throw .tooDeep }
        try expect("{")
        skipBlanks()
        if skip("}") { return }
        var keys: Set<[UInt8]> = []
        while true {
            skipBlanks()
            let key = try string()
            guard keys.insert(Array(key.utf8)).inserted else { throw .keyTwice(key) }
            skipBlanks()
            try expect(":")
            take(key, try value(depth: depth))
            skipBlanks()
            if skip("}") { return }
            try expect(",")
        }
    }

    private mutating func array(depth: Int) throws(JSONFault) {
        guard depth <= Self.depthMax else { throw .tooDeep }
        try expect("[")
        skipBlanks()
        if skip("]") { return }
        while true {
            _ = try value(depth: depth)
            skipBlanks()
            if skip("]") { return }
            try expect(",")
        }
    }

    /// A value's text; nil for null.
    private mutating func value(depth: Int) throws(JSONFault) -> String? {
        skipBlanks()
        let start = cursor
        switch peek {
        case nil: throw .endsEarly
        case UInt8(ascii: "\""): return try string()
        case UInt8(ascii: "{"): try object(depth: depth + 1) { _, _ in }
        case UInt8(ascii: "["): try array(depth: depth + 1)
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"):
            try word("null")
            return nil
        default: try number()
        }
        return String(decoding: bytes[start..<cursor], as: UTF8.self)
    }

    private mutating func word(_ word: StaticString) throws(JSONFault) {
        for offset in 0..<word.utf8CodeUnitCount {
            guard let byte = peek else { throw .endsEarly }
            guard byte == word.utf8Start[offset] else { throw .unexpected(at: cursor) }
            cursor += 1
        }
    }

    private mutating func number() throws(JSONFault) {
        _ = skip("-")
        if !skip("0") { try digits() }
        if skip(".") { try digits() }
        if skip("e") || skip("E") {
            _ = skip("+") || skip("-")
            try digits()
        }
    }

    private mutating func digits() throws(JSONFault) {
        let start = cursor
        while let byte = peek, byte >= 0x30, byte <= 0x39 { cursor += 1 }
        guard cursor > start else { throw cursor < bytes.count ? .unexpected(at: cursor) : .endsEarly }
    }

    private mutating func string() throws(JSONFault) -> String {
        try expect("\"")
        var text: [UInt8] = []
        while let byte = peek {
            cursor += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<0x20: throw .badCharacter(at: cursor - 1)
            default: text.append(byte)
            }
        }
        throw .endsEarly
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONFault) {
        guard let byte = peek else { throw .endsEarly }
        let start = cursor - 1
        cursor += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text += Array(String(try escapedScalar(from: start)).utf8)
        default: throw .unexpected(at: start)
        }
    }

    /// `\u0041`, or the two of a surrogate pair. NUL is refused: PostgreSQL cannot store it.
    private mutating func escapedScalar(from start: Int) throws(JSONFault) -> Unicode.Scalar {
        let first = try hexadecimal4()
        if let scalar = Unicode.Scalar(first) {
            guard first != 0 else { throw .badCharacter(at: start) }
            return scalar
        }
        guard (0xD800...0xDBFF).contains(first), skip("\\"), skip("u") else { throw .badCharacter(at: start) }
        let second = try hexadecimal4()
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw .badCharacter(at: start) }
        return scalar
    }

    private mutating func hexadecimal4() throws(JSONFault) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek else { throw .endsEarly }
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
            case 0x41...0x46, 0x61...0x66: value = value << 4 | UInt32((byte | 0x20) - 0x57)
            default: throw .unexpected(at: cursor)
            }
            cursor += 1
        }
        return value
    }
}
