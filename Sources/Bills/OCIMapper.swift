import Keys
import Money

/// The OCI cost report, whose columns read `cost/myCost`.
///
/// A correction is a row of its own: it takes the row back that its back-reference names, or puts another in its place.
/// Both stand in the bill and add up.
final class OCIMapper: RowMapper {
    let readsNull = false
    private let chargePeriod: ChargePeriodReader
    private let period: MonthPeriod
    private let cost: Column
    private let quantity: Column
    private let price: Column
    private let itemMaker: OCIItemMaker

    /// What every charge must have; the header must name them all.
    static let required = [
        "cost/myCost", "lineItem/intervalUsageStart", "lineItem/intervalUsageEnd", "cost/currencyCode",
        "product/service", "lineItem/tenantId",
    ]

    /// Whether a column holds a tag, whose name's case means something.
    static func isTag(_ name: String) -> Bool { name.hasPrefix("tags/") }

    init(_ header: Header) {
        func column(_ name: String) -> Column { header.foldedColumn(name) }
        chargePeriod = ChargePeriodReader(
            start: column("lineItem/intervalUsageStart"), end: column("lineItem/intervalUsageEnd"))
        let account = [column("cost/subscriptionId"), column("lineItem/tenantId")].filter(\.isKnown)
        period = MonthPeriod(account: account)
        cost = column("cost/myCost")
        quantity = column("usage/billedQuantity")
        price = column("cost/unitPrice")
        itemMaker = OCIItemMaker(header, account: account)
    }

    var columns: [Column] {
        [chargePeriod.start.column, chargePeriod.end.column, cost, quantity, price] + period.columns
            + itemMaker.allColumns
    }

    func map(_ row: Row, into sink: inout ChargeSink) throws(RowFault) {
        let (startedAt, endedAt) = try chargePeriod.read(row)
        let amount = try row.requiredDecimal(cost)
        var charge = Charge(
            periodIndex: 0, itemIndex: 0, row: row.number, startedAt: startedAt, endedAt: endedAt,
            billedCost: amount, effectiveCost: amount)
        charge.contractedCost = amount
        charge.consumedQuantity = try row.decimal(quantity)
        charge.pricingQuantity = charge.consumedQuantity
        if let price = try row.decimal(price), let amount = charge.pricingQuantity {
            charge.listCost = price.multiplied(by: amount)
        }
        let isCorrection = try itemMaker.isCorrection(row)
        let columns = isCorrection ? itemMaker.correctionColumns : itemMaker.columns
        charge.itemIndex = try sink.item(of: row, columns, part: isCorrection ? 1 : 0) {
            () throws(RowFault) -> (Item, Currency) in
            try itemMaker.item(row, isCorrection: isCorrection)
        }
        charge.periodIndex = try period.index(row, startedAt.date.month, into: &sink)
        sink.append(charge, isFirst: true)
    }

    func warnings(file: String) -> [BillWarning] {
        let unknown = itemMaker.unknownColumns
        guard !unknown.isEmpty else { return [] }
        return [BillWarning(file: file, reason: .unknownColumns(unknown), count: Int64(unknown.count))]
    }
}
