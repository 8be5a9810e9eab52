import Keys
import Money

/// A language in which reports are read; programs' formats (CSV, JSON) are the same in every one.
public enum ReportLanguage: String, CaseIterable, Hashable, Sendable {
    /// English.
    case english = "en"
    /// 简体中文.
    case chinese = "zh-CN"

    /// A phrase in this language; in English where nobody has translated it.
    func text(_ phrase: Phrase) -> String {
        let pieces = phrase.pieces.map(text)
        if phrase.key == "{}" { return pieces.joined() }
        return Self.filled(Self.translations[self]?[phrase.key] ?? phrase.key, with: pieces)
    }

    /// Whether every phrase in a phrase has words of this language.
    func hasWords(for phrase: Phrase) -> Bool {
        let isOurs = phrase.key.unicodeScalars.contains { $0.properties.isAlphabetic }
        guard self == .english || !isOurs || Self.translations[self]?[phrase.key] != nil else { return false }
        return phrase.pieces.allSatisfy { if case .phrase(let inner) = $0 { hasWords(for: inner) } else { true } }
    }

    private func text(_ piece: Phrase.Piece) -> String {
        switch piece {
        case .text(let words): words
        case .phrase(let phrase): text(phrase)
        case .month(let month): self == .chinese ? "\(month.year)年\(month.month)月" : month.words
        case .percent(let ratio): Figures(percentPlaces: 1, language: self).percent(ratio)
        case .amount(let amount, let places, let isChange):
            Figures(percentPlaces: 1, language: self).fixed(amount, places: places, isSigned: isChange)
        }
    }

    /// The words with the pieces in them; `{2}` is the second one, for languages of another order.
    private static func filled(_ words: String, with pieces: [String]) -> String {
        var (filled, next) = ("", 0)
        var rest = words[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let number = rest[rest.index(after: open)..<close]
            let index = Int(number).map { $0 - 1 } ?? next
            if number.isEmpty { next += 1 }
            filled += rest[..<open]
            filled += pieces.indices.contains(index) ? pieces[index] : ""
            rest = rest[rest.index(after: close)...]
        }
        return filled + String(rest)
    }

    /// The translations by language and English words.
    static let translations: [ReportLanguage: [String: String]] = Dictionary(
        uniqueKeysWithValues: allCases.filter { $0 != .english }.map { language in
            (language, entries(HTMLWriter.embedded("\(language.rawValue).po")))
        })

    /// The entries of a file of gettext: `msgid "…"` and `msgstr "…"`, a line each.
    static func entries(_ text: String) -> [String: String] {
        var entries: [String: String] = [:]
        var key = ""
        for line in text.split(separator: "\n") {
            if line.hasPrefix("msgid \"") { key = quoted(line.dropFirst("msgid ".count)) }
            if line.hasPrefix("msgstr \""), !key.isEmpty { entries[key] = quoted(line.dropFirst("msgstr ".count)) }
        }
        return entries
    }

    private static func quoted(_ words: Substring) -> String {
        String(words.dropFirst().dropLast()).replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
    }
}

extension Phrase: CustomStringConvertible {
    /// The phrase in English.
    public var description: String { ReportLanguage.english.text(self) }
}
