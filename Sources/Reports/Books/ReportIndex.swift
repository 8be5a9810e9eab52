import Keys
import Money
import Mustache

/// The page that leads to all reports of a month.
enum ReportIndex {
    /// `index.html` with a line per report; none where the organisation's report is not among them.
    static func file(
        _ reports: [LoadedReport], month: Month, language: ReportLanguage = .english
    ) -> [ReportFile] {
        guard reports.contains(where: { $0.team == nil }) else { return [] }
        func words(_ phrase: Phrase) -> String { language.text(phrase) }
        let context: [String: Any] = [
            "language": language.rawValue, "reportWord": words("Report"), "reportsWord": words("Reports"),
            "totalWord": words("Total"), "changeWord": words("Change"), "currencyWord": words("Currency"),
            "style": HTMLWriter.style, "styleHash": HTMLWriter.styleHash, "title": words("Reports of \(month)"),
            "stamp": reports.first?.document.stamp.map { stamp in
                [["stampName": words(stamp.word), "stampMeaning": words(stamp.meaning), "stampClass": stamp.rawValue.lowercased()]]
            } ?? [],
            "reports": reports.map { report -> [String: Any] in
                [
                    "href": "\(report.fileName).html", "name": report.team ?? words("Organisation"), "total": amount(report, "total", language),
                    "change": amount(report, "change", language),
                    "currency": report.currency.code, "isWhole": report.team == nil,
                ]
            },
        ]
        return [ReportFile(name: "index.html", text: HTMLWriter.page("index.mustache", context))]
    }

    /// What the report's first table shows in the total of a column.
    private static func amount(_ report: LoadedReport, _ key: String, _ language: ReportLanguage) -> String {
        let figures = Figures(percentPlaces: 1, minus: "−", language: language)
        guard let section = report.document.sections.first, let column = section.columnIndex(key),
            let amount = (section.shown?.total ?? section.total)?[column].amount
        else { return Figures.absent }
        return figures.fixed(amount, places: report.currency.places, isSigned: key == "change")
    }
}
