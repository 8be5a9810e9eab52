import Errors
import Foundation
import Glibc
import Keys
import Testing

@testable import Reports

@Suite("Report files")
struct ReportFilesTests {
    private let files = [
        ReportFile(name: "b.csv", text: "b\r\n"), ReportFile(name: "a.txt", text: "a\n"),
    ]

    @Test("Files come with a manifest of their digests, sorted by name")
    func manifest() throws {
        try withFolder { folder in
            let outcome = try ReportFiles.write(files, to: folder + "/deep/er", facts: ["run": "812"])
            #expect(outcome == .init(written: ["a.txt", "b.csv"], unchanged: []))
            let manifest = try text(folder + "/deep/er/manifest.json")
            #expect(
                manifest == """
                    {
                      "facts": {
                        "run": "812"
                      },
                      "files": [
                        {
                          "bytes": 2,
                          "name": "a.txt",
                          "sha256": "\(Digest(of: "a\n"))"
                        },
                        {
                          "bytes": 3,
                          "name": "b.csv",
                          "sha256": "\(Digest(of: "b\r\n"))"
                        }
                      ],
                      "schema": "chargeback.manifest/1"
                    }

                    """)
            #expect(try mode(folder + "/deep/er/a.txt") & 0o777 == 0o640)
        }
    }

    @Test("A rerun touches nothing; a changed file alone is written; what others wrote is left")
    func rerun() throws {
        try withFolder { folder in
            try Data("mine".utf8).write(to: URL(filePath: folder + "/other.txt"))
            try ReportFiles.write(files, to: folder)
            let before = try inodes(folder)
            #expect(try ReportFiles.write(files, to: folder) == .init(written: [], unchanged: ["a.txt", "b.csv"]))
            #expect(try inodes(folder) == before)
            var changed = files
            changed[1].bytes = Array("A\n".utf8)
            #expect(try ReportFiles.write(changed, to: folder) == .init(written: ["a.txt"], unchanged: ["b.csv"]))
            let after = try inodes(folder)
            #expect(after["b.csv"] == before["b.csv"] && after["a.txt"] != before["a.txt"])
            #expect(try text(folder + "/a.txt") == "A\n" && text(folder + "/other.txt") == "mine")
            #expect(after.keys.sorted() == ["a.txt", "b.csv", "manifest.json", "other.txt"])
        }
    }

    @Test("What a killed run left is made whole", arguments: ["parts", "noManifest", "half"])
    func leftovers(state: String) throws {
        try withFolder { folder in
            try ReportFiles.write(files, to: folder)
            switch state {
            case "parts":
                try Data("half".utf8).write(to: URL(filePath: folder + "/.a.txt.part"))
                try Data("half".utf8).write(to: URL(filePath: folder + "/.manifest.json.part"))
                unlink(folder + "/a.txt")
            case "noManifest": unlink(folder + "/manifest.json")
            default: try Data("a".utf8).write(to: URL(filePath: folder + "/a.txt"))
            }
            try ReportFiles.write(files, to: folder)
            #expect(try text(folder + "/a.txt") == "a\n")
            #expect(try inodes(folder).keys.sorted() == ["a.txt", "b.csv", "manifest.json"])
        }
    }

    @Test("Links, folders and pipes are refused and not followed", arguments: ["link", "dangling", "folder", "pipe"])
    func notRegular(kind: String) throws {
        try withFolder { folder in
            let victim = folder + "/victim"
            try Data("precious".utf8).write(to: URL(filePath: victim))
            let reports = folder + "/reports"
            mkdir(reports, 0o755)
            switch kind {
            case "link": symlink(victim, reports + "/a.txt")
            case "dangling": symlink(folder + "/nowhere", reports + "/a.txt")
            case "folder": mkdir(reports + "/a.txt", 0o755)
            default: mkfifo(reports + "/a.txt", 0o644)
            }
            let error = #expect(throws: ReportError.self) { try ReportFiles.write(files, to: reports) }
            #expect(error?.code == 136 && error?.exitCode == .cannotCreate && error?.place == reports + "/a.txt")
            #expect(try text(victim) == "precious" && access(folder + "/nowhere", F_OK) != 0)
            #expect(access(reports + "/b.csv", F_OK) != 0)
        }
    }

    @Test("A temporary name that is a link does not lead elsewhere")
    func linkedTemporary() throws {
        try withFolder { folder in
            let victim = folder + "/victim"
            try Data("precious".utf8).write(to: URL(filePath: victim))
            mkdir(folder + "/reports", 0o755)
            symlink(victim, folder + "/reports/.a.txt.part")
            try ReportFiles.write(files, to: folder + "/reports")
            #expect(try text(victim) == "precious" && text(folder + "/reports/a.txt") == "a\n")
        }
    }

    @Test(
        "Names that could leave the folder are refused",
        arguments: [
            "../x.txt", "/etc/x", "a/b", "", ".", "..", ".hidden", "-rf", "manifest.json", "x\0y", "ä.txt", "A.txt",
        ])
    func unsafeNames(name: String) throws {
        try withFolder { folder in
            let error = #expect(throws: ReportError.self) {
                try ReportFiles.write([ReportFile(name: name, text: "x")], to: folder + "/reports")
            }
            #expect(error?.code == 137)
            #expect(access(folder + "/reports", F_OK) != 0)
        }
    }

    @Test("Two files of one name are refused") func doubleName() {
        let error = #expect(throws: ReportError.self) { try ReportFiles.write([files[0], files[0]], to: "/tmp") }
        #expect(error?.code == 137)
    }

    @Test("While one run writes, another is told to try again")
    func busy() throws {
        try withFolder { folder in
            let other = open(folder, O_RDONLY | O_DIRECTORY)
            defer { close(other) }
            flock(other, LOCK_EX)
            let error = #expect(throws: ReportError.self) { try ReportFiles.write(files, to: folder) }
            #expect(error?.code == 138 && error?.exitCode == .tryAgain)
        }
    }

    @Test("A file where the folder should be is an error with its name")
    func notAFolder() throws {
        try withFolder { folder in
            try Data().write(to: URL(filePath: folder + "/file"))
            let error = #expect(throws: ReportError.self) { try ReportFiles.write(files, to: folder + "/file") }
            #expect(error?.line == "\(folder)/file: CB134 cannot be created: Not a directory")
        }
    }

    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "reports-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    private func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }

    private func mode(_ path: String) throws -> mode_t {
        var status = stat()
        try #require(stat(path, &status) == 0)
        return status.st_mode
    }

    /// Names and inodes: an unchanged inode is an untouched file.
    private func inodes(_ folder: String) throws -> [String: UInt] {
        var found: [String: UInt] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            var status = stat()
            try #require(lstat(folder + "/" + name, &status) == 0)
            found[name] = UInt(status.st_ino)
        }
        return found
    }
}
