import Money

/// One credit of a Google Cloud line: a discount, a promotion, a free tier.
struct GCPCredit {
    let name: String
    let amount: ExactDecimal
    let id: String
    let fullName: String
    let type: String

    /// The credits of a cell, in their order.
    static func all(in cell: UnsafeBufferPointer<UInt8>) throws(LiteralFault) -> [GCPCredit] {
        if cell.count == 2, cell[0] == UInt8(ascii: "["), cell[1] == UInt8(ascii: "]") { return [] }
        var credits: [GCPCredit] = []
        for element in try LiteralReader.list(of: cell) { credits.append(try GCPCredit(element)) }
        return credits
    }

    private init(_ element: Literal) throws(LiteralFault) {
        guard let text = element["amount"]?.scalar else { throw .memberMissing("amount") }
        guard let amount = try? ExactDecimal(text) else { throw .notDecimal(text) }
        self.amount = amount
        name = element["name"]?.scalar ?? ""
        id = element["id"]?.scalar ?? ""
        fullName = element["full_name"]?.scalar ?? ""
        type = element["type"]?.scalar ?? ""
    }
}

/// What a Google Cloud line is, by its cost_type.
enum GCPCostType {
    case regular
    case tax
    case adjustment
    case unknown

    /// A line without a type is a regular one.
    init(_ name: String?) {
        switch name.map(folded) {
        case nil, "regular": self = .regular
        case "tax": self = .tax
        case "adjustment", "rounding_error": self = .adjustment
        default: self = .unknown
        }
    }

    /// FOCUS ChargeCategory.
    var category: StaticString {
        switch self {
        case .regular: "Usage"
        case .tax: "Tax"
        case .adjustment, .unknown: "Adjustment"
        }
    }
}
