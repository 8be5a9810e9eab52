/// An HTML reader that forgives nothing: every tag and attribute is reported, character by character
/// as a browser's tokeniser goes, and anything it does not expect is an error.
struct StrictHTML {
    /// One tag with its attributes in order.
    struct Tag: Hashable {
        var name: String
        var attributes: [String]
    }

    struct Malformed: Error { let what: String }

    private(set) var tags: [Tag] = []
    /// The text between tags, entities resolved; the style sheet left out.
    private(set) var texts: [String] = []
    /// The style sheet.
    private(set) var style = ""

    private let scalars: [Unicode.Scalar]
    private var cursor = 0

    init(_ html: String) throws {
        scalars = Array(html.unicodeScalars)
        while cursor < scalars.count {
            if scalars[cursor] == "<" { try readTag() } else { try readText() }
        }
    }

    private mutating func take(until isEnd: (Unicode.Scalar) -> Bool) -> String {
        var taken = ""
        while cursor < scalars.count, !isEnd(scalars[cursor]) {
            taken.unicodeScalars.append(scalars[cursor])
            cursor += 1
        }
        return taken
    }

    private mutating func readText() throws {
        let raw = take { $0 == "<" }
        if tags.last?.name == "style" { style += raw } else { texts.append(try Self.resolved(raw)) }
    }

    private mutating func readTag() throws {
        cursor += 1
        let name = take { $0 == " " || $0 == ">" || $0 == "/" }
        var tag = Tag(name: name, attributes: [])
        if name.isEmpty {
            // A closing tag.
            cursor += 1
            tag.name = "/" + take { $0 == ">" }
        }
        while cursor < scalars.count, scalars[cursor] != ">" {
            if scalars[cursor] == " " || scalars[cursor] == "/" {
                cursor += 1
                continue
            }
            let key = take { $0 == "=" || $0 == " " || $0 == ">" }
            guard key.unicodeScalars.allSatisfy({ ("a"..."z").contains($0) || ("A"..."Z").contains($0) || $0 == "-" })
            else {
                throw Malformed(what: "attribute name \(key.debugDescription)")
            }
            var value = ""
            if cursor < scalars.count, scalars[cursor] == "=" {
                cursor += 1
                guard cursor < scalars.count, scalars[cursor] == "\"" else { throw Malformed(what: "unquoted value") }
                cursor += 1
                value = try Self.resolved(take { $0 == "\"" })
                cursor += 1
            }
            tag.attributes.append("\(key)=\(value)")
        }
        guard cursor < scalars.count else { throw Malformed(what: "unclosed tag \(name)") }
        cursor += 1
        tags.append(tag)
    }

    private static func resolved(_ raw: String) throws -> String {
        var text = ""
        var rest = raw.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "&" else {
                text.unicodeScalars.append(scalar)
                continue
            }
            guard let end = rest.firstIndex(of: ";") else { throw Malformed(what: "bare & in \(raw)") }
            let name = String(rest[..<end])
            guard let value = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'", "#96": "`"][name] else {
                throw Malformed(what: "entity \(name)")
            }
            text += value
            rest = rest[rest.index(after: end)...]
        }
        return text
    }
}
