import Testing
import Texts

@testable import Reports

@Suite("Markdown reports")
struct MarkdownWriterTests {
    @Test("No label becomes markup or another cell, and every label reads as it is", arguments: Corpus.labels)
    func labelsStayText(label: String) throws {
        let text = try Corpus.document(label).rendered(as: .markdown)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let table = lines.filter { $0.utf8.starts(with: "| ".utf8) }
        #expect(table.count == 5)
        let cells = table.map(Self.cells)
        #expect(cells.allSatisfy { $0.count == 4 })
        let escaped = cells[2][0]
        #expect(Array(try Self.read(escaped).unicodeScalars) == Array(VisibleText.of(label).unicodeScalars))
    }

    @Test(
        "What forges turn into links is kept as code",
        arguments: [
            "@everyone", "a @team", "see #1", "!12", "~bug", "$x$", ":smile:", "www.example.com", "http://a:b:c",
            "a@example.com",
        ])
    func linkedByForges(label: String) {
        let escaped = MarkdownWriter.escaped(label)
        #expect(escaped.hasPrefix("<code>") && escaped.hasSuffix("</code>"))
    }

    @Test("Plain words stay plain", arguments: ["payments", "R & D", "what? yes: this", "9 % of it", "a-b (c), d.e/f"])
    func plainWords(label: String) { #expect(MarkdownWriter.escaped(label) == label) }

    /// The cells of a line as GitHub's parser splits them: a backslash escapes any mark.
    private static func cells(_ line: String) -> [String] {
        var cells: [String] = [""]
        var isEscaped = false
        for scalar in line.unicodeScalars {
            if scalar == "|" && !isEscaped {
                cells.append("")
            } else {
                cells[cells.count - 1].unicodeScalars.append(scalar)
            }
            isEscaped = scalar == "\\" && !isEscaped
        }
        return cells.dropFirst().dropLast().map { cell in
            // One blank on either side is the table's.
            String(String.UnicodeScalarView(cell.unicodeScalars.dropFirst().dropLast()))
        }
    }

    struct ActiveMarkup: Error { let at: Unicode.Scalar }

    /// What a reader sees; anything that would be markup is an error.
    private static func read(_ escaped: String) throws -> String {
        var scalars = Array(escaped.unicodeScalars)[...]
        let open = Array("<code>".unicodeScalars)
        if scalars.starts(with: open) { scalars = scalars.dropFirst(open.count).dropLast(open.count + 1) }
        let cut = Array("<!-- -->".unicodeScalars)
        var text = ""
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "<" where scalars.starts(with: cut.dropFirst()): scalars = scalars.dropFirst(cut.count - 1)
            case "\\":
                guard let next = scalars.popFirst(), "*_`[]{}".unicodeScalars.contains(next) else {
                    throw ActiveMarkup(at: scalar)
                }
                text.unicodeScalars.append(next)
            case "&" where scalars.first == "#":
                let digits = scalars.dropFirst().prefix { $0 != ";" }
                guard let value = UInt32(String(String.UnicodeScalarView(digits))), let read = Unicode.Scalar(value)
                else {
                    throw ActiveMarkup(at: scalar)
                }
                text.unicodeScalars.append(read)
                scalars = scalars.dropFirst(digits.count + 2)
            case "*", "_", "`", "[", "]", "<", ">", "|", "@": throw ActiveMarkup(at: scalar)
            // One mark at the end of a label would pair with that of the next.
            case "~" where scalars.first != " ", "$" where scalars.first != " ", ":" where scalars.first != " ",
                "#" where scalars.first != " ", "!" where scalars.first != " ":
                throw ActiveMarkup(at: scalar)
            case "&" where scalars.first != " " && scalars.first != nil: throw ActiveMarkup(at: scalar)
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
