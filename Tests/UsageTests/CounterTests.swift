import Testing

@testable import Usage

@Suite("Counters as they were scraped")
struct CounterTests {
    /// A series of the kubelet's counter with a sample every five minutes from a step of the hour on.
    private static func counter(_ pod: String, from step: Int, _ values: [Double?]) -> String {
        let samples = values.enumerated().compactMap { index, value in
            value.map { "[\(number(october + Double((step + index) * 300))),\"\($0)\"]" }
        }
        let path = "/kubepods.slice/kubepods-burstable-pod0a1b2c3d_0000_4000_8000_00000000000\(pod.last!).slice/x.scope"
        let labels = #""__name__":"container_cpu_usage_seconds_total","namespace":"shop","pod":"\#(pod)","container":"app","id":"\#(path)""#
        return #"{"metric":{\#(labels)},"values":[\#(samples.joined(separator: ","))]}"#
    }

    private func seconds(_ series: [String]) throws -> (hours: [String: Int64], warnings: [String]) {
        let found = try read(answer(series.joined(separator: ",")), named: "x.json")
        var hours: [String: Int64] = [:]
        for (series, row) in found.hours {
            hours["\(series.subject.pod!) \(row.hour)", default: 0] += row.quantity / 1_000_000
        }
        #expect(found.hours.allSatisfy { $0.series.quantity == "pod_cpu_usage" })
        return (hours, found.summary.warnings)
    }

    @Test("What it grew by is of the time between its samples; a restart counts from nought")
    func growth() throws {
        let steady = (0...13).map { Double(1000 + $0 * 60) }
        let restarted = [500, 530, 560, 10, 40].map(Double.init)
        let (hours, _) = try seconds([Self.counter("p1", from: 0, steady), Self.counter("p2", from: 0, restarted)])
        #expect(hours == ["p1 0": 720, "p1 1": 60, "p2 0": 100])
    }

    @Test("What it grew by over a gap is of the gap")
    func gap() throws {
        let values: [Double?] = [0, 30] + Array(repeating: nil, count: 10) + [360, 390]
        let (hours, _) = try seconds([Self.counter("p1", from: 0, values), Self.counter("p2", from: 0, [0, 0])])
        #expect(hours["p1 0"] == 30 + 330 * 11 / 11 && hours["p1 1"] == 30)
    }

    @Test("A counter that starts later than the file is a new container's; one that starts high was not seen before, and is told")
    func starts() throws {
        let old = Self.counter("p1", from: 0, [900, 930, 960, 990])
        let (hours, warnings) = try seconds([old, Self.counter("p2", from: 1, [25, 55, 85]), Self.counter("p3", from: 2, [5000, 5030])])
        #expect(hours == ["p1 0": 90, "p2 0": 85, "p3 0": 30])
        #expect(warnings.contains { $0.hasPrefix("1 counters start late") })
    }

    @Test("The pod's uid is taken from its cgroup's path")
    func uid() throws {
        let found = try read(answer(Self.counter("p1", from: 0, [0, 1])), named: "x.json")
        #expect(found.hours.first?.series.subject.uid == "0a1b2c3d-0000-4000-8000-000000000001")
    }
}
