import Errors
import Foundation
import Testing

@testable import Settings

@Suite("Paths of the configuration")
struct PathTests {
    static let text = """
        data_directory: state
        bills: [{ source: aws-main, paths: ["bills/cur-*.csv.gz", /srv/bills/?.csv, ../up/*.csv] }]
        usage: [{ cluster: prod, paths: [range-exports/*.json] }]
        labels: { csv: ["labels/[ab].csv"] }
        receivers: [{ name: ops, url: "https://hooks.example.org", secret_file: hook.key }]
        """

    @Test("Relative paths start at the file's directory, and wildcards are kept")
    func relative() throws {
        let settings = try parse(Self.text, directory: "/etc/chargeback")
        #expect(settings.dataDirectory == "/etc/chargeback/state")
        #expect(
            settings.bills[0].paths == [
                "/etc/chargeback/bills/cur-*.csv.gz", "/srv/bills/?.csv", "/etc/chargeback/../up/*.csv",
            ])
        #expect(settings.usage[0].paths == ["/etc/chargeback/range-exports/*.json"])
        #expect(settings.labels.csv == ["/etc/chargeback/labels/[ab].csv"])
        #expect(settings.receivers[0].key == .file("/etc/chargeback/hook.key"))
        #expect(settings.reports.output == "/etc/chargeback/reports")
    }

    @Test("Without a directory they start at the working directory")
    func working() throws {
        let settings = try parse(Self.text)
        #expect(settings.bills[0].paths.first == "bills/cur-*.csv.gz" && settings.reports.output == "reports")
    }

    @Test("Wildcards in the directory's own name stand for themselves")
    func wildcards() throws {
        let settings = try parse(Self.text, directory: #"/srv/[2026] a*b\c"#)
        #expect(settings.bills[0].paths.first == #"/srv/\[2026\] a\*b\\c/bills/cur-*.csv.gz"#)
        #expect(settings.dataDirectory == #"/srv/[2026] a*b\c/state"#)
    }

    @Test(
        "The directory of a path",
        arguments: [("chargeback.yaml", ""), ("conf/c.yaml", "conf"), ("/c.yaml", "/"), ("/etc/x/c.yaml", "/etc/x")])
    func directory(path: String, directory: String) {
        #expect(FilePath.directory(of: path) == directory)
    }

    @Test("A file is read where it lies, and its relative paths start there")
    func load() throws {
        let folder = NSTemporaryDirectory() + "settings-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data(Self.text.utf8).write(to: URL(fileURLWithPath: folder + "/c.yaml"))
        #expect(try Settings.load(path: folder + "/c.yaml", environment: [:]).dataDirectory == folder + "/state")
    }

    @Test("A file that is not there is 66, a directory or a bill 78")
    func refused() throws {
        func error(_ path: String) throws -> any CodedError {
            let errors = try #require(throws: CodedErrors.self) { try Settings.load(path: path, environment: [:]) }
            return try #require(errors.errors.first)
        }
        let missing = try error("/nowhere/chargeback.yaml")
        #expect(missing.exitCode == .inputMissing && missing.code == 70)
        #expect(
            missing.line == "/nowhere/chargeback.yaml: CB070 the file does not exist; check its path (a configuration is "
                + "written from chargeback.example.yaml)")
        let directory = try error("/tmp")
        #expect(directory.line == "/tmp: CB070 the file cannot be read: Is a directory")
        #expect(directory.exitCode == .configuration)
        let path = NSTemporaryDirectory() + "large-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(count: ConfigurationFile.bytesMax + 1).write(to: URL(fileURLWithPath: path))
        #expect(try error(path).line == "\(path): CB070 is larger than 16777216 bytes; is it a configuration?")
    }
}
