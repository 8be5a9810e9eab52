import Bills
import Testing

@Suite("Every part of a bill has a limit, which is tested on both sides")
struct LimitTests {
    @Test("A cell may have as many bytes as the limit, and not one more", arguments: [1 << 12, 1 << 18])
    func cell(blockSize: Int) throws {
        func bill(_ count: Int) -> [UInt8] {
            Array(SmallBill.focus([["ChargeDescription": String(repeating: "x", count: count)]]).utf8)
        }
        let options = BillOptions(blockSize: blockSize)
        #expect(try refusal(bill(BillLimits.cellBytes), options: options) == [])
        let error = "bill.csv:2:14: CB027 the cell has more than 1048576 bytes; no bill has such cells"
        #expect(try refusal(bill(BillLimits.cellBytes + 1), options: options) == [error])
        #expect(try refusal(bill(BillLimits.cellBytes + 1_000_000), options: options) == [error])
    }

    @Test("A quotation mark that swallows the rest of a large file stops it at the limit of a cell")
    func openQuote() throws {
        let rows = String(repeating: SmallBill.focusRow(), count: 10_000)
        let csv = SmallBill.focus([["ChargeDescription": "@"]]).replacing("@", with: "\"") + rows
        let lines = try refusal(Array(csv.utf8))
        #expect(lines.count == 1)
        #expect(lines.first?.contains("CB027") == true || lines.first?.contains("CB028") == true)
    }

    @Test("A row may have as many bytes as the limit, and not one more")
    func row() throws {
        let names = (1...8).map { "x_C\($0)" }.joined(separator: ",")
        let lines = SmallBill.focus([[:]]).components(separatedBy: "\n")
        // The bytes of the plain cells: commas are no part of them, nor are the quotation marks around the tags.
        let plainBytes = lines[1].utf8.count - SmallBill.focusHeader.count + 1 - 6
        let full = String(repeating: "x", count: BillLimits.cellBytes)
        func bill(_ excess: Int) -> [UInt8] {
            let last = String(repeating: "y", count: BillLimits.cellBytes - plainBytes + excess)
            let cells = [String](repeating: full, count: 7) + [last]
            return Array("\(lines[0]),\(names)\n\(lines[1]),\(cells.joined(separator: ","))\n".utf8)
        }
        #expect(try refusal(bill(0)) == [])
        #expect(
            try refusal(bill(1)) == ["bill.csv:2: CB027 the row has more than 8388608 bytes; no bill has such rows"])
    }

    @Test("A header may have as many columns as the limit, and not one more")
    func columns() throws {
        func bill(_ count: Int) -> [UInt8] {
            let names = (SmallBill.focusHeader.count + 1...count).map { "x_C\($0)" }
            return Array((SmallBill.focusHeader + names).joined(separator: ",").utf8) + [0x0A]
        }
        #expect(try refusal(bill(BillLimits.columns)) == [])
        let error = "bill.csv:1: CB027 the header has more than 4096 columns; no bill has so many"
        #expect(try refusal(bill(BillLimits.columns + 1)) == [error])
        #expect(try refusal(bill(1_000_000)) == [error])
    }
}
