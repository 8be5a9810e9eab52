import Keys
import Usage

/// One question: a signal, a time, and which part of its series.
struct RangeQuery: Sendable {
    let signal: Signal
    let span: TimeSpan
    var shard = Shard.whole

    /// The shortest time that can be asked for: a whole hour, and a whole step.
    static func unit(of signal: Signal) throws(FetchError) -> Int64 {
        let step = Int64(signal.stepSeconds)
        var (a, b) = (step, TimeSpan.hour)
        while b != 0 { (a, b) = (b, a % b) }
        let unit = step / a * TimeSpan.hour
        guard TimeSpan.day % unit == 0 else { throw FetchError(.unevenStep(signal.stepSeconds), at: signal.id) }
        return unit
    }

    /// How much is asked for at once to begin with: hourly samples by the day, finer ones by six hours.
    static func length(of signal: Signal) -> Int64 {
        signal.stepSeconds >= 3600 ? TimeSpan.day : 6 * TimeSpan.hour
    }

    /// Smaller questions that together ask the same: half the time, or where that is as short as it gets, parts of the
    /// series; none where nothing is left to divide.
    func parts() throws(FetchError) -> [RangeQuery] {
        let halves = span.halves(unit: try Self.unit(of: signal))
        if !halves.isEmpty { return halves.map { RangeQuery(signal: signal, span: $0, shard: shard) } }
        guard Shard.label(of: signal) != nil else { return [] }
        return shard.parts.map { RangeQuery(signal: signal, span: span, shard: $0) }
    }

    /// What is sent.
    func parameters(timeoutSeconds: Int, others: [String: String]) -> [(name: String, value: String)] {
        let range = AskedRange(span, step: Int64(signal.stepSeconds), kind: signal.kind)
        // Who does not know a parameter passes over it. Thanos: no partial answers, no downsampled blocks. VictoriaMetrics:
        // neither partial answers nor a cache that moves the start.
        let standard: [(String, String)] = [
            ("query", shard.expression(of: signal) ?? ""), ("start", "\(range.start)"), ("end", "\(range.end)"),
            ("step", "\(signal.stepSeconds)"), ("timeout", "\(timeoutSeconds)s"), ("partial_response", "false"),
            ("dedup", "true"), ("max_source_resolution", "0s"), ("deny_partial_response", "1"), ("nocache", "1"),
        ]
        return standard.filter { others[$0.0] == nil || ["query", "start", "end", "step"].contains($0.0) }
            + others.filter { !["query", "start", "end", "step"].contains($0.key) }.sorted { $0.key < $1.key }
            .map { ($0.key, $0.value) }
    }

    /// The folder below the day's; a signal's id is a file's name but for a dot at its start.
    var folderName: String { signal.id.hasPrefix(".") ? "_" + signal.id.dropFirst() : signal.id }

    /// `20261001T0000Z-20261001T0600Z-300.json.gz`
    var fileName: String {
        "\(Self.stamp(span.from))-\(Self.stamp(span.to))-\(signal.stepSeconds)\(shard.digits).json.gz"
    }

    private static func stamp(_ seconds: Int64) -> String {
        let text = "\(Instant(seconds: seconds))"
        return text.replacing("-", with: "").replacing(":", with: "").replacing("00Z", with: "Z")
    }

    /// Whether a manifest's file is the answer.
    func isAnswered(by file: UsageManifest.File) -> Bool {
        file.query == signal.id && file.expression == signal.expression && file.stepSeconds == signal.stepSeconds
            && file.shard == shard.noted && file.from == "\(Instant(seconds: span.from))"
            && file.to == "\(Instant(seconds: span.to))"
    }

    /// The manifest's entry for an answer without series.
    var nothing: UsageManifest.Empty {
        UsageManifest.Empty(
            query: signal.id, expression: signal.expression ?? "", stepSeconds: signal.stepSeconds,
            from: "\(Instant(seconds: span.from))", to: "\(Instant(seconds: span.to))", shard: shard.noted)
    }

    /// The manifest's entry for an answer, but for its digest and size.
    func file(_ summary: UsageFileSummary, sha256: Digest, byteCount: Int64, version: String?) -> UsageManifest.File {
        var file = UsageManifest.File(path: "\(folderName)/\(fileName)", query: signal.id, sha256: sha256.description)
        file.expression = signal.expression
        file.kind = signal.kind.rawValue
        file.stepSeconds = signal.stepSeconds
        file.from = nothing.from
        file.to = nothing.to
        file.shard = shard.noted
        file.seriesCount = summary.series
        file.sampleCount = summary.samples
        file.bytes = byteCount
        file.warnings = summary.warnings.isEmpty ? nil : summary.warnings
        file.isPartial = summary.isPartial ? true : nil
        file.fetchedAt = "\(Instant(seconds: Instant.now.seconds))"
        file.serverVersion = version
        return file
    }
}

extension RangeQuery: CustomStringConvertible {
    /// `pod_labels 2026-10-01T00:00:00Z to 2026-10-01T06:00:00Z`
    var description: String { "\(signal.id) \(span)" + (shard.noted.map { " \($0)" } ?? "") }
}
