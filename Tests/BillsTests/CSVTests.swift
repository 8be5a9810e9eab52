import Bills
import Testing

@Suite("What a CSV file says is taken as it stands")
struct CSVTests {
    @Test("A byte order mark, also before a quoted header, is no part of the first name")
    func byteOrderMark() throws {
        let text = SmallBill.focus([[:]])
        let quoted = "\"BilledCost\"" + text.dropFirst("BilledCost".count)
        for csv in [text, quoted] {
            let bill = try Bill(bytes: [0xEF, 0xBB, 0xBF] + Array(csv.utf8))
            #expect(bill.charges.map(\.billedCost.description) == ["1.5"])
        }
    }

    @Test("LF and CRLF end a row alike, also in one file")
    func lineEnds() throws {
        let lines = SmallBill.focus([[:], [:], [:]]).split(separator: "\n", omittingEmptySubsequences: false)
        let reference = try Bill(csv: lines.joined(separator: "\n"))
        #expect(reference.charges.count == 3)
        for csv in [
            lines.joined(separator: "\r\n"), lines[0] + "\r\n" + lines[1] + "\n" + lines[2] + "\r\n" + lines[3] + "\n",
        ] {
            let bill = try Bill(csv: csv)
            #expect(bill.summary.periods[0].contentDigest == reference.summary.periods[0].contentDigest)
        }
    }

    @Test(
        "A text keeps its line ends, quotation marks, blanks and all else that other programs take for commands",
        arguments: [
            "two\r\nlines", "two\nlines", "a \"quoted\" word", " leading and trailing ", "\ttab", "\\.", "\\N", "a,b",
            "=cmd|'/c calc'!A1", "\u{202E}", "é", "e\u{301}", "Null", "", "\u{FEFF}",
        ])
    func texts(text: String) throws {
        let bill = try Bill(csv: SmallBill.focus([["ChargeDescription": text]]))
        let found = bill.items[0][.chargeDescription]
        #expect(found.map { Array($0.utf8) } ?? [] == Array(text.utf8))
    }

    @Test("Texts that Swift holds equal but whose bytes differ are two items")
    func normalisation() throws {
        let bill = try Bill(csv: SmallBill.focus([["ResourceId": "caf\u{E9}"], ["ResourceId": "cafe\u{301}"]]))
        #expect(bill.items.count == 2)
    }

    @Test("An unquoted NULL or null is null, a quoted one is a text, wherever the file is cut into blocks", arguments: 8..<60)
    func null(blockSize: Int) throws {
        let rows = ["NULL", "\"NULL\"", "NULLS", "\"NULL\"", "NULL", "", "null", "\"null\"", "Null"]
        let csv = SmallBill.focus(rows.map { _ in ["ServiceName": "@"] })
        var parts = csv.components(separatedBy: "@")
        for (index, row) in rows.enumerated() { parts[index] += row }
        let bill = try Bill(csv: parts.joined(), options: BillOptions(blockSize: blockSize))
        let names = bill.charges.map { bill.item($0)[.serviceName] }
        #expect(names == [nil, "NULL", "NULLS", "NULL", nil, nil, nil, "null", "Null"])
    }

    @Test("Empty lines are skipped, counted, and do not shift the line of an error")
    func blankLines() throws {
        let csv = SmallBill.focus([[:], ["ChargeDescription": "three\nlines\nlong"], ["BilledCost": "x"]])
        let lines = csv.split(separator: "\n", maxSplits: 1)
        let gaps = "\n" + lines[0] + "\n\r\n\n" + lines[1] + "\n\n"
        #expect(try refusal(Array(csv.utf8)).first?.hasPrefix("bill.csv:6:1: CB023") == true)
        #expect(try refusal(Array(gaps.utf8)).first?.hasPrefix("bill.csv:9:1: CB023") == true)
        let good = try Bill(csv: "\n" + SmallBill.focus([[:]]) + "\n\r\n")
        #expect(good.summary.warnings.map(\.count) == [3])
        #expect(good.summary.warnings.first?.reason == .blankLines)
    }

    @Test(
        "Numbers are exact in every notation that bills use",
        arguments: [
            ("-0", "0"), ("1e-13", "0.0000000000001"), ("35.2E-7", "0.00000352"), ("5E+2", "500"),
            ("\"-1.50\"", "-1.5"), ("0.0000000000000000000000000001", "0.0000000000000000000000000001"),
        ])
    func numbers(text: String, printed: String) throws {
        let csv = SmallBill.focus([["BilledCost": "@"]]).replacing("@", with: text)
        #expect(try Bill(csv: csv).charges[0].billedCost.description == printed)
    }

    @Test("The first ten errors are shown, the rest is counted, and nothing counts as read")
    func manyErrors() throws {
        let rows = (0..<25).map { ["BilledCost": $0 % 2 == 0 ? "x" : "1"] }
        let lines = try refusal(Array(SmallBill.focus(rows).utf8), options: BillOptions(batchSize: 1))
        #expect(lines.count == 11)
        #expect(lines.last == "and 3 more")
    }

    @Test("A manifest's row count is held against the file")
    func rowCount() throws {
        let csv = SmallBill.focus([[:], [:]])
        #expect(try Bill(csv: csv, options: BillOptions(rowCount: 2)).summary.rows == 2)
        #expect(
            try refusal(Array(csv.utf8), options: BillOptions(rowCount: 3))
                == ["bill.csv: CB020 the file has 2 rows, its manifest says 3; fetch it again"])
    }

    @Test("An error of the caller goes through as it is")
    func callerError() throws {
        struct Full: Error {}
        let file = try TemporaryFile(Array(SmallBill.focus([[:]]).utf8))
        let reader = try BillReader(path: file.path)
        #expect(throws: Full.self) { try reader.read { _ in throw Full() } }
    }
}
