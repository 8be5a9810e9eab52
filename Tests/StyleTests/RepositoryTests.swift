import Foundation
import Testing

/// What a clone must not hold, and what its documents must keep.
@Suite struct RepositoryTests {
    static let files = SourceTree.files().filter { !$0.hasSuffix(".gz") && !$0.hasSuffix(".png") }

    /// Folders of one machine; put together here so that this file does not hold them.
    static let machineFolders = ["work", "root", "home/user"].map { "/\($0)/" }

    /// Lines that name a folder of a certain machine: at the line's start or behind a blank, a quote, `=`, `(` or `:`.
    static func machinePaths(_ text: String) -> [String] {
        guard machineFolders.contains(where: text.contains) else { return [] }
        let opening: Set<Character> = [" ", "\"", "'", "`", "=", "(", ":", "\t"]
        return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
            for folder in machineFolders {
                for range in line.ranges(of: folder) {
                    let before = range.lowerBound == line.startIndex ? " " : line[line.index(before: range.lowerBound)]
                    if opening.contains(before) { return "line \(index + 1): \(folder)" }
                }
            }
            return nil
        }
    }

    @Test("No file names a folder of one machine")
    func pathsAreRelative() {
        #expect(Self.files.count > 300)
        for path in Self.files {
            #expect(Self.machinePaths(SourceTree.text(path)) == [], "\(path)")
        }
    }

    @Test("A folder of one machine is found, a part of a longer path is not")
    func machinePathsAreFound() {
        let folder = Self.machineFolders[0]
        #expect(Self.machinePaths("a\ncd \(folder)x") == ["line 2: \(folder)"])
        #expect(Self.machinePaths("\(folder)x") == ["line 1: \(folder)"])
        #expect(Self.machinePaths("https://example.org\(folder)x") == [])
    }

    @Test("Package.resolved is not tracked")
    func resolvedIsNotTracked() {
        #expect(SourceTree.text(".gitignore").split(separator: "\n").contains("Package.resolved"))
        #expect(!Self.isTracked("Package.resolved"))
    }

    /// Whether git knows a file; false where there is no git or no repository.
    private static func isTracked(_ path: String) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git", "-C", SourceTree.root.path, "ls-files", "--error-unmatch", path]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    @Test("The README has at most 150 lines")
    func readmeIsShort() {
        let count = SourceTree.lineCount(SourceTree.text("README.md"))
        #expect(count > 20 && count <= 150)
    }

    @Test("Links between the documents lead somewhere")
    func linksLeadSomewhere() {
        let documents = Self.files.filter { $0.hasSuffix(".md") && !$0.hasPrefix("reports/") }
        #expect(documents.count > 10)
        for document in documents {
            let folder = SourceTree.root.appending(path: document).deletingLastPathComponent()
            for match in SourceTree.text(document).matches(of: /\]\(([^)\s#]+)(?:#[^)]*)?\)/)
            where !match.1.contains(":") {
                let target = folder.appending(path: String(match.1)).path
                #expect(FileManager.default.fileExists(atPath: target), "\(document): \(match.1)")
            }
        }
    }
}
