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
/// let reader = try RangeExportReader(path: "pod_request_cpu_cores.json.gz", catalogue: .standard)
/// let summary = try reader.read { batch in for row in batch.quantities { … } }
/// ```
public final class RangeExportReader {
    /// More series than memory is set aside for telling them apart.
    static let seriesMax = 1 << 21

    private var parser: ExportParser
    private var isRead = false

    /// Opens a file, plain or gzip, or standard input for `-`.
    ///
    /// - Parameters:
    ///   - path: The file; its name may say which signal it is.
    ///   - catalogue: The signals to look for.
    ///   - options: What the user says about the file.
    /// - Throws: `StreamError`; `UsageError` where the user names a signal that is not known.
    public convenience init(
        path: String, catalogue: Catalogue, options: UsageOptions = UsageOptions()
    ) throws {
        try self.init(path: path, catalogue: catalogue, options: options, windowSize: JSONScanner.windowSize)
    }

    init(path: String, catalogue: Catalogue, options: UsageOptions, windowSize: Int) throws {
        let scanner = JSONScanner(try ByteStream(path: path), windowSize: windowSize)
        var options = options
        options.signal = options.signal ?? catalogue.signal(ofFile: path)?.id
        do throws(FinderFailure) {
            let collector = try SeriesCollector(catalogue: catalogue, options: options, path: path)
            parser = ExportParser(scanner: scanner, collector: collector, options: options)
        } catch {
            throw UsageError(error.reason, at: path)
        }
    }

    /// Reads the file to its end, once, handing over batches on the way; they count only once it returns.
    ///
    /// - Parameter deliver: Gets some thousand rows at a time.
    /// - Throws: `UsageError`, `StreamError`, or what `deliver` throws.
    public func read(_ deliver: (UsageBatch) throws -> Void) throws -> UsageFileSummary {
        precondition(!isRead, "a range export is read once")
        isRead = true
        return try parser.read(deliver)
    }
}
