import Money

/// The kinds of lines of Azure cost details, and what each means in FOCUS.
enum AzureChargeType {
    case usage
    case unused
    case purchase
    case refund
    case tax
    case adjustment
    /// A kind that no list has.
    case unknown

    /// The kind that a cell names; an export without the column has usage alone.
    init(_ name: String?) {
        switch name.map(lettersOfEnglishName) {
        case nil, "usage": self = .usage
        case "unusedreservation", "unusedsavingsplan": self = .unused
        case "purchase": self = .purchase
        case "refund": self = .refund
        case "tax": self = .tax
        case "adjustment", "roundingadjustment": self = .adjustment
        default: self = .unknown
        }
    }

    /// FOCUS ChargeCategory.
    var category: StaticString {
        switch self {
        case .usage, .unused: "Usage"
        case .purchase, .refund: "Purchase"
        case .tax: "Tax"
        case .adjustment, .unknown: "Adjustment"
        }
    }

    /// Whether a commitment pays for the line where one is named.
    var isUsage: Bool { self == .usage || self == .unused }

    /// Whether the line buys a commitment, or gives it back, where one is named.
    var isPurchase: Bool { self == .purchase || self == .refund }
}

/// The commitment that a line is priced by.
enum AzureCommitment {
    case reservation
    case savingsPlan

    /// What the pricing model says; exports that have none (before 2021) name the reservation alone.
    init?(pricingModel: String?, hasReservation: Bool) {
        switch pricingModel.map(lettersOfEnglishName) {
        case "reservation": self = .reservation
        case "savingsplan": self = .savingsPlan
        case nil where hasReservation: self = .reservation
        default: return nil
        }
    }
}

/// A unit of measure with the block that it is sold in: `10 Hours` is ten of `Hours`.
struct AzureUnit {
    let block: ExactDecimal
    let unit: String

    /// `10 Hours`, `1 GB/Month`, `10K`, `1M`, `100 GB`, `1/Month`; nil where no number leads.
    init?(_ text: String) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard !digits.isEmpty, var block = try? ExactDecimal(digits), !block.isZero else { return nil }
        var rest = text.dropFirst(digits.count)
        let factor: Int128 = rest.hasPrefix("K") ? 1000 : rest.hasPrefix("M") ? 1_000_000 : 1
        let behind = rest.dropFirst().first
        if factor > 1, behind == nil || behind == " " || behind == "/" {
            guard let multiplied = block.multiplied(by: ExactDecimal(significand: factor)) else { return nil }
            block = multiplied
            rest = rest.dropFirst()
        }
        let unit = rest.drop { $0 == " " }
        self.block = block
        self.unit = unit.isEmpty ? "Units" : unit.hasPrefix("/") ? "Units\(unit)" : String(unit)
    }
}
