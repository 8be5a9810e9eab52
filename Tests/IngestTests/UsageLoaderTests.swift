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
