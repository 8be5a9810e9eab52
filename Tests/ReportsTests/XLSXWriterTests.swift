import Foundation
import Money
import Testing
import Texts

@testable import Reports

@Suite("Workbooks")
struct XLSXWriterTests {
    /// A sheet as Python's zipfile and XML parser read it.
    struct Sheet: Decodable {
        struct Cell: Decodable, Equatable {
            let type: String
            let value: String
            var formula: String?
        }
        let name: String
        let cells: [String: Cell]
        let frozen: String?
        let filter: String?
        let hidden: [String]
        let hyperlinks: Int
    }

    /// A reader that shares nothing with the writer.
    private static let reader = """
        import json, re, sys, xml.etree.ElementTree as tree, zipfile
        book = zipfile.ZipFile(sys.argv[1])
        space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
        parse = lambda name: tree.fromstring(book.read(name))
        plain = lambda text: re.sub("_x([0-9A-F]{4})_", lambda hit: chr(int(hit[1], 16)), text)
        strings = [plain("".join(t.text or "" for t in s.iter("{%s}t" % space["m"])))
                   for s in parse("xl/sharedStrings.xml").findall("m:si", space)]
        sheets = []
        for index, sheet in enumerate(parse("xl/workbook.xml").find("m:sheets", space)):
            root = parse("xl/worksheets/sheet%d.xml" % (index + 1))
            cells = {}
            for cell in root.iter("{%s}c" % space["m"]):
                value, formula = cell.find("m:v", space), cell.find("m:f", space)
                text = "" if value is None else value.text
                kind = cell.get("t", "n")
                cells[cell.get("r")] = {"type": kind, "value": strings[int(text)] if kind == "s" else text,
                                        "formula": None if formula is None else formula.text}
            pane, auto = root.find(".//m:pane", space), root.find("m:autoFilter", space)
            sheets.append({
                "name": sheet.get("name"), "cells": cells,
                "frozen": None if pane is None else pane.get("topLeftCell") + " " + pane.get("state"),
                "filter": None if auto is None else auto.get("ref"),
                "hidden": [c.get("min") for c in root.iter("{%s}col" % space["m"]) if c.get("hidden") == "1"],
                "hyperlinks": len(list(root.iter("{%s}hyperlink" % space["m"])))})
        print(json.dumps(sheets))
        """

    private func read(_ document: ReportDocument) throws -> [Sheet] {
        let file = try #require(try document.files(as: .xlsx, name: "x").first)
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).xlsx")
        defer { try? FileManager.default.removeItem(at: path) }
        try Data(file.bytes).write(to: path)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", Self.reader, path.path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let json = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try JSONDecoder().decode([Sheet].self, from: json)
    }

    @Test("A sheet per table: words as words, the shown amounts as numbers, the exact ones as hidden words")
    func values() throws {
        let document = Samples.monthly
        let sheets = try read(document)
        #expect(sheets.map(\.name) == ["About"] + document.sections.map { "\($0.title)" })
        for (section, sheet) in zip(document.sections, sheets.dropFirst()) {
            let rounded = try RoundedSection(section)
            let money = section.columns.indices.filter { section.columns[$0].isMoney }
            #expect(sheet.hidden == money.indices.map { "\(section.columns.count + $0 + 1)" })
            for (row, cells) in rounded.rows.enumerated() {
                for (column, cell) in cells.enumerated() {
                    let found = sheet.cells["\(letter(column))\(row + 2)"]
                    switch cell {
                    case .absent: #expect(found == nil)
                    case .text(let words): #expect(found == Sheet.Cell(type: "s", value: words))
                    case .phrase(let words): #expect(found == Sheet.Cell(type: "s", value: "\(words)"))
                    case .count(let count): #expect(found == Sheet.Cell(type: "n", value: "\(count)"))
                    case .money(let amount), .quantity(let amount), .percent(let amount):
                        // Fifteen digits are what a double keeps for sure.
                        #expect(found?.type == "n" && found.flatMap { Double($0.value) } == Double(amount.description))
                    }
                }
                for (place, column) in money.enumerated() {
                    let found = sheet.cells["\(letter(section.columns.count + place))\(row + 2)"]
                    #expect(found?.value == section.rows[row][column].amount?.description)
                    #expect(found == nil || found?.type == "s")
                }
            }
        }
    }

    @Test("The header stays in sight and filters; a total is the sum of what the filter shows, with its result")
    func totals() throws {
        let sheet = try #require(try read(Samples.monthly).dropFirst().first)
        #expect(sheet.frozen == "B2 frozen")
        #expect(sheet.filter == "A1:I9")
        #expect(sheet.cells["B10"]?.formula == "SUBTOTAL(9,B2:B9)")
        let rounded = try RoundedSection(Samples.monthly.sections[0])
        #expect(sheet.cells["B10"]?.value == rounded.total?[1].amount?.description)
        #expect(sheet.cells.values.filter { $0.formula != nil }.allSatisfy { $0.formula?.hasPrefix("SUBTOTAL(9,") ?? true })
    }

    @Test("No label becomes a formula, a link or markup; all arrive as the other pages show them")
    func hostile() throws {
        let rows = Corpus.labels.map { [ReportCell.text($0), .money(number("1"))] }
        let section = ReportSection(
            key: "main", title: "=1+1", columns: [
                ReportColumn("label", "=HYPERLINK(\"http://x\")", .text), ReportColumn("cost", "Cost", .money(places: 2)),
            ], rows: rows)
        let sheet = try #require(try read(ReportDocument(title: "=1", sections: [section])).last)
        #expect(sheet.hyperlinks == 0)
        #expect(sheet.cells["A1"] == Sheet.Cell(type: "s", value: "=HYPERLINK(\"http://x\")"))
        for (row, label) in Corpus.labels.enumerated() {
            let found = sheet.cells["A\(row + 2)"]
            let shown = VisibleText.of(label)
            // Excel has no empty words: the cell is blank.
            #expect(shown.isEmpty ? found?.value ?? "" == "" : found == Sheet.Cell(type: "s", value: shown), "\(label)")
        }
    }

    @Test("The same document is the same bytes")
    func deterministic() throws {
        let first = try Samples.monthly.files(as: .xlsx, name: "x")
        #expect(try Samples.monthly.files(as: .xlsx, name: "x") == first)
        #expect(first.map(\.name) == ["x.xlsx"])
    }

    @Test("Names of sheets are what Excel takes, and no two the same")
    func names() {
        var names = SheetNames()
        let long = String(repeating: "long ", count: 10)
        let made = ["By team", "by TEAM", "a/b[c]", "History", "", long, long, "支払い", "费用"].map { names.name(for: $0) }
        #expect(
            made == [
                "By team", "by TEAM 2", "a-b-c-", "Sheet", "Sheet 2", "long long long long long long l",
                "long long long long long long 2", "支払-", "费用",
            ])
    }

    @Test("A table that no sheet holds is refused, as is what libxlsxwriter refuses")
    func refusals() throws {
        let rows = (0..<9).map { [ReportCell.text("\($0)")] }
        let section = try RoundedSection(
            ReportSection(key: "main", title: "x", columns: [ReportColumn("a", "A", .text)], rows: rows))
        let document = ReportDocument(title: "x", sections: [section.section])
        #expect(throws: ReportError(.tooManyRows(9), at: "main")) {
            try XLSXWriter(options: ReportOptions(), rowCountMax: 10).write(document, [section])
        }
        #expect(try !XLSXWriter(options: ReportOptions(), rowCountMax: 11).write(document, [section]).isEmpty)
        #expect(
            ReportError(.tooManyRows(1_048_575), at: "main").line
                == "main: CB180 the table has 1048575 rows, a sheet of a workbook holds 1048574 and a total; report as csv")
        let refused = #expect(throws: ReportError.self) { try XLSXBook(title: "x").addSheet("a[b]") }
        #expect(
            refused?.line
                == "chargeback: CB181 the workbook cannot be made: it takes no sheet 'a[b]'; make room in the folder for "
                + "temporary files")
    }

    private func letter(_ column: Int) -> String { String(UnicodeScalar(UInt8(65 + column))) }
}
