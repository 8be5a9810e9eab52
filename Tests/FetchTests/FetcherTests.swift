import Errors
import Foundation
import Keys
import Settings
import TestSupport
import Testing
import Usage

@testable import Fetch

/// One server for all of them: none changes it.
private let prometheus = Result { try PrometheusProcess() }

@Suite("Fetching from a real Prometheus")
struct FetcherTests {
    private static let few = catalogue("pod_request_samples", "state_scrapes", "pod_labels_5m")

    @Test("What is there is not asked for again; what is damaged, missing or asked otherwise is")
    func resumes() throws {
        let folder = try TemporaryFolder()
        let server = server(try prometheus.get().url, folder)
        func fetch(_ catalogue: Catalogue = Self.few) throws -> FetchOutcome { try UsageFetcher(server, catalogue: catalogue).fetch(knownSpan) }
        let first = try fetch()
        #expect(first.errors.isEmpty && first.fileCount == 3 && first.askedCount == 3)
        #expect(try fetch().askedCount == 0)
        let path = folder.path("exports/c1/2026-10-25/state_scrapes/20261025T0000Z-20261025T0300Z-3600.json.gz")
        try Data("damaged".utf8).write(to: URL(filePath: path))
        #expect(try fetch().askedCount == 1)
        try FileManager.default.removeItem(atPath: path)
        #expect(try fetch().askedCount == 1)
        let other = Signal(
            id: "state_scrapes", names: [], kind: .count, stepSeconds: 3600, subject: [.job, .instance],
            expression: "count_over_time(up[1h])")
        #expect(try fetch(Catalogue([other])).fileCount == 1)
        #expect(try folder.manifest()?.files.count == 3)
    }

    @Test("A later call asks only for the hours that came since")
    func increments() throws {
        let folder = try TemporaryFolder()
        let fetcher = try UsageFetcher(server(try prometheus.get().url, folder), catalogue: Self.few)
        let hour = TimeSpan(from: SyntheticCluster.start, to: SyntheticCluster.start + 3600)
        #expect(try fetcher.fetch(hour).fileCount == 3)
        #expect(try fetcher.fetch(knownSpan).fileCount == 3)
        let manifest = try #require(try folder.manifest())
        #expect(manifest.spans(of: "pod_labels_5m") == ["2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z"])
        // A range function's first sample lies a step behind the start, its last one at the end.
        let file = try #require(manifest.files.first { $0.query == "pod_request_samples" && $0.from!.contains("T01") })
        let options = UsageOptions(signal: "pod_request_samples", stepSeconds: 3600)
        let summary = try RangeExportReader(path: manifest.folder + "/" + file.path, catalogue: .standard, options: options).read { _ in }
        #expect("\(summary.firstAt!) \(summary.lastAt!)" == "2026-10-25T02:00:00Z 2026-10-25T03:00:00Z")
    }

    @Test("The manifest says what was asked, of whom, when and what came, and names no secret")
    func manifest() throws {
        let folder = try TemporaryFolder()
        _ = try UsageFetcher(server(try prometheus.get().url, folder), catalogue: Self.few).fetch(knownSpan)
        let text = try String(contentsOfFile: folder.path("exports/c1/2026-10-25/manifest.json"), encoding: .utf8)
        for words in [
            #""version" : 1"#, #""cluster" : "c1""#, try prometheus.get().url, #""query" : "pod_labels_5m""#,
            "last_over_time(kube_pod_labels[5m])", #""kind" : "range_info""#, #""server_version" : "2."#, #""step_seconds" : 300"#,
        ] { #expect(text.contains(words), "\(words)") }
    }

    @Test("A signal without series is noted as such and not asked for again; one that must have some is refused")
    func empty() throws {
        let folder = try TemporaryFolder()
        let server = server(try prometheus.get().url, folder)
        func signal(_ isRequired: Bool) -> Catalogue {
            Catalogue([
                Signal(
                    id: "nothing", names: [], kind: .gauge, stepSeconds: 300, subject: [.pod], isRequired: isRequired,
                    expression: "no_such_metric")
            ])
        }
        let refused = try UsageFetcher(server, catalogue: signal(true)).fetch(knownSpan)
        #expect(refused.errors.map(\.code) == [192] && refused.errors[0].exitCode == .prometheusWrong)
        #expect(try UsageFetcher(server, catalogue: signal(false)).fetch(knownSpan).askedCount == 1)
        #expect(try UsageFetcher(server, catalogue: signal(false)).fetch(knownSpan).askedCount == 0)
        #expect(try folder.manifest()?.empty.count == 1 && folder.exports().isEmpty)
    }

    @Test("A query that the server does not understand is refused once, and the others are fetched")
    func mistake() throws {
        let folder = try TemporaryFolder()
        let wrong = Signal(id: "wrong", names: [], kind: .gauge, stepSeconds: 300, subject: [.pod], expression: "sum by (")
        let matching = Signal(
            id: "matching", names: [], kind: .gauge, stepSeconds: 300, subject: [.pod],
            expression: "kube_pod_info * on (namespace) kube_pod_labels")
        let catalogue = Catalogue(Self.few.signals + [wrong, matching])
        let outcome = try UsageFetcher(server(try prometheus.get().url, folder), catalogue: catalogue).fetch(knownSpan)
        #expect(outcome.errors.map(\.code) == [189, 189] && outcome.fileCount == 3 && outcome.askedCount == 5)
        #expect(outcome.errors[0].line.contains("parse error"), "\(outcome.errors[0].line)")
    }

    @Test("Before the server's memory nothing is asked for where the past is open")
    func history() throws {
        let folder = try TemporaryFolder()
        let fetcher = try UsageFetcher(server(try prometheus.get().url, folder), catalogue: catalogue("state_scrapes"))
        let long = TimeSpan(from: SyntheticCluster.start - 20 * 86_400, to: SyntheticCluster.end)
        let outcome = try fetcher.fetch(long, isPastOpen: true)
        // The cluster's exporters were first scraped a quarter of an hour before midnight.
        #expect(outcome.errors.isEmpty && outcome.askedCount == 2)
        #expect(try folder.manifest()?.spans(of: "state_scrapes") == ["2026-10-25T00:00:00Z"])
    }

    @Test("Two processes do not fetch into one folder")
    func busy() throws {
        let folder = try TemporaryFolder()
        let settings = server(try prometheus.get().url, folder)
        let lock = try ClusterFolder(output: settings.output, cluster: "c1", server: "x")
        let error = #expect(throws: FetchError.self) { try UsageFetcher(settings, catalogue: Self.few).fetch(knownSpan) }
        #expect(error?.code == 193 && error?.exitCode == .tryAgain)
        withExtendedLifetime(lock) {}
    }
}
