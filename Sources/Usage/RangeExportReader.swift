import Errors
import Keys
import Streams

/// Reads one range export: an answer of `/api/v1/query_range`, or what `promtool query range -o json` prints.
public final class RangeExportReader {
    /// Opens a file, plain or gzip, or standard input for `-`.
    ///
    /// - Throws: `StreamError`.
    public init(path: String, catalogue: Catalogue = .standard, options: UsageOptions = UsageOptions()) throws {
        fatalError("not here yet")
    }

    /// Reads the file to its end, handing over batches on the way; they count only once it returns.
    ///
    /// - Throws: `UsageError`, `StreamError`, or what `deliver` throws.
    public func read(_ deliver: (UsageBatch) throws -> Void) throws -> UsageFileSummary {
        fatalError("not here yet")
    }
}
