import Keys
import Money

/// Azure cost details, actual or amortised, in the dialects of its agreements.
///
/// One rule serves both kinds: usage that a commitment pays for is billed 0, and the purchase of a commitment has no
/// effective cost. So Σ BilledCost of an actual file and Σ EffectiveCost of an amortised one are the sum of the file's
/// cost column.
final class AzureMapper: RowMapper {
    let readsNull = false
    private let cost: Column
    private let quantity: Column
    private let listCost: Column
    private let dates: (date: AzureDateReader, start: AzureDateReader, end: AzureDateReader)
    private let dateColumns: [Column]
    private let account: [Column]
    private let period: MonthPeriod
    private let itemMaker: AzureItemMaker
    private var order: DateOrder?
    private var lastPeriod: (account: [UInt8], start: UTCDate, end: UTCDate, index: Int32)?
    private var unknownTypes: [String: Int64] = [:]
    private var coveredCount: Int64 = 0
    private var boughtCount: Int64 = 0
    private var hasFreeUsage = false

    init(_ header: Header, _ order: DateOrder?) {
        let names = ColumnNames(header, spelling: lettersOfEnglishName)
        cost = names.column(AzureColumns.cost)
        quantity = names.column(AzureColumns.quantity)
        listCost = names.column(AzureColumns.listCost)
        dates = (
            AzureDateReader(names.column(AzureColumns.date)), AzureDateReader(names.column(AzureColumns.periodStart)),
            AzureDateReader(names.column(AzureColumns.periodEnd))
        )
        dateColumns = AzureColumns.dates(names)
        // A Microsoft Customer Agreement is invoiced by billing profile, the others by billing account; a pay-as-you-go
        // export names the subscription alone.
        let isCustomerAgreement = names.column("PaygCostInBillingCurrency", "CostInPricingCurrency").isPresent
        let profile = isCustomerAgreement ? AzureColumns.profile : []
        account = names.columns(profile + AzureColumns.account + AzureColumns.subscription)
        period = MonthPeriod(account: account)
        itemMaker = AzureItemMaker(names, account: account)
        self.order = order
    }

    var itemColumns: [Column] { itemMaker.columns }

    var columns: [Column] { [cost, quantity, listCost] + dateColumns + account + itemMaker.columns }

    func map(_ row: Row, into sink: inout ChargeSink) throws(RowFault) {
        if order == nil { order = DateOrder.find(in: row, dateColumns) }
        let typeName = row.text(itemMaker.chargeType)
        let type = AzureChargeType(typeName)
        if type == .unknown { unknownTypes[typeName ?? "", default: 0] += 1 }
        let commitment = AzureCommitment(
            pricingModel: row.text(itemMaker.pricingModel), hasReservation: !row.isEmpty(itemMaker.reservation))
        let date = try dates.date.read(row, order)
        let amount = try row.requiredDecimal(cost)
        let isCovered = type == .unused || (type == .usage && commitment != nil)
        let isBought = type.isPurchase && commitment != nil
        if isCovered, !amount.isZero { coveredCount += 1 }
        if isBought, !amount.isZero { boughtCount += 1 }
        if isCovered, amount.isZero, type == .usage { hasFreeUsage = true }
        var charge = Charge(
            periodIndex: 0, itemIndex: 0, row: row.number, startedAt: date.startedAt,
            endedAt: date.adding(days: 1).startedAt, billedCost: isCovered ? .zero : amount,
            effectiveCost: isBought ? .zero : amount)
        try fillQuantities(&charge, row, type)
        charge.itemIndex = try sink.item(of: row, itemMaker.columns, part: 0) {
            () throws(RowFault) -> (Item, Currency) in
            try itemMaker.item(row, type, commitment)
        }
        charge.periodIndex = try periodIndex(row, date, &sink)
        sink.append(charge, isFirst: true)
    }

    /// Quantities count blocks of the unit: in real exports quantity × price is the cost, with `10K` and `1 Hour`.
    private func fillQuantities(_ charge: inout Charge, _ row: Row, _ type: AzureChargeType) throws(RowFault) {
        charge.listCost = try row.decimal(listCost)
        guard type.isUsage || type == .purchase, let amount = try row.decimal(quantity) else { return }
        charge.pricingQuantity = amount
        if type == .usage {
            let block = row.text(itemMaker.unit).flatMap { AzureUnit($0)?.block }
            charge.consumedQuantity = block.map { amount.multiplied(by: $0) } ?? amount
        }
        guard itemMaker.hasPricesOfBill(row) else { return }
        // A price of 0 is Azure's word for none: it stands on reservations and purchases too.
        if let price = try row.decimal(itemMaker.unitPrice), !price.isZero {
            charge.contractedCost = price.multiplied(by: amount)
        }
        if charge.listCost == nil, let price = try row.decimal(itemMaker.listPrice), !price.isZero {
            charge.listCost = price.multiplied(by: amount)
        }
    }

    /// The last day of Azure's billing period belongs to it. Without a period the month of the charge counts.
    private func periodIndex(_ row: Row, _ date: UTCDate, _ sink: inout ChargeSink) throws(RowFault) -> Int32 {
        guard !row.isEmpty(dates.start.column), !row.isEmpty(dates.end.column) else {
            return try period.index(row, date.month, into: &sink)
        }
        let start = try dates.start.read(row, order)
        let end = try dates.end.read(row, order)
        guard start <= end else {
            throw RowFault(dates.end.column, .endsBeforeStart(start: "\(start)", end: "\(end)"))
        }
        let column = try period.accountColumn(row)
        let cell = row.cell(column)
        if let last = lastPeriod, last.start == start, last.end == end, cell.isSame(as: last.account) {
            return last.index
        }
        let index = sink.periodIndex(
            BillingPeriod(
                accountID: try row.requiredText(column), startedAt: start.startedAt,
                endedAt: end.adding(days: 1).startedAt))
        lastPeriod = (Array(cell), start, end, index)
        return index
    }

    /// An amortised bill may have covered usage that rounds to 0; an actual one has no covered usage that costs.
    var costBasis: CostBasis? {
        switch (coveredCount > 0, boughtCount > 0) {
        case (true, true): .both
        case (true, false): .amortised
        case (false, true): .actual
        case (false, false): hasFreeUsage ? .actual : nil
        }
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
        if coveredCount > 0 { warnings.append(BillWarning(file: file, reason: .amortisedCosts, count: coveredCount)) }
        if boughtCount > 0 { warnings.append(BillWarning(file: file, reason: .actualCosts, count: boughtCount)) }
        return warnings
    }
}
