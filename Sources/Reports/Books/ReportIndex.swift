import Keys
import Money
import Mustache

/// The page that leads to all reports of a month.
enum ReportIndex {
    /// `index.html` with a line per report; none where the organisation's report is not among them.
    static func file(_ reports: [LoadedReport], month: Month) -> [ReportFile] {
        guard reports.contains(where: { $0.team == nil }) else { return [] }
        let context: [String: Any] = [
            "style": HTMLWriter.style, "styleHash": HTMLWriter.styleHash, "title": "Reports of \(month.words)",
            "stamp": reports.first?.document.stamp.map { stamp in
                [["stampName": stamp.rawValue, "stampMeaning": stamp.meaning, "stampClass": stamp.rawValue.lowercased()]]
            } ?? [],
            "reports": reports.map { report -> [String: Any] in
                [
                    "href": "\(report.fileName).html", "name": report.team ?? "Organisation", "total": total(report),
                    "currency": report.currency.code, "isWhole": report.team == nil,
                ]
            },
        ]
        return [ReportFile(name: "index.html", text: HTMLWriter.page("index.mustache", context))]
    }

    /// What the report's first table shows as its total.
    private static func total(_ report: LoadedReport) -> String {
        guard let section = report.document.sections.first, let column = section.columnIndex("total"),
            let amount = section.shownTotals["total"] ?? section.total?[column].amount
        else { return Figures.absent }
        return Figures(percentPlaces: 1, minus: "−").fixed(amount, places: report.currency.places)
    }
}
