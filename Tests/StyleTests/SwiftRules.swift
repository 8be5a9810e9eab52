/// The rules for Swift files: each takes a text and returns what offends it, with line numbers.
enum SwiftRules {
    /// Lines of functions that are longer than allowed.
    static func longFunctions(_ text: String, max: Int) -> [String] {
        SwiftText(text).functions.filter { $0.lineCount > max }.map { "line \($0.line): \($0.lineCount) lines" }
    }

    /// Binary fractions and Foundation's decimal, neither of which money may pass through.
    static func inexactNumbers(_ text: String) -> [String] {
        let forbidden: Set<Substring> = [
            "Double", "Float", "Float16", "Float32", "Float64", "Float80", "CGFloat", "Decimal", "NSDecimalNumber",
        ]
        return SwiftText(text).codeLines.enumerated().compactMap { index, line in
            let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
            return words.first { forbidden.contains($0) }.map { "line \(index + 1): \($0)" }
        }
    }

    private static let declaring: Set<Substring> = [
        "func", "var", "let", "struct", "enum", "class", "actor", "protocol", "init", "typealias", "subscript", "macro",
        "associatedtype",
    ]

    /// `public` and `package` declarations without a documentation comment.
    static func undocumented(_ text: String) -> [String] {
        let swift = SwiftText(text)
        return swift.codeLines.indices.compactMap { index in
            let words = swift.codeLines[index].split(separator: " ")
            guard let first = words.first(where: { !$0.hasPrefix("@") }),
                ["public", "package", "open"].contains(first),
                words.contains(where: { Self.declaring.contains($0.prefix { $0.isLetter }) })
            else { return nil }
            var above = index - 1
            while above >= 0, swift.codeLines[above].drop(while: { $0 == " " }).hasPrefix("@") { above -= 1 }
            let isDocumented = above >= 0 && swift.lines[above].drop { $0 == " " }.hasPrefix("///")
            return isDocumented ? nil : "line \(index + 1): \(words.joined(separator: " "))"
        }
    }

    /// String literals that hold SQL; transaction control and settings of the session are not meant.
    static func sql(_ text: String) -> [String] {
        SwiftText(text).literals.compactMap { line, text in
            let words = text.lowercased().split { $0.isWhitespace }
            guard let first = words.first else { return nil }
            let isStatement =
                switch first {
                case "select": words.count > 1 && (words.contains("from") || text.contains("(") || text.contains("$"))
                case "insert", "merge": words.dropFirst().first == "into"
                case "delete": words.dropFirst().first == "from"
                case "update": words.contains("set")
                case "with": words.contains("as") && words.contains("select")
                case "create", "alter", "drop":
                    !Set(words.dropFirst().prefix(3)).isDisjoint(with: [
                        "table", "view", "function", "index", "schema", "type", "role",
                    ])
                case "truncate": words.count > 1
                default: false
                }
            return isStatement ? "line \(line): \(words.prefix(5).joined(separator: " "))" : nil
        }
    }
}
