import Keys
import Money

extension LoadedReport {
    /// The report in short, for a mail: some tables, the long ones cut to their largest rows.
    ///
    /// - Throws: `ReportError`.
    public func digest(of keys: Set<String>, rowCountMax: Int) throws(ReportError) -> ReportDocument {
        var short = document.withoutEmptyColumns()
        short.sections = short.sections.filter { keys.contains($0.key) }
        return try short.folded(rowCountMax: rowCountMax)
    }

    /// A line that says what the report is about and comes to.
    public func subject(in language: ReportLanguage) -> String {
        let stamp: Phrase = document.stamp?.word ?? ""
        guard let section = document.sections.first, let column = section.columnIndex("total"),
            let amount = (section.shown?.total ?? section.total)?[column].amount
        else { return language.text("\(document.title), \(month)") }
        return language.text("\(document.title), \(month): \(amount, places: currency.places) \(currency.code) (\(stamp))")
    }
}

extension ReportLoader {
    /// Which reports a month has: per currency the organisation's and one per team with costs.
    ///
    /// - Throws: `BooksError`, `StoreError`.
    public func subjects(_ month: Month) throws -> [(team: String?, currency: Currency)] {
        let teams = try teams(month)
        return Set(teams.map(\.currency)).sorted().flatMap { currency in
            [(team: nil, currency: currency)]
                + teams.filter { $0.currency == currency }.map { (team: $0.name, currency: currency) }
        }
    }
}
