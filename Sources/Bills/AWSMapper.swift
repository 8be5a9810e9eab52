import Keys
import Money

/// The AWS Cost and Usage Report in its legacy layout, whose columns read `lineItem/UnblendedCost`.
///
/// Which cost a line type has, docs/bill-formats.md lists with the sources. The sum of BilledCost is the sum of the
/// unblended (or net unblended) column, row by row; EffectiveCost is AWS' amortised cost.
final class AWSMapper: RowMapper {
    let readsNull = false
    private let period: PeriodReader
    private let chargePeriod: ChargePeriodReader
    private let money: AWSMoneyColumns
    private let itemMaker: AWSItemMaker
    private var isNet: Bool?
    private var unknownTypes: [String: Int64] = [:]
    private let unknownColumns: [String]

    /// What every charge must have; the header must name them all.
    static let required = [
        "lineItem/UnblendedCost", "lineItem/LineItemType", "lineItem/CurrencyCode", "lineItem/UsageStartDate",
        "lineItem/UsageEndDate", "lineItem/ProductCode", "bill/PayerAccountId", "bill/BillingPeriodStartDate",
        "bill/BillingPeriodEndDate",
    ]

    init(_ header: Header) {
        period = PeriodReader(
            account: header.foldedColumn("bill/PayerAccountId"),
            start: header.foldedColumn("bill/BillingPeriodStartDate"),
            end: header.foldedColumn("bill/BillingPeriodEndDate"))
        chargePeriod = ChargePeriodReader(
            start: header.foldedColumn("lineItem/UsageStartDate"), end: header.foldedColumn("lineItem/UsageEndDate"))
        money = AWSMoneyColumns(header)
        itemMaker = AWSItemMaker(header)
        unknownColumns = itemMaker.unknownColumns
    }

    var itemColumns: [Column] { itemMaker.columns }

    var columns: [Column] {
        period.columns + [chargePeriod.start.column, chargePeriod.end.column] + money.columns + itemMaker.columns
            + [itemMaker.splitParent]
    }

    func map(_ row: Row, into sink: inout ChargeSink) throws(RowFault) {
        let type = AWSLineType(row.cell(itemMaker.lineType))
        if type == .unknown { try countUnknownType(row) }
        let (startedAt, endedAt) = try chargePeriod.read(row)
        let isSplit = !row.isEmpty(itemMaker.splitParent)
        var charge = Charge(
            periodIndex: 0, itemIndex: 0, row: row.number, startedAt: startedAt, endedAt: endedAt,
            billedCost: .zero, effectiveCost: .zero)
        if isSplit {
            try money.fillSplit(&charge, row)
        } else {
            try checkNet(row)
            charge.billedCost = try row.requiredDecimal(isNet == true ? money.netUnblended : money.unblended)
            charge.listCost = try row.decimal(money.list)
            try money.fillQuantities(&charge, row, type)
        }
        if type.hasUnusedPart, !isSplit { return try appendParts(charge, row, type, into: &sink) }
        if !isSplit {
            charge.effectiveCost = try money.effectiveCost(
                row, type, billed: charge.billedCost, isNet: isNet == true,
                isReservation: !row.isEmpty(itemMaker.reservation))
        }
        charge.itemIndex = try itemIndex(row, type, isSplit ? .split : .whole, &sink)
        charge.periodIndex = try period.read(row, into: &sink)
        sink.append(charge, isFirst: true, machine: isSplit ? row.cell(itemMaker.splitParent) : nil)
    }

    /// The two-row rule: what was paid is a Purchase, whose EffectiveCost FOCUS wants to be 0; what of the commitment
    /// nobody used is Usage. Where all of it was used there is no second part.
    private func appendParts(
        _ whole: Charge, _ row: Row, _ type: AWSLineType, into sink: inout ChargeSink
    ) throws(RowFault) {
        let unusedCost = try money.unusedCost(row, type, isNet: isNet == true)
        var purchase = whole
        purchase.part = 1
        purchase.itemIndex = try itemIndex(row, type, .purchase, &sink)
        var unused: Charge?
        if !unusedCost.isZero {
            var charge = whole
            charge.part = 2
            charge.billedCost = .zero
            charge.effectiveCost = unusedCost
            (charge.listCost, charge.contractedCost) = (nil, nil)
            (charge.consumedQuantity, charge.pricingQuantity) = (nil, nil)
            charge.itemIndex = try itemIndex(row, type, .unused, &sink)
            unused = charge
        }
        let periodIndex = try period.read(row, into: &sink)
        purchase.periodIndex = periodIndex
        sink.append(purchase, isFirst: true)
        if var unused {
            unused.periodIndex = periodIndex
            sink.append(unused, isFirst: false)
        }
    }

    private func itemIndex(
        _ row: Row, _ type: AWSLineType, _ part: AWSItemMaker.Part, _ sink: inout ChargeSink
    ) throws(RowFault) -> Int32 {
        try sink.item(of: row, itemMaker.columns, part: part.rawValue) { () throws(RowFault) -> (Item, Currency) in
            try itemMaker.item(row, type, part)
        }
    }

    /// Net columns stand in the header from the first discount on, and are filled in months that have one. The first
    /// row decides; a file that has them on some rows only would add two kinds of cost.
    private func checkNet(_ row: Row) throws(RowFault) {
        guard money.netUnblended.isPresent else { return }
        let hasNet = !row.isEmpty(money.netUnblended)
        guard let isNet else {
            isNet = hasNet
            return
        }
        if hasNet != isNet { throw RowFault(money.netUnblended, .netCostsMixed(isNet: isNet)) }
    }

    private func countUnknownType(_ row: Row) throws(RowFault) {
        let name = try row.requiredText(itemMaker.lineType)
        unknownTypes[name, default: 0] += 1
    }

    func warnings(file: String) -> [BillWarning] {
        var warnings: [BillWarning] = []
        if !unknownColumns.isEmpty {
            let reason = BillWarning.Reason.unknownColumns(unknownColumns)
            warnings.append(BillWarning(file: file, reason: reason, count: Int64(unknownColumns.count)))
        }
        for (name, count) in unknownTypes.sorted(by: { precedes($0.key, $1.key) }) {
            warnings.append(BillWarning(file: file, reason: .unknownLineType(name), count: count))
        }
        return warnings
    }
}
