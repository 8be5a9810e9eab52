import Yams

/// The nodes of a YAML text, and the names of keys that stand twice.
struct Document {
    /// The root; `nil` for a text without a value.
    let root: Node?
    /// The real names of keys that were rewritten, by where they stand.
    let names: [Position: String]

    /// How many keys that stand twice are looked for before the first of them ends the reading.
    private static let twiceMax = 64

    /// Composes a text.
    ///
    /// Yams stops at the first key that stands twice and says where it stands first. To report all of them at
    /// their second place together with the other errors, the first character of that earlier key is replaced by
    /// one of the private use area, so that lines and columns stay, and the text is composed again.
    ///
    /// - Throws: `SyntaxProblem`.
    init(_ text: String) throws(SyntaxProblem) {
        var scalars = Array(text.unicodeScalars)
        var names: [Position: String] = [:]
        while true {
            do {
                let current = names.isEmpty ? text : String(String.UnicodeScalarView(scalars))
                root = try compose(yaml: current, .basic, .default, .utf8)
                self.names = names
                return
            } catch YamlError.duplicatedKeysInMapping(let duplicates, let context) {
                let position = Position(context.mark)
                guard let name = duplicates.first, names.count < Self.twiceMax,
                    let index = Self.index(of: name, at: position, in: scalars),
                    let mark = Unicode.Scalar(0xE000 + UInt32(names.count))
                else {
                    let reason = SettingsError.Reason.keyTwice(duplicates.first ?? "", firstLine: position.line)
                    throw SyntaxProblem(reason: reason, position: position)
                }
                scalars[index] = mark
                names[position] = name
            } catch {
                throw SyntaxProblem(error, in: text)
            }
        }
    }

    /// Where the first character of a key's name stands in the text, behind the quote if it has one.
    private static func index(of name: String, at position: Position, in scalars: [Unicode.Scalar]) -> Int? {
        guard let first = name.unicodeScalars.first, var index = lineStart(position.line, in: scalars) else {
            return nil
        }
        index += position.column - 1
        if index < scalars.count, scalars[index] == "\"" || scalars[index] == "'" { index += 1 }
        return index < scalars.count && scalars[index] == first ? index : nil
    }

    private static func lineStart(_ line: Int, in scalars: [Unicode.Scalar]) -> Int? {
        var current = 1
        var index = 0
        while current < line {
            guard index < scalars.count else { return nil }
            let isReturnOfPair = scalars[index] == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\n"
            if isLineEnd(scalars[index]), !isReturnOfPair { current += 1 }
            index += 1
        }
        return index
    }

    /// The line ends of YAML 1.1, which libyaml counts by.
    private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
        ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalar)
    }
}

extension SettingsError.Position {
    init(_ mark: Mark) { self.init(line: mark.line, column: mark.column) }

    /// The place, or the text's last line where the YAML reader means the one behind it.
    func inside(_ text: String) -> SettingsError.Position {
        let count = text.utf8.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
        return line <= count ? self : SettingsError.Position(line: count, column: 1)
    }
}
