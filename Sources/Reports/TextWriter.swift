import Texts

/// Aligned columns for a terminal or a mail.
///
/// Everything from outside passes `VisibleText`, so no label steers the terminal; the only escapes
/// are ours, and only where asked for.
struct TextWriter {
    let options: ReportOptions

    /// A line is at least so wide: below it nothing can be laid out.
    static let widthMin = 40

    private var width: Int { max(options.width, Self.widthMin) }
    private var figures: Figures { Figures(percentPlaces: options.percentPlaces, language: options.language) }

    /// The document.
    func write(_ document: ReportDocument, _ sections: [RoundedSection]) -> String {
        var lines = wrapped(document.title).map(bold)
        if let subtitle = document.subtitle { lines += wrapped(subtitle) }
        if let stamp = document.stamp { lines += wrapped("\(stamp.word): \(stamp.meaning)").map(bold) }
        for group in document.highlightGroups {
            lines += [""] + wrapped(group.kind.title).map(bold)
            for words in group.words {
                let pieces = TextLayout.wrapped(figures.words(words), width: width - 2)
                lines += pieces.enumerated().map { ($0 == 0 ? "- " : "  ") + $1 }
            }
        }
        if !document.facts.isEmpty { lines += [""] + facts(document.facts) }
        for rounded in sections {
            lines += ["", ""] + wrapped(rounded.section.title).map(bold)
            if let note = rounded.section.shownNote { lines += wrapped(note).map(dimmed) }
            if let line = sparkline(rounded) { lines += ["", line] }
            lines.append("")
            lines += table(rounded)
        }
        return lines.map(Self.trimmed).joined(separator: "\n") + "\n"
    }

    /// The rows' sums as blocks of eight heights, on a terminal only: `▁▃▂▅█`.
    private func sparkline(_ rounded: RoundedSection) -> String? {
        let section = rounded.section
        guard options.style == .ansi, let chart = section.chart, chart.form == .columns, rounded.rows.count <= width else { return nil }
        let columns = chart.columns.compactMap(section.columnIndex)
        let places = columns.compactMap { section.columns[$0].places }.max() ?? 0
        let sums = rounded.rows.map { row in
            max(0, columns.reduce(Int128(0)) { $0 + (row[$1].amount?.digits(atScale: places) ?? 0) })
        }
        guard let highest = sums.max(), highest > 0 else { return nil }
        let blocks = Array("▁▂▃▄▅▆▇█")
        return String(sums.map { blocks[Int(HTMLChart.scaled($0, of: highest) * 7 / HTMLChart.span)] })
    }

    /// `Period    2026-09`, values under each other.
    private func facts(_ facts: [ReportFact]) -> [String] {
        let names = facts.map { DisplayWidth.shortened(figures.words($0.name), to: width / 2) }
        let nameWidth = names.map(DisplayWidth.of(_:)).max() ?? 0
        return zip(names, facts).flatMap { name, fact in
            let pieces = TextLayout.wrapped(figures.words(fact.value), width: width - nameWidth - TextLayout.gap)
            return pieces.enumerated().map { index, piece in
                TextLayout.padded(index == 0 ? name : "", to: nameWidth + TextLayout.gap, isRight: false) + piece
            }
        }
    }

    private func table(_ rounded: RoundedSection) -> [String] {
        let columns = rounded.section.columns
        guard !rounded.rows.isEmpty else { return wrapped(rounded.section.emptyReason ?? "no data") }
        let changes = rounded.section.changeKeys
        let isText = columns.map { $0.kind == .text }
        let headers = columns.map { figures.words($0.header) }
        var texts = rounded.rows.map { row in
            zip(row, columns).map { figures.text($0, in: $1, isChange: changes.contains($1.key)) }
        }
        if let total = rounded.total {
            texts.append(
                zip(total, columns).map { figures.totalText($0, in: $1, isChange: changes.contains($1.key)) })
        }
        let panels = TextLayout.panels(headers: headers, rows: texts, isText: isText, width: width)
        guard let panels else { return records(headers, texts, hasTotal: rounded.total != nil) }
        return panels.enumerated().flatMap { number, panel in
            let picked = texts.map { row in panel.columns.map { row[$0] } }
            let lines = self.panel(
                panel.columns.map { headers[$0] }, picked, panel.columns.map { isText[$0] }, panel.widths,
                hasTotal: rounded.total != nil)
            return (number == 0 ? [] : [""]) + lines
        }
    }

    /// One table that fits the line.
    private func panel(
        _ headers: [String], _ texts: [[String]], _ isText: [Bool], _ widths: [Int], hasTotal: Bool
    ) -> [String] {
        let rule = String(repeating: "─", count: widths.reduce(0, +) + TextLayout.gap * (widths.count - 1))
        var lines = head(headers, widths, isText).map(bold) + [rule]
        for (index, row) in texts.enumerated() {
            let isTotal = hasTotal && index == texts.count - 1
            if isTotal { lines.append(rule) }
            let text = line(row, widths, isText)
            lines.append(isTotal ? bold(text) : text)
        }
        return lines
    }

    /// The headers, broken into as many lines as the tallest needs, standing on the rule.
    private func head(_ headers: [String], _ widths: [Int], _ isText: [Bool]) -> [String] {
        let stacks = zip(headers, widths).map { TextLayout.wrapped($0, width: $1) }
        let height = stacks.map(\.count).max() ?? 0
        return (0..<height).map { level in
            let cells = stacks.map { stack in
                let index = level - (height - stack.count)
                return index < 0 ? "" : stack[index]
            }
            return line(cells, widths, isText)
        }
    }

    private func line(_ cells: [String], _ widths: [Int], _ isText: [Bool]) -> String {
        cells.indices.map { index in
            let cell = DisplayWidth.shortened(cells[index], to: max(1, widths[index]))
            return TextLayout.padded(cell, to: widths[index], isRight: !isText[index])
        }.joined(separator: String(repeating: " ", count: TextLayout.gap))
    }

    /// A line per cell, for tables wider than the line.
    private func records(_ headers: [String], _ texts: [[String]], hasTotal: Bool) -> [String] {
        let names = headers.map { DisplayWidth.shortened($0, to: width / 2) }
        let nameWidth = names.map(DisplayWidth.of(_:)).max() ?? 0
        let room = width - nameWidth - TextLayout.gap
        var lines: [String] = []
        for (index, row) in texts.enumerated() {
            if index > 0 {
                lines.append(hasTotal && index == texts.count - 1 ? String(repeating: "─", count: width) : "")
            }
            for (name, cell) in zip(names, row) {
                // A number is never cut: where it is longer than the room, it is set on lines of its own.
                for (number, piece) in TextLayout.wrapped(cell, width: room).enumerated() {
                    let label = TextLayout.padded(
                        number == 0 ? name : "", to: nameWidth + TextLayout.gap, isRight: false)
                    lines.append(label + piece)
                }
            }
        }
        return lines
    }

    private func wrapped(_ text: Phrase) -> [String] { TextLayout.wrapped(figures.words(text), width: width) }

    private func bold(_ text: String) -> String {
        options.style == .ansi ? "\u{1B}[1m\(Self.trimmed(text))\u{1B}[0m" : text
    }

    private func dimmed(_ text: String) -> String {
        options.style == .ansi ? "\u{1B}[2m\(Self.trimmed(text))\u{1B}[0m" : text
    }

    /// The line without blanks at its end.
    private static func trimmed(_ line: String) -> String {
        var scalars = line.unicodeScalars[...]
        while scalars.last == " " { scalars.removeLast() }
        return String(scalars)
    }
}
