import Errors
import Foundation
import Ingest
import Keys
import Settings
import Store
import TestSupport
import Testing
import Usage

@Suite("Folders with the manifest of fetch usage")
struct UsageManifestTests {
    private static let sha = "0000000000000000000000000000000000000000000000000000000000000000"

    private func manifest(_ files: [(path: String, query: String, sha256: String)], version: Int = 1) -> String {
        let entries = files.map {
            #"{"path":"\#($0.path)","query":"\#($0.query)","expression":"x","kind":"gauge","from":"2026-10-01T00:00:00Z","#
                + #""to":"2026-10-01T01:00:00Z","step_seconds":600,"bytes":1,"sha256":"\#($0.sha256)","warnings":[],"#
                + #""fetched_at":"2026-10-02T00:00:00Z"}"#
        }
        return #"{"version":\#(version),"cluster":"prod","server":"http://p","#
            + #""files":[\#(entries.joined(separator: ","))]}"#
    }

    /// A folder with one export of requests below a folder of its query.
    private func folder(_ text: String, sha256: String? = nil) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write("pod_cpu_request/1790812800-600.json", text)
        var hasher = Hasher256()
        Array(text.utf8).withUnsafeBytes { hasher.update($0) }
        let digest = sha256 ?? hasher.finalize().description
        try folder.write("manifest.json", manifest([("pod_cpu_request/1790812800-600.json", "pod_cpu_request", digest)]))
        return folder
    }

    private static let export = UsageLoaderTests.export([(UsageLoaderTests.pod, ["1", "1", "1", "1", "1", "1"])])

    @Test("The manifest says what a file holds, of which cluster it is and at which step")
    func known() throws {
        let folder = try folder(Self.export)
        for path in [folder.path(""), folder.path("manifest.json"), folder.path("pod_cpu_request")] {
            var inputs = UsageInputs(options: UsageOptions())
            let files = try inputs.files(in: [path])
            #expect(files.map(\.options.signal) == ["pod_cpu_request"])
            #expect(files.map(\.options.cluster) == ["prod"])
            #expect(files.map(\.options.stepSeconds) == [600])
        }
        let connection = try ThrowAwayDatabase().connect()
        var inputs = UsageInputs(options: UsageOptions())
        let file = try #require(inputs.files(in: [folder.path("")]).first)
        _ = try UsageLoader(connection).load(file)
        #expect(try UsageLoaderTests.hours(connection) == ["api 0 3600000000"])
        #expect(try connection.query("select cluster from usage.import")[0].text("cluster") == "prod")
    }

    @Test("A file that is not the fetched one, or not there, is refused and nothing is stored")
    func mismatch() throws {
        let connection = try ThrowAwayDatabase().connect()
        let changed = try folder(Self.export, sha256: Self.sha)
        var inputs = UsageInputs(options: UsageOptions())
        let file = try #require(inputs.files(in: [changed.path("")]).first)
        let error = #expect(throws: ManifestRefusal.self) { try UsageLoader(connection).load(file) }
        #expect(error?.code == 202 && error?.exitCode == .inputRefused)
        let missing = try folder(Self.export)
        try missing.write("manifest.json", manifest([("gone.json", "pod_cpu_request", Self.sha)]))
        let absent = try inputs.files(in: [missing.path("")])
        #expect(inputs.warnings.count == 1 && inputs.warnings[0].contains("its manifest does not name it"))
        #expect(throws: ManifestRefusal.self) { try UsageLoader(connection).load(absent[0]) }
        #expect(try connection.query("select 1 from usage.import").isEmpty)
    }

    @Test("A manifest of another version, or that reaches out of its folder, is refused")
    func foreign() throws {
        for text in ["{}", "[1]", manifest([], version: 2), manifest([("../x.json", "pod_cpu_request", Self.sha)])] {
            let folder = try TemporaryFolder()
            try folder.write("manifest.json", text)
            try folder.write("x.json", "{}")
            var inputs = UsageInputs(options: UsageOptions())
            let error = #expect(throws: ManifestRefusal.self) { try inputs.files(in: [folder.path("")]) }
            #expect(error?.code == 200)
        }
    }

    @Test("An import is noted as partial where the server said so, not where the user would have allowed it")
    func partial() throws {
        let connection = try ThrowAwayDatabase().connect()
        let folder = try TemporaryFolder()
        try folder.write("a.json", Self.export)
        let status = #"{"status":"success","#
        let warned = Self.export.replacingOccurrences(of: status, with: status + #""warnings":["no store for one block"],"#)
        try folder.write("b.json", warned)
        let options = UsageOptions(signal: "pod_cpu_request", isPartialAllowed: true)
        for name in ["a.json", "b.json"] { _ = try UsageLoader(connection, options: options).load(folder.path(name)) }
        let rows = try connection.query("select is_partial from usage.import order by import_id")
        #expect(rows.map { $0.flag("is_partial") } == [false, true])
    }
}
