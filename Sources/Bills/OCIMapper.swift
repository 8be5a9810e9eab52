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
    private let onlyCurrency: () -> Currency?
    private var currencyOfOthers: Currency?
    private var currencylessCount: Int64 = 0

    /// What every charge must have; the header must name them all.
    static let required = [
        "cost/myCost", "lineItem/intervalUsageStart", "lineItem/intervalUsageEnd", "cost/currencyCode",
        "product/service", "lineItem/tenantId",
    ]

    /// Whether a column holds a tag, whose name's case means something.
    static func isTag(_ name: String) -> Bool { name.hasPrefix("tags/") }

    /// - Parameter onlyCurrency: The one currency of the file, looked for where a line names none.
    init(_ header: Header, onlyCurrency: @escaping () -> Currency? = { nil }) {
        func column(_ name: String) -> Column { header.foldedColumn(name) }
        chargePeriod = ChargePeriodReader(
            start: column("lineItem/intervalUsageStart"), end: column("lineItem/intervalUsageEnd"))
        let account = [column("cost/subscriptionId"), column("lineItem/tenantId")].filter(\.isKnown)
        period = MonthPeriod(account: account)
        cost = column("cost/myCost")
        quantity = column("usage/billedQuantity")
        price = column("cost/unitPrice")
        itemMaker = OCIItemMaker(header, account: account)
        self.onlyCurrency = onlyCurrency
    }

    var columns: [Column] {
        [chargePeriod.start.column, chargePeriod.end.column, cost, quantity, price] + period.columns
            + itemMaker.allColumns
    }

    func map(_ row: Row, into sink: inout ChargeSink) throws(RowFault) {
        let (startedAt, endedAt) = try chargePeriod.read(row)
        let amount = try row.requiredDecimal(cost)
        if row.isEmpty(itemMaker.currency) { try takeCurrencyOfOthers(amount) }
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

    /// Oracle leaves the currency and the price away where a quantity rounds to nothing. Such a line is of the file's one
    /// currency; a line that costs something must name its own.
    private func takeCurrencyOfOthers(_ amount: ExactDecimal) throws(RowFault) {
        if currencyOfOthers == nil { currencyOfOthers = onlyCurrency() }
        guard amount.isZero, let currency = currencyOfOthers else { throw RowFault(itemMaker.currency, .cellEmpty) }
        itemMaker.currencyOfOthers = currency
        currencylessCount += 1
    }

    func warnings(file: String) -> [BillWarning] {
        var warnings: [BillWarning] = []
        let unknown = itemMaker.unknownColumns
        if !unknown.isEmpty {
            warnings.append(BillWarning(file: file, reason: .unknownColumns(unknown), count: Int64(unknown.count)))
        }
        if let currency = currencyOfOthers, currencylessCount > 0 {
            warnings.append(BillWarning(file: file, reason: .currencyOfOthers("\(currency)"), count: currencylessCount))
        }
        return warnings
    }
}
