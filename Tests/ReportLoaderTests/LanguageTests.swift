import Foundation
import Keys
import Settings
import Store
import TestSupport
import Testing

@testable import Reports

@Suite("Languages")
struct LanguageTests {
    /// Every phrase that a report shows.
    private func phrases(_ document: ReportDocument) -> [Phrase] {
        var phrases = [document.title] + [document.subtitle].compactMap { $0 } + document.highlights.map(\.words)
        phrases += document.facts.flatMap { [$0.name, $0.value] }
        for section in document.sections {
            phrases += [section.title] + [section.note, section.emptyReason].compactMap { $0 } + section.columns.map(\.header)
            for cell in (section.rows + (section.total.map { [$0] } ?? [])).joined() {
                if case .phrase(let phrase) = cell { phrases.append(phrase) }
            }
        }
        return phrases + ReportHighlight.Kind.allCases.map(\.title)
    }

    @Test("Every phrase of every report has words in every language")
    func complete() throws {
        let settings = try Books.yearSettings()
        let year = try ReportLoader(try Books.year().connect(), budgets: settings.budgets)
        var reports = try year.all(Books.october) + year.all(Month("2025-11")!)
        reports += try ReportLoader(try Books.matched().connect(), cost: .list).all(Books.october)
        reports += try ReportLoader(try Books.change().connect()).all(Books.october)
        reports += try ReportLoader(try Books.small("2026-10 USD web 10.00").connect()).all(Books.october)
        let missing = Set(reports.flatMap { phrases($0.document) }.filter { !ReportLanguage.chinese.hasWords(for: $0) }.map(\.key))
        #expect(missing.sorted() == [])
        #expect(ReportLanguage.translations[.chinese]?.values.contains("") == false)
    }

    @Test("A translation has as many places as the words it stands for")
    func places() {
        for (english, chinese) in ReportLanguage.translations[.chinese] ?? [:] {
            let count = english.components(separatedBy: "{").count
            #expect(chinese.components(separatedBy: "{").count == count, "\(english)")
        }
    }

    @Test("The year reads byte for byte as in reports/golden-year, in English and Chinese; programs' formats know one language")
    func golden() throws {
        let settings = try Books.yearSettings()
        let reports = try ReportLoader(try Books.year().connect(), budgets: settings.budgets).all(Books.october)
        for report in reports where report.team == nil || report.team == "search" {
            for format in [ReportFormat.text, .html, .markdown] {
                for language in ReportLanguage.allCases {
                    let name = report.fileName + (language == .english ? "" : ".\(language.rawValue)")
                    let options = ReportOptions(language: language)
                    for file in try report.document(for: format).files(as: format, name: name, options: options) { try compare(file) }
                }
            }
            for format in [ReportFormat.json, .csv] {
                let english = try report.document(for: format).files(as: format, name: report.fileName)
                let chinese = try report.document(for: format).files(
                    as: format, name: report.fileName, options: ReportOptions(language: .chinese))
                #expect(english == chinese)
                if format == .json { for file in english { try compare(file) } }
            }
        }
        for file in ReportIndex.file(reports, month: Books.october) { try compare(file) }
    }

    private func compare(_ file: ReportFile) throws {
        let path = Checkout.path("reports/golden-year/\(file.name)")
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try FileManager.default.createDirectory(atPath: Checkout.path("reports/golden-year"), withIntermediateDirectories: true)
            try Data(file.bytes).write(to: URL(filePath: path))
            Issue.record("\(file.name) was recorded; look at it, then run without RECORD")
            return
        }
        let expected = try #require(FileManager.default.contents(atPath: path), "\(file.name) is missing")
        let isEqual = Array(expected) == file.bytes
        #expect(isEqual, "\(file.name) differs; RECORD=1 records it anew")
    }
}
