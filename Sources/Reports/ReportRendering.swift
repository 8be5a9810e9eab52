extension ReportDocument {
    /// The document as one text; a workbook is no text and comes as a file only.
    ///
    /// CSV has one table per stream: the section that the options name, else the first.
    ///
    /// ```swift
    /// print(try document.rendered(as: .text), terminator: "")
    /// ```
    ///
    /// - Throws: `ReportError` where the document contradicts itself or has no such section.
    public func rendered(as format: ReportFormat, options: ReportOptions = ReportOptions()) throws(ReportError)
        -> String
    {
        try rendered(as: format, options: options, sections: roundedSections())
    }

    /// The document as files of one format: one file, or for CSV one per section and `…-about.csv` with the facts.
    ///
    /// - Parameter name: What the files are called, without the ending; made by `ReportFileName`.
    /// - Throws: `ReportError` where the document contradicts itself.
    public func files(
        as format: ReportFormat, name: String, options: ReportOptions = ReportOptions()
    ) throws(ReportError) -> [ReportFile] {
        let rounded = try roundedSections()
        if format == .xlsx {
            let bytes = try XLSXWriter(options: options).write(self, rounded)
            return [ReportFile(name: "\(name).\(format.fileExtension)", bytes: bytes)]
        }
        guard format == .csv else {
            let text = try rendered(as: format, options: options, sections: rounded)
            return [ReportFile(name: "\(name).\(format.fileExtension)", text: text)]
        }
        var files = [ReportFile(name: "\(name)-about.csv", text: CSVWriter.about(self))]
        for section in rounded {
            // A section called about gets a name of its own: the facts have that one.
            let key = section.section.key == "about" ? "about-table" : section.section.key
            let text = CSVWriter.write(section, hasRoundedColumns: options.hasRoundedColumns)
            files.append(ReportFile(name: "\(name)-\(key).csv", text: text))
        }
        return files
    }

    /// The sections with what people are shown, checked.
    private func roundedSections() throws(ReportError) -> [RoundedSection] {
        var keys: Set<String> = []
        var rounded: [RoundedSection] = []
        for section in sections {
            guard keys.insert(section.key).inserted else {
                throw ReportError(.malformed("two sections have the key '\(section.key)'"), at: section.key)
            }
            rounded.append(try RoundedSection(section))
        }
        return rounded
    }

    private func rendered(
        as format: ReportFormat, options: ReportOptions, sections rounded: [RoundedSection]
    ) throws(ReportError) -> String {
        switch format {
        case .text: return TextWriter(options: options).write(self, rounded)
        case .json: return JSONWriter.write(self, rounded)
        case .markdown: return MarkdownWriter(options: options).write(self, rounded)
        case .html: return HTMLWriter(options: options).write(self, rounded)
        case .xlsx: preconditionFailure("a workbook is bytes, not text")
        case .csv:
            let found = options.sectionKey.map { key in rounded.first { $0.section.key == key } } ?? rounded.first
            if let found { return CSVWriter.write(found, hasRoundedColumns: options.hasRoundedColumns) }
            guard let key = options.sectionKey else { return CSVWriter.about(self) }
            throw ReportError(.sectionMissing(key, known: sections.map(\.key)), at: nil)
        }
    }
}

/// A file of a report, before it is written.
public struct ReportFile: Hashable, Sendable {
    /// Its name in the folder.
    public var name: String
    /// Its content.
    public var bytes: [UInt8]

    /// A file from its name and content.
    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// A file of text.
    public init(name: String, text: String) { self.init(name: name, bytes: Array(text.utf8)) }
}
