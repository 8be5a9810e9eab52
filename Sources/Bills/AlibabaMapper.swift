import Keys
import Money

/// Alibaba Cloud's instance bill, and its split bill.
///
/// A line of the split bill repeats a part of the instance bill's money under the item that caused it: it is a
/// charge of 0 with the provider's split beside it, as with AWS' split cost allocation.
final class AlibabaMapper: RowMapper {
    let readsNull = false
    private let isSplit: Bool
    private let cycle: MonthReader
    private let period: MonthPeriod
    private let amount: Column
    private let gross: Column
    private let discount: Column
    private let usage: Column
    private let times: (start: Column, end: Column, date: Column)
    private let itemMaker: AlibabaItemMaker
    private var unknownTypes: [String: Int64] = [:]

    init(_ header: Header, isSplit: Bool) {
        let names = ColumnNames(header, spelling: AlibabaColumns.spelling)
        self.isSplit = isSplit
        cycle = MonthReader(names.column(AlibabaColumns.cycle))
        let account = names.columns(AlibabaColumns.account + AlibabaColumns.owner)
        period = MonthPeriod(account: account)
        amount = names.column(AlibabaColumns.amount)
        gross = names.column(AlibabaColumns.gross)
        discount = names.column(AlibabaColumns.discount)
        usage = names.column(AlibabaColumns.usage)
        times = (
            names.column(AlibabaColumns.start), names.column(AlibabaColumns.end), names.column(AlibabaColumns.date)
        )
        itemMaker = AlibabaItemMaker(names, account: account, isSplit: isSplit)
    }

    var itemColumns: [Column] { itemMaker.columns }

    var columns: [Column] {
        [cycle.column, amount, gross, discount, usage, times.start, times.end, times.date] + period.columns
            + itemMaker.columns
    }

    func map(_ row: Row, into sink: inout ChargeSink) throws(RowFault) {
        let month = try cycle.read(row)
        let (startedAt, endedAt) = try chargePeriod(row, month)
        let isSubscription = AlibabaItemType.isSubscription(row.text(itemMaker.subscription))
        let typeName = row.text(itemMaker.itemType)
        let type = AlibabaItemType(typeName, isSubscription: isSubscription)
        if type == .unknown { unknownTypes[typeName ?? "", default: 0] += 1 }
        let cost = try row.requiredDecimal(amount)
        var charge = Charge(
            periodIndex: 0, itemIndex: 0, row: row.number, startedAt: startedAt, endedAt: endedAt,
            billedCost: isSplit ? .zero : cost, effectiveCost: isSplit ? .zero : cost)
        if isSplit {
            charge.providerSplitCost = cost
            (charge.listCost, charge.contractedCost) = (.zero, .zero)
        } else {
            try fillCosts(&charge, row)
            if type == .usage { charge.consumedQuantity = try row.decimal(usage) }
            charge.pricingQuantity = charge.consumedQuantity
        }
        charge.itemIndex = try sink.item(of: row, itemMaker.columns, part: 0) {
            () throws(RowFault) -> (Item, Currency) in
            try itemMaker.item(row, type, isSubscription: isSubscription)
        }
        charge.periodIndex = try period.index(row, month, into: &sink)
        sink.append(charge, isFirst: true)
    }

    private func fillCosts(_ charge: inout Charge, _ row: Row) throws(RowFault) {
        guard let list = try row.decimal(gross) else { return }
        charge.listCost = list
        let less = try row.decimal(discount) ?? .zero
        do { charge.contractedCost = try list.subtracting(less) } catch {
            throw RowFault(discount, .notDecimal("\(list) - \(less)", error))
        }
    }

    /// The line's own times, else its day, else the month, all by the clock in China.
    private func chargePeriod(_ row: Row, _ month: Month) throws(RowFault) -> (Instant, Instant) {
        if !row.isEmpty(times.start), !row.isEmpty(times.end) {
            let startedAt = try AlibabaMoment.read(row, times.start)
            let endedAt = try AlibabaMoment.read(row, times.end)
            guard startedAt <= endedAt else {
                throw RowFault(times.end, .endsBeforeStart(start: "\(startedAt)", end: "\(endedAt)"))
            }
            return (startedAt, endedAt)
        }
        if !row.isEmpty(times.date) {
            let startedAt = try AlibabaMoment.read(row, times.date)
            return (startedAt, Instant(seconds: startedAt.seconds + 86_400))
        }
        return (
            AlibabaMoment.local(month.firstDate.startedAt), AlibabaMoment.local(month.next.firstDate.startedAt)
        )
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
        return warnings
    }
}
