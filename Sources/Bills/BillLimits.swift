/// How large the parts of a bill may be: beyond these a file is damaged or hostile, and memory stays bounded.
public enum BillLimits {
    /// Bytes of a cell. The largest real ones, JSON of tags, have a few kilobytes.
    public static let cellBytes = 1 << 20
    /// Bytes of the cells of a row that are read.
    public static let rowBytes = 1 << 23
    /// Columns. Real AWS bills have up to 275 and a column more per tag key, of which there may be 500.
    public static let columns = 4096
    /// Errors that are shown; the rest is counted.
    public static let errors = 10
}
