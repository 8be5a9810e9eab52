import Bills
import Keys
import Money

/// What became of a delivery.
public struct BillOutcome: Sendable {
    /// Its files.
    public let paths: [String]
    /// The source's name.
    public let source: String
    /// One per account and billing period; none where the files were known already or hold no line.
    public let deliveries: [DeliveryOutcome]
    /// The accounts and periods of files that were known already.
    public let knownPeriods: [BillingPeriod]
    /// What the reader wants known.
    public let warnings: [String]

    /// What became of files that were read.
    init(paths: [String], source: String, deliveries: [DeliveryOutcome], warnings: [String]) {
        self.paths = paths
        self.source = source
        self.deliveries = deliveries
        self.warnings = warnings
        knownPeriods = []
    }

    /// What became of files that were known already: nothing.
    init(paths: [String], source: String, knownPeriods: [BillingPeriod]) {
        self.paths = paths
        self.source = source
        self.knownPeriods = knownPeriods
        deliveries = []
        warnings = []
    }

    /// Whether anything was stored.
    public var isChanged: Bool { deliveries.contains { !$0.isUnchanged } }
    /// Whether the files were read and hold lines.
    var hasContent: Bool { !deliveries.isEmpty }
    /// The months that changed.
    public var months: Set<Month> { Set(deliveries.filter { !$0.isUnchanged }.map(\.period.month)) }
}

/// What became of one bill: an account's billing period.
public struct DeliveryOutcome: Sendable {
    /// The cases.
    public enum State: Sendable {
        /// The same content is current already, as this version.
        case unchanged(version: Int)
        /// The first content of this period.
        case new(version: Int)
        /// Other content than before: what changed, by currency and line type; where no amount did, how many charges
        /// are as they were but for their tags (providers backfill tags over months that are long paid).
        case restated(version: Int, differences: [BillDifference], retagged: Int64)
    }

    /// Account and billing period.
    public let period: BillingPeriod
    /// Data rows.
    public let rows: Int64
    /// The sums by currency.
    public let totals: [(currency: Currency, billed: ExactDecimal, effective: ExactDecimal)]
    /// What became of it.
    public let state: State

    init(_ sum: PeriodSum, state: State) {
        period = sum.period
        rows = sum.rows
        totals = sum.totals.sorted { $0.key < $1.key }.map { ($0.key, $0.value.billed, $0.value.effective) }
        self.state = state
    }

    /// Whether nothing was stored.
    public var isUnchanged: Bool { if case .unchanged = state { true } else { false } }
}

/// What changed from one version of a bill to the next.
public struct BillDifference: Sendable {
    /// The currency.
    public let currency: String
    /// The provider's line type, or the FOCUS charge category.
    public let lineType: String
    /// Charges more or fewer.
    public let charges: Int64
    /// Billed cost more or less.
    public let billed: ExactDecimal
    /// Effective cost more or less.
    public let effective: ExactDecimal
}

extension BillOutcome: CustomStringConvertible {
    /// One line per bill, and under a restated one a line per line type.
    public var description: String {
        let name = paths.joined(separator: ", ")
        guard !deliveries.isEmpty else {
            return "\(name): " + (knownPeriods.isEmpty ? "holds no line, nothing to do" : "already loaded, nothing to do")
        }
        return deliveries.map { "\(name): \($0)" }.joined(separator: "\n")
    }
}

extension DeliveryOutcome: CustomStringConvertible {
    /// `account 1234, 2026-10: version 2, 8310 rows, billed 931.14 USD, …`
    public var description: String {
        let sums = totals.map { "billed \($0.billed) \($0.currency), effective \($0.effective) \($0.currency)" }
        let what = "\(rows) rows, " + sums.joined(separator: "; ")
        switch state {
        case .unchanged(let version):
            return "account \(period.accountID), \(period.month): the same as version \(version), nothing to do"
        case .new(let version):
            return "account \(period.accountID), \(period.month): version \(version), \(what)"
        case .restated(let version, let differences, let retagged):
            var lines = differences.map { "\n    \($0)" }.joined()
            if differences.isEmpty { lines += "\n    no amount changed" }
            if retagged > 0 { lines += "\n    tags: \(retagged) charges have other tags and are otherwise as they were" }
            return "account \(period.accountID), \(period.month): restated as version \(version), \(what)" + lines
        }
    }
}

extension BillDifference: CustomStringConvertible {
    /// `Tax: +1 line, billed +41.37 USD, effective +41.37 USD`
    public var description: String {
        func signed(_ value: ExactDecimal) -> String { (value < .zero ? "" : "+") + value.description }
        let lines = (charges < 0 ? "" : "+") + "\(charges) charges"
        return "\(lineType): \(lines), billed \(signed(billed)) \(currency), effective \(signed(effective)) \(currency)"
    }
}
