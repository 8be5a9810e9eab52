/// The layouts of bill files that are understood.
///
/// The raw value is the word of `--format`.
public enum BillFormat: String, CaseIterable, Sendable {
    /// FinOps Open Cost and Usage Specification 1.0 to 1.4, as AWS, Azure, Google Cloud, OCI and others export it.
    case focus
    /// AWS Cost and Usage Report (legacy) as CSV, whose columns read `lineItem/UnblendedCost`.
    case awsCUR = "aws-cur"
    /// AWS Cost and Usage Report 2.0 (Data Exports) as CSV, whose columns read `line_item_unblended_cost`.
    case awsCUR2 = "aws-cur-2"
    /// Azure cost details, actual or amortised, of any agreement (EA, MCA, CSP, pay-as-you-go).
    case azure
    /// OCI cost report, whose columns read `cost/myCost`.
    case oci
    /// Google Cloud's billing export from BigQuery as CSV.
    case gcp
    /// Alibaba Cloud's instance bill, by month, day or billing item.
    case alibaba
    /// Alibaba Cloud's split bill: who caused what of the instance bill.
    case alibabaSplit = "alibaba-split"

    /// The name for messages.
    public var title: String {
        switch self {
        case .focus: "FOCUS"
        case .awsCUR: "legacy AWS Cost and Usage Report"
        case .awsCUR2: "AWS Cost and Usage Report 2.0"
        case .azure: "Azure cost details"
        case .oci: "OCI cost report"
        case .gcp: "Google Cloud billing export"
        case .alibaba: "Alibaba Cloud instance bill"
        case .alibabaSplit: "Alibaba Cloud split bill"
        }
    }
}

/// How a bill is to be read.
public struct BillOptions: Sendable {
    /// The file's format; `nil` to tell it by the header.
    public var format: BillFormat?
    /// How many data rows the file must have, where a provider's manifest says so; the file is refused otherwise.
    ///
    /// A plain CSV cut exactly behind a row looks whole: only a row count, a digest or gzip can show that it is not.
    public var rowCount: Int64?
    /// How many charges a batch holds before it is handed out.
    public var batchSize: Int
    /// How many bytes are read at once. Any value gives the same charges; tests use small ones.
    public var blockSize: Int
    /// Columns that the file lacks, each with the text that every row has in it.
    public var assumed: [AssumedColumn] = []
    /// Whether a plain file may end without a line end behind its last row, which then has all its cells.
    ///
    /// A file that was cut off inside the last cell of its last row cannot be told from such a one.
    public var allowsMissingFinalNewline = false
    /// Whether rows may lack their last cells, which are empty then; never the last row of a file that lacks its line end.
    public var allowsShortRows = false

    /// Options; the defaults suit every bill.
    public init(format: BillFormat? = nil, rowCount: Int64? = nil, batchSize: Int = 1024, blockSize: Int = 1 << 19) {
        precondition(batchSize > 0 && blockSize > 0, "a batch and a block hold something")
        self.format = format
        self.rowCount = rowCount
        self.batchSize = batchSize
        self.blockSize = blockSize
    }
}

/// A column that a file lacks, and what somebody says every row of it has there.
public struct AssumedColumn: Sendable, Hashable {
    /// The column's name in the format.
    public let name: String
    /// The text.
    public let text: String

    /// A column that a file lacks, and the text of its rows.
    public init(name: String, text: String) {
        self.name = name
        self.text = text
    }

    /// Reads `NAME=TEXT`; nil where either is missing.
    public init?(_ words: String) {
        let parts = words.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        (name, text) = (parts[0], parts[1])
    }
}
