import Texts

/// GitHub-flavoured tables for a merge request.
///
/// Words come from labels that anybody may set, so nothing in them may become markup, a mention or a
/// link: marks are escaped, and what forges turn into links behind the parser's back (`@name`, `#1`,
/// `:smile:`) goes into `<code>`, where they leave it alone.
struct MarkdownWriter {
    let options: ReportOptions

    private var figures: Figures { Figures(percentPlaces: options.percentPlaces, language: options.language) }

    private func escaped(_ phrase: Phrase) -> String { Self.escaped(options.language.text(phrase)) }

    /// The document.
    func write(_ document: ReportDocument, _ sections: [RoundedSection]) -> String {
        var output = "## \(escaped(document.title))\n"
        if let subtitle = document.subtitle { output += "\n\(escaped(subtitle))\n" }
        if let stamp = document.stamp { output += "\n**\(escaped(stamp.word))** – \(escaped(stamp.meaning))\n" }
        for group in document.highlightGroups {
            output += "\n**\(escaped(group.kind.title))**\n\n"
            for words in group.words { output += "- \(escaped(words))\n" }
        }
        if !document.facts.isEmpty {
            output += "\n"
            for fact in document.facts {
                output += "- \(escaped(fact.name)): \(escaped(fact.value))\n"
            }
        }
        for section in sections { write(section, to: &output) }
        return output
    }

    private func write(_ rounded: RoundedSection, to output: inout String) {
        let section = rounded.section
        output += "\n### \(escaped(section.title))\n"
        if let note = section.shownNote { output += "\n\(escaped(note))\n" }
        guard !section.rows.isEmpty else {
            output += "\n\(escaped(section.emptyReason ?? "no data"))\n"
            return
        }
        output += "\n" + line(section.columns.map { escaped($0.header) })
        output += line(section.columns.map { $0.kind == .text ? ":---" : "---:" })
        let changes = section.changeKeys
        for row in rounded.rows { output += line(cells(row, section.columns, changes)) }
        if let total = rounded.total {
            let texts = zip(cells(total, section.columns, changes), zip(total, section.columns)).map { text, cell in
                cell.0 == .absent && cell.1.kind == .text ? "" : "**\(text)**"
            }
            output += line(texts)
        }
    }

    private func cells(_ row: [ReportCell], _ columns: [ReportColumn], _ changes: Set<String>) -> [String] {
        zip(row, columns).map { cell, column in
            if case .text(let words) = cell { return Self.escaped(words) }
            if case .phrase(let phrase) = cell { return escaped(phrase) }
            return figures.text(cell, in: column, isChange: changes.contains(column.key))
        }
    }

    private func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }

    /// The words as text that no Markdown reader takes for anything else.
    static func escaped(_ words: String) -> String {
        let visible = Array(VisibleText.of(words).unicodeScalars)
        var escaped = ""
        for (index, scalar) in visible.enumerated() {
            let isBeforeBlank = index + 1 < visible.count && visible[index + 1] == " "
            switch scalar {
            case "@" where index > 0:
                // Addresses are found in the text after parsing: an empty comment cuts this one in two.
                escaped += "<!-- -->&#64;"
            case "|", "\\", "<", ">", "@": escaped += "&#\(scalar.value);"
            case "#", "!", "$", "~", ":", "%", "^", "&":
                // Inside, before a blank, they mean nothing, and prose stays readable.
                escaped += isBeforeBlank && index > 0 ? String(scalar) : "&#\(scalar.value);"
            case "." where endsWithWWW(visible[..<index]): escaped += "&#46;"
            case "*", "_", "`", "[", "]", "{", "}": escaped += "\\" + String(scalar)
            case " ", "-", "+", "=", ".", ")":
                // A line that opens like a list, a rule or code is kept from being one.
                escaped += opensBlock(visible[...index]) ? "&#\(scalar.value);" : String(scalar)
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return isLinkedByForges(visible) ? "<code>\(escaped)</code>" : escaped
    }

    /// Whether the last of the characters would begin a list, a rule or code with those before it.
    private static func opensBlock(_ characters: ArraySlice<Unicode.Scalar>) -> Bool {
        if characters.count == 1 { return !".)".unicodeScalars.contains(characters[0]) }
        guard let last = characters.last, ".)".unicodeScalars.contains(last) else { return false }
        return characters.dropLast().allSatisfy { ("0"..."9").contains($0) }
    }

    /// Whether a forge would make a mention, a reference, a formula, a link or a picture of the words.
    private static func isLinkedByForges(_ characters: [Unicode.Scalar]) -> Bool {
        let marks = Set("@#!$~%&".unicodeScalars)
        let isReference = zip(characters, characters.dropFirst()).contains { marks.contains($0) && $1 != " " }
        if isReference || characters.count(where: { $0 == ":" }) > 1 { return true }
        return characters.indices.contains { characters[$0] == "." && endsWithWWW(characters[..<$0]) }
    }

    /// Whether the last three characters are those that open a link without a scheme.
    private static func endsWithWWW(_ characters: ArraySlice<Unicode.Scalar>) -> Bool {
        characters.count >= 3 && characters.suffix(3).allSatisfy { $0 == "w" || $0 == "W" }
    }
}
