import Keys

/// The kinds of lines of Alibaba Cloud's bills, and what each means in FOCUS.
enum AlibabaItemType {
    case order
    case usage
    case refund
    case adjustment
    case unknown

    /// The kind that a cell names, in English or Chinese; where the file does not say, the way of paying tells.
    init(_ name: String?, isSubscription: Bool) {
        switch name.map({ AlibabaColumns.spelling($0) }) {
        case nil: self = isSubscription ? .order : .usage
        case "subscriptionorder", "预付订单", "预付费订单", "订单": self = .order
        case "payasyougobill", "后付账单", "后付费账单", "账单": self = .usage
        case "refund", "退款": self = .refund
        case "adjustment", "调账", "rounddowndiscount", "抹零", "抹零优惠": self = .adjustment
        default: self = .unknown
        }
    }

    /// FOCUS ChargeCategory. A refund is of the category of what it refunds.
    func category(isSubscription: Bool) -> StaticString {
        switch self {
        case .order: "Purchase"
        case .usage: "Usage"
        case .refund: isSubscription ? "Purchase" : "Usage"
        case .adjustment, .unknown: "Adjustment"
        }
    }

    /// Whether a word of the column for the way of paying means prepaid.
    static func isSubscription(_ name: String?) -> Bool {
        guard let name = name.map({ AlibabaColumns.spelling($0) }) else { return false }
        return name == "subscription" || name.hasPrefix("预付") || name.hasPrefix("包年包月")
    }
}

/// Reads moments of Alibaba Cloud's bills, which are China Standard Time (UTC+8) unless they say otherwise.
struct AlibabaMoment {
    static let offsetSeconds: Int64 = 8 * 3600

    /// The moment of a cell.
    static func read(_ row: Row, _ column: Column) throws(RowFault) -> Instant {
        let cell = row.cell(column)
        if cell.isEmpty { throw RowFault(column, .cellEmpty) }
        guard let instant = Instant.parseISO(cell) else {
            throw RowFault(column, .notMoment(String(decoding: cell, as: UTF8.self)))
        }
        guard (2000...2099).contains(instant.date.civil.year) else {
            throw RowFault(column, .momentImplausible(String(decoding: cell, as: UTF8.self)))
        }
        let clock = cell.dropFirst(10)
        let hasOffset = clock.contains { $0 == 0x5A || $0 == 0x2B || $0 == 0x2D || $0 == 0x43 }
        return hasOffset ? instant : local(instant)
    }

    /// The moment that a clock in China shows as this.
    static func local(_ instant: Instant) -> Instant {
        Instant(microseconds: instant.microseconds - offsetSeconds * 1_000_000)
    }
}
