import Money
import Texts

/// A workbook: a sheet about the report, then one per section, with frozen headers and filters.
///
/// A spreadsheet keeps numbers as doubles, so a money cell has the rounded amount that the other formats show, and a
/// hidden column at the right has the exact one as text. Words are always strings, never formulas or links; the only
/// formulas are the totals, which follow the filter.
struct XLSXWriter {
    let options: ReportOptions
    /// Rows of a sheet, header and total among them.
    var rowCountMax = Self.rowCountOfSheet

    /// What Excel takes.
    static let rowCountOfSheet = 1_048_576
    private static let widthMax = 60

    private var figures: Figures { Figures(percentPlaces: options.percentPlaces, language: options.language) }

    /// The workbook's bytes; the same for the same document, whenever and wherever.
    func write(_ document: ReportDocument, _ sections: [RoundedSection]) throws(ReportError) -> [UInt8] {
        for section in sections where section.rows.count + 2 > rowCountMax {
            throw ReportError(.tooManyRows(section.rows.count), at: section.section.key)
        }
        let book = try XLSXBook(title: figures.words(document.title))
        var names = SheetNames()
        try about(document, sections, in: book, &names)
        for section in sections { try sheet(section, in: book, name: names.name(for: figures.words(section.section.title))) }
        return try book.bytes()
    }

    /// Title, stamp, facts, and what each sheet has in it.
    private func about(
        _ document: ReportDocument, _ sections: [RoundedSection], in book: XLSXBook, _ names: inout SheetNames
    ) throws(ReportError) {
        let sheet = try book.addSheet(names.name(for: figures.words("About")))
        var lines: [(name: Phrase, value: Phrase)] = [("Report", document.title)]
        if let subtitle = document.subtitle { lines.append(("", subtitle)) }
        if let stamp = document.stamp { lines.append((stamp.word, stamp.meaning)) }
        lines += document.highlights.map { ($0.kind.title, $0.words) }
        lines += document.facts.map { ($0.name, $0.value) }
        lines += sections.compactMap { rounded in
            let section = rounded.section
            return ((section.rows.isEmpty ? section.emptyReason : nil) ?? section.note).map { (section.title, $0) }
        }
        lines.append(("Exact amounts", "stand in the hidden columns at the right of each sheet, as text"))
        for (row, line) in lines.enumerated() {
            try sheet.put(figures.words(line.name), row, 0, book.bold)
            try sheet.put(figures.words(line.value), row, 1, nil)
        }
        try sheet.setWidth(width(lines.map { figures.words($0.name) }), column: 0)
        try sheet.setWidth(width(lines.map { figures.words($0.value) }), column: 1)
    }

    private func sheet(_ rounded: RoundedSection, in book: XLSXBook, name: String) throws(ReportError) {
        let section = rounded.section
        let sheet = try book.addSheet(name)
        let changes = section.changeKeys
        let exact = section.columns.indices.filter { section.columns[$0].isMoney }
        for (column, described) in section.columns.enumerated() {
            try sheet.put(figures.words(described.header), 0, column, book.bold)
            let format = try book.format(described, isChange: changes.contains(described.key), options: options)
            for (row, cells) in rounded.rows.enumerated() {
                try put(cells[column], described, sheet, row + 1, column, format)
            }
            try total(rounded, column, sheet, format, book)
            let texts = rounded.rows.prefix(1000).map { figures.text($0[column], in: described) }
            try sheet.setWidth(width([figures.words(described.header)] + texts), column: column)
        }
        for (place, column) in exact.enumerated() {
            let target = section.columns.count + place
            try sheet.put(figures.words("\(section.columns[column].header), exactly"), 0, target, book.bold)
            for (row, cells) in section.rows.enumerated() {
                if let amount = cells[column].amount { try sheet.put(amount.description, row + 1, target, nil) }
            }
            if let amount = section.total?[column].amount {
                try sheet.put(amount.description, section.rows.count + 1, target, nil)
            }
            try sheet.hide(column: target)
        }
        try sheet.finish(rowCount: rounded.rows.count, columnCount: section.columns.count)
    }

    private func put(
        _ cell: ReportCell, _ described: ReportColumn, _ sheet: XLSXSheet, _ row: Int, _ column: Int,
        _ format: XLSXFormat?
    ) throws(ReportError) {
        switch cell {
        case .absent: return
        case .text, .phrase: try sheet.put(figures.text(cell, in: described), row, column, nil)
        case .money(let amount), .quantity(let amount), .percent(let amount):
            try sheet.put(number: amount.description, row, column, format)
        case .count(let count): try sheet.put(number: "\(count)", row, column, format)
        }
    }

    /// The last line: sums of what the filter shows, words and ratios as they are.
    private func total(
        _ rounded: RoundedSection, _ column: Int, _ sheet: XLSXSheet, _ format: XLSXFormat?, _ book: XLSXBook
    ) throws(ReportError) {
        guard let cell = rounded.total?[column], !rounded.rows.isEmpty else { return }
        let row = rounded.rows.count + 1
        switch cell {
        case .absent: return
        case .text, .phrase: try sheet.put(figures.text(cell, in: rounded.section.columns[column]), row, column, book.bold)
        case .percent(let ratio): try sheet.put(number: ratio.description, row, column, format)
        case .money(let sum), .quantity(let sum):
            try sheet.put(sumOf: column, rowCount: rounded.rows.count, result: sum.description, format)
        case .count(let sum):
            try sheet.put(sumOf: column, rowCount: rounded.rows.count, result: "\(sum)", format)
        }
    }

    private func width(_ texts: [String]) -> Int {
        min(Self.widthMax, 2 + (texts.map { DisplayWidth.of(VisibleText.of($0)) }.max() ?? 0))
    }
}

extension ReportColumn {
    /// Whether its cells are money.
    var isMoney: Bool { if case .money = kind { true } else { false } }
}

/// Names of sheets: at most 31 characters, none of those that Excel refuses, no two the same whatever the case.
struct SheetNames {
    private var taken: Set<String> = []
    private static let lengthMax = 31

    /// ASCII, or an ideograph of the languages that we speak.
    private static func isPlain(_ character: Character) -> Bool {
        character.isASCII || character.unicodeScalars.allSatisfy { (0x4E00...0x9FFF).contains($0.value) }
    }

    /// The name of the next sheet.
    mutating func name(for title: String) -> String {
        let allowed = VisibleText.of(title).map { "[]:*?/\\'".contains($0) || !Self.isPlain($0) ? "-" : $0 }
        // Excel keeps History for itself.
        let isUsable = !allowed.isEmpty && String(allowed).lowercased() != "history"
        let plain = isUsable ? String(allowed) : "Sheet"
        var name = String(plain.prefix(Self.lengthMax))
        var number = 2
        while !taken.insert(name.lowercased()).inserted {
            let ending = " \(number)"
            name = String(plain.prefix(Self.lengthMax - ending.count)) + ending
            number += 1
        }
        return name
    }
}
