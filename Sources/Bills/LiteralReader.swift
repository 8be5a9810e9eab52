/// What is wrong with a list in a cell; offsets count the cell's bytes from 0.
public enum LiteralFault: Error, Hashable, CustomStringConvertible {
    /// Something else was due here.
    case unexpected(at: Int)
    /// The list stops in the middle.
    case endsEarly
    /// A key that stands there twice in one object.
    case keyTwice(String)
    /// Lists within lists beyond any use.
    case tooDeep
    /// An element is no object, or lacks a member that it must have.
    case memberMissing(String)
    /// An amount that is no exact number.
    case notDecimal(String)

    /// What is wrong.
    public var description: String {
        switch self {
        case .unexpected(let offset): "unexpected text at byte \(offset)"
        case .endsEarly: "it ends early"
        case .keyTwice(let key): "the key \(printable(key)) stands there twice"
        case .tooDeep: "it is nested deeper than \(LiteralReader.depthMax) levels"
        case .memberMissing(let name): "an element has no \(printable(name))"
        case .notDecimal(let text): "\(printable(text)) is not a decimal number, e.g. -12.50 or -3.1E-7"
        }
    }
}

/// A value as JSON or Python writes it.
enum Literal: Equatable {
    /// `null`, `None`, `NaN` of pandas.
    case null
    /// A text, without its quotation marks.
    case text(String)
    /// A number or a truth value, as it is written.
    case word(String)
    case list([Literal])
    case object([(key: String, value: Literal)])

    /// The text or word; nil for null, lists and objects.
    var scalar: String? {
        switch self {
        case .text(let text), .word(let text): text
        default: nil
        }
    }

    /// A member of an object.
    subscript(_ name: String) -> Literal? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == name }?.value
    }

    static func == (left: Literal, right: Literal) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.text(let left), .text(let right)), (.word(let left), .word(let right)): left == right
        case (.list(let left), .list(let right)): left == right
        case (.object(let left), .object(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.key == $1.key && $0.value == $1.value }
        default: false
        }
    }
}

/// Reads a list of objects in JSON, `[{"name": "a", "id": null}]`, or as Python prints it,
/// `[{'name': 'a', 'id': None}]`: BigQuery's nested columns come as either, depending on who wrote the CSV.
struct LiteralReader {
    static let depthMax = 16
    private let bytes: UnsafeBufferPointer<UInt8>
    private var cursor = 0

    /// The elements of the list that fills a cell; none for an empty cell.
    static func list(of bytes: UnsafeBufferPointer<UInt8>) throws(LiteralFault) -> [Literal] {
        var reader = LiteralReader(bytes: bytes)
        reader.skipBlanks()
        if reader.peek == nil { return [] }
        let value = try reader.value(depth: 1)
        reader.skipBlanks()
        guard reader.cursor == bytes.count else { throw .unexpected(at: reader.cursor) }
        switch value {
        case .null: return []
        case .list(let elements): return elements
        default: throw .unexpected(at: 0)
        }
    }

    /// The value that fills some bytes.
    static func value(of bytes: UnsafeBufferPointer<UInt8>) throws(LiteralFault) -> Literal {
        var reader = LiteralReader(bytes: bytes)
        let value = try reader.value(depth: 1)
        reader.skipBlanks()
        guard reader.cursor == bytes.count else { throw .unexpected(at: reader.cursor) }
        return value
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private var peek: UInt8? { cursor < bytes.count ? bytes[cursor] : nil }

    private mutating func skipBlanks() {
        while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { cursor += 1 }
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        cursor += 1
        return true
    }

    private mutating func value(depth: Int) throws(LiteralFault) -> Literal {
        guard depth <= Self.depthMax else { throw .tooDeep }
        skipBlanks()
        switch peek {
        case nil: throw .endsEarly
        case UInt8(ascii: "["): return .list(try elements(depth: depth))
        case UInt8(ascii: "{"): return .object(try members(depth: depth))
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return .text(try string())
        default: return try word()
        }
    }

    private mutating func elements(depth: Int) throws(LiteralFault) -> [Literal] {
        cursor += 1
        var elements: [Literal] = []
        while true {
            skipBlanks()
            if skip("]") { return elements }
            // numpy prints the objects of an array with blanks between them alone.
            if case .object = elements.last, peek == UInt8(ascii: "{") {} else if !elements.isEmpty { try separator() }
            elements.append(try value(depth: depth + 1))
        }
    }

    private mutating func members(depth: Int) throws(LiteralFault) -> [(key: String, value: Literal)] {
        cursor += 1
        var members: [(key: String, value: Literal)] = []
        while true {
            skipBlanks()
            if skip("}") { return members }
            if !members.isEmpty { try separator() }
            skipBlanks()
            let key = try string()
            guard !members.contains(where: { $0.key.utf8.elementsEqual(key.utf8) }) else { throw .keyTwice(key) }
            skipBlanks()
            guard skip(":") else { throw peek == nil ? .endsEarly : .unexpected(at: cursor) }
            members.append((key, try value(depth: depth + 1)))
        }
    }

    private mutating func separator() throws(LiteralFault) {
        guard skip(",") else { throw peek == nil ? .endsEarly : .unexpected(at: cursor) }
    }

    /// A number, a truth value or nothing.
    private mutating func word() throws(LiteralFault) -> Literal {
        let start = cursor
        while let byte = peek, isWordPart(byte) { cursor += 1 }
        let text = String(decoding: bytes[start..<cursor], as: UTF8.self)
        switch text {
        case "null", "None", "nan", "NaN", "NaT": return .null
        case "true", "True": return .word("true")
        case "false", "False": return .word("false")
        default:
            guard let first = text.utf8.first, first == 0x2D || (0x30...0x39).contains(first) else {
                throw peek == nil && text.isEmpty ? .endsEarly : .unexpected(at: start)
            }
            return .word(text)
        }
    }

    private func isWordPart(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): true
        default: false
        }
    }

    private mutating func string() throws(LiteralFault) -> String {
        guard let quote = peek else { throw .endsEarly }
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { throw .unexpected(at: cursor) }
        cursor += 1
        var text: [UInt8] = []
        while let byte = peek {
            cursor += 1
            if byte == quote { return String(decoding: text, as: UTF8.self) }
            guard byte == UInt8(ascii: "\\") else {
                text.append(byte)
                continue
            }
            text += try escape()
        }
        throw .endsEarly
    }

    private mutating func escape() throws(LiteralFault) -> [UInt8] {
        guard let byte = peek else { throw .endsEarly }
        let start = cursor - 1
        cursor += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "x"): return try scalar(try hexadecimal(2), start)
        case UInt8(ascii: "U"): return try scalar(try hexadecimal(8), start)
        case UInt8(ascii: "u"):
            let first = try hexadecimal(4)
            guard (0xD800...0xDBFF).contains(first) else { return try scalar(first, start) }
            guard skip("\\"), skip("u") else { throw .unexpected(at: start) }
            let second = try hexadecimal(4)
            guard (0xDC00...0xDFFF).contains(second) else { throw .unexpected(at: start) }
            return try scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00), start)
        default: throw .unexpected(at: start)
        }
    }

    /// NUL is refused: PostgreSQL cannot store it.
    private func scalar(_ value: UInt32, _ start: Int) throws(LiteralFault) -> [UInt8] {
        guard value != 0, let scalar = Unicode.Scalar(value) else { throw .unexpected(at: start) }
        return Array(String(scalar).utf8)
    }

    private mutating func hexadecimal(_ count: Int) throws(LiteralFault) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<count {
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
