import Errors
import Foundation
import Keys
import Testing

@testable import Labels

@Suite("Labels files")
struct LabelsFileTests {
    static func read(bytes: [UInt8]) throws -> LabelsFile {
        let path = NSTemporaryDirectory() + "/labels-\(UUID().uuidString).csv"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try LabelsFile(path: path)
    }

    static func read(_ text: String) throws -> LabelsFile { try read(bytes: Array(text.utf8)) }

    /// The lines that a file is refused with, without the file's name.
    static func refusals(bytes: [UInt8]) -> [String] {
        func tail(_ error: any CodedError) -> String { String(error.line.drop { $0 != "." }.dropFirst(4)) }
        do {
            _ = try read(bytes: bytes)
            return []
        } catch let errors as CodedErrors {
            return errors.errors.map(tail) + (errors.moreCount > 0 ? ["\(errors.moreCount) more"] : [])
        } catch let error as any CodedError {
            return [tail(error)]
        } catch {
            return ["\(error)"]
        }
    }

    static func refusals(_ text: String) -> [String] { refusals(bytes: Array(text.utf8)) }

    @Test("Columns may come in any order, and those that are not needed may be missing")
    func columns() throws {
        let file = try Self.read("owner,pod,namespace,from\npayments,api-1,shop,2026-10-01\n\"a,b\",api-2,shop,\n")
        #expect(file.rows.map(\.values.owner) == ["payments", "a,b"])
        #expect(file.rows.map(\.cluster) == ["default", "default"])
        #expect(file.rows.map { $0.from?.description } == ["2026-10-01T00:00:00Z", nil])
        #expect(file.rowsWithoutValue == 0)
    }

    @Test("An empty value is none; a row without any is counted")
    func empty() throws {
        let file = try Self.read("uid,tenant,tier\nu1,,gold\nu2,,\n")
        #expect(file.rows[0].values.tenant == nil)
        #expect(file.rowsWithoutValue == 1)
    }

    @Test("A byte order mark, carriage returns and blank lines change nothing")
    func lineEnds() throws {
        let plain = try Self.read("uid,owner\nu1,a\nu2,b\n")
        #expect(try Self.read("\u{FEFF}uid,owner\r\nu1,a\r\n\r\nu2,b\r\n").rows == plain.rows)
        #expect(try Self.read("\"uid\",\"owner\"\n\"u1\",\"a\"\nu2,b\n").rows == plain.rows)
    }

    @Test(
        "What is wrong is said with its line and cell",
        arguments: [
            ("", "CB141 is empty"),
            ("uid,team\nu1,a\n", "1:2: CB141 there is no column 'team'; did you mean 'tenant'?"),
            ("uid,uid\n", "1:2: CB141 the column 'uid' comes twice"),
            ("pod,owner\n", "1: CB141 no column says which pod"),
            ("uid,owner\nu1\n", "2: CB142 the row has 1 cells, but the header 2"),
            ("uid,pod,namespace\n,api,\n", "2: CB143 the row names no pod"),
            ("uid,from\nu1,01/02/2026\n", "2:2: CB143 '01/02/2026' is not a moment"),
            ("uid,from,to\nu1,2026-10-02,2026-10-02\n", "2:3: CB143 'to' is not after 'from'"),
            ("uid,owner\n\nu1, a\n", "3:2: CB143 ' a' starts or ends with a blank"),
            ("uid,owner\nu1,a\nu1,b\n", "3: CB144 says otherwise than line 2"),
            ("uid,owner,tier\nu1,a,\nu1,,x\nu1,,y\n", "4: CB144 says otherwise than line 2"),
            ("uid,owner\nu1,a", "2: CB142 ends inside a row"), ("uid,owner\nu1,\"a\n", "3: CB142 ends inside a row"),
            ("uid,owner\nu1,\"a\"b\n", "2: CB142 a quote stands where none may"),
            ("uid,owner\nu1,a\u{0}b\n", "2:2: CB142 the cell is not UTF-8 text without NUL"),
            ("uid,\u{1B}[31mred\n", "1:2: CB141 there is no column '\\u{1B}[31mred'"),
        ])
    func refused(text: String, line: String) {
        let refusals = Self.refusals(text)
        #expect(refusals.count == 1)
        #expect(refusals.first?.contains(line) == true, "\(refusals)")
    }

    @Test("Bytes that are not UTF-8, and UTF-16, are refused")
    func encodings() {
        #expect(
            Self.refusals(bytes: Array("uid,owner\nu1,".utf8) + [0xFF, 0x0A]).first?.contains("2:2: CB142") == true)
        #expect(Self.refusals(bytes: [0xFF, 0xFE, 0x75, 0]).first?.contains("is UTF-16") == true)
        #expect(Self.refusals(bytes: [0, 0x75, 0, 0x69]).first?.contains("is UTF-16") == true)
    }

    @Test("The first ten wrong rows are told at once, and how many more there are")
    func many() {
        let rows = (1...13).map { "u\($0),never\n" }.joined()
        let refusals = Self.refusals("uid,from\n" + rows)
        #expect(refusals.count == 11)
        #expect(refusals.last == "3 more")
        #expect(refusals[9].contains("11:2"))
    }

    @Test("A file that is cut anywhere but at a line's end is refused")
    func cut() {
        let whole = Array("uid,owner\nu1,\"a\nb\"\nu2,c\n".utf8)
        let ends: Set<Int> = [10, 19, 24]
        for length in 1..<whole.count {
            #expect(Self.refusals(bytes: Array(whole[..<length])).isEmpty == ends.contains(length), "cut to \(length)")
        }
    }
}
