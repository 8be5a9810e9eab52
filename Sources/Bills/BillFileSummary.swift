import Keys
import Money

/// What a whole file was, known once its last row is read.
public struct BillFileSummary: Sendable {
    /// The format it was read as.
    public let format: BillFormat
    /// SHA-256 of the bytes on disk.
    public let fileDigest: Digest
    /// SHA-256 of the header's names, each behind its length: changes where a provider renames or moves columns.
    public let headerDigest: Digest
    /// Bytes on disk.
    public let bytesRead: Int64
    /// Bytes of the CSV.
    public let bytesDecompressed: Int64
    /// Data rows. 0 is a bill without charges, as providers send on a month's first day.
    public let rows: Int64
    /// Charges made of them.
    public let charges: Int64
    /// Different items that they are charges of.
    public let items: Int
    /// The billing periods in the order of their first row.
    public let periods: [PeriodSummary]
    /// What a person should look at although the file is good, each kind once with its count.
    public let warnings: [BillWarning]
    /// Azure: which of the two stories its costs tell, where a commitment shows it.
    public let costBasis: CostBasis?
    /// What was taken on somebody's word or differs from the rule, to be kept with the file.
    public let notes: [String]
}

/// How a bill counts what commitments pay for.
public enum CostBasis: String, Sendable {
    /// Commitments cost when they are bought, and what they pay for costs nothing.
    case actual
    /// Commitments cost where they are used or go unused.
    case amortised
    /// Both in one: billed cost is actual, effective cost is amortised, as in FOCUS.
    case both
}

/// What a file says of one billing period.
public struct PeriodSummary: Sendable {
    /// The account and its period.
    public let period: BillingPeriod
    /// Data rows.
    public let rows: Int64
    /// Charges made of them.
    public let charges: Int64
    /// What the charges are, whatever their order.
    public let contentDigest: ContentDigest
    /// The costs, apart by currency: amounts of two currencies are never added.
    public let totals: [Currency: CostTotals]
}

/// Exact sums of the four costs.
public struct CostTotals: Hashable, Sendable {
    /// The sum of BilledCost.
    public let billed: ExactDecimal
    /// The sum of EffectiveCost.
    public let effective: ExactDecimal
    /// The sum of ContractedCost where there is one.
    public let contracted: ExactDecimal
    /// The sum of ListCost where there is one.
    public let list: ExactDecimal
    /// How many charges have no ContractedCost.
    public let contractedNullCount: Int64
    /// How many charges have no ListCost.
    public let listNullCount: Int64
}
