import Keys
import Testing

@testable import Usage

/// One row as `hour quantity from-to covered present/expected`.
func line(_ row: QuantityHour) -> String {
    "\(row.hour) \(row.quantity) \(row.fromSecond)-\(row.toSecond) \(row.coveredSeconds) "
        + "\(row.samplesPresent)/\(row.samplesExpected)"
}

@Suite("Samples into hours")
struct HourTests {
    /// The hours of one pod's memory, so that quantities are byte-seconds.
    static func hours(
        _ samples: [(Double, String)], named name: String = "pod_request_memory_bytes.json", step: Int? = nil
    )
        throws -> [String]
    {
        try read(answer(pod("api-1", samples)), named: name, options: UsageOptions(stepSeconds: step)).hours.map {
            line($0.row)
        }
    }

    @Test("A gauge at one-hour steps fills its hours")
    func hourly() throws {
        #expect(
            try Self.hours([(october, "2"), (october + 3600, "3")]) == [
                "0 7200 0-3600 3600 1/1", "1 10800 0-3600 3600 1/1",
            ])
    }

    @Test(
        "At any step the hours of a level that never changes are the same",
        arguments: [1, 15, 30, 60, 300, 900, 1800, 3600, 7200])
    func steps(step: Int) throws {
        let samples = stride(from: 0, to: 7200, by: step).map { (october + Double($0), "2") }
        let export = try read(
            answer(pod("api-1", samples)), named: "pod_request_memory_bytes.json",
            options: UsageOptions(stepSeconds: step))
        #expect(export.hours.map(\.row.quantity) == [7200, 7200])
        #expect(export.hours.map(\.row.coveredSeconds) == [3600, 3600])
        #expect(export.hours.allSatisfy { $0.row.samplesPresent == max(1, 3600 / step) })
        #expect(export.hours.allSatisfy { $0.row.samplesPresent == $0.row.samplesExpected })
    }

    @Test("A sample that reaches over the hour is cut there")
    func boundary() throws {
        #expect(
            try Self.hours([(october + 3300, "6"), (october + 3500, "10")]) == [
                "0 2200 3300-3600 300 2/2", "1 1000 0-100 100 1/1",
            ])
    }

    @Test("A start that is no whole second is cut to the millisecond, and reaches outwards in whole seconds")
    func unaligned() throws {
        let start = october + 407.123
        // From 407.123 s on, twelve steps of 300 s: 10 whole ones and 192.877 s in the first hour.
        let rows = try Self.hours((0..<12).map { (start + Double($0) * 300, "1000") })
        #expect(rows == ["0 3192877 407-3600 3192 11/11", "1 407123 0-408 407 2/2"])
    }

    @Test("A missing sample is a gap: not zero, not held longer than a step, and expected")
    func gap() throws {
        let rows = try Self.hours([(october, "10"), (october + 300, "10"), (october + 1500, "10")])
        #expect(rows == ["0 9000 0-1800 900 3/6"])
    }

    @Test("An hour without a sample has no row, but counts as expected in the coverage")
    func gapOfHours() throws {
        let samples = [(october, "1"), (october + 1800, "1"), (october + 3 * 3600, "1")]
        let export = try read(answer(pod("api-1", samples)))
        #expect(export.hours.map(\.row.hour) == [0, 3])
        #expect(export.summary.coverage.map(\.samplesPresent) == [2, 0, 0, 1])
        #expect(export.summary.coverage.map(\.samplesExpected) == [2, 2, 2, 1])
    }

    @Test("NaN and infinities leave a gap and are counted; so does a negative value")
    func dropped() throws {
        let samples = [
            (october, "1"), (october + 300, "NaN"), (october + 600, "+Inf"), (october + 900, "-1"),
            (october + 1200, "1"),
        ]
        let export = try read(answer(pod("api-1", samples)), named: "pod_request_memory_bytes.json")
        #expect(export.hours.map { line($0.row) } == ["0 600 0-1500 600 2/5"])
        #expect(export.summary.nonFiniteDropped == 2)
        #expect(export.summary.negativeDropped == 1)
        #expect(export.summary.samples == 5)
    }

    @Test("An increase belongs to the step before its sample")
    func increase() throws {
        let rows = try Self.hours(
            [(october + 3600, "1800"), (october + 7200, "7200.5")], named: "cpu_increase_1h.json")
        #expect(rows == ["0 1800000000 0-3600 3600 1/1", "1 7200500000 0-3600 3600 1/1"])
    }

    @Test("An increase that reaches over the hour is shared by time")
    func increaseShared() throws {
        let rows = try Self.hours([(october + 3750, "100"), (october + 4050, "60")], named: "net_rx_bytes.json")
        #expect(rows == ["0 50 3450-3600 150 1/1", "1 110 0-450 450 2/2"])
    }

    @Test("A rate is a level over the step before its sample")
    func rate() throws {
        let rows = try Self.hours([(october + 3600, "2"), (october + 3900, "4")], named: "cpu_usage_cores.json")
        #expect(rows == ["0 600000000 3300-3600 300 1/1", "1 1200000000 0-300 300 1/1"])
    }

    @Test("An hour is rounded once, halves away from zero")
    func rounding() throws {
        // 0.00125 bytes over 400 s are half a byte-second.
        #expect(try Self.hours([(october, "0.00125"), (october + 400, "0")]) == ["0 1 0-800 800 2/2"])
        #expect(try Self.hours([(october, "0.00124"), (october + 400, "0")]) == ["0 0 0-800 800 2/2"])
        let tenth = (0..<12).map { (october + Double($0) * 300, "0.1") }
        #expect(try Self.hours(tenth, named: "pod_request_cpu_cores.json") == ["0 360000000 0-3600 3600 12/12"])
    }

    @Test("Small values beside a large one are not lost in the sum")
    func compensated() throws {
        let samples = [(october, "10000000000000")] + (1..<3600).map { (october + Double($0), "0.001") }
        #expect(try Self.hours(samples).first?.hasPrefix("0 10000000000004 ") == true)
    }

    @Test("The night when Berlin's clocks go back is like any other: 24 hours of UTC")
    func daylightSaving() throws {
        let night = Double(Instant(iso: "2026-10-25T00:00:00Z")!.seconds)
        let rows = try Self.hours((0..<24).map { (night + Double($0) * 3600, "1") })
        #expect(rows.count == 24)
        #expect(rows.allSatisfy { $0.contains(" 3600 0-3600 ") })
    }

    @Test("The step is found although the first series has a gap wherever it has samples")
    func stepBehindGap() throws {
        let export = try read(
            answer(
                pod("a", [(october, "1"), (october + 1200, "1")]),
                pod("b", [(october, "1"), (october + 300, "1"), (october + 600, "1")])))
        #expect(export.summary.stepSeconds == 300)
        #expect(export.hours.map(\.row.coveredSeconds) == [600, 900])
    }

    @Test("A smaller step that comes too late is an error that says what to do")
    func stepChanges() {
        let coarse = (0..<80).map { pod("p\($0)", [(october, "1"), (october + 600, "1")]) }
        let fine = pod("q", [(october, "1"), (october + 300, "1")])
        let text = answer((coarse + [fine]).joined(separator: ","))
        #expect(
            refusal(text)?.description
                == "two samples are 300 seconds apart, but the step is 600; export it with one step, "
                + "and say which with --step")
        #expect(refusal(text, options: UsageOptions(stepSeconds: 300)) == nil)
    }

    @Test("A single sample stands for the signal's own step, with a warning, or for the one that the user says")
    func single() throws {
        let text = answer(pod("api-1", [(october, "1")]))
        let export = try read(text)
        #expect(export.hours.map(\.row.coveredSeconds) == [300])
        #expect(export.summary.warnings.count == 1)
        #expect(try read(text, options: UsageOptions(stepSeconds: 60)).hours.map(\.row.coveredSeconds) == [60])
    }

    @Test("A value above what is plausible is kept and counted")
    func aboveMaximum() throws {
        let export = try read(answer(pod("api-1", [(october, "250000"), (october + 300, "1")])))
        #expect(export.summary.aboveMaximum == 1)
        #expect(export.hours.count == 1)
    }
}
