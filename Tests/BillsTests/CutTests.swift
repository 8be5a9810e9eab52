import Bills
import Foundation
import Testing

@Suite("A bill of any format that is cut at any byte is refused, or holds whole rows only")
struct CutTests {
    /// A small real bill of each format where there is one: its header and so many lines of it.
    static let fixturesAndLines: [(name: String, lines: Int)] = [
        ("aws-cur-2023-06-final.csv", 2), ("aws-cur-table-2022-07.csv", 2), ("azure-camel-case-2019-07.csv", 3),
        ("azure-ea-actual-2023-09.csv", 3), ("azure-german-2021-02.csv", 2), ("azure-mca-2023-08.csv", 3),
        ("focus-gcp-1-2.csv.gz", 3), ("gcp-2020-11.csv", 3), ("oci-2023-11.csv.gz", 3),
    ]

    static let alibaba = """
        账期,账号ID,产品Code,实例ID,应付金额,原价,币种,账单类型,账单开始时间,账单结束时间,实例标签
        2026-10,1858,ecs,i-1,1.5,2,CNY,后付账单,2026-10-01 00:00:00,2026-10-01 01:00:00,"key:team value:web"
        2026-10,1858,ecs,i-2,0.25,2,CNY,后付账单,2026-10-01 00:00:00,2026-10-01 01:00:00,

        """

    private func check(_ whole: [UInt8], _ name: String) throws {
        let complete = try Bill(bytes: whole).charges
        #expect(!complete.isEmpty)
        for length in 0..<whole.count {
            let part = Array(whole.prefix(length))
            guard let bill = try? Bill(bytes: part) else { continue }
            #expect(part.last == 0x0A, "\(name) is accepted, cut inside a line at byte \(length)")
            #expect(bill.charges == Array(complete.prefix(bill.charges.count)), "\(name) cut at byte \(length) is another bill")
        }
    }

    @Test("Plain", arguments: fixturesAndLines.indices)
    func plain(index: Int) throws {
        let (name, lines) = Self.fixturesAndLines[index]
        try check(firstLines(name, lines), name)
    }

    @Test("Plain, of Alibaba Cloud in Chinese")
    func alibaba() throws { try check(Array(Self.alibaba.utf8), "alibaba") }

    @Test("Compressed it is refused at every byte", arguments: fixturesAndLines.indices)
    func compressed(index: Int) throws {
        let (name, lines) = Self.fixturesAndLines[index]
        let whole = try gzip(firstLines(name, lines))
        #expect(try !Bill(bytes: whole).charges.isEmpty)
        for length in 0..<whole.count {
            #expect((try? Bill(bytes: Array(whole.prefix(length)))) == nil, "\(name) is accepted, cut at byte \(length)")
        }
    }

    /// The first lines of a fixture.
    private func firstLines(_ name: String, _ count: Int) throws -> [UInt8] {
        lineBytes(Array(try plainBytes(name).split(separator: 0x0A, omittingEmptySubsequences: false).prefix(count)))
    }

    /// A fixture's bytes, decompressed.
    private func plainBytes(_ name: String) throws -> [UInt8] {
        let path = "\(fixtures)/bills/\(name)"
        guard name.hasSuffix(".gz") else { return Array(try Data(contentsOf: URL(fileURLWithPath: path))) }
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/gzip")
        process.arguments = ["-dc", path]
        process.standardOutput = pipe
        try process.run()
        let bytes = Array(pipe.fileHandleForReading.readDataToEndOfFile())
        process.waitUntilExit()
        return bytes
    }
}
