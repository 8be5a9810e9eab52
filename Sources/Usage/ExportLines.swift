import Keys

/// The lines of VictoriaMetrics' `/api/v1/export`, one series each, which may come in several.
///
/// `{"metric":{…},"values":[1,null,"Infinity"],"timestamps":[1790812800000,…]}`: raw samples in milliseconds, as they
/// were scraped and not by a step. The lines of one series are put together, whatever their order.
struct ExportLines {
    /// Samples that are held back to put lines together: 32 MB. More are let go series by series.
    static let samplesMax = 1 << 21

    private struct Series {
        let labels: SeriesLabels
        let place: TextPlace
        var times: [Int64]
        var values: [Double]
    }

    private var held: [Series] = []
    private var indices: [Int: Int] = [:]
    private var ended: Set<Int> = []
    private var heldSamples = 0

    /// Takes a line.
    ///
    /// - Throws: `FinderFailure` where the series was let go before.
    mutating func take(
        _ labels: SeriesLabels, times: [Int64], values: [Double], at place: TextPlace,
        release: (SeriesLabels, borrowing SampleBuffer, TextPlace) throws -> Void
    ) throws {
        let key = labels.hash
        if let index = indices[key] {
            held[index].times += times
            held[index].values += values
        } else {
            guard !ended.contains(key) else { throw FinderFailure(.linesApart) }
            if heldSamples + times.count > Self.samplesMax { try end(release: release) }
            indices[key] = held.count
            held.append(Series(labels: labels, place: place, times: times, values: values))
        }
        heldSamples += times.count
        guard held[indices[key]!].times.count <= SampleBuffer.countMax else { throw FinderFailure(.tooManySamples) }
    }

    /// Lets go of all that is held back.
    mutating func end(release: (SeriesLabels, borrowing SampleBuffer, TextPlace) throws -> Void) throws {
        for series in held { try release(series.labels, Self.samples(of: series), series.place) }
        ended.formUnion(indices.keys)
        held.removeAll()
        indices.removeAll()
        heldSamples = 0
    }

    private static func median(_ deltas: [Int64]) -> Int64? {
        deltas.isEmpty ? nil : deltas.sorted()[deltas.count / 2]
    }

    /// The samples in the order of time; of several at one moment the last line's counts.
    private static func samples(of series: Series) -> SampleBuffer {
        var samples = SampleBuffer()
        let deltas = zip(series.times, series.times.dropFirst()).map { $1 - $0 }
        let isSorted = deltas.allSatisfy { $0 > 0 }
        samples.usualDelta = median(deltas.filter { $0 > 0 })
        if isSorted {
            for index in series.times.indices { samples.append(series.times[index], series.values[index]) }
            return samples
        }
        let order = series.times.indices.sorted { (series.times[$0], $0) < (series.times[$1], $1) }
        for (place, index) in order.enumerated() {
            let isLast = place + 1 == order.count || series.times[order[place + 1]] != series.times[index]
            if isLast { samples.append(series.times[index], series.values[index]) }
        }
        return samples
    }
}

extension ExportParser {
    /// Reads the lines, of whose first object a key has been taken.
    mutating func readLines(
        _ firstKey: String, _ firstKeys: JSONScanner.ObjectKeys, at firstPlace: TextPlace,
        _ deliver: (UsageBatch) throws -> Void
    ) throws {
        envelope.isBare = true
        var lines = ExportLines()
        var key: String? = firstKey
        var keys = firstKeys
        var start = firstPlace
        while true {
            try readLine(key, &keys, at: start)
            do {
                try lines.take(labels, times: rawTimes, values: rawValues, at: start) { labels, samples, place in
                    try collector.takeRaw(labels, samples, at: place, deliver)
                }
            } catch let failure as FinderFailure {
                throw scanner.failure(failure.reason, at: failure.place ?? start)
            }
            guard try scanner.skipSpace() == UInt8(ascii: "{") else { break }
            start = scanner.place
            keys = try scanner.openObject()
            key = try scanner.nextKey(&keys)
        }
        do {
            try lines.end { try collector.takeRaw($0, $1, at: $2, deliver) }
        } catch let failure as FinderFailure {
            throw scanner.failure(failure.reason, at: failure.place ?? firstPlace)
        }
    }

    /// Reads one line into `labels`, `rawTimes` and `rawValues`.
    private mutating func readLine(_ first: String?, _ keys: inout JSONScanner.ObjectKeys, at start: TextPlace) throws {
        labels.removeAll()
        rawTimes.removeAll(keepingCapacity: true)
        rawValues.removeAll(keepingCapacity: true)
        var seen: Set<String> = []
        var next = first
        while let key = next {
            seen.insert(key)
            switch key {
            case "metric": try readLabels()
            case "values": try readRawValues()
            case "timestamps": try readRawTimes()
            default: try scanner.skipValue()
            }
            next = try scanner.nextKey(&keys)
        }
        for part in ["metric", "values", "timestamps"] where !seen.contains(part) {
            throw scanner.failure(.partMissing("\(part) in a line"), at: start)
        }
        guard rawTimes.count == rawValues.count else {
            throw scanner.failure(.lengthsDiffer(values: rawValues.count, times: rawTimes.count), at: start)
        }
    }

    private mutating func readRawValues() throws {
        try readRawList { parser in
            let byte = try parser.scanner.skipSpaceRequired()
            let start = parser.scanner.place
            switch byte {
            case UInt8(ascii: "n"):
                try parser.scanner.takeWord("null")
                parser.rawValues.append(.nan)
                return
            case UInt8(ascii: "\""):
                try parser.scanner.readText()
                switch String(decoding: parser.scanner.text, as: UTF8.self) {
                case "Infinity", "+Infinity", "+Inf", "Inf": parser.rawValues.append(.infinity)
                case "-Infinity", "-Inf": parser.rawValues.append(-.infinity)
                case "NaN": parser.rawValues.append(.nan)
                default:
                    throw parser.scanner.failure(.notANumber(printed(parser.scanner.text)), at: start)
                }
                return
            default: break
            }
            let digits = try parser.scanner.numberText()
            guard let value = PrometheusNumber.parse(digits) else {
                throw parser.scanner.failure(.notANumber(printed(digits)), at: start)
            }
            parser.rawValues.append(value)
        }
    }

    private mutating func readRawTimes() throws {
        try readRawList { parser in
            _ = try parser.scanner.skipSpaceRequired()
            let start = parser.scanner.place
            let digits = try parser.scanner.numberText()
            guard let time = Int64(String(decoding: digits, as: UTF8.self)), time >= 0,
                time <= PrometheusNumber.millisecondsMax
            else { throw parser.scanner.failure(.badMilliseconds(printed(digits)), at: start) }
            parser.rawTimes.append(time)
        }
    }

    private mutating func readRawList(_ readOne: (inout ExportParser) throws -> Void) throws {
        try scanner.take("[", "a list, '['")
        if try scanner.takes("]") { return }
        var count = 0
        repeat {
            try readOne(&self)
            count += 1
            guard count <= SampleBuffer.countMax else { throw scanner.failure(.tooManySamples) }
        } while try scanner.takes(",")
        try scanner.take("]", "',' or ']'")
    }
}
