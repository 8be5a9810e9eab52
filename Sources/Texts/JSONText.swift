/// A JSON value, written with sorted keys, so that the same value always gives the same bytes.
///
/// There is no case for a fraction: exact numbers travel as strings, because a reader's `double`
/// would lose digits in silence.
public enum JSONText: Hashable, Sendable {
    /// Words or an exact number.
    case string(String)
    /// A whole number.
    case integer(Int64)
    /// True or false.
    case boolean(Bool)
    /// Nothing.
    case null
    /// Values in their order.
    case array([JSONText])
    /// Values by name; written in the order of the names' bytes.
    case object([String: JSONText])
    /// An object whose members stand in the order of their names' bytes already.
    case sorted([Member])

    /// One member of an object.
    public struct Member: Hashable, Sendable {
        /// Its name.
        public let name: String
        /// Its value.
        public let value: JSONText

        /// A member of its parts.
        public init(_ name: String, _ value: JSONText) {
            self.name = name
            self.value = value
        }
    }

    /// The value as text: indented by two blanks, or in one line.
    public func rendered(isIndented: Bool) -> String {
        var output: [UInt8] = []
        write(to: &output, depth: isIndented ? 0 : nil)
        return String(decoding: output, as: UTF8.self)
    }

    private func write(to output: inout [UInt8], depth: Int?) {
        switch self {
        case .string(let text): Self.write(text, to: &output)
        case .integer(let number): output.append(contentsOf: String(number).utf8)
        case .boolean(let flag): output.append(contentsOf: (flag ? "true" : "false").utf8)
        case .null: output.append(contentsOf: "null".utf8)
        case .array(let values):
            Self.write(values, "[", "]", to: &output, depth: depth) { value, output, depth in
                value.write(to: &output, depth: depth)
            }
        case .object(let members):
            let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            JSONText.sorted(sorted.map { Member($0.key, $0.value) }).write(to: &output, depth: depth)
        case .sorted(let members):
            Self.write(members, "{", "}", to: &output, depth: depth) { member, output, depth in
                Self.write(member.name, to: &output)
                output.append(contentsOf: (depth == nil ? ":" : ": ").utf8)
                member.value.write(to: &output, depth: depth)
            }
        }
    }

    private static func write<Element>(
        _ elements: [Element], _ open: Unicode.Scalar, _ close: Unicode.Scalar, to output: inout [UInt8], depth: Int?,
        each: (Element, inout [UInt8], Int?) -> Void
    ) {
        output.append(UInt8(ascii: open))
        for (index, element) in elements.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            if let depth { newLine(depth + 1, in: &output) }
            each(element, &output, depth.map { $0 + 1 })
        }
        if let depth, !elements.isEmpty { newLine(depth, in: &output) }
        output.append(UInt8(ascii: close))
    }

    private static func newLine(_ depth: Int, in output: inout [UInt8]) {
        output.append(0x0A)
        output.append(contentsOf: repeatElement(0x20, count: 2 * depth))
    }

    /// A string in quotes. What nobody can see is written as `\uXXXX`: the value stays what it was,
    /// and a terminal that shows the file is not steered by it.
    private static func write(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        defer { output.append(UInt8(ascii: "\"")) }
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }) {
            output.append(contentsOf: text.utf8)
            return
        }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output.append(contentsOf: "\\\"".utf8)
            case "\\": output.append(contentsOf: "\\\\".utf8)
            case "\n": output.append(contentsOf: "\\n".utf8)
            case "\r": output.append(contentsOf: "\\r".utf8)
            case "\t": output.append(contentsOf: "\\t".utf8)
            default:
                if VisibleText.isUnseen(scalar) {
                    for unit in String(scalar).utf16 {
                        let digits = String(unit, radix: 16)
                        output.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
                    }
                } else {
                    output.append(contentsOf: String(scalar).utf8)
                }
            }
        }
    }
}
