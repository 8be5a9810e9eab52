import Foundation
import Keys
import Testing

@testable import Usage

/// Numbers from a seed (SplitMix64), so that a failure can be seen again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }
}

/// Writes valid answers in every way that JSON allows.
struct DocumentWriter {
    var random: SeededGenerator

    mutating func space() -> String {
        ["", "", "", "", " ", "\n", "\t", "\r\n  "].randomElement(using: &random)!
    }

    mutating func text(_ plain: String) -> String {
        var result = "\""
        for scalar in plain.unicodeScalars {
            switch Int.random(in: 0..<12, using: &random) {
            case 0 where scalar.value < 0x10000:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result += scalar == "\"" || scalar == "\\" ? "\\\(scalar)" : String(scalar)
            }
        }
        return result + "\""
    }

    mutating func object(_ members: [(String, String)]) -> String {
        let parts = members.shuffled(using: &random).map {
            "\(space())\(text($0.0))\(space()):\(space())\($0.1)\(space())"
        }
        return "{\(parts.isEmpty ? space() : parts.joined(separator: ","))}"
    }

    mutating func list(_ items: [String]) -> String {
        let parts = items.map { "\(space())\($0)\(space())" }
        return "[\(parts.isEmpty ? space() : parts.joined(separator: ","))]"
    }

    /// An answer about some pods with a step of five minutes, gaps included.
    mutating func answer() -> String {
        var series: [String] = []
        for index in 0..<Int.random(in: 1...4, using: &random) {
            let names = ["pöd", "a\"b", "c\\d", "é", "😀"]
            let pod = text("\(names.randomElement(using: &random)!)-\(index)")
            var samples: [String] = []
            for step in 0..<Int.random(in: 2...40, using: &random)
            where step < 2 || Int.random(in: 0..<5, using: &random) > 0 {
                let value = [Double(Int.random(in: 0..<4096, using: &random)) / 64].map { "\($0)" }[0]
                let second = 1_790_812_830 + step * 300
                let time = Bool.random(using: &random) ? "\(second)" : "\(second).0"
                samples.append(list([time, text(value)]))
            }
            let metric = object([("namespace", text("shop")), ("pod", pod)])
            series.append(object([("metric", metric), ("values", list(samples))]))
        }
        let stats = object([("timings", list(["1", "-2.5e3", "null", "true", "{}", "[]", text("x")]))])
        let data = object([("resultType", text("matrix")), ("result", list(series)), ("stats", stats)])
        return object([("status", text("success")), ("data", data), ("infos", list([]))])
    }
}

@Suite("The reader against Foundation's JSON")
struct DifferentialTests {
    /// The core-microseconds of each pod and hour, by the plainest code that there is.
    static func expected(_ text: String) throws -> [String: Int64] {
        let document = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        let result = try #require((document?["data"] as? [String: Any])?["result"] as? [[String: Any]])
        var sums: [String: Double] = [:]
        for series in result {
            let pod = try #require((series["metric"] as? [String: String])?["pod"])
            for sample in try #require(series["values"] as? [[Any]]) {
                let time = try #require(sample[0] as? NSNumber).int64Value
                let value = try #require((sample[1] as? String).flatMap(Double.init))
                for second in stride(from: time, to: time + 300, by: 30) {
                    sums["\(pod) \(second / 3600)", default: 0] += value * 30
                }
            }
        }
        return sums.mapValues { Int64(($0 * 1e6).rounded(.toNearestOrAwayFromZero)) }
    }

    @Test("Any valid answer gives the hours that Foundation's reading gives", arguments: 1...150 as ClosedRange<UInt64>)
    func agrees(seed: UInt64) throws {
        var writer = DocumentWriter(random: SeededGenerator(seed: seed))
        let text = writer.answer()
        let export = try read(text)
        var hours: [String: Int64] = [:]
        for (series, row) in export.hours {
            hours["\(series.subject.pod!) \(row.date.days * 24 + row.hour)", default: 0] += row.quantity
        }
        #expect(hours == (try Self.expected(text)))
    }

    @Test("What Foundation refuses the reader refuses, too", arguments: 1...60 as ClosedRange<UInt64>)
    func refuses(seed: UInt64) throws {
        var writer = DocumentWriter(random: SeededGenerator(seed: seed))
        let whole = Array(writer.answer().utf8)
        var random = SeededGenerator(seed: seed)
        var accepted = 0
        for _ in 0..<40 {
            var bytes = whole
            let index = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: index)
            default: bytes.insert(Array("{}[],:\"\\0e.-\n tn".utf8).randomElement(using: &random)!, at: index)
            }
            guard (try? read(bytes: bytes)) != nil else { continue }
            accepted += 1
            #expect(throws: Never.self, "\(String(decoding: bytes, as: UTF8.self))") {
                try JSONSerialization.jsonObject(with: Data(bytes))
            }
        }
        #expect(accepted > 0, "every change was refused, so this proves nothing")
    }
}

@Suite("Numbers as Prometheus writes them")
struct PrometheusNumberTests {
    @Test("A short decimal number is the nearest double, whichever way it is found")
    func doubles() throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<100_000 {
            let digits = Int.random(in: 1...19, using: &random)
            let significand = (0..<digits).reduce(UInt64(0)) { sum, _ in sum * 10 + .random(in: 0...9, using: &random) }
            let decimals = Int.random(in: 0...19, using: &random)
            let text = Array("\(significand)".utf8)
            let padded = [UInt8](repeating: 0x30, count: max(0, decimals + 1 - text.count)) + text
            let written = decimals == 0 ? padded : padded.dropLast(decimals) + [0x2E] + padded.suffix(decimals)
            let expected = try #require(Double(String(decoding: written, as: UTF8.self)))
            let found = PrometheusNumber.double(
                significand: significand, decimals: decimals, PrometheusNumber.powersOfTen)
            guard found.bitPattern != expected.bitPattern else { continue }
            Issue.record("\(String(decoding: written, as: UTF8.self)) is \(expected), not \(found)")
        }
    }

    @Test("Numbers halfway between two doubles go to the even one")
    func ties() {
        // 2^53 + 1 and + 3, over one and over ten.
        let powers = PrometheusNumber.powersOfTen
        #expect(
            PrometheusNumber.double(significand: 9_007_199_254_740_993, decimals: 0, powers) == 9_007_199_254_740_992)
        #expect(
            PrometheusNumber.double(significand: 90_071_992_547_409_930, decimals: 1, powers) == 9_007_199_254_740_992)
        #expect(
            PrometheusNumber.double(significand: 90_071_992_547_409_950, decimals: 1, powers) == 9_007_199_254_740_996)
        #expect(
            PrometheusNumber.double(significand: 90_071_992_547_409_931, decimals: 1, powers) == 9_007_199_254_740_994)
    }

    @Test(
        "What Prometheus writes is read, and nothing else",
        arguments: [
            ("0", 0), ("12", 12), ("-0.25", -0.25), ("1e-07", 1e-7), ("1.5e+21", 1.5e21), ("+Inf", Double.infinity),
            ("-Inf", -Double.infinity), ("", nil), (" 1", nil), ("1 ", nil), ("0x1F", nil), ("1_000", nil), ("1.", nil),
            (".5", nil), ("1e", nil), ("+1", nil), ("--1", nil), ("1e400", nil), ("nan", nil), ("Infinity", nil),
            ("٣", nil), ("1,5", nil),
        ] as [(String, Double?)])
    func texts(text: String, value: Double?) { #expect(PrometheusNumber.parse(Array(text.utf8)) == value) }

    @Test("NaN is a value that is not a number")
    func notANumber() { #expect(PrometheusNumber.parse(Array("NaN".utf8))?.isNaN == true) }
}
