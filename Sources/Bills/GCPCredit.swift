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
        if cell.count == 2, cell.elementsEqual("[]".utf8) || cell.elementsEqual("{}".utf8) { return [] }
        if case .success(let amount) = ExactDecimal.parse(cell) { return amount.isZero ? [] : [GCPCredit(amount)] }
        var credits: [GCPCredit] = []
        for element in try LiteralReader.list(of: cell) { credits.append(try GCPCredit(element)) }
        return credits
    }

    /// A credit of which the amount alone is known, e.g. the sum of a line's credits.
    init(_ amount: ExactDecimal, name: String = "", id: String = "", fullName: String = "", type: String = "") {
        (self.amount, self.name, self.id, self.fullName, self.type) = (amount, name, id, fullName, type)
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

/// The credits of a line in columns of their own, `credits.amount`, as queries flatten them: the sum of all, or the one
/// that the row was joined with.
struct GCPCreditColumns {
    static let names = ["amount", "name", "id", "full_name", "type"].flatMap { ["credits.\($0)", "credit.\($0)"] }
    let amount: Column
    private let words: [Column]

    init(_ names: ColumnNames) {
        func column(_ name: String) -> Column { names.column("credits.\(name)", "credit.\(name)") }
        amount = column("amount")
        words = ["name", "id", "full_name", "type"].map(column)
    }

    var columns: [Column] { [amount] + words }

    /// The row's credit; none where it has no amount, or 0 without a name.
    func credits(_ row: Row) throws(RowFault) -> [GCPCredit] {
        guard let amount = try row.decimal(amount) else { return [] }
        let texts = words.map { row.text($0) ?? "" }
        if amount.isZero, texts.allSatisfy(\.isEmpty) { return [] }
        return [GCPCredit(amount, name: texts[0], id: texts[1], fullName: texts[2], type: texts[3])]
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
