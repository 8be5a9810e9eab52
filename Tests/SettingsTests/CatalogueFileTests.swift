import Errors
import Foundation
import Testing
import Usage

@testable import Settings

@Suite("The catalogue of usage signals")
struct CatalogueFileTests {
    private func parse(_ text: String) throws -> Catalogue {
        try CatalogueFile.parse(Array(text.utf8), file: "catalogue.yaml")
    }

    @Test("The shipped file is read without a complaint, and what is printed is what is read")
    func shipped() throws {
        #expect(Catalogue.standard.signals.count > 50)
        #expect(try parse(Catalogue.standardText).signals == Catalogue.standard.signals)
        #expect(Catalogue.standardText.hasPrefix("# The signals that chargeback reads"))
    }

    @Test("The hourly set is asked for every hour by range functions over the raw series")
    func hourlySet() {
        let hourly = Catalogue.standard.signals.filter { $0.kind.isBackward && !$0.kind.isInfo && $0.expression != nil }
        #expect(hourly.count >= 12)
        for signal in hourly {
            #expect(signal.stepSeconds == 3600, "\(signal.id)")
            #expect(signal.expression?.contains("[1h]") == true, "\(signal.id)")
        }
        #expect(Catalogue.standard.signals.filter(\.isRequired).map(\.id).contains("pod_cpu_request_mean"))
    }

    @Test("An own file adds to the shipped signals, and its signal takes the place of the shipped one of the same id")
    func own() throws {
        let catalogue = try parse(
            """
            signals:
              - { id: pod_cpu_usage, kind: range_avg, unit: core, key: [pod, namespace], files: ["cpu-*.json*"] }
            metrics:
              - { id: orders, kind: range_increase, unit: order, step_seconds: 3600, key: [namespace, tenant],
                  expr: "sum by (namespace, tenant) (increase(orders_total[1h]))", min: -5, max: 1e6 }
            """)
        #expect(catalogue.signals.count == Catalogue.standard.signals.count + 1)
        let usage = try #require(catalogue.signal(id: "pod_cpu_usage"))
        #expect(usage.kind == .rate && usage.subject == [.pod, .namespace] && usage.unit == "core_microsecond")
        #expect(catalogue.signal(ofFile: "a/cpu-2026-10-01.json.gz")?.id == "pod_cpu_usage")
        #expect(catalogue.signal(ofFile: "a/mem-2026-10-01.json.gz") == nil)
        let orders = try #require(catalogue.signal(id: "orders"))
        #expect(orders.metricLabels == ["namespace", "tenant"] && orders.valueMin == -5 && orders.valueMax == 1_000_000)
        #expect(try parse("standard: false").signals.isEmpty)
    }

    @Test("Each mistake is refused with line, column and remedy")
    func mistakes() throws {
        let path = ErrorFixtureTests.folder.appendingPathComponent("catalogue-mistakes.yaml").path
        let errors = try #require(throws: CodedErrors.self) { try Catalogue.load(path: path) }
        let lines = ErrorFixtureTests.lines(of: errors, folder: ErrorFixtureTests.folder.path)
        let expected = URL(fileURLWithPath: path.replacingOccurrences(of: ".yaml", with: ".expected"))
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try Data(lines.utf8).write(to: expected)
            Issue.record("recorded \(expected.lastPathComponent)")
        }
        #expect(try lines == String(contentsOf: expected, encoding: .utf8))
    }
}
