import ArgumentParser
import Reports
import Settings

/// What `--format` may be: a report's format, or the export of the bill itself.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    case text
    case csv
    case json
    case markdown
    case html
    case xlsx
    case focus

    /// The configuration's word.
    init(_ format: Settings.ReportFormat) {
        guard let same = OutputFormat(rawValue: format.rawValue) else { preconditionFailure("no format \(format)") }
        self = same
    }

    /// The report's format; `nil` for the export.
    var document: ReportFormat? { ReportFormat(rawValue: rawValue) }
}
