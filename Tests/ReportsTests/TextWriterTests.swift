import Money
import Testing
import Texts

@testable import Reports

@Suite("Text reports")
struct TextWriterTests {
    @Test("No label steers the terminal or widens a line", arguments: Corpus.labels)
    func labelsStayText(label: String) throws {
        for width in [40, 80, 120] {
            let text = try Corpus.document(label).rendered(as: .text, options: ReportOptions(width: width))
            #expect(!text.unicodeScalars.contains { $0 != "\n" && VisibleText.isUnseen($0) })
            for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= width) }
        }
    }

    @Test("Lines fit and numbers stand whole, whatever the table and the width", arguments: 0..<200 as Range<UInt64>)
    func linesFit(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let document = RandomSection.document(using: &random)
        let width = Int.random(in: 40...160, using: &random)
        let text = try document.rendered(as: .text, options: ReportOptions(width: width))
        for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= width) }
        let rounded = try RoundedSection(document.sections[0])
        let figures = Figures(percentPlaces: 1)
        for row in rounded.rows {
            for (cell, column) in zip(row, rounded.section.columns) where cell.amount != nil {
                let isChange = rounded.section.changeKeys.contains(column.key)
                #expect(text.contains(figures.text(cell, in: column, isChange: isChange)))
            }
        }
    }

    @Test("Two names are never cut to the same")
    func namesStayApart() throws {
        let stem = String(repeating: "observability-", count: 5)
        let section = ReportSection(
            key: "s", title: "S",
            columns: [ReportColumn("n", "Name", .text)]
                + (0..<4).map { ReportColumn("c\($0)", "Cost", .money(places: 2)) },
            rows: ["a", "b"].map { [.text(stem + $0)] + (0..<4).map { _ in .money(number("12345.67")) } })
        let text = try ReportDocument(title: "x", sections: [section]).rendered(as: .text)
        #expect(text.contains(stem + "a") && text.contains(stem + "b"))
    }

    @Test("There is colour only where it is asked for, and the words are the same")
    func colour() throws {
        let plain = try Samples.monthly.rendered(as: .text)
        let styled = try Samples.monthly.rendered(as: .text, options: ReportOptions(style: .ansi))
        #expect(!plain.contains("\u{1B}"))
        let stripped = styled.replacing("\u{1B}[1m", with: "").replacing("\u{1B}[2m", with: "")
            .replacing("\u{1B}[0m", with: "")
        #expect(stripped == plain)
    }

    @Test(
        "Numbers read with thousands apart and fixed decimals",
        arguments: [
            ("0", 2, "0.00"), ("-0.001", 2, "0.00"), ("1234567.891", 2, "1,234,567.89"), ("-1000", 2, "-1,000.00"),
            ("999.995", 2, "1,000.00"), ("-0.005", 2, "-0.01"), ("123", 0, "123"), ("1234.5", 0, "1,235"),
            ("0.00004", 4, "0.0000"),
            ("12345678901234567890123456789012345678", 0, "12,345,678,901,234,567,890,123,456,789,012,345,678"),
        ])
    func numbers(amount: String, places: Int, expected: String) {
        #expect(Figures(percentPlaces: 1).fixed(number(amount), places: places) == expected)
    }

    @Test(
        "Ratios read in per cent",
        arguments: [
            ("0", "0.0 %"), ("1", "100.0 %"), ("0.1255", "12.6 %"), ("-0.0004", "0.0 %"), ("-0.0005", "-0.1 %"),
            ("12.5", "1,250.0 %"),
        ])
    func percentages(ratio: String, expected: String) {
        let column = ReportColumn("p", "P", .percent)
        #expect(Figures(percentPlaces: 1).text(.percent(number(ratio)), in: column) == expected)
    }
}
