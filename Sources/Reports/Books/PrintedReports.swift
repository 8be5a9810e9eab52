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
            var document = report.document(for: format)
            if let dimension {
                document.bringForward(dimension.rawValue, isOnly: format == .text)
                if format == .text { document.highlights = [] }
                if report.team == nil { document.title = "Cost by \(dimension.name)" }
            }
            if format == .text, dimension == nil { document = try document.folded() }
            return try document.rendered(as: format, options: options)
        }.joined(separator: "\n")
    }

    /// The one report as a workbook's bytes.
    ///
    /// - Parameter dimension: The table that comes first.
    /// - Throws: `BooksError.severalCurrencies`, `ReportError`.
    public func workbook(by dimension: ReportDimension?, options: ReportOptions) throws -> [UInt8] {
        guard let report = first, count == 1 else { throw BooksError(.severalCurrencies(map(\.currency.code))) }
        var document = report.document(for: .xlsx)
        if let dimension { document.bringForward(dimension.rawValue, isOnly: false) }
        return try document.files(as: .xlsx, name: report.fileName, options: options).flatMap(\.bytes)
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
    /// Rows of a table on a screen, and on a page: as many as a month has days.
    static let screenRowCountMax = 15
    private static let pageRowCountMax = 31

    /// The document for a page: nobody reads ten thousand rows of it, and the other formats have them all.
    fileprivate var foldedForPages: ReportDocument {
        do { return try folded(rowCountMax: Self.pageRowCountMax) } catch { return self }
    }

    /// Puts a section first, or leaves only it.
    mutating func bringForward(_ key: String, isOnly: Bool) {
        guard let index = sections.firstIndex(where: { $0.key == key }) else { return }
        let section = sections.remove(at: index)
        sections = isOnly ? [section] : [section] + sections
    }

    /// The document with long tables cut to their largest rows and a row for all the others, for a screen.
    ///
    /// The first table stays whole; the cut ones still add up.
    func folded(rowCountMax: Int = ReportDocument.screenRowCountMax) throws(ReportError) -> ReportDocument {
        var document = self
        for index in sections.indices.dropFirst() {
            document.sections[index] = try sections[index].folded(rowCountMax: rowCountMax)
        }
        return document
    }
}

extension ReportSection {
    /// The section with the rows behind the first ones added up in one; costs without a name stay a row of their own.
    func folded(rowCountMax: Int) throws(ReportError) -> ReportSection {
        guard rows.count > rowCountMax else { return self }
        let nameless = ReportDimension(rawValue: key).map { ReportCell.phrase($0.namelesses[0]) }
        let isLastNameless = rows.last?.first == nameless
        let kept = isLastNameless ? rowCountMax - 2 : rowCountMax - 1
        func folded(_ rows: [[ReportCell]]) throws(ReportError) -> [[ReportCell]] {
            let others = Array(rows[kept..<(rows.count - (isLastNameless ? 1 : 0))])
            var cells: [ReportCell] = []
            for index in columns.indices { cells.append(try self.folded(others, column: index)) }
            return Array(rows.prefix(kept)) + [cells] + (isLastNameless ? [rows[rows.count - 1]] : [])
        }
        var section = self
        section.rows = try folded(rows)
        // What the others show is added up, too: the rows that stay show what they showed before.
        if let shown { section.shown?.rows = try folded(shown.rows) }
        return section
    }

    private func folded(_ others: [[ReportCell]], column: Int) throws(ReportError) -> ReportCell {
        // Ratios are not added: the shown amounts say enough; nor is what has no total where others have one.
        let isAdded = total.map { $0[column] != .absent } ?? true
        let hasAmount = isAdded && others.contains { $0[column].amount != nil }
        guard hasAmount else { return column == 0 ? .phrase("(\(others.reduce(0) { $0 + Self.standsFor($1[0]) }) others)") : .absent }
        let sum = try ReportSums.sum(others, column: column, section: key)
        return columns[column].kind == .count
            ? .count(Int64(sum.significand)) : others[0][column].replacingAmount(by: sum)
    }
}

extension ReportSection {
    /// How many rows a row stands for: one, unless it is one for others already.
    private static func standsFor(_ name: ReportCell) -> Int64 {
        guard case .phrase(let phrase) = name, phrase.key == "({} others)", case .amount(let count, _, _)? = phrase.pieces.first else { return 1 }
        return Int64(count.significand)
    }
}

extension ReportDocument {
    /// The document without columns in which there is nothing, such as those of a month before that is not there.
    ///
    /// For people; programs find every column, full or empty.
    func withoutEmptyColumns() -> ReportDocument {
        var document = self
        for (number, section) in sections.enumerated() where !section.rows.isEmpty {
            let parts = section.optionalParts
            let kept = section.columns.indices.filter { index in
                (section.rows + (section.total.map { [$0] } ?? [])).contains { row in
                    row[index] != .absent && !(parts.contains(section.columns[index].key) && row[index].amount?.isZero ?? true)
                }
            }
            document.sections[number].columns = kept.map { section.columns[$0] }
            func keeping(_ row: [ReportCell]) -> [ReportCell] { kept.map { row[$0] } }
            document.sections[number].rows = section.rows.map(keeping)
            document.sections[number].total = section.total.map(keeping)
            document.sections[number].shown = section.shown.map { shown in
                ShownRows(rows: shown.rows.map(keeping), total: shown.total.map(keeping))
            }
            let keys = Set(document.sections[number].columns.map(\.key))
            // Of what has no column there is nothing to draw.
            if let chart = section.chart, !keys.isSuperset(of: [chart.label] + chart.columns) { document.sections[number].chart = nil }
            document.sections[number].relations = section.relations.map { $0.keeping(kept.map { section.columns[$0].key }) }
        }
        return document
    }
}

extension ReportSection {
    /// Parts of a sum of more than two: where a part is nought in every row, the sum reads as well without it.
    fileprivate var optionalParts: Set<String> {
        let needed = relations.flatMap { relation -> [String] in
            if case .difference(_, let minuend, let subtrahend) = relation { [minuend, subtrahend] } else { [] }
        }
        return Set(
            relations.flatMap { relation -> [String] in
                if case .sum(_, let parts) = relation, parts.count > 2 { parts } else { [] }
            }
        ).subtracting(needed)
    }
}

extension ColumnRelation {
    /// The relation without the parts that have no column any more.
    fileprivate func keeping(_ keys: [String]) -> ColumnRelation {
        guard case .sum(let total, let parts) = self else { return self }
        return .sum(total: total, parts: parts.filter(keys.contains))
    }
}

extension LoadedReport {
    /// What the document shows in a format: whole for programs, without empty columns for people.
    func document(for format: ReportFormat) -> ReportDocument {
        switch format {
        case .csv, .json: document
        case .text, .xlsx: document.withoutEmptyColumns()
        case .markdown, .html: document.withoutEmptyColumns().foldedForPages
        }
    }
}

extension ReportFiles.Outcome {
    /// `18 files written, 3 unchanged`.
    public var words: String {
        if written.isEmpty { return "\(unchanged.count) files unchanged, nothing to do" }
        return "\(written.count) files written" + (unchanged.isEmpty ? "" : ", \(unchanged.count) unchanged")
    }
}
