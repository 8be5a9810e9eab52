import Money

/// What a report says, before it is known how it will look: facts, then tables.
///
/// A document holds exact amounts and no wall-clock time, so the same state of the books gives the
/// same bytes in every format, on every machine, on every rerun.
public struct ReportDocument: Hashable, Sendable {
    /// The heading, such as `Cost by team`.
    public var title: Phrase
    /// A second line, such as the team or the month.
    public var subtitle: Phrase?
    /// Period, currency, cost basis, the run and digest it was made from; in the order to show.
    public var facts: [ReportFact]
    /// Whether the figures may still change.
    public var stamp: ReportStamp?
    /// What it comes to, in sentences.
    public var highlights: [ReportHighlight] = []
    /// The tables, the main one first.
    public var sections: [ReportSection]

    /// A document of its parts.
    public init(
        title: Phrase, subtitle: Phrase? = nil, facts: [ReportFact] = [], stamp: ReportStamp? = nil,
        sections: [ReportSection]
    ) {
        self.title = title
        self.subtitle = subtitle
        self.facts = facts
        self.stamp = stamp
        self.sections = sections
    }
}

/// One statement about the whole report: `Period: 2026-09`.
public struct ReportFact: Hashable, Sendable {
    /// What it is, such as `Currency`.
    public var name: Phrase
    /// How it stands, such as `USD`.
    public var value: Phrase

    /// A fact from its name and value.
    public init(_ name: Phrase, _ value: Phrase) {
        self.name = name
        self.value = value
    }
}

/// Whether the figures may still change.
public enum ReportStamp: String, Hashable, Sendable {
    /// The bill is not final, or the month is still open.
    case provisional = "PROVISIONAL"
    /// The month is closed; later changes show as adjustments.
    case final = "FINAL"
}

/// One table of a report.
public struct ReportSection: Hashable, Sendable {
    /// A stable name for machines: lower case letters, digits, `-` and `_`. It names CSV files.
    public var key: String
    /// The heading.
    public var title: Phrase
    /// A sentence under the heading: what is in the table, what is not.
    public var note: Phrase?
    /// The columns, left to right.
    public var columns: [ReportColumn]
    /// One cell per column in every row.
    public var rows: [[ReportCell]]
    /// The last line: per column the exact sum of the rows, or `.absent` where a sum means nothing.
    public var total: [ReportCell]?
    /// Which columns make up which, so that what is shown adds up along the rows too.
    public var relations: [ColumnRelation]
    /// Bars over money columns, where a picture helps.
    public var chart: ReportChart?
    /// Why there are no rows, where there are none: said in their place.
    public var emptyReason: Phrase?
    /// What another report shows as the same columns' totals, so that both show the same; none where there is no other.
    ///
    /// Each is the exact total rounded up or down to the column's decimals. Parts meet theirs wherever that is possible.
    public var shownTotals: [String: ExactDecimal] = [:]
    /// What people are shown of the rows and the total where the whole report was rounded together; `nil` rounds the section by itself.
    public var shown: ShownRows?

    /// A section of its parts.
    public init(
        key: String, title: Phrase, note: Phrase? = nil, columns: [ReportColumn], rows: [[ReportCell]],
        total: [ReportCell]? = nil, relations: [ColumnRelation] = [], chart: ReportChart? = nil
    ) {
        self.key = key
        self.title = title
        self.note = note
        self.columns = columns
        self.rows = rows
        self.total = total
        self.relations = relations
        self.chart = chart
    }

    /// The note for people: where there are no rows, the reason stands alone.
    var shownNote: Phrase? { rows.isEmpty && emptyReason != nil ? nil : note }

    /// Where the column of a key stands, or `nil` where there is none.
    public func columnIndex(_ key: String) -> Int? { columns.firstIndex { $0.key == key } }
}

/// Rows and total of a section with money and quantities as they are shown.
public struct ShownRows: Hashable, Sendable {
    /// As many as the section's, with the same words.
    public var rows: [[ReportCell]]
    /// The section's total, as it is shown.
    public var total: [ReportCell]?

    /// Shown rows of a section.
    public init(rows: [[ReportCell]], total: [ReportCell]?) {
        self.rows = rows
        self.total = total
    }
}

/// One column of a table.
public struct ReportColumn: Hashable, Sendable {
    /// What its cells hold; it decides alignment and rounding.
    public enum Kind: Hashable, Sendable {
        /// Words.
        case text
        /// Money of the report's currency, shown with so many decimals (`Currency.places`).
        case money(places: Int)
        /// A ratio, shown in per cent.
        case percent
        /// A whole number.
        case count
        /// A measured amount, such as core hours, shown with so many decimals.
        case quantity(places: Int)
    }

    /// A stable name for machines: lower case letters, digits, `-` and `_`.
    public var key: String
    /// The heading for people.
    public var header: Phrase
    /// What its cells hold.
    public var kind: Kind
    /// Whether its amounts are changes, so that a `+` stands before those above nought.
    public var isChange: Bool

    /// A column of its parts.
    public init(_ key: String, _ header: Phrase, _ kind: Kind, isChange: Bool = false) {
        self.key = key
        self.header = header
        self.kind = kind
        self.isChange = isChange
    }
}

/// One cell of a table.
public enum ReportCell: Hashable, Sendable {
    /// Words, as they came: every writer makes them safe for its own format.
    case text(String)
    /// Words of ours in a column of words, which are translated.
    case phrase(Phrase)
    /// An exact amount.
    case money(ExactDecimal)
    /// An exact ratio: 0.125 is 12.5 %.
    case percent(ExactDecimal)
    /// A whole number.
    case count(Int64)
    /// An exact measured amount.
    case quantity(ExactDecimal)
    /// Nothing to say; shown as `–`. In sums it counts as nought.
    case absent
}

/// How money columns of one table hang together.
public enum ColumnRelation: Hashable, Sendable {
    /// In every row the total is the sum of its parts, such as total = direct + shared.
    case sum(total: String, parts: [String])
    /// In every row the result is one column less another, such as change = month − previous month.
    case difference(result: String, minuend: String, subtrahend: String)
}

/// A picture of a section's rows.
public struct ReportChart: Hashable, Sendable {
    /// What is drawn.
    public enum Form: Hashable, Sendable {
        /// A horizontal bar per row.
        case bars
        /// An upright column per row, for rows that follow each other in time.
        case columns
        /// Each row's amount from where the row before ended: how one total becomes another.
        case waterfall(from: ExactDecimal)
        /// Per row a mark for each column of ratios, against the band of that column in which it is healthy.
        case bands([Band])
    }

    /// From which ratio to which.
    public struct Band: Hashable, Sendable {
        let low: ExactDecimal
        let high: ExactDecimal

        init(_ bounds: (low: ExactDecimal, high: ExactDecimal)) { (low, high) = bounds }
    }

    /// What is drawn.
    public var form: Form
    /// The key of the text column that names the bars.
    public var label: String
    /// The keys of the money columns (of bands: of the ratios); more than one are stacked in this order.
    public var columns: [String]
    /// How many rows are drawn at most, from the top.
    public var barCountMax: Int

    /// A chart over columns of the section.
    public init(label: String, columns: [String], barCountMax: Int = 12, form: Form = .bars) {
        self.form = form
        self.label = label
        self.columns = columns
        self.barCountMax = barCountMax
    }
}
