import Yams

/// Why a text is no YAML document, and where.
struct SyntaxProblem: Error {
    let reason: SettingsError.Reason
    let position: Position

    init(reason: SettingsError.Reason, position: Position) {
        self.reason = reason
        self.position = position
    }

    /// The problem that Yams has with a text.
    init(_ error: any Error, in text: String) {
        switch error {
        case YamlError.scanner(let context, let problem, let mark, _),
            YamlError.parser(let context, let problem, let mark, _),
            YamlError.composer(let context, let problem, let mark, _):
            let position = Position(mark).inside(text)
            if problem.hasPrefix("but found another document") {
                self.init(reason: .severalDocuments, position: position)
                return
            }
            let whole = [context?.text, problem].compactMap(\.self).joined(separator: " ")
            let remedy = Self.remedy(problem: whole, character: Self.character(at: position, in: text))
            self.init(reason: .syntax(problem: whole, remedy: remedy), position: position)
        case YamlError.reader(let problem, let offset, _, _):
            let start = text.startIndex
            let end = text.index(start, offsetBy: offset ?? 0, limitedBy: text.endIndex) ?? text.endIndex
            let reason = SettingsError.Reason.syntax(problem: problem, remedy: "delete the character")
            self.init(reason: reason, position: Position(endOf: text[start..<end]))
        default:
            let reason = SettingsError.Reason.syntax(problem: "\(error)", remedy: "check the file")
            self.init(reason: reason, position: Position(line: 1, column: 1))
        }
    }

    /// What usually causes the problem. The words are libyaml's.
    private static func remedy(problem: String, character: Unicode.Scalar?) -> String {
        if character == "\t" { return "indent with spaces, not with tabs" }
        if problem.contains("alias") { return "put a value that starts with * into quotes, e.g. \"*-prod\"" }
        if let character, "@`%&!|>".unicodeScalars.contains(character) {
            return "put a value that starts with \(character) into quotes"
        }
        if problem.contains("mapping values are not allowed") {
            return "check the indentation, and put a value that holds ': ' into quotes"
        }
        if problem.contains("quoted scalar") { return "close the quote" }
        if problem.contains("flow") { return "close the bracket, and separate entries by commas" }
        return "check the indentation and the colons of this line and the one before"
    }

    private static func character(at position: Position, in text: String) -> Unicode.Scalar? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard position.line <= lines.count else { return nil }
        return lines[position.line - 1].unicodeScalars.dropFirst(position.column - 1).first
    }
}

extension SettingsError.Position {
    /// The place behind the last character of a text's beginning.
    init(endOf beginning: Substring) {
        let lastLine = beginning.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).last ?? ""
        let lines = beginning.reduce(1) { $0 + ($1.isNewline ? 1 : 0) }
        self.init(line: lines, column: lastLine.unicodeScalars.count + 1)
    }
}
