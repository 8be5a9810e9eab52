import Keys
import Money

/// One line of a bill, or one part of a line, in FOCUS words: how much was charged for what and when.
///
/// *What* stands in the `Item` at `itemIndex`, because the words repeat and the money does not.
public struct Charge: Hashable, Sendable {
    /// Which of the file's billing periods, counted from 0 in the order of their first row.
    public var periodIndex: Int32
    /// Which of the file's items, counted from 0 in the order of their first row.
    public var itemIndex: Int32
    /// The item's key.
    public var itemKey = Key128(high: 0, low: 0)
    /// Which of the file's split machines (`BillBatch.machines`) is its resource, counted from 0; -1 where the item names it.
    public var machineIndex: Int32 = -1
    /// The data row it comes from, 1 for the row below the header.
    public var row: Int64
    /// 0 where the row is one charge; 1, 2, … where the row had to be taken apart.
    public var part: Int16 = 0
    /// FOCUS ChargePeriodStart.
    public var startedAt: Instant
    /// FOCUS ChargePeriodEnd; not part of the period.
    public var endedAt: Instant
    /// FOCUS ConsumedQuantity, in the item's `consumed_unit`.
    public var consumedQuantity: ExactDecimal?
    /// FOCUS PricingQuantity, in the item's `pricing_unit`.
    public var pricingQuantity: ExactDecimal?
    /// FOCUS CommitmentDiscountQuantity, in the item's `commitment_discount_unit`.
    public var commitmentDiscountQuantity: ExactDecimal?
    /// FOCUS BilledCost: what the invoice says.
    public var billedCost: ExactDecimal
    /// FOCUS EffectiveCost: with prepaid commitments spread over the usage that they cover.
    public var effectiveCost: ExactDecimal
    /// FOCUS ContractedCost; null where the bill does not say.
    public var contractedCost: ExactDecimal?
    /// FOCUS ListCost; null where the bill does not say.
    public var listCost: ExactDecimal?
    /// FOCUS PricingCurrencyEffectiveCost, in the item's `pricing_currency`; in no total.
    public var pricingCurrencyEffectiveCost: ExactDecimal?
    /// What the provider's own split gives the item's allocated resource (AWS SplitCost + UnusedCost).
    ///
    /// It repeats money of another line and is in no total: a cross-check, or a ratio for attribution.
    public var providerSplitCost: ExactDecimal?
    /// What of it is the container's part of idle capacity (AWS UnusedCost); null where there is none.
    public var providerUnusedCost: ExactDecimal?
}

/// The account and the span of time that an invoice covers: what a delivery of a bill replaces as a whole.
public struct BillingPeriod: Hashable, Sendable {
    /// FOCUS BillingAccountId.
    public let accountID: String
    /// FOCUS BillingPeriodStart.
    public let startedAt: Instant
    /// FOCUS BillingPeriodEnd; not part of the period.
    public let endedAt: Instant

    /// A period of an account.
    public init(accountID: String, startedAt: Instant, endedAt: Instant) {
        self.accountID = accountID
        self.startedAt = startedAt
        self.endedAt = endedAt
    }

    /// The UTC month of its first moment.
    public var month: Month { startedAt.date.month }
}

/// What one call of the reader's delivery hands out, in the order of the file.
public struct BillBatch: Sendable {
    /// Where `periods` starts in the count of `Charge.periodIndex`.
    public var firstPeriodIndex: Int32 = 0
    /// The billing periods first seen in this batch.
    public var periods: [BillingPeriod] = []
    /// Where `items` starts in the count of `Charge.itemIndex`.
    public var firstItemIndex: Int32 = 0
    /// The items first seen in this batch; no two items of a file have the same key.
    public var items: [Item] = []
    /// Where `machines` starts in the count of `Charge.machineIndex`.
    public var firstMachineIndex: Int32 = 0
    /// FOCUS ResourceId of charges that are a container's part of a machine, in the order of the charges: the item names the
    /// container alone, which may run on many machines.
    public var machines: [String] = []
    /// The charges.
    public var charges: [Charge] = []
}
