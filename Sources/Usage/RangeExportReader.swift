import Errors
import Keys
import Streams

/// Reads one range export: an answer of `/api/v1/query_range`, or what `promtool query range -o json` prints.
///
/// The keys may come in any order. Memory does not grow with the file. A file is good only when it has
/// been read to its last byte, as what the server warns of stands behind the samples: whoever keeps what
/// is delivered commits it after `read` has returned, and drops it when `read` throws.
///
/// ```swift
/// let reader = try RangeExportReader(path: "pod_request_cpu_cores.json.gz")
/// let summary = try reader.read { batch in for row in batch.quantities { … } }
/// ```
public final class RangeExportReader {
    /// More series than memory is set aside for telling them apart.
    static let seriesMax = 1 << 21

    private var scanner: JSONScanner
    private var collector: SeriesCollector
    private let options: UsageOptions
    private var labels = SeriesLabels()
    private var samples = SampleBuffer()
    private var envelope = Envelope()

    /// Opens a file, plain or gzip, or standard input for `-`.
    ///
    /// - Parameters:
    ///   - path: The file; its name may say which signal it is.
    ///   - catalogue: The signals to look for.
    ///   - options: What the user says about the file.
    /// - Throws: `StreamError`; `UsageError` where the user names a signal that is not known.
    public convenience init(
        path: String, catalogue: Catalogue = .standard, options: UsageOptions = UsageOptions()
    ) throws {
        try self.init(path: path, catalogue: catalogue, options: options, windowSize: JSONScanner.windowSize)
    }

    init(path: String, catalogue: Catalogue, options: UsageOptions, windowSize: Int) throws {
        self.options = options
        scanner = JSONScanner(try ByteStream(path: path), windowSize: windowSize)
        do throws(FinderFailure) {
            collector = try SeriesCollector(catalogue: catalogue, options: options, path: path)
        } catch {
            throw UsageError(error.reason, at: path)
        }
    }

    /// Reads the file to its end, handing over batches on the way; they count only once it returns.
    ///
    /// - Parameter deliver: Gets some thousand rows at a time.
    /// - Throws: `UsageError`, `StreamError`, or what `deliver` throws.
    public func read(_ deliver: (UsageBatch) throws -> Void) throws -> UsageFileSummary {
        try readDocument(deliver)
        try envelope.check(options: options, hasSeries: collector.hasSeries, name: scanner.name)
        try placed(at: scanner.name) { try collector.finish(deliver) }
        var summary = collector.summary
        summary.contentDigest = scanner.contentDigest()
        summary.bytes = scanner.offset
        summary.warnings = envelope.warnings + summary.warnings
        return summary
    }

    private func readDocument(_ deliver: (UsageBatch) throws -> Void) throws {
        switch try scanner.skipSpace() {
        case UInt8(ascii: "{"): try readEnvelope(deliver)
        case UInt8(ascii: "["):
            envelope.isBare = true
            try readResult(deliver)
        default: throw try notJSON()
        }
        guard try scanner.skipSpace() == nil else { throw scanner.failure(.trailingBytes) }
    }

    /// The error of a text where an answer should be, with how it starts.
    private func notJSON() throws -> UsageError {
        let place = scanner.location
        _ = try scanner.has(64)
        let bytes = UnsafeBufferPointer(start: scanner.window + scanner.cursor, count: scanner.end - scanner.cursor)
        let start = bytes.prefix(61).prefix { $0 != 0x0A && $0 != 0x0D }
        return UsageError(.notJSON(start: bytes.isEmpty ? "" : printed(Array(start))), at: place)
    }

    /// Reads an object's members: calls back with each key, which must not come twice.
    private func readObject(_ member: (String) throws -> Void) throws {
        try scanner.take("{", "an object, '{'")
        if try scanner.takes("}") { return }
        var seen: [String] = []
        repeat {
            _ = try scanner.skipSpaceRequired()
            let place = scanner.location
            try scanner.readText("a key in quotes")
            let key = String(decoding: scanner.text, as: UTF8.self)
            guard !seen.contains(key) else { throw UsageError(.duplicateKey(printed(Array(key.utf8))), at: place) }
            if seen.count < 64 { seen.append(key) }
            try scanner.take(":", "':' after the key")
            try member(key)
        } while try scanner.takes(",")
        try scanner.take("}", "',' or '}'")
    }

    private func readEnvelope(_ deliver: (UsageBatch) throws -> Void) throws {
        try readObject { key in
            switch key {
            case "status": envelope.status = try scanner.readString()
            case "data": try readData(deliver)
            case "errorType": envelope.errorType = try scanner.readString()
            case "error": envelope.errorMessage = try scanner.readString()
            case "warnings": try readTexts { envelope.note(warning: $0) }
            case "infos": try readTexts { envelope.note(info: $0) }
            case "isPartial": envelope.isPartial = try scanner.readBoolean()
            case "metric", "timestamps": throw scanner.failure(.rawExport)
            default: try scanner.skipValue()
            }
        }
    }

    private func readData(_ deliver: (UsageBatch) throws -> Void) throws {
        guard try scanner.skipSpaceRequired() == UInt8(ascii: "{") else { return try scanner.skipValue() }
        try readObject { key in
            switch key {
            case "resultType":
                let type = try scanner.readString()
                guard ["matrix", "vector"].contains(type) else {
                    throw scanner.failure(.wrongResultType(printed(Array(type.utf8))))
                }
                envelope.resultType = type
            case "result": try readResult(deliver)
            default: try scanner.skipValue()
            }
        }
    }

    private func readTexts(_ take: (String) -> Void) throws {
        if try scanner.skipSpaceRequired() == UInt8(ascii: "n") { return try scanner.takeWord("null") }
        try scanner.take("[", "a list of texts, '['")
        if try scanner.takes("]") { return }
        repeat { take(try scanner.readString()) } while try scanner.takes(",")
        try scanner.take("]", "',' or ']'")
    }

    private func readResult(_ deliver: (UsageBatch) throws -> Void) throws {
        envelope.hasResult = true
        try scanner.take("[", "the list of series, '['")
        if try scanner.takes("]") { return }
        repeat {
            guard try scanner.skipSpaceRequired() == UInt8(ascii: "{") else {
                // A scalar or a string: `[1790812800,"33"]`.
                throw scanner.failure(.wrongResultType("single value"))
            }
            let place = scanner.location
            try readSeries()
            try placed(at: place) { try collector.take(labels, &samples, at: place, deliver) }
        } while try scanner.takes(",")
        try scanner.take("]", "',' or ']' after a series")
    }

    private func readSeries() throws {
        labels.removeAll()
        samples.removeAll()
        var hasMetric = false
        var shape: Envelope.Shape?
        let place = scanner.location
        try readObject { key in
            switch key {
            case "metric":
                hasMetric = true
                try readLabels()
            case "values":
                shape = .matrix
                try scanner.readSamples(into: &samples)
            case "value":
                shape = .vector
                _ = try scanner.skipSpaceRequired()
                try scanner.readSample(into: &samples)
            case "histogram", "histograms": throw scanner.failure(.histograms)
            case "timestamps": throw scanner.failure(.rawExport)
            default: try scanner.skipValue()
            }
        }
        guard hasMetric, let shape else {
            throw UsageError(.partMissing(hasMetric ? "values of a series" : "metric of a series"), at: place)
        }
        try envelope.see(shape, at: place)
        collector.shape = shape
    }

    private func readLabels() throws {
        try scanner.take("{", "the labels, '{'")
        if try scanner.takes("}") { return }
        repeat {
            try scanner.readText("a label's name")
            let name = String(decoding: scanner.text, as: UTF8.self)
            try scanner.take(":", "':' after the label's name")
            try scanner.readText("a label's value")
            labels.append(MetricLabel(name: name, value: String(decoding: scanner.text, as: UTF8.self)))
            guard labels.labels.count <= SeriesLabels.countMax else {
                throw scanner.failure(.tooManyLabels(SeriesLabels.countMax))
            }
        } while try scanner.takes(",")
        try scanner.take("}", "',' or '}' after a label")
        if let name = labels.duplicateName { throw scanner.failure(.duplicateKey(printed(Array(name.utf8)))) }
    }

    /// Gives a place to errors that have none.
    private func placed(at place: String, _ body: () throws -> Void) throws {
        do { try body() } catch let failure as FinderFailure { throw UsageError(failure.reason, at: place) }
    }
}
