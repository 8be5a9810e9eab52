import Foundation
import Streams

/// What an answer's head says that matters.
struct AnswerHead {
    private var encoding = ""
    /// How long the server asks us to wait; at most a minute is.
    private(set) var waitSeconds: Double?

    /// Whether the body is gzip.
    var isGzip: Bool { encoding == "gzip" || encoding == "x-gzip" }
    /// Whether the body's encoding is one that was asked for.
    var isReadable: Bool { isGzip || encoding.isEmpty || encoding == "identity" }

    /// Takes a line of the head; a status line starts it anew.
    mutating func take(_ bytes: UnsafeRawBufferPointer) {
        let line = String(decoding: bytes, as: UTF8.self)
        if line.hasPrefix("HTTP/") { self = AnswerHead() }
        let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
        guard parts.count == 2 else { return }
        switch parts[0].lowercased() {
        case "content-encoding": encoding = parts[1].lowercased()
        case "retry-after": waitSeconds = Double(parts[1]).map { min(max($0, 0), 60) }
        default: break
        }
    }
}

/// What a server says instead of an answer: JSON of Prometheus, or a line of whoever stands before it.
struct Said {
    private struct Answer: Decodable {
        let errorType: String?
        let error: String?
    }

    let errorType: String?
    /// In a line of printable characters.
    let words: String

    private static let bytesMax = 1 << 16
    private static let wordsMax = 300

    /// Reads what was kept of the answer, as far as it is wanted.
    init(path: String) {
        var bytes = [UInt8](repeating: 0, count: Self.bytesMax)
        var count = 0
        if let stream = try? ByteStream(path: path) {
            while count < bytes.count, let more = try? bytes.withUnsafeMutableBytes({
                try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[count...]))
            }), more > 0 { count += more }
        }
        let body = Data(bytes[..<count])
        let answer = try? JSONDecoder().decode(Answer.self, from: body)
        errorType = answer?.errorType
        let text = answer?.error ?? String(decoding: body, as: UTF8.self)
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let shown = line.unicodeScalars.filter { $0.properties.generalCategory != .control }.prefix(Self.wordsMax)
        words = shown.isEmpty ? "no words" : String(String.UnicodeScalarView(shown))
    }

    /// Whether a 422 is about what is asked, not about how much.
    var isMistake: Bool {
        ["many-to-many", "many-to-one", "one-to-many", "duplicate series", "same labelset", "invalid parameter", "parse error", "unknown function"]
            .contains { words.lowercased().contains($0) }
    }

    /// Whether a 400 is about too many points or series.
    var isAboutPoints: Bool {
        ["maximum resolution", "too many points", "maxpointspertimeseries", "too many samples"]
            .contains { words.lowercased().contains($0) }
    }
}
