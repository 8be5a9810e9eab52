import Bills
import Errors
import Foundation
import Testing

@Suite("A manifest says which files are a delivery")
struct AWSManifestTests {
    private static let start = #""billingPeriod":{"start":"20261001T000000.000Z","end":"20261101T000000.000Z"}"#

    /// A folder with files; a text is a manifest's, nil an empty file.
    private final class Folder {
        let path: String

        init(_ files: [String: String?]) throws {
            path = FileManager.default.temporaryDirectory.appendingPathComponent("manifest-\(UUID().uuidString)").path
            for (name, text) in files {
                let file = URL(fileURLWithPath: path + "/" + name)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data((text ?? "").utf8).write(to: file)
            }
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }

        func paths(of manifest: AWSManifest) throws -> [String] {
            try manifest.paths { FileManager.default.fileExists(atPath: $0) }.map {
                $0.replacingOccurrences(of: path + "/", with: "")
            }
        }
    }

    private func manifest(_ keys: [String], assembly: String = "a1", member: String = "reportKeys") -> String {
        let list = keys.map { "\"\($0)\"" }.joined(separator: ",")
        return
            #"{"assemblyId":"\#(assembly)","reportName":"r","contentType":"text/csv",\#(Self.start),"\#(member)":[\#(list)]}"#
    }

    private func error(_ body: () throws -> Void) -> String {
        do {
            try body()
            return ""
        } catch let error as any CodedError {
            return "CB0\(error.code) \(error.description)"
        } catch { return "\(error)" }
    }

    @Test(
        "Files are found as the bucket was copied, whole, from the period's folder, or beside the manifest",
        arguments: [
            ("p/r/20261001-20261101/r-Manifest.json", "p/r/20261001-20261101/a1/r-1.csv.gz"),
            ("r/20261001-20261101/r-Manifest.json", "r/20261001-20261101/a1/r-1.csv.gz"),
            ("r-Manifest.json", "a1/r-1.csv.gz"), ("r-Manifest.json", "r-1.csv.gz"),
            ("20261001-20261101/a1/r-Manifest.json", "20261001-20261101/a1/r-1.csv.gz"),
        ])
    func places(manifestName: String, file: String) throws {
        let folder = try Folder([
            manifestName: manifest(["/p/r/20261001-20261101/a1/r-1.csv.gz"]), file: nil,
            "r/20261001-20261101/a0/r-1.csv.gz": nil,
        ])
        let manifest = try AWSManifest(path: folder.path + "/" + manifestName)
        #expect(manifest.startedAt.description == "2026-10-01T00:00:00Z")
        #expect(manifest.endedAt.description == "2026-11-01T00:00:00Z")
        #expect(try folder.paths(of: manifest) == [file])
    }

    @Test("A missing file refuses the delivery; one of another assembly does not stand in for it")
    func missing() throws {
        let keys = ["/r/20261001-20261101/a1/r-1.csv.gz", "/r/20261001-20261101/a1/r-2.csv.gz"]
        let folder = try Folder([
            "r-Manifest.json": manifest(keys), "a1/r-1.csv.gz": nil, "a0/r-2.csv.gz": nil,
        ])
        let text = error { _ = try folder.paths(of: AWSManifest(path: folder.path + "/r-Manifest.json")) }
        #expect(text.hasPrefix("CB043 the delivery's file \"/r/20261001-20261101/a1/r-2.csv.gz\" is not there"))
    }

    @Test(
        "A data export names its files in full, and its period by folder",
        arguments: ["BILLING_PERIOD", "billing_period"])
    func dataExport(word: String) throws {
        let name = "x/metadata/\(word)=2026-10/x-Manifest.json"
        let file = "x/data/\(word)=2026-10/x-00001.csv.gz"
        let text = #"{"exportName":"x","dataFiles":["s3://bucket/prefix/\#(file)"]}"#
        let folder = try Folder([name: text, file: nil])
        let manifest = try AWSManifest(path: folder.path + "/" + name)
        #expect(manifest.startedAt.description == "2026-10-01T00:00:00Z" && manifest.reportName == "x")
        #expect(try folder.paths(of: manifest) == [file])
    }

    @Test("Of a folder the period's own manifest counts, not the assemblies' copies")
    func newest() throws {
        let folder = try Folder([
            "r/p/r-Manifest.json": manifest(["k"], assembly: "b"),
            "r/p/b/r-Manifest.json": manifest(["k"], assembly: "b"),
            "r/p/a/r-Manifest.json": manifest(["k"], assembly: "a"),
        ])
        let all = try ["r/p/a/r", "r/p/b/r", "r/p/r"].map {
            try AWSManifest(path: "\(folder.path)/\($0)-Manifest.json")
        }
        #expect(try AWSManifest.newest(of: all).map(\.assemblyID) == ["b"])
        let text = error { _ = try AWSManifest.newest(of: Array(all[..<2])) }
        #expect(text.hasPrefix("CB044 another delivery of the same period lies beside it"))
    }

    @Test(
        "What is no manifest is refused",
        arguments: [
            ("{", "CB042 no manifest: it ends early"),
            ("[]", "CB042 no manifest of a cost report: it has no reportKeys"),
            (#"{"reportKeys":["a"]}"#, "CB042 no manifest of a cost report: it has no billingPeriod"),
            (
                #"{"reportKeys":["a"],"billingPeriod":{"start":"20240101T000000.000Z","end":"20240131T235959.999Z"}}"#,
                "CB042 its billingPeriod is \"20240101T000000.000Z to 20240131T235959.999Z\", which are no two midnights"
            ),
            (
                #"{"contentType":"parquet","reportKeys":["a"]}"#,
                "CB042 the report is \"parquet\"; export it as text/csv"
            ),
        ])
    func refused(text: String, expected: String) throws {
        let folder = try Folder(["r-Manifest.json": text])
        #expect(error { _ = try AWSManifest(path: folder.path + "/r-Manifest.json") }.hasPrefix(expected))
    }
}
