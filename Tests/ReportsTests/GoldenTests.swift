import Foundation
import Testing

@testable import Reports

@Suite("Golden reports")
struct GoldenTests {
    /// reports/golden of the checkout.
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "reports/golden")

    @Test("The sample month reads byte for byte as in reports/golden", arguments: ReportFormat.texts)
    func golden(format: ReportFormat) throws {
        for file in try Samples.monthly.files(as: format, name: "2026-09-teams") { try compare(file) }
    }

    @Test("A narrow line and a coloured terminal read as in reports/golden")
    func goldenText() throws {
        let narrow = try Samples.monthly.rendered(as: .text, options: ReportOptions(width: 60))
        try compare(ReportFile(name: "2026-09-teams-narrow.txt", text: narrow))
        let wide = try Samples.monthly.rendered(as: .text, options: ReportOptions(width: 132, style: .ansi))
        try compare(ReportFile(name: "2026-09-teams-wide.ansi", text: wide))
    }

    private func compare(_ file: ReportFile) throws {
        let path = Self.folder.appending(path: file.name)
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try Data(file.bytes).write(to: path)
            Issue.record("\(file.name) was recorded; look at it, then run without RECORD")
            return
        }
        let expected = try #require(try? Data(contentsOf: path), "reports/golden/\(file.name) is missing")
        let isEqual = Array(expected) == file.bytes
        #expect(isEqual, "\(file.name) differs; RECORD=1 records it anew")
    }
}

extension ReportFormat {
    /// The formats that are text; a workbook's bytes depend on libxlsxwriter's version.
    static let texts = allCases.filter { $0 != .xlsx }
}
