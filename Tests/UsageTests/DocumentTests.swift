import Errors
import Foundation
import Keys
import Testing

@testable import Usage

@Suite("The document of a range export")
struct DocumentTests {
    /// Two pods, with escapes, white space, a gap, a `NaN` and parts that nobody reads.
    static let rich = #"""
        {"status":"success","isPartial":false,"data":{"resultType":"matrix","result":[
          {"metric":{"namespace":"shop","pod":"api-\u0031","node":"n\u00fc\ud83d\ude00\/\"\\"},
           "values":[ [1790812800,"0.25"], [ 1790813100 , "NaN" ],[1790813400.000,"1e-07"],
             [1790814000,"1234567890123456.7890"]]},
          {"values":[[1790812800,"2"],[1790813100,"2.50"],[1790813400,"0.12345678901234567"]],"extra":[{},[],{"a":null}],
           "metric":{"pod":"api-2","namespace":"shöp"}}],
          "stats":{"timings":{"a":4.85e-07,"b":[true,false,null,-0.5E+3]}}},"infos":["slow \u001b[31m"]}

        """#

    static func equal(_ left: ReadExport, _ right: ReadExport) -> Bool {
        left.hours.map(\.series) == right.hours.map(\.series) && left.hours.map(\.row) == right.hours.map(\.row)
            && left.presences == right.presences
    }

    @Test("Escapes, white space and unknown members are read as JSON says")
    func rich() throws {
        let export = try read(Self.rich, options: UsageOptions(signal: "pod_memory_request"))
        #expect(export.summary.series == 2)
        #expect(export.summary.samples == 7)
        #expect(export.summary.nonFiniteDropped == 1)
        #expect(export.hours[0].series.subject.pod == "api-1")
        #expect(export.hours[0].series.subject.node == "nü😀/\"\\")
        #expect(export.hours[1].series.subject.namespace == "shöp")
        #expect(export.summary.warnings == ["the server says: 'slow \\u{1B}[31m'"])
        #expect(export.summary.bytes == Int64(Self.rich.utf8.count))
        #expect(export.summary.contentDigest == Digest(of: Self.rich))
    }

    @Test("The size of the pieces changes nothing", arguments: Array(16...96) + [4096])
    func pieces(windowSize: Int) throws {
        let options = UsageOptions(signal: "pod_memory_request")
        let whole = try read(Self.rich, options: options)
        let pieces = try read(Self.rich, options: options, windowSize: windowSize)
        #expect(whole.summary == pieces.summary)
        #expect(Self.equal(whole, pieces))
    }

    @Test("A file that is cut at any byte is refused, plain and gzip, and nothing of it is final")
    func cut() throws {
        let whole = Array(Self.rich.utf8)
        let options = UsageOptions(signal: "pod_memory_request")
        // Behind the closing brace there is only white space.
        let end = try #require(whole.lastIndex(of: UInt8(ascii: "}")))
        for length in 0...end {
            let error = #expect(throws: UsageError.self, "cut to \(length) bytes") {
                try read(bytes: Array(whole[..<length]), options: options)
            }
            if length > 0, let code = error?.code { #expect(code == 52, "cut to \(length) bytes: \(error!.line)") }
        }
        let zipped = try gzip(whole)
        for length in 1..<zipped.count {
            #expect(throws: (any Error).self, "cut to \(length) bytes") {
                try read(bytes: Array(zipped[..<length]), named: "pod_request_memory_bytes.json.gz")
            }
        }
        #expect(try Self.equal(read(bytes: zipped, options: options), read(Self.rich, options: options)))
    }

    @Test("The order of the keys changes nothing")
    func keyOrder() throws {
        let metric = #""metric":{"pod":"api-1","namespace":"shop"}"#
        let values = #""values":[[1790812800,"2"],[1790813100,"3"]]"#
        var exports: [ReadExport] = []
        for series in [[metric, values], [values, metric]] {
            let result = #""result":[{\#(series.joined(separator: ","))}]"#
            for data in [[#""resultType":"matrix""#, result], [result, #""resultType":"matrix""#]] {
                let members = [#""status":"success""#, #""data":{\#(data.joined(separator: ","))}"#, #""infos":[]"#]
                for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
                    exports.append(try read("{\(order.map { members[$0] }.joined(separator: ","))}"))
                }
            }
        }
        #expect(exports.count == 24)
        #expect(exports.allSatisfy { Self.equal($0, exports[0]) })
        #expect(exports[0].hours.first?.row.quantity == 1_500_000_000)
    }

    @Test("promtool's bare list says the same as the envelope, and so does a file of jq -S")
    func bare() throws {
        let series = pod("api-1", [(october, "2"), (october + 300, "2")])
        let envelope = try read(answer(series))
        #expect(Self.equal(envelope, try read("[\(series)]\n")))
        let sorted = #"{"data":{"result":[\#(series)],"resultType":"matrix"},"status":"success"}"#
        #expect(Self.equal(envelope, try read(sorted)))
    }

    @Test("An incomplete answer is taken when the user says so, and its words are recorded")
    func partial() throws {
        let text =
            answer(pod("api-1", [(october, "2"), (october + 300, "2")])).dropLast() + #","warnings":["no store"]}"#
        #expect(refusal(String(text))?.code == 57)
        let export = try read(String(text), options: UsageOptions(isPartialAllowed: true))
        #expect(export.hours.count == 1)
        #expect(export.summary.warnings == ["taken although incomplete: 'no store'"])
    }

    @Test("What was delivered before an error is not more than a beginning: the error comes")
    func deliveredBeforeError() throws {
        // More rows than a batch, and a warning behind them.
        let samples = (0..<9000).map { (october + Double($0) * 3600, "1") }
        let text = answer(pod("api-1", samples), pod("api-2", samples)).dropLast() + #","warnings":["no store"]}"#
        #expect(refusal(String(text))?.code == 57)
    }

    @Test("An empty answer of a required signal is refused, of another one it is worth a warning")
    func empty() throws {
        #expect(refusal(answer())?.code == 64)
        #expect(refusal(answer())?.description.contains("looks like no pods") == true)
        let export = try read(answer(), named: "kube_pod_annotations.json")
        #expect(export.summary.series == 0)
        #expect(export.summary.signals == ["pod_annotations"])
        #expect(export.summary.warnings == ["no series: pod_annotations is empty"])
        #expect(export.summary.firstAt == nil)
    }

    @Test(
        "A mistake in the middle of a long series is seen where it is",
        arguments: [
            (#"[1790827800,"1"]"#, 58), (#"[1790827799,"1"]"#, 58), (#"[0790828100,"1"]"#, 58), (#"[1790828100,"1""#, 53),
            (#"[1790828100,1]"#, 53), (#"[1790828100,"1e"]"#, 59), (#"[1790828100,""]"#, 59), (#"[1790828100,"1."]"#, 59),
            (#"[1790828100,".5"]"#, 59), (#"[1790828100.,"1"]"#, 58), (#"[1790828100.0001,"1"]"#, 58),
            (#"[1790828100,"1"]]"#, 53), (#"[1790828100 "1"]"#, 53), (#"1790828100,"1"]"#, 53), (#"[,"1"]"#, 53),
            (#"[1790828100,"1",0]"#, 53), (#"[1790828100,"0x1"]"#, 59), (#"[1790828100,"1"],"#, 53),
        ])
    func middle(sample: String, code: Int) throws {
        var samples = (0..<100).map { #"[\#(1_790_812_800 + $0 * 300),"1.25"]"# }
        func text() -> String {
            answer(#"{"metric":{"namespace":"shop","pod":"api-1"},"values":[\#(samples.joined(separator: ","))]}"#)
        }
        let place = try #require(text().range(of: samples[51]))
        let column = text().utf8.distance(from: text().startIndex, to: place.lowerBound) + 1
        samples[51] = sample
        let error = try #require(refusal(text()))
        #expect(error.code == code)
        // The place is inside of the sample, or right behind it.
        let found = try #require(error.place?.split(separator: ":").last.flatMap { Int($0) })
        #expect((column...column + sample.utf8.count + 1).contains(found), "column \(column), found \(found)")
    }

    @Test("The longest series a server answers with is read whole")
    func longest() throws {
        let catalogue = Catalogue([
            Signal(id: "up", names: [.init("up")], kind: .gauge, unit: "second", stepSeconds: 1, subject: [])
        ])
        let path = repository + "/fixtures/usage/shapes/limit_11000_intervals_ok.json"
        let reader = try RangeExportReader(path: path, catalogue: catalogue)
        var rows: [QuantityHour] = []
        let summary = try reader.read { rows += $0.quantities }
        #expect(summary.samples == summary.series * 11_001)
        #expect(rows.filter { $0.series == 0 }.prefix(4).map(\.samplesPresent) == [3600, 3600, 3600, 201])
    }
}

/// The bytes as `gzip` packs them.
func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
    let path = NSTemporaryDirectory() + "/usage-\(UUID().uuidString)"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/gzip")
    process.arguments = ["-n", path]
    try process.run()
    process.waitUntilExit()
    defer { try? FileManager.default.removeItem(atPath: path + ".gz") }
    return Array(try Data(contentsOf: URL(fileURLWithPath: path + ".gz")))
}
