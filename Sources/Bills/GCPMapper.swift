import Keys
import Money

/// Google Cloud's billing export from BigQuery as CSV, standard or detailed.
///
/// A line with credits is taken apart: what it cost, and each credit. The line belongs to the invoice month that it
/// names, whenever the usage was.
final class GCPMapper: RowMapper {
    let readsNull = false
    private let chargePeriod: ChargePeriodReader
    private let month: MonthReader
    private let period: MonthPeriod
    private let cost: Column
    private let list: Column
    private let usage: Column
    private let priced: Column
    private let credits: Column
    private let creditColumns: GCPCreditColumns
    /// The columns that tell one credit from another.
    private let creditKey: [Column]
    private var flatCreditCount: Int64 = 0
    private let itemMaker: GCPItemMaker
    private var unknownTypes: [String: Int64] = [:]

    /// What every charge must have; the header must name them all.
    static let required = [
        "cost", "invoice.month", "billing_account_id", "usage_start_time", "usage_end_time", "currency",
        "service.description",
    ]

    /// Nested columns are flattened with a point or an underscore.
    static func spelling(_ name: String) -> String { folded(name).replacing(".", with: "_") }

    init(_ header: Header) {
        let names = ColumnNames(header, spelling: Self.spelling)
        chargePeriod = ChargePeriodReader(
            start: names.column("usage_start_time"), end: names.column("usage_end_time"))
        month = MonthReader(names.column("invoice.month"))
        period = MonthPeriod(account: names.columns(["billing_account_id"]))
        cost = names.column("cost")
        list = names.column("cost_at_list")
        usage = names.column("usage.amount")
        priced = names.column("usage.amount_in_pricing_units")
        credits = names.column("credits")
        creditColumns = GCPCreditColumns(names)
        itemMaker = GCPItemMaker(names)
        creditKey = itemMaker.columns + ([credits] + creditColumns.columns).filter(\.isPresent)
    }

    var columns: [Column] {
        [chargePeriod.start.column, chargePeriod.end.column, month.column, cost, list, usage, priced, credits]
            + creditColumns.columns + period.columns + itemMaker.columns
    }

    func map(_ row: Row, into sink: inout ChargeSink) throws(RowFault) {
        let (startedAt, endedAt) = try chargePeriod.read(row)
        let month = try month.read(row)
        let typeName = row.text(itemMaker.costType)
        let type = GCPCostType(typeName)
        if type == .unknown { unknownTypes[typeName ?? "", default: 0] += 1 }
        let amount = try row.requiredDecimal(cost)
        var charge = Charge(
            periodIndex: 0, itemIndex: 0, row: row.number, startedAt: startedAt, endedAt: endedAt,
            billedCost: amount, effectiveCost: amount)
        charge.contractedCost = amount
        charge.listCost = try row.decimal(list) ?? amount
        if type == .regular {
            charge.consumedQuantity = try row.decimal(usage)
            charge.pricingQuantity = try row.decimal(priced)
        }
        let credits = try credits(row)
        charge.part = credits.isEmpty ? 0 : 1
        charge.itemIndex = try sink.item(of: row, itemMaker.columns, part: 0) {
            () throws(RowFault) -> (Item, Currency) in
            try itemMaker.item(row, type)
        }
        var parts = [charge]
        for (index, credit) in credits.enumerated() {
            parts.append(try part(of: charge, row, type, credit, number: index + 2, &sink))
        }
        let periodIndex = try period.index(row, month, into: &sink)
        for (index, var part) in parts.enumerated() {
            part.periodIndex = periodIndex
            sink.append(part, isFirst: index == 0)
        }
    }

    /// A credit has no price and no quantity of its own.
    private func part(
        of whole: Charge, _ row: Row, _ type: GCPCostType, _ credit: GCPCredit, number: Int, _ sink: inout ChargeSink
    ) throws(RowFault) -> Charge {
        guard number <= Int16.max else { throw RowFault(credits, .notList(.tooDeep)) }
        var charge = whole
        charge.part = Int16(number)
        (charge.billedCost, charge.effectiveCost) = (credit.amount, credit.amount)
        (charge.contractedCost, charge.listCost) = (.zero, .zero)
        (charge.consumedQuantity, charge.pricingQuantity) = (nil, nil)
        charge.itemIndex = try sink.item(of: row, creditKey, part: number) {
            () throws(RowFault) -> (Item, Currency) in
            try itemMaker.item(row, type, credit)
        }
        return charge
    }

    private func credits(_ row: Row) throws(RowFault) -> [GCPCredit] {
        guard credits.isKnown || !creditColumns.amount.isKnown else {
            let credits = try creditColumns.credits(row)
            flatCreditCount += Int64(credits.count)
            return credits
        }
        do { return try GCPCredit.all(in: row.cell(credits)) } catch { throw RowFault(credits, .notList(error)) }
    }

    func warnings(file: String) -> [BillWarning] {
        var warnings: [BillWarning] = []
        let unknown = itemMaker.unknownColumns
        if !unknown.isEmpty {
            warnings.append(BillWarning(file: file, reason: .unknownColumns(unknown), count: Int64(unknown.count)))
        }
        for (name, count) in unknownTypes.sorted(by: { precedes($0.key, $1.key) }) {
            warnings.append(BillWarning(file: file, reason: .unknownLineType(name), count: count))
        }
        if flatCreditCount > 0 {
            warnings.append(BillWarning(file: file, reason: .flatCredits, count: flatCreditCount))
        }
        return warnings
    }
}
