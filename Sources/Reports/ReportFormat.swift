/// What a report can be written as.
public enum ReportFormat: String, CaseIterable, Hashable, Sendable {
    /// Aligned columns for a terminal or a mail.
    case text
    /// RFC 4180, exact amounts, for spreadsheets and scripts.
    case csv
    /// Exact and rounded amounts as strings, for programs (docs/reports.md has the schema).
    case json
    /// Tables for a merge request.
    case markdown
    /// One file without scripts, for people: screen and paper.
    case html
    /// A workbook for spreadsheets: a sheet per table.
    case xlsx

    /// What a file of the format ends with, without the dot.
    public var fileExtension: String {
        switch self {
        case .text: "txt"
        case .csv: "csv"
        case .json: "json"
        case .markdown: "md"
        case .html: "html"
        case .xlsx: "xlsx"
        }
    }
}

/// What a writer may be told.
public struct ReportOptions: Hashable, Sendable {
    /// How a terminal's text is set.
    public enum TextStyle: Hashable, Sendable {
        /// Characters only.
        case plain
        /// Bold headings and dimmed notes by ANSI escapes; never the only carrier of a meaning.
        case ansi
    }

    /// How many columns a text line may take, at least 40.
    public var width: Int
    /// How text is set.
    public var style: TextStyle
    /// The section a CSV stream shows; the first where `nil`.
    public var sectionKey: String?
    /// Whether CSV has a column `<key>_rounded` behind every money column.
    public var hasRoundedColumns: Bool
    /// Decimals of a percentage.
    public var percentPlaces: Int
    /// In which language people read it.
    public var language: ReportLanguage

    /// Options; the defaults suit a terminal of 80 columns.
    public init(
        width: Int = 80, style: TextStyle = .plain, sectionKey: String? = nil, hasRoundedColumns: Bool = false,
        percentPlaces: Int = 1, language: ReportLanguage = .english
    ) {
        self.width = width
        self.style = style
        self.sectionKey = sectionKey
        self.hasRoundedColumns = hasRoundedColumns
        self.percentPlaces = percentPlaces
        self.language = language
    }
}
