/// Something about a good file that a person should look at.
public struct BillWarning: Hashable, Sendable, CustomStringConvertible {
    /// The causes.
    public enum Reason: Hashable, Sendable {
        /// Columns that neither FOCUS nor the provider's documentation knows; kept as extras.
        case unknownColumns([String])
        /// Mandatory columns that the file does not have, though it can be read without.
        case columnsAbsent([String])
        /// An AWS line type that no list has; booked as Adjustment at its unblended cost.
        case unknownLineType(String)
        /// Moments without a UTC offset; taken as UTC, as FOCUS demands.
        case momentsWithoutOffset
        /// Empty lines; skipped.
        case blankLines
    }

    /// The file as it was given.
    public let file: String
    /// What to look at.
    public let reason: Reason
    /// How many rows or columns it concerns.
    public let count: Int64

    /// `FILE: warning: what`.
    public var description: String {
        switch reason {
        case .unknownColumns(let names):
            "\(file): warning: unknown columns are kept as x_…: \(names.joined(separator: ", "))"
        case .columnsAbsent(let names):
            "\(file): warning: mandatory columns are absent and read as null: \(names.joined(separator: ", "))"
        case .unknownLineType(let type):
            "\(file): warning: unknown line type \"\(type)\" on \(count) rows is booked as Adjustment"
        case .momentsWithoutOffset:
            "\(file): warning: moments without a UTC offset are taken as UTC, e.g. in row \(count)"
        case .blankLines:
            "\(file): warning: \(count) empty lines are skipped"
        }
    }
}
