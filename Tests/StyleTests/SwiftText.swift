/// A Swift file as rules look at it: its code without words, and its words without code.
struct SwiftText {
    /// The code, line by line; comments and the insides of string literals are blanks.
    let codeLines: [String]
    /// The file, line by line.
    let lines: [String]
    /// The insides of the string literals with the lines they start on, from 1.
    let literals: [(line: Int, text: String)]

    /// Takes a file apart.
    init(_ text: String) {
        var scanner = Scanner(bytes: Array(text.utf8))
        scanner.scan()
        codeLines = Self.lines(String(decoding: scanner.code, as: UTF8.self))
        lines = Self.lines(text)
        literals = scanner.literals
    }

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// A function with a body.
    struct Function: Equatable {
        let line: Int
        let lineCount: Int
    }

    /// The functions, initialisers and deinitialisers with bodies, nested ones too.
    var functions: [Function] {
        codeLines.indices.compactMap { index in
            guard Self.declaresFunction(codeLines[index]), let end = bodyEnd(from: index) else { return nil }
            return Function(line: index + 1, lineCount: end - index + 1)
        }
    }

    private static func declaresFunction(_ line: String) -> Bool {
        let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "@" || $0 == "." || $0 == "#") }
        guard let place = words.firstIndex(where: { ["func", "init", "deinit"].contains($0) }) else { return false }
        let modifiers: Set<Substring> = [
            "public", "package", "private", "fileprivate", "internal", "open", "static", "class", "final", "override",
            "mutating", "nonmutating", "required", "convenience", "prefix", "postfix", "infix", "indirect", "borrowing",
            "consuming", "isolated", "nonisolated", "set",
        ]
        return words[..<place].allSatisfy { modifiers.contains($0) || $0.hasPrefix("@") }
    }

    /// The line index of the brace that closes the body, or `nil` where a requirement has none.
    private func bodyEnd(from start: Int) -> Int? {
        var parentheses = 0
        var braces = 0
        for index in start..<codeLines.count {
            for character in codeLines[index] {
                switch character {
                case "(", "[": parentheses += 1
                case ")", "]": parentheses -= 1
                case "{" where parentheses == 0 || braces > 0: braces += 1
                case "}" where braces == 0: return nil
                case "}" where parentheses == 0 || braces > 0:
                    braces -= 1
                    if braces == 0 { return index }
                default: break
                }
            }
            if braces == 0, parentheses == 0, !signatureGoesOn(behind: index) { return nil }
        }
        return nil
    }

    private func signatureGoesOn(behind index: Int) -> Bool {
        guard index + 1 < codeLines.count else { return false }
        let next = codeLines[index + 1].drop { $0 == " " }
        return ["{", "->", "throws", "async", "where", "rethrows", ")"].contains { next.hasPrefix($0) }
    }
}

extension SwiftText {
    /// Walks over a file once.
    private struct Scanner {
        let bytes: [UInt8]
        var code: [UInt8] = []
        var literals: [(line: Int, text: String)] = []
        private var place = 0
        private var line = 1

        init(bytes: [UInt8]) { self.bytes = bytes }

        private func starts(with word: String, at place: Int) -> Bool { bytes[place...].starts(with: word.utf8) }

        mutating func scan() {
            while place < bytes.count {
                if starts(with: "//", at: place) {
                    while place < bytes.count, bytes[place] != UInt8(ascii: "\n") { blank() }
                } else if starts(with: "/*", at: place) {
                    while place < bytes.count, !starts(with: "*/", at: place) { blank() }
                } else if let hashes = hashesBeforeQuote() {
                    literal(hashes: hashes)
                } else {
                    copy()
                }
            }
        }

        /// The number of `#` before a quote at this place, or `nil` where no literal starts.
        private func hashesBeforeQuote() -> Int? {
            let hashes = bytes[place...].prefix { $0 == UInt8(ascii: "#") }.count
            let quote = place + hashes
            return quote < bytes.count && bytes[quote] == UInt8(ascii: "\"") ? hashes : nil
        }

        private mutating func literal(hashes: Int) {
            let isLong = starts(with: "\"\"\"", at: place + hashes)
            let tail = (isLong ? "\"\"\"" : "\"") + String(repeating: "#", count: hashes)
            let escape = "\\" + String(repeating: "#", count: hashes)
            let startLine = line
            var words: [UInt8] = []
            for _ in 0..<(hashes + (isLong ? 3 : 1)) { copy() }
            while place < bytes.count, !starts(with: tail, at: place) {
                if starts(with: escape + "(", at: place) {
                    interpolation(escape: escape, &words)
                } else if starts(with: escape, at: place) {
                    for _ in 0..<min(escape.utf8.count + 1, bytes.count - place) { word(&words) }
                } else {
                    word(&words)
                }
            }
            for _ in 0..<min(tail.utf8.count, bytes.count - place) { copy() }
            literals.append((startLine, String(decoding: words, as: UTF8.self)))
        }

        /// The expression in `\(…)`; literals inside it are literals of their own.
        private mutating func interpolation(escape: String, _ words: inout [UInt8]) {
            for _ in 0..<escape.utf8.count { blank() }
            words.append(UInt8(ascii: "?"))
            var depth = 0
            repeat {
                if let hashes = hashesBeforeQuote() {
                    literal(hashes: hashes)
                    continue
                }
                if bytes[place] == UInt8(ascii: "(") { depth += 1 }
                if bytes[place] == UInt8(ascii: ")") { depth -= 1 }
                copy()
            } while depth > 0 && place < bytes.count
        }

        private mutating func word(_ words: inout [UInt8]) {
            words.append(bytes[place])
            blank()
        }

        private mutating func copy() {
            if bytes[place] == UInt8(ascii: "\n") { line += 1 }
            code.append(bytes[place])
            place += 1
        }

        private mutating func blank() {
            let isLineEnd = bytes[place] == UInt8(ascii: "\n")
            if isLineEnd { line += 1 }
            code.append(isLineEnd ? bytes[place] : UInt8(ascii: " "))
            place += 1
        }
    }
}
