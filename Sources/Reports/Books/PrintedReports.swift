import Keys
import Money

extension [LoadedReport] {
    /// The reports as one text for the terminal or a pipe.
    ///
    /// Text and Markdown have one report after the other. Of the other formats a stream holds one document only.
    ///
    /// - Parameters:
    ///   - dimension: The only table that text and CSV show, and the first of the other formats.
    /// - Throws: `BooksError.severalCurrencies`, `ReportError`.
    public func printed(
        as format: ReportFormat, by dimension: ReportDimension?, options: ReportOptions
    ) throws -> String {
        if count > 1, format != .text, format != .markdown {
            throw BooksError(.severalCurrencies(map(\.currency.code)))
        }
        return try map { report in
            var document = report.document
            if let dimension { document.bringForward(dimension.rawValue, isOnly: format == .text) }
            if format == .text, dimension == nil { document = try document.folded() }
            return try document.rendered(as: format, options: options)
        }.joined(separator: "\n")
    }

    /// The reports in one currency.
    ///
    /// - Throws: `BooksError.noSuchCurrency`.
    public func only(currency code: String, _ month: Month) throws(BooksError) -> [LoadedReport] {
        let found = filter { $0.currency.code == code }
        guard found.isEmpty else { return found }
        throw BooksError(.noSuchCurrency(code, month, known: Set(map(\.currency.code)).sorted()))
    }
}

extension ReportDocument {
    /// Puts a section first, or leaves only it.
    mutating func bringForward(_ key: String, isOnly: Bool) {
        guard let index = sections.firstIndex(where: { $0.key == key }) else { return }
        let section = sections.remove(at: index)
        sections = isOnly ? [section] : [section] + sections
    }

    /// The document with long tables cut to their largest rows and a row for all the others, for a screen.
    ///
    /// The first table stays whole; the cut ones still add up.
    func folded(rowCountMax: Int = 15) throws(ReportError) -> ReportDocument {
        var document = self
        for index in sections.indices.dropFirst() {
            document.sections[index] = try sections[index].folded(rowCountMax: rowCountMax)
        }
        return document
    }
}

extension ReportSection {
    /// The section with the rows behind the first ones added up in one.
    func folded(rowCountMax: Int) throws(ReportError) -> ReportSection {
        guard rows.count > rowCountMax else { return self }
        let others = Array(rows.dropFirst(rowCountMax - 1))
        var cells: [ReportCell] = []
        for (index, column) in columns.enumerated() {
            switch column.kind {
            case .text: cells.append(index == 0 ? .text("(\(others.count) others)") : .absent)
            case .percent: cells.append(try Self.ratioSum(others, column: index, section: key))
            default:
                let isAbsent = others.allSatisfy { $0[index] == .absent }
                let sum = try ReportSums.sum(others, column: index, section: key)
                cells.append(isAbsent ? .absent : others[0][index].replacingAmount(by: sum))
            }
        }
        var section = self
        section.rows = Array(rows.prefix(rowCountMax - 1)) + [cells]
        return section
    }

    private static func ratioSum(_ rows: [[ReportCell]], column: Int, section: String) throws(ReportError) -> ReportCell {
        var ratios: [[ReportCell]] = []
        for row in rows { if case .percent(let ratio) = row[column] { ratios.append([.money(ratio)]) } }
        return ratios.isEmpty ? .absent : .percent(try ReportSums.sum(ratios, column: 0, section: section))
    }
}

extension ReportFiles.Outcome {
    /// `18 files written, 3 unchanged`.
    public var words: String {
        if written.isEmpty { return "\(unchanged.count) files unchanged, nothing to do" }
        return "\(written.count) files written" + (unchanged.isEmpty ? "" : ", \(unchanged.count) unchanged")
    }
}
