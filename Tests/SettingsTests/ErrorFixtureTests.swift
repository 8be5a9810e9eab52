import Errors
import Foundation
import Testing

@testable import Settings

/// Every wrong configuration under `fixtures/errors` with the lines it is refused with.
@Suite("Configuration errors")
struct ErrorFixtureTests {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let folder = root.appendingPathComponent("fixtures/errors")

    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasPrefix("config-") && $0.hasSuffix(".yaml") }.sorted()
    }()

    /// The lines that a user sees, with the file's name for its path.
    static func lines(of errors: CodedErrors, folder: String) -> String {
        let lines = errors.errors.map { $0.line.replacingOccurrences(of: folder + "/", with: "") }
        let more = errors.moreCount > 0 ? ["and \(errors.moreCount) more"] : []
        return (lines + more).joined(separator: "\n") + "\n"
    }

    @Test("Each wrong configuration is refused with these lines and exit 78", arguments: names)
    func refuses(name: String) throws {
        let path = Self.folder.appendingPathComponent(name).path
        let errors = try #require(throws: CodedErrors.self) {
            try Settings.load(path: path, environment: ["EMPTY": "", "HOME": "/home/cost"])
        }
        #expect(errors.errors.allSatisfy { $0.exitCode == .configuration && (70...79).contains($0.code) })
        let lines = Self.lines(of: errors, folder: Self.folder.path)
        let expected = URL(fileURLWithPath: path.replacingOccurrences(of: ".yaml", with: ".expected"))
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try Data(lines.utf8).write(to: expected)
            Issue.record("recorded \(expected.lastPathComponent)")
        }
        #expect(try lines == String(contentsOf: expected, encoding: .utf8))
    }

    @Test("The fixtures cover every code that a text can cause")
    func coverage() throws {
        #expect(Self.names.count >= 25)
        var codes: Set<String> = []
        for name in Self.names {
            let path = Self.folder.appendingPathComponent(name.replacingOccurrences(of: ".yaml", with: ".expected"))
            let text = try String(contentsOf: path, encoding: .utf8)
            for match in text.matches(of: /CB\d{3}/) { codes.insert(String(match.output)) }
        }
        #expect(codes.sorted() == (71...79).map { "CB0\($0)" })
    }

    @Test("No secret reaches an error line")
    func secrets() throws {
        for name in Self.names {
            let path = Self.folder.appendingPathComponent(name.replacingOccurrences(of: ".yaml", with: ".expected"))
            let text = try String(contentsOf: path, encoding: .utf8)
            #expect(!text.contains("hunter2") && !text.contains("correct horse"))
        }
    }
}
