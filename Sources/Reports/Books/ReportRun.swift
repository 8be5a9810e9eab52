import Keys
import Settings
import Store

/// Writes the reports of a month into files: the organisation's and one per team, in every format that is asked for.
public enum ReportRun {
    /// Writes what is new or different; the files of a month lie in a folder of its own, `OUTPUT/2026-10`.
    ///
    /// - Parameters:
    ///   - settings: The folder, the formats and the cost.
    ///   - budgets: Those that reports show the state of.
    /// - Returns: Which files were written and which were there already.
    /// - Throws: `BooksError`, `ReportError` or `StoreError`; the earlier files are then as they were.
    public static func write(
        _ connection: Connection, month: Month, settings: Settings.Reports, budgets: [Settings.Budget] = []
    ) throws -> ReportFiles.Outcome {
        let cost = CostBasis(settings.cost)
        let reports = try ReportLoader(connection, cost: cost, budgets: budgets).all(month)
        let exports = settings.formats.contains(.focus) ? [FOCUSExport(connection, month: month)] : []
        return try write(
            reports, month: month, formats: settings.formats.compactMap { ReportFormat($0) }, exports: exports,
            to: settings.output, options: ReportOptions(language: ReportLanguage(settings.locale)))
    }

    /// Writes reports of one month that are loaded already, and exports of it.
    ///
    /// - Throws: `ReportError`; with exports what `FOCUSExport.write` throws, too.
    public static func write(
        _ reports: [LoadedReport], month: Month, formats: [ReportFormat], exports: [FOCUSExport] = [],
        to output: String, options: ReportOptions = ReportOptions()
    ) throws -> ReportFiles.Outcome {
        var files = try rendered(reports, formats, options)
        if formats.contains(.html) { files += ReportIndex.file(reports, month: month, language: options.language) }
        let folder = output.hasSuffix("/") ? "\(output)\(month)" : "\(output)/\(month)"
        let facts = reports.first { $0.team == nil }?.document.facts ?? []
        let digest = facts.first { $0.name == "Books" }.map { "\($0.value)" }
        return try ReportFiles.write(
            files, streams: exports.map(\.stream), to: folder,
            facts: ["month": month.description].merging(digest.map { ["books": $0] } ?? [:]) { $1 })
    }
}

extension ReportRun {
    /// The files of all reports, in their order; as many are made at once as the machine has cores.
    private static func rendered(
        _ reports: [LoadedReport], _ formats: [ReportFormat], _ options: ReportOptions
    ) throws -> [ReportFile] {
        try Concurrently.map(reports) { report in
            try formats.flatMap { format in
                try report.document(for: format).files(as: format, name: report.fileName, options: options)
            }
        }.flatMap(\.self)
    }
}

extension LoadedReport {
    /// What its files are called, without the ending: `2026-10-effective-usd-team-payments`.
    public var fileName: String {
        let whose = team.map { "team-\(ReportFileName.slug($0))" } ?? "organisation"
        return "\(month)-\(cost.rawValue)-\(currency.code.lowercased())-\(whose)"
    }
}

extension CostBasis {
    /// The configuration's word.
    public init(_ cost: Settings.Cost) {
        self =
            switch cost {
            case .effective: .effective
            case .billed: .billed
            case .list: .list
            case .contracted: .contracted
            }
    }
}

extension ReportLanguage {
    /// The configuration's word.
    public init(_ locale: Settings.Locale) {
        self =
            switch locale {
            case .english: .english
            case .chinese: .chinese
            }
    }
}

extension ReportFormat {
    /// The configuration's word; `nil` for an export, which is no report.
    init?(_ format: Settings.ReportFormat) {
        switch format {
        case .text: self = .text
        case .csv: self = .csv
        case .json: self = .json
        case .markdown: self = .markdown
        case .html: self = .html
        case .xlsx: self = .xlsx
        case .focus: return nil
        }
    }
}
