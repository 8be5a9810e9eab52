import Foundation

/// The error codes of a source file, read off its `code` and `exitCode`.
struct ErrorCodes {
    /// Code → the cases it stands for.
    private(set) var cases: [Int: Set<String>] = [:]
    /// Pattern of a case, such as `.notRead(ENOENT)`, → exit code.
    private var exits: [(pattern: String, exit: String)] = []
    private var otherExit: String?

    /// Reads a type's files as one text; `nil` where they declare no codes.
    init?(_ text: String) {
        guard let codes = Self.body(of: "public var code: Int", in: text) else { return nil }
        for (patterns, value) in Self.branches(codes) {
            guard let code = Int(value) else { continue }
            cases[code, default: []].formUnion(patterns.map(Self.name))
        }
        let exitBody = Self.body(of: "public var exitCode: ExitCode", in: text) ?? ""
        let branches = Self.branches(exitBody)
        if branches.isEmpty { otherExit = Self.word(exitBody) }
        for (patterns, value) in branches {
            if patterns == ["default"] { otherExit = Self.word(value) }
            exits += patterns.map { ($0, Self.word(value)) }
        }
    }

    /// The exit codes' names that a code may end the process with.
    func exitNames(of code: Int) -> Set<String> {
        var names: Set<String> = []
        for name in cases[code] ?? [] {
            let own = exits.filter { Self.name($0.pattern) == name }
            names.formUnion(own.map(\.exit))
            // A pattern with a value leaves the case's other values to the rest.
            if !own.contains(where: { !$0.pattern.contains("(") }), let otherExit { names.insert(otherExit) }
        }
        return names
    }

    private static func name(_ pattern: String) -> String {
        String(pattern.prefix { $0 != "(" })
    }

    private static func word(_ text: String) -> String {
        String(text.drop { $0 != "." }.dropFirst().prefix { $0.isLetter })
    }

    /// What stands in the braces behind some words.
    private static func body(of words: String, in text: String) -> String? {
        guard let start = text.range(of: words)?.upperBound else { return nil }
        var depth = 0
        var body = ""
        for character in text[start...] {
            if character == "}" {
                depth -= 1
                if depth == 0 { return body }
            }
            if depth > 0 { body.append(character) }
            if character == "{" { depth += 1 }
        }
        return nil
    }

    /// `case .a, .b(x): value` as ([.a, .b(x)], value).
    private static func branches(_ body: String) -> [(patterns: [String], value: String)] {
        let text = body.replacing(/\s+/, with: " ")
        let matches = text.matches(of: /(?:case ((?:\.\w+(?:\([^)]*\))?(?:, )?)+)|(default)): ?(\S+)/)
        return matches.map { match in
            let patterns = match.1.map { $0.replacing(", .", with: "\n.").split(separator: "\n").map(String.init) }
            return (patterns ?? ["default"], String(match.3))
        }
    }
}
