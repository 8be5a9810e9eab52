import Errors
import Foundation
import Keys
import Settings
import TestSupport
import Testing
import Usage

@testable import Fetch

@Suite("What is too much for the server is asked for in parts")
struct DividingTests {
    private struct Row: Hashable {
        let subject: SeriesSubject
        let date: UTCDate
        let hour: Int
        let quantity: Int64
    }

    /// All hours that the files of a folder hold.
    private func rows(_ folder: TemporaryFolder) throws -> Set<Row> {
        let manifest = try #require(try folder.manifest())
        var rows: Set<Row> = []
        for file in manifest.files {
            var options = UsageOptions(signal: file.query, stepSeconds: file.stepSeconds)
            options.isEmptyAllowed = true
            let reader = try RangeExportReader(path: manifest.folder + "/" + file.path, catalogue: .standard, options: options)
            _ = try reader.read { batch in
                for hour in batch.quantities {
                    let subject = batch.series[hour.series].subject
                    rows.insert(Row(subject: subject, date: hour.date, hour: hour.hour, quantity: hour.quantity))
                }
            }
        }
        return rows
    }

    @Test("A real 422 halves the time, then the series by their uids, and what comes of it is the same")
    func halves() throws {
        let catalogue = catalogue("pod_request_samples", "pod_memory_usage_samples")
        let large = try PrometheusProcess()
        let whole = try TemporaryFolder()
        _ = try UsageFetcher(server(large.url, whole), catalogue: catalogue).fetch(knownSpan)
        // How much counts as a sample differs between versions: the largest limit counts that makes parts of an hour.
        for samplesMax in [400, 300, 240, 200, 180, 165, 150, 140] {
            let small = try PrometheusProcess(options: ["--query.max-samples=\(samplesMax)"])
            let parts = try TemporaryFolder()
            let outcome = try UsageFetcher(server(small.url, parts), catalogue: catalogue).fetch(knownSpan)
            let manifest = try #require(try parts.manifest())
            guard manifest.files.contains(where: { $0.shard != nil }) else { continue }
            print("limit \(samplesMax): \(manifest.files.count) files, \(outcome.askedCount) questions")
            #expect(outcome.errors.isEmpty, "\(outcome.errors.map(\.line))")
            #expect(try rows(parts) == rows(whole))
            #expect(try UsageFetcher(server(small.url, parts), catalogue: catalogue).fetch(knownSpan).askedCount == 0)
            return
        }
        Issue.record("no limit divides the series")
    }

    @Test("What cannot be divided any further is refused with the server's words and exit 76")
    func tooBig() throws {
        let folder = try TemporaryFolder()
        let small = try PrometheusProcess(options: ["--query.max-samples=10"])
        let outcome = try UsageFetcher(server(small.url, folder), catalogue: catalogue("state_scrapes")).fetch(knownSpan)
        #expect(outcome.errors.count == 3 && outcome.errors.allSatisfy { $0.code == 190 && $0.exitCode == .prometheusWrong })
        #expect(outcome.errors[0].line.contains("too many samples"))
    }
}
