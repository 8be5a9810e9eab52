import Errors
import Ingest
import Keys
import Store
import TestSupport
import Testing
import Usage

@Suite("Loading range exports")
struct UsageLoaderTests {
    static let start: Int64 = 1_790_812_800  // 2026-10-01T00:00:00Z

    /// A range export of CPU requests: one series per pair of labels and values, every 600 s from `start`.
    static func export(_ series: [(labels: String, values: [String])], from: Int64 = start) -> String {
        let all = series.map { labels, values in
            let samples = values.enumerated().filter { $0.element != "-" }.map { "[\(from + Int64($0.offset) * 600),\"\($0.element)\"]" }
            return #"{"metric":{\#(labels)},"values":[\#(samples.joined(separator: ","))]}"#
        }
        return #"{"status":"success","data":{"resultType":"matrix","result":[\#(all.joined(separator: ","))]}}"# + "\n"
    }

    static let pod = #""namespace":"shop","pod":"api","uid":"u1","node":"n1""#

    static func hours(_ connection: Connection) throws -> [String] {
        try connection.query(
            """
            select pod || ' ' || hour || ' ' || sum(quantity) as words
            from usage.quantity_hour group by pod, hour order by pod, hour
            """
        ).map { $0.text("words") }
    }

    private func load(_ files: [String], _ connection: Connection) throws {
        let folder = try TemporaryFolder()
        for (index, text) in files.enumerated() {
            try folder.write("\(index).json", text)
            _ = try UsageLoader(connection, options: UsageOptions(signal: "pod_cpu_request"))
                .load(folder.path("\(index).json"))
        }
    }

    @Test("Two halves of an hour add up, and an export of the whole hour takes their place")
    func halves() throws {
        let connection = try ThrowAwayDatabase().connect()
        let first = Self.export([(Self.pod, ["1", "1", "1"])])
        let second = Self.export([(Self.pod, ["2", "2", "2"])], from: Self.start + 1800)
        try load([first, second], connection)
        #expect(try Self.hours(connection) == ["api 0 5400000000"])
        try load([Self.export([(Self.pod, ["3", "3", "3", "3", "3", "3"])])], connection)
        #expect(try Self.hours(connection) == ["api 0 10800000000"])
        // What covers less does not take the place of what covers more.
        try load([first], connection)
        #expect(try Self.hours(connection) == ["api 0 10800000000"])
    }

    private static func parts(_ connection: Connection) throws -> [String] {
        try connection.query(
            """
            select concat_ws(' ', usage_date, hour, from_second || '-' || to_second, covered_seconds, quantity / 1000000,
                samples_present || '/' || samples_expected) as words
            from usage.quantity_hour order by usage_date, hour, from_second
            """
        ).map { $0.text("words") }
    }

    @Test("A later export takes the place of the hours that it covers, and of no others; a row is a series and a day")
    func laterExport() throws {
        let connection = try ThrowAwayDatabase().connect()
        // From 22:00 to 01:30, a gap within the first hour.
        let evening = Self.start + 22 * 3600
        var values = [String](repeating: "1", count: 21)
        values[2] = "-"
        try load([Self.export([(Self.pod, values)], from: evening)], connection)
        #expect(
            try Self.parts(connection) == [
                "2026-10-01 22 0-3600 3000 3000 5/6", "2026-10-01 23 0-3600 3600 3600 6/6",
                "2026-10-02 0 0-3600 3600 3600 6/6", "2026-10-02 1 0-1800 1800 1800 3/3",
            ])
        #expect(try connection.query("select count(*) as n from usage.quantity_day")[0].integer("n") == 2)
        // From 23:00 to 01:00 with another value, from 01:30 on; and less of 22:00 than there is.
        try load(
            [
                Self.export([(Self.pod, [String](repeating: "2", count: 12))], from: evening + 3600),
                Self.export([(Self.pod, ["4", "4", "4"])], from: evening + 3 * 3600 + 1800),
                Self.export([(Self.pod, ["8"])], from: evening),
            ], connection)
        #expect(
            try Self.parts(connection) == [
                "2026-10-01 22 0-3600 3000 3000 5/6", "2026-10-01 23 0-3600 3600 7200 6/6",
                "2026-10-02 0 0-3600 3600 7200 6/6", "2026-10-02 1 0-1800 1800 1800 3/3",
                "2026-10-02 1 1800-3600 1800 7200 3/3",
            ])
        // All of it again, whole: nothing of what was there is left.
        try load([Self.export([(Self.pod, [String](repeating: "5", count: 24))], from: evening)], connection)
        #expect(try connection.query("select count(*) as n from usage.quantity_day")[0].integer("n") == 2)
        #expect(try Self.parts(connection).allSatisfy { $0.hasSuffix(" 0-3600 3600 18000 6/6") })
        #expect(try connection.query("select count(distinct import_id) as n from usage.quantity_day")[0].integer("n") == 1)
    }

    @Test("Series of one subject that are parts add up hour by hour; of copies the larger counts in each hour")
    func partsAndCopies() throws {
        let connection = try ThrowAwayDatabase().connect()
        let pair = [
            (Self.pod + #","instance":"a""#, ["1", "1", "1", "1", "1", "1", "3", "3", "3", "3", "3", "3"]),
            (Self.pod + #","instance":"b""#, ["2", "2", "2", "2", "2", "2", "1", "1", "1", "1", "1", "1"]),
        ]
        try load([Self.export(pair)], connection)
        #expect(try Self.hours(connection) == ["api 0 7200000000", "api 1 10800000000"])
        let folder = try TemporaryFolder()
        let series = pair.map { ($0.0, $0.1.enumerated().filter { $0.offset < 2 }.map { "\($0.element)00" }) }
        let samples = series.map { labels, values in
            let words = values.enumerated().map { "[\(Self.start + Int64($0.offset + 1) * 3600),\"\($0.element)\"]" }
            return #"{"metric":{\#(labels)},"values":[\#(words.joined(separator: ","))]}"#
        }
        try folder.write(
            "net.json",
            #"{"status":"success","data":{"resultType":"matrix","result":[\#(samples.joined(separator: ","))]}}"#)
        _ = try UsageLoader(connection, options: UsageOptions(signal: "pod_network_receive_1h")).load(folder.path("net.json"))
        let rows = try connection.query(
            "select hour || ' ' || quantity as words from usage.quantity_hour where measure = 'pod_network_receive' order by 1")
        #expect(rows.map { $0.text("words") } == ["0 300", "1 300"])
    }

    @Test("The series of two replicas of an exporter count once")
    func replicas() throws {
        let connection = try ThrowAwayDatabase().connect()
        let values = ["1", "1", "1", "1", "1", "1"]
        try load(
            [Self.export([(Self.pod + #","instance":"a""#, values), (Self.pod + #","instance":"b""#, values)])], connection)
        #expect(try Self.hours(connection) == ["api 0 3600000000"])
    }

    @Test("A file that was taken for another cluster by mistake is taken back with the right one")
    func otherCluster() throws {
        let connection = try ThrowAwayDatabase().connect()
        let folder = try TemporaryFolder()
        try folder.write("a.json", Self.export([(Self.pod, ["1", "1", "1", "1", "1", "1"])]))
        for cluster in ["default", "prod", "prod"] {
            _ = try UsageLoader(connection, options: UsageOptions(cluster: cluster, signal: "pod_cpu_request"))
                .load(folder.path("a.json"))
        }
        let rows = try connection.query("select distinct cluster from usage.quantity_hour")
        #expect(rows.map { $0.text("cluster") } == ["prod"])
        #expect(try Self.hours(connection) == ["api 0 3600000000"])
    }

    @Test("The same file is known, and a bad one leaves nothing")
    func knownAndBad() throws {
        let connection = try ThrowAwayDatabase().connect()
        let folder = try TemporaryFolder()
        let text = Self.export([(Self.pod, ["1", "1", "1"])])
        try folder.write("good.json", text)
        try folder.write("cut.json", String(text.dropLast(8)))
        let loader = UsageLoader(connection, options: UsageOptions(signal: "pod_cpu_request"))
        #expect(throws: (any Error).self) { try loader.load(folder.path("cut.json")) }
        #expect(try Self.hours(connection).isEmpty)
        #expect(try connection.query("select count(*) as n from usage.import")[0].integer("n") == 0)
        #expect(try loader.load(folder.path("good.json")) != nil)
        #expect(try loader.load(folder.path("good.json")) == nil)
    }
}
