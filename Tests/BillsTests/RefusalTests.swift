import Bills
import Foundation
import Testing

@Suite("A bad bill is refused with one clear line per error")
struct RefusalTests {
    static let names = (FileManager.default.subpaths(atPath: "\(fixtures)/errors") ?? [])
        .filter { $0.hasPrefix("bills-") && $0.hasSuffix(".csv") }.sorted()

    /// `RECORD=1 swift test` writes what is printed now, and fails, so that it is looked at.
    static let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"

    @Test("Every file of fixtures/errors prints what stands beside it", arguments: names)
    func prints(name: String) throws {
        let folder = "\(fixtures)/errors/"
        let lines = try refusal(path: folder + name).map { $0.replacingOccurrences(of: folder, with: "") }
        let printed = lines.joined(separator: "\n") + "\n"
        let expected = URL(fileURLWithPath: folder + name.dropLast(4) + ".expected")
        if Self.isRecording { try Data(printed.utf8).write(to: expected) }
        #expect(!Self.isRecording, "recorded; look at the difference")
        #expect(!lines.isEmpty, "accepted")
        #expect(try String(contentsOf: expected, encoding: .utf8) == printed)
    }
}
