import Testing

@testable import Texts

@Suite("The line of progress")
struct ProgressTextTests {
    @Test("Bytes, rows, rate and time left stand in it, with three digits that count")
    func bill() {
        let line = ProgressText.line(
            name: "cur.csv.gz", bytesRead: 120_400_000, byteCount: 338_000_000, rows: 712_345, seconds: 2)
        #expect(line == "cur.csv.gz: 120 of 338 MB, 712,345 rows, 356,000 rows/s, 4 s left")
    }

    @Test("What has no rows has megabytes a second, what has no size no time left")
    func pipe() {
        #expect(
            ProgressText.line(name: "a.json", bytesRead: 50_000_000, byteCount: 60_000_000, rows: 0, seconds: 2.5)
                == "a.json: 50 of 60 MB, 20 MB/s, 1 s left")
        #expect(
            ProgressText.line(name: "standard input", bytesRead: 950_000, byteCount: nil, rows: 900, seconds: 3)
                == "standard input: 1.0 MB, 900 rows, 300 rows/s")
    }

    @Test("A file that was read to its end is being stored")
    func storing() {
        let line = ProgressText.line(name: "a.csv", bytesRead: 5_000_000, byteCount: 5_000_000, rows: 20, seconds: 9)
        #expect(line == "a.csv: 5.0 of 5.0 MB, 20 rows, storing")
    }

    @Test("Long waits are told in minutes and hours", arguments: [(89, "89 s"), (90, "2 min"), (5400, "2 h")])
    func duration(seconds: Int64, expected: String) {
        let line = ProgressText.line(
            name: "a", bytesRead: 1_000_000, byteCount: (seconds + 1) * 1_000_000, rows: 0, seconds: 1)
        #expect(line.hasSuffix(" MB, 1.0 MB/s, \(expected) left"))
    }
}
