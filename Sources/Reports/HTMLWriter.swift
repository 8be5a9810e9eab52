import Foundation
import Keys
import Money
import Mustache

/// One HTML file without scripts or anything from elsewhere: reports/templates has how it looks.
///
/// The template decides the page, this decides what it is told. Words reach the page only through
/// `{{…}}`, which escapes, or through `HTMLText` in the lines of tables; `{{{…}}}` is used for those and our own style sheet alone.
struct HTMLWriter {
    let options: ReportOptions

    static let style = embedded("report.css")

    private static let template = template("report.mustache")

    private static func template(_ path: String) -> MustacheTemplate {
        MustacheContentTypes.register(HTMLText(), named: HTMLText.name)
        do { return try MustacheTemplate(string: embedded(path)) } catch {
            preconditionFailure("reports/templates/\(path): \(error)")
        }
    }

    /// Another page of the same style.
    static func page(_ path: String, _ context: [String: Any]) -> String { template(path).render(context) }

    /// `sha256-…`: the only style that the page's policy lets in.
    static let styleHash = "sha256-" + Data(Digest(of: style).bytes).base64EncodedString()

    static func embedded(_ path: String) -> String {
        guard let file = EmbeddedTemplates.files.first(where: { $0.path == path }) else {
            preconditionFailure("reports/templates/\(path) is not embedded")
        }
        return file.text
    }

    private var figures: Figures { Figures(percentPlaces: options.percentPlaces, minus: "−", language: options.language) }

    /// The document.
    func write(_ document: ReportDocument, _ sections: [RoundedSection]) -> String {
        let context: [String: Any] = [
            "style": Self.style,
            "styleHash": Self.styleHash,
            "language": options.language.rawValue,
            "documentTitle": [document.title, document.subtitle].compactMap { $0 }.map(words).joined(separator: " – "),
            "title": words(document.title),
            "subtitle": ["text": document.subtitle.map(words)].compactMapValues { $0 }.asSection,
            "stamp": document.stamp.map { stamp in
                ["stampName": words(stamp.word), "stampMeaning": words(stamp.meaning), "stampClass": stamp.rawValue.lowercased()]
            }.map { [$0] } ?? [],
            "hasHighlights": !document.highlights.isEmpty,
            "highlights": document.highlightGroups.map { group -> [String: Any] in
                ["question": words(group.kind.title), "answers": group.words.map { ["answer": words($0)] }]
            },
            "facts": document.facts.map { fact -> [String: Any] in
                let value = words(fact.value)
                return ["factName": words(fact.name), "factValue": value, "isLong": value.utf8.count > 36]
            },
            "sections": sections.map(section),
        ]
        return Self.template.render(context)
    }

    /// In the report's language; the template escapes.
    private func words(_ phrase: Phrase) -> String { options.language.text(phrase) }

    private func section(_ rounded: RoundedSection) -> [String: Any] {
        let section = rounded.section
        let charts = HTMLChart(rounded, figures: figures).map { [$0.context] } ?? []
        let columnCharts = HTMLColumns(rounded, figures: figures).map { [$0.context] } ?? []
        let changes = section.changeKeys
        let totals = section.totalKeys
        let kinds = section.columns.map { column in
            column.kind == .text ? "words" : totals.contains(column.key) ? "number sum" : "number"
        }
        // Lines are made here: a template asks for the name of every cell of thousands by itself.
        func line(_ row: [ReportCell], isTotal: Bool = false) -> String {
            var line = "<tr>"
            for (index, column) in section.columns.enumerated() {
                let isChange = changes.contains(column.key)
                let text =
                    isTotal
                    ? figures.totalText(row[index], in: column, isChange: isChange)
                    : figures.text(row[index], in: column, isChange: isChange)
                let (opened, closed) = index == 0 ? ("<th scope=\"row\"", "</th>") : ("<td", "</td>")
                // The first column names the row.
                line += "\(opened) class=\"\(kinds[index])\(Self.tone(row[index], isChange: isChange))\">"
                line += HTMLText().escapeText(text)
                line += closed
            }
            return line + "</tr>"
        }
        return [
            "sectionKey": section.key,
            "sectionTitle": words(section.title),
            "note": ["text": section.shownNote.map(words)].compactMapValues { $0 }.asSection,
            "chart": charts,
            "columnChart": columnCharts,
            "bandChart": HTMLBands(rounded, figures: figures).map { [$0.context] } ?? [],
            "noData": words(section.emptyReason ?? "no data"),
            "hasRows": !rounded.rows.isEmpty,
            "isEmpty": rounded.rows.isEmpty,
            "headers": zip(section.columns, kinds).map { ["text": words($0.header), "class": $1] },
            "rowLines": rounded.rows.map { line($0) }.joined(separator: "\n"),
            "total": rounded.total.map { [["totalLine": line($0, isTotal: true)]] } ?? [],
        ]
    }

    /// The class of negative amounts and of changes; the sign says the same without colour.
    private static func tone(_ cell: ReportCell, isChange: Bool) -> String {
        guard let amount = cell.amount, !amount.isZero else { return cell == .absent ? " none" : "" }
        if isChange { return amount.significand > 0 ? " up" : " down" }
        return amount.significand < 0 ? " credit" : ""
    }
}

extension [String: String] {
    /// Itself as a section of a template: shown once, or not at all where empty.
    fileprivate var asSection: [[String: String]] { isEmpty ? [] : [self] }
}
