import Glibc

/// The kinds of lines of an AWS Cost and Usage Report, and what each means in FOCUS.
///
/// Sources: AWS' data dictionary of `lineItem/LineItemType`, the rules of the FOCUS converter (effective_cost_S001)
/// and AWS' own queries for amortised cost, which agree.
enum AWSLineType: Int, CaseIterable {
    case usage
    case discountedUsage
    case savingsPlanCoveredUsage
    case savingsPlanNegation
    case savingsPlanRecurringFee
    case savingsPlanUpfrontFee
    case reservationFee
    case fee
    case edpDiscount
    case privateRateDiscount
    case bundledDiscount
    case discount
    case credit
    case refund
    case tax
    /// A type that no list has. AWS adds some now and then, e.g. FlatRateSubscription.
    case unknown

    private static let names: [(StaticString, AWSLineType)] = [
        ("Usage", .usage), ("DiscountedUsage", .discountedUsage), ("SavingsPlanCoveredUsage", .savingsPlanCoveredUsage),
        ("SavingsPlanNegation", .savingsPlanNegation), ("SavingsPlanRecurringFee", .savingsPlanRecurringFee),
        ("SavingsPlanUpfrontFee", .savingsPlanUpfrontFee), ("RIFee", .reservationFee), ("Fee", .fee),
        ("EdpDiscount", .edpDiscount), ("PrivateRateDiscount", .privateRateDiscount),
        ("BundledDiscount", .bundledDiscount), ("Discount", .discount), ("Credit", .credit), ("Refund", .refund),
        ("Tax", .tax),
    ]

    /// The type that a cell names.
    init(_ cell: UnsafeBufferPointer<UInt8>) {
        for (name, type) in Self.names where name.utf8CodeUnitCount == cell.count {
            if memcmp(name.utf8Start, cell.baseAddress!, cell.count) == 0 {
                self = type
                return
            }
        }
        self = .unknown
    }

    /// FOCUS ChargeCategory. A refund is of the category of what it refunds: a purchase where it names a commitment.
    func category(hasCommitment: Bool) -> StaticString {
        switch self {
        case .usage, .discountedUsage, .savingsPlanCoveredUsage, .savingsPlanNegation: "Usage"
        case .savingsPlanRecurringFee, .savingsPlanUpfrontFee, .reservationFee, .fee: "Purchase"
        case .edpDiscount, .privateRateDiscount, .bundledDiscount, .discount, .unknown: "Adjustment"
        case .credit: "Credit"
        case .refund: hasCommitment ? "Purchase" : "Usage"
        case .tax: "Tax"
        }
    }

    /// FOCUS ChargeFrequency.
    var frequency: StaticString {
        switch self {
        case .usage, .discountedUsage, .savingsPlanCoveredUsage, .savingsPlanNegation: "Usage-Based"
        case .savingsPlanRecurringFee, .reservationFee: "Recurring"
        default: "One-Time"
        }
    }

    /// FOCUS PricingCategory, which tax has none of.
    func pricingCategory(isSpot: Bool) -> StaticString? {
        switch self {
        case .usage: isSpot ? "Dynamic" : "Standard"
        case .discountedUsage, .savingsPlanCoveredUsage, .savingsPlanNegation: "Committed"
        case .savingsPlanRecurringFee, .savingsPlanUpfrontFee, .reservationFee, .fee: "Standard"
        default: nil
        }
    }

    /// Whether a commitment pays for the usage.
    var isCovered: Bool { self == .discountedUsage || self == .savingsPlanCoveredUsage }

    /// Whether the row is taken apart: the fee that was paid, and what of the commitment nobody used.
    var hasUnusedPart: Bool { self == .reservationFee || self == .savingsPlanRecurringFee }
}
