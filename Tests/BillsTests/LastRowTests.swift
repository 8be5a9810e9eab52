import Bills
import Testing

@Suite("What a file lacks can be given by hand, and is noted")
struct LastRowTests {
    private static let whole = SmallBill.focus([["BilledCost": "1.25"], ["x_ServiceCode": "last"]])

    private var lenient: BillOptions {
        var options = BillOptions()
        options.allowsMissingFinalNewline = true
        return options
    }

    @Test("A last row without a line end is taken where the user says so, at any size of block", arguments: [8, 64, 1 << 18])
    func openEnd(blockSize: Int) throws {
        var options = lenient
        options.blockSize = blockSize
        let bill = try Bill(csv: String(Self.whole.dropLast()), options: options)
        #expect(try bill.charges == Bill(csv: Self.whole).charges)
        #expect(bill.summary.notes == ["the last row has no line end"])
        #expect(try Bill(csv: Self.whole, options: options).summary.notes.isEmpty)
    }

    @Test("A checksum proves the content: gzip needs no flag")
    func checkedContent() throws {
        let bill = try Bill(bytes: gzip(Array(Self.whole.utf8.dropLast())), name: "bill.csv.gz")
        #expect(try bill.charges == Bill(csv: Self.whole).charges)
    }

    @Test("With the flag a row that lacks cells is refused all the same, and so is an open quotation")
    func cutEarlier() throws {
        let cut = Array(Self.whole.utf8.dropLast("last\n".utf8.count + 1))
        #expect(try refusal(cut, options: lenient) == ["bill.csv:3: CB029 the row has 22 cells, the header 23; the file is damaged, fetch it again, or give --allow-short-rows if its writer drops the last cells"])
        let quoted = Array((Self.whole + "\"1").utf8)
        #expect(try refusal(quoted, options: lenient).first?.contains("CB028") == true)
    }

    @Test("A column that is missing is assumed; one that is there is not")
    func assumed() throws {
        let column = SmallBill.focusHeader.firstIndex(of: "BillingCurrency")!
        let lines = Self.whole.replacing("{\"\"team\"\":\"\"web\"\"}", with: "").split(separator: "\n").map { line in
            var cells = line.split(separator: ",", omittingEmptySubsequences: false)
            cells.remove(at: column)
            return cells.joined(separator: ",") + "\n"
        }
        var options = BillOptions()
        options.assumed = [try #require(AssumedColumn("BillingCurrency=EUR"))]
        let bill = try Bill(csv: lines.joined(), options: options)
        #expect(try bill.total.billed.description == "2.75")
        #expect(bill.summary.periods[0].totals.keys.first?.code == "EUR")
        #expect(bill.summary.notes == ["BillingCurrency assumed to be EUR"])
        #expect(try refusal(Array(lines.joined().utf8)).first?.contains("CB022") == true)
        #expect(
            try refusal(Array(Self.whole.utf8), options: options) == [
                "bill.csv:1: CB031 the file has the column \"BillingCurrency\": only columns that are missing can be assumed"
            ])
    }

    @Test("Rows without their last cells are taken where the user says so, with a warning, at any size of block", arguments: [8, 64, 1 << 18])
    func shortRows(blockSize: Int) throws {
        var options = BillOptions(blockSize: blockSize)
        options.allowsShortRows = true
        let ragged = try Bill(path: "\(fixtures)/errors/bills-aws-ragged.csv", options: options)
        #expect(try ragged.sum { $0.billedCost } == "0.0827499841274349353")
        #expect(ragged.summary.warnings.contains { $0.reason == .shortRows && $0.count == 19 })
        #expect(ragged.summary.notes == ["19 rows lack their last cells"])
        // An item of a row that lacks an empty cell is that of the row that has it.
        let whole = SmallBill.focus([["x_ServiceCode": ""], ["x_ServiceCode": ""]])
        let short = whole.replacing(",\n", with: "\n")
        let bills = try [whole, short].map { try Bill(csv: $0, options: options) }
        #expect(bills[0].items.map(\.key) == bills[1].items.map(\.key) && bills[0].charges == bills[1].charges)
        #expect(try refusal(Array(SmallBill.focus([[:]]).replacing("\n", with: ",\n").utf8), options: options) != [])
        options.allowsMissingFinalNewline = true
        #expect(try refusal(Array(short.dropLast().utf8), options: options).count > 0, "a row that was cut off is not short")
    }

    @Test("A header between the rows is skipped, with a warning")
    func repeatedHeader() throws {
        let bill = try Bill(csv: Self.whole + Self.whole)
        #expect(bill.charges.count == 4 && bill.summary.rows == 4)
        #expect(bill.summary.warnings.map(\.reason) == [.repeatedHeaders])
    }
}
