import Money
import Texts

/// RFC 4180: commas, quotes where needed, CR LF; exact amounts, no thousands, no total line.
///
/// A total line would be added up with the rows by whoever sums the column, so there is none.
/// A cell of words that a spreadsheet might take for a formula gets a leading `'`; a cell of words
/// that opens with `'` gets one too, so that taking one leading `'` off always gives the value back.
enum CSVWriter {
    /// One section: the keys of its columns, then its rows.
    static func write(_ rounded: RoundedSection, hasRoundedColumns: Bool) -> String {
        let columns = rounded.section.columns
        let hasRounded = columns.map { column in
            if case .money = column.kind { hasRoundedColumns } else { false }
        }
        var output = ""
        var header: [String] = []
        for (column, isDouble) in zip(columns, hasRounded) {
            header.append(column.key)
            if isDouble { header.append(column.key + "_rounded") }
        }
        writeLine(header, to: &output)
        for (exact, shown) in zip(rounded.section.rows, rounded.rows) {
            var fields: [String] = []
            for index in columns.indices {
                fields.append(field(exact[index]))
                if hasRounded[index] { fields.append(field(shown[index])) }
            }
            writeLine(fields, to: &output)
        }
        return output
    }

    /// The document's title, stamp and facts as two columns.
    static func about(_ document: ReportDocument) -> String {
        var output = ""
        writeLine(["name", "value"], to: &output)
        writeLine(["title", guarded("\(document.title)")], to: &output)
        if let subtitle = document.subtitle { writeLine(["subtitle", guarded("\(subtitle)")], to: &output) }
        if let stamp = document.stamp { writeLine(["stamp", stamp.rawValue], to: &output) }
        for highlight in document.highlights { writeLine([highlight.kind.rawValue, guarded("\(highlight.words)")], to: &output) }
        for fact in document.facts { writeLine([guarded("\(fact.name)"), guarded("\(fact.value)")], to: &output) }
        return output
    }

    private static func field(_ cell: ReportCell) -> String {
        switch cell {
        case .text(let words): guarded(words)
        case .phrase(let phrase): guarded("\(phrase)")
        case .money(let amount), .quantity(let amount), .percent(let amount): amount.description
        case .count(let count): String(count)
        case .absent: ""
        }
    }

    /// What spreadsheets take for the start of a formula (OWASP ASVS 1.2.10), full-width forms among it.
    private static let formulaStarts: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠", "|", "%",
    ]

    /// The words with `'` before them where a spreadsheet might calculate them.
    static func guarded(_ words: String) -> String {
        let scalars = words.unicodeScalars
        guard let first = scalars.first else { return words }
        if first == "'" || formulaStarts.contains(first) { return "'" + words }
        // Blanks and unseen characters before a formula are skipped by some importers.
        let seen = scalars.first { $0 != " " && !VisibleText.isUnseen($0) }
        guard let seen, seen != first, formulaStarts.contains(seen) else { return words }
        return "'" + words
    }

    static func writeLine(_ fields: [String], to output: inout String) {
        for (index, field) in fields.enumerated() {
            if index > 0 { output += "," }
            write(field, to: &output)
        }
        // A line of one empty field would be an empty line, which readers skip.
        if fields.count == 1, fields[0].isEmpty { output += "\"\"" }
        output += "\r\n"
    }

    private static func write(_ field: String, to output: inout String) {
        let isPlain = field.utf8.allSatisfy { byte in
            byte != 0x2C && byte != 0x22 && byte != 0x0D && byte != 0x0A && byte != 0x20 && byte != 0x09
        }
        if isPlain {
            output += field
            return
        }
        output += "\""
        for scalar in field.unicodeScalars {
            if scalar == "\"" { output += "\"" }
            output.unicodeScalars.append(scalar)
        }
        output += "\""
    }
}
