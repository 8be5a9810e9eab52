import Keys
import Settings
import Testing

@testable import Usage

@Suite("VictoriaMetrics' export lines")
struct ExportLinesTests {
    /// A line of a node's capacity: values and moments, in seconds since the start of October.
    private func line(_ values: String, of node: String = "n1", at seconds: [Double]) -> String {
        let times = seconds.map { "\(Int64((october + $0) * 1000))" }.joined(separator: ",")
        let metric = #"{"__name__":"kube_node_status_capacity","node":"\#(node)","resource":"cpu"}"#
        return #"{"metric":\#(metric),"values":[\#(values)],"timestamps":[\#(times)]}"#
    }

    private func hours(_ text: String) throws -> [String] {
        try read(text, named: "export.json").hours.map { "\($0.series.subject.node ?? "") \($0.row.hour) \($0.row.quantity)" }
    }

    /// Every 60 s for an hour, some of them a little late.
    private let minutes = (0..<60).map { Double($0 * 60) + ($0 % 7 == 4 ? 0.4 : 0) }

    @Test("A level holds until the next sample, so that a late scrape neither adds nor loses time")
    func raw() throws {
        let values = Array(repeating: "2", count: 60).joined(separator: ",")
        #expect(try hours(line(values, at: minutes)) == ["n1 0 7200000000"])
    }

    @Test("What is missing is a gap: the sample before it holds for one usual step")
    func gap() throws {
        let kept = minutes.enumerated().filter { !(20..<30).contains($0.offset) }.map(\.element)
        let values = Array(repeating: "2", count: 50).joined(separator: ",")
        #expect(try hours(line(values, at: kept)) == ["n1 0 6000000000"])
    }

    @Test("The lines of one series are put together, whatever stands between them")
    func lines() throws {
        func part(_ node: String, _ range: Range<Int>) -> String {
            line(Array(repeating: "2", count: range.count).joined(separator: ","), of: node, at: Array(minutes[range]))
        }
        let whole = ["n1 0 7200000000", "n2 0 7200000000"]
        let inOrder = [part("n1", 0..<30), part("n1", 30..<60), part("n2", 0..<60)]
        let mixed = [part("n1", 30..<60), part("n2", 0..<20), part("n1", 0..<30), part("n2", 20..<60)]
        #expect(try hours(inOrder.joined(separator: "\n") + "\n") == whole)
        #expect(try hours(mixed.joined(separator: "\n")) == whole)
    }

    @Test("null, Infinity and NaN are dropped and counted, never taken for nought")
    func notFinite() throws {
        let text = line(#"2,null,"Infinity","-Infinity","NaN",2.5e0"#, at: [0, 60, 120, 180, 240, 300])
        let export = try read(text, named: "export.json")
        #expect(export.summary.nonFiniteDropped == 4)
        #expect(export.hours.map(\.row.quantity) == [120_000_000 + 150_000_000])
        #expect(export.hours.map(\.row.samplesPresent) == [2])
        #expect(export.hours.map(\.row.samplesExpected) == [6])
    }

    @Test("The keys of a line may come in any order, and unknown ones are passed over")
    func order() throws {
        let text = #"{"timestamps":[1790812800000,1790812860000],"x":{"y":[1]},"values":[1,1],"metric":{"#
            + #""__name__":"kube_node_status_capacity","node":"n1","resource":"cpu"}}"#
        #expect(try hours(text) == ["n1 0 120000000"])
    }

    @Test("A line that is cut at any byte is refused, but for the line end")
    func cut() {
        let text = line("2,2", at: [0, 60])
        for count in 1..<text.utf8.count {
            #expect(refusal(String(text.prefix(count)), named: "export.json") != nil, "after \(count) bytes")
        }
    }

    @Test("Presences of raw samples are one while the scrapes follow each other")
    func presences() throws {
        let text = #"{"metric":{"__name__":"kube_pod_labels","namespace":"a","pod":"p","uid":"u"},"values":[1,1,1,1],"#
            + #""timestamps":[1790812800000,1790812830100,1790812860000,1790812950000]}"#
        let found = try read(text, named: "x.json").presences.map { "\($0.from) \($0.to)" }
        #expect(
            found == [
                "2026-10-01T00:00:00Z 2026-10-01T00:01:30Z", "2026-10-01T00:02:30Z 2026-10-01T00:03:00Z",
            ])
    }
}
