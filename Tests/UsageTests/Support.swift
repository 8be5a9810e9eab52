import Errors
import Foundation
import Keys
import Settings
import Testing

@testable import Usage

/// All that a reader delivered, and its summary.
struct ReadExport {
    var summary: UsageFileSummary
    var hours: [(series: UsageSeries, row: QuantityHour)] = []
    var presences: [Presence] = []
}

/// The folder of the repository.
let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

/// Reads a file to its end.
func read(path: String, options: UsageOptions = UsageOptions(), windowSize: Int = 1 << 20) throws -> ReadExport {
    var hours: [(UsageSeries, QuantityHour)] = []
    var presences: [Presence] = []
    let reader = try RangeExportReader(path: path, catalogue: .standard, options: options, windowSize: windowSize)
    let summary = try reader.read { batch in
        hours += batch.quantities.map { (batch.series[$0.series], $0) }
        presences += batch.presences
    }
    return ReadExport(summary: summary, hours: hours, presences: presences)
}

/// Writes a text to a file of its own and reads it.
func read(
    _ text: String, named name: String = "pod_request_cpu_cores.json", options: UsageOptions = UsageOptions(),
    windowSize: Int = 1 << 20
) throws -> ReadExport {
    try read(bytes: Array(text.utf8), named: name, options: options, windowSize: windowSize)
}

/// Writes bytes to a file of their own and reads it.
func read(
    bytes: [UInt8], named name: String = "pod_request_cpu_cores.json", options: UsageOptions = UsageOptions(),
    windowSize: Int = 1 << 20
) throws -> ReadExport {
    let folder = NSTemporaryDirectory() + "/usage-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/" + name
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return try read(path: path, options: options, windowSize: windowSize)
}

/// The error that a text is refused with, `nil` where it is accepted.
func refusal(
    _ text: String, named name: String = "pod_request_cpu_cores.json", options: UsageOptions = UsageOptions(),
    windowSize: Int = 1 << 20
) -> (any CodedError)? {
    do {
        _ = try read(text, named: name, options: options, windowSize: windowSize)
        return nil
    } catch {
        return error as? any CodedError
    }
}

/// An answer with these series, as Prometheus writes it.
func answer(_ series: String...) -> String {
    #"{"status":"success","data":{"resultType":"matrix","result":[\#(series.joined(separator: ","))]}}"#
}

/// A pod's series with these samples.
func pod(_ name: String = "api-1", _ samples: [(Double, String)]) -> String {
    let values = samples.map { "[\(number($0.0)),\"\($0.1)\"]" }.joined(separator: ",")
    return #"{"metric":{"namespace":"shop","pod":"\#(name)"},"values":[\#(values)]}"#
}

/// Seconds as Prometheus writes them: decimals only where there are any.
func number(_ seconds: Double) -> String {
    seconds == seconds.rounded() ? "\(Int64(seconds))" : "\(seconds)"
}

/// 2026-10-01T00:00:00Z.
let october = 1_790_812_800.0
