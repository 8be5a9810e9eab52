import Bills
import Foundation
import Testing

@Suite("Real bills are the same bill however they are ordered, compressed and cut into files")
struct WrappingTests {
    static let names = [
        "aws-cur-2023-11.csv.gz", "azure-ea-2023-09.csv", "focus-sample.csv.gz",
        "gcp-2020-11.csv", "oci-2023-11.csv.gz",
    ]

    /// Digests and rows by account and period.
    private func digests(_ bills: [Bill]) -> [BillingPeriod: ContentDigest] {
        bills.flatMap(\.summary.periods).reduce(into: [:]) { sums, period in
            sums[period.period] = (sums[period.period] ?? ContentDigest()) + period.contentDigest
        }
    }

    /// Compresses at a level, in several members one behind the other.
    private func gzip(_ bytes: [UInt8], level: Int, members: Int) throws -> [UInt8] {
        let size = max(1, bytes.count / members)
        var whole: [UInt8] = []
        var start = 0
        for member in 0..<members {
            let end = member == members - 1 ? bytes.count : start + size
            let file = try TemporaryFile(Array(bytes[start..<end]))
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/gzip")
            process.arguments = ["-n", "-\(level)", file.path]
            try process.run()
            process.waitUntilExit()
            whole += Array(try Data(contentsOf: URL(fileURLWithPath: file.path + ".gz")))
            start = end
        }
        return whole
    }

    @Test("Any order, level, number of members and number of files", arguments: names, [1] as [UInt64])
    func sameDigest(name: String, seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let path = "\(fixtures)/bills/\(name)"
        let expected = digests([try Bill(path: path)])
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/gzip")
        process.arguments = ["-dcf", path]
        process.standardOutput = pipe
        try process.run()
        let text = Array(pipe.fileHandleForReading.readDataToEndOfFile())
        // None of them has a line end inside a cell.
        var lines: [ArraySlice<UInt8>] = text.split(separator: 0x0A)
        let header = lines.removeFirst()
        lines.shuffle(using: &random)
        let cuts = [0, Int.random(in: 0...lines.count, using: &random), lines.count].sorted()
        let files = try zip(cuts, cuts.dropFirst()).map { from, to in
            let bytes = lineBytes([header] + Array(lines[from..<to]))
            let level = Int.random(in: 1...9, using: &random)
            return try Bill(bytes: gzip(bytes, level: level, members: Int.random(in: 1...4, using: &random)))
        }
        #expect(digests(files) == expected)
    }
}

/// Lines as the bytes of a file.
func lineBytes(_ lines: [ArraySlice<UInt8>]) -> [UInt8] {
    var bytes: [UInt8] = []
    for line in lines {
        bytes += line
        bytes.append(0x0A)
    }
    return bytes
}
