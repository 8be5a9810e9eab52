/// Something about a good file that a person should look at.
public struct BillWarning: Hashable, Sendable, CustomStringConvertible {
    /// The causes.
    public enum Reason: Hashable, Sendable {
        /// Columns that neither FOCUS nor the provider's documentation knows; kept as extras.
        case unknownColumns([String])
        /// FOCUS: a provider's own columns that differ on every line; not kept.
        case columnsOfLine([String])
        /// Mandatory columns that the file does not have, though it can be read without.
        case columnsAbsent([String])
        /// A line type that no list of the provider has; booked as Adjustment at what it costs.
        case unknownLineType(String)
        /// Moments without a UTC offset; taken as UTC, as FOCUS demands.
        case momentsWithoutOffset
        /// Dates such as `4/1/25`, whose order the billing periods show.
        case datesWithSlashes(isMonthFirst: Bool)
        /// Amounts written for people, `$1,200.00`.
        case formattedAmounts
        /// FOCUS: tags that are a JSON object without its braces.
        case tagsWithoutBraces
        /// Google Cloud: credits in columns of their own.
        case flatCredits
        /// OCI: lines that cost nothing and name no currency.
        case currencyOfOthers(String)
        /// Azure: usage at amortised cost; what was paid for its commitments stands in the actual file.
        case amortisedCosts
        /// Azure: commitments bought at actual cost; the usage that they pay for stands in the amortised file.
        case actualCosts
        /// The header again between the rows; skipped.
        case repeatedHeaders
        /// Rows without their last cells, where the user allows them; the cells are empty.
        case shortRows
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
        case .columnsOfLine(let names):
            "\(file): warning: columns that differ on every line are not kept: \(names.joined(separator: ", "))"
        case .unknownColumns(let names):
            "\(file): warning: unknown columns are kept as x_…: \(names.joined(separator: ", "))"
        case .columnsAbsent(let names):
            "\(file): warning: mandatory columns are absent and read as null: \(names.joined(separator: ", "))"
        case .unknownLineType(let type):
            "\(file): warning: unknown line type \"\(type)\" on \(count) rows is booked as Adjustment"
        case .momentsWithoutOffset:
            "\(file): warning: moments without a UTC offset are taken as UTC, e.g. in row \(count)"
        case .datesWithSlashes(let isMonthFirst):
            "\(file): warning: dates such as 4/1/25 are read \(isMonthFirst ? "month" : "day") first: "
                + "only so are the billing periods whole months"
        case .formattedAmounts:
            "\(file): warning: \(count) amounts are written for people, as $1,200.00 or with a blank behind, and are read as 1200.00"
        case .tagsWithoutBraces:
            "\(file): warning: Tags without braces are read as if they had them, in \(count) items"
        case .flatCredits:
            "\(file): warning: \(count) credits stand in columns of their own, one per row: where a query joins each line with "
                + "its credits, a line with several costs several times too much; sum them per line, or export credits as JSON"
        case .currencyOfOthers(let code):
            "\(file): warning: \(count) rows cost 0 and name no currency; they are taken for \(code), as the others"
        case .amortisedCosts:
            "\(file): warning: an amortised bill: \(count) rows are paid by commitments, whose purchase is not in it; "
                + "effective cost is whole, billed cost is not"
        case .actualCosts:
            "\(file): warning: an actual bill: \(count) rows buy commitments, and what they pay for costs 0 in it; "
                + "billed cost is whole, effective cost is not"
        case .repeatedHeaders:
            "\(file): warning: the header stands \(count) more times between the rows, as in files put together; skipped"
        case .shortRows:
            "\(file): warning: \(count) rows lack their last cells, which are taken for empty"
        case .blankLines:
            "\(file): warning: \(count) empty lines are skipped"
        }
    }
}
