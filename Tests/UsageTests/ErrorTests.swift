import Errors
import Foundation
import Testing

@testable import Usage

/// Every mistake has its own bad input under `fixtures/errors` and the line that it is refused with.
///
/// `RECORD=1 swift test --filter ErrorTests` writes the lines anew, and fails.
@Suite("Range exports that are refused")
struct ErrorTests {
    static let folder = repository + "/fixtures/errors"
    static let inputs: [String] = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
        $0.hasPrefix("usage-") && !$0.hasSuffix(".expected")
    }.sorted()

    @Test("Each bad input is refused with its line, whole and in small pieces", arguments: inputs)
    func refused(name: String) throws {
        let path = Self.folder + "/" + name
        for windowSize in [1 << 20, 64] {
            let error = #expect(throws: (any Error).self) { try read(path: path, windowSize: windowSize) }
            let coded = try #require(error as? any CodedError)
            #expect(coded.exitCode == .inputRefused)
            let line = coded.line.replacingOccurrences(of: Self.folder + "/", with: "") + "\n"
            if ProcessInfo.processInfo.environment["RECORD"] == "1" {
                try line.write(toFile: path + ".expected", atomically: true, encoding: .utf8)
                Issue.record("recorded \(name)")
            }
            #expect(line == (try String(contentsOfFile: path + ".expected", encoding: .utf8)))
        }
    }

    @Test("There are bad inputs to try")
    func areThere() { #expect(Self.inputs.count >= 60) }
}
