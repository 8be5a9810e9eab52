import Bills
import Keys
import Money
import Store

/// Copies the charges of a load into its partition, and its items, which wait until there are many of them.
///
/// A connection has one COPY at a time: for the items the charges' COPY ends, and another one goes on behind.
struct ChargeWriter: ~Copyable {
    private let connection: Connection
    private let loadID: Int64
    private var charges: CopyStream?
    private var layout: ChargeLayout = []
    private var items: ItemStore
    private var fileNumber: Int32 = 0
    private var periodNumbers: [Int16] = []
    /// The last moment and its day and hour: most lines repeat them.
    private var moment = ChargeMoment()

    init(_ connection: Connection, loadID: Int64, fileCount: Int) throws {
        self.connection = connection
        self.loadID = loadID
        items = ItemStore(connection, hasSeveralFiles: fileCount > 1)
    }

    /// Indexes of periods start anew with each file.
    mutating func startFile(number: Int) {
        fileNumber = Int32(number)
        periodNumbers = []
    }

    /// Takes a batch.
    ///
    /// - Parameter newPeriodNumbers: The numbers of the batch's periods.
    mutating func write(_ batch: BillBatch, newPeriodNumbers: [Int16]) throws {
        periodNumbers += newPeriodNumbers
        items.add(batch.items)
        if items.areMany {
            try finishCharges()
            try items.store()
        }
        try start(ChargeLayout(batch, fileNumber: fileNumber, periodNumbers: periodNumbers))
        var moment = moment
        let (layout, fileNumber) = (layout, fileNumber)
        let number = periodNumbers.count == 1 ? periodNumbers[0] : nil
        for charge in batch.charges {
            moment.set(charge.startedAt, charge.endedAt)
            let period = number ?? periodNumbers[Int(charge.periodIndex)]
            let machine = charge.machineIndex < 0 ? nil : batch.machines[Int(charge.machineIndex - batch.firstMachineIndex)]
            let textBytes = machine.map { 4 * $0.utf8.count } ?? 0
            try charges?.appendRow(bytesMax: ChargeLayout.rowBytesMax + textBytes) { row in
                row.put(charge, moment)
                if layout.contains(.file) { row.put(fileNumber) }
                if layout.contains(.period) { row.put(period) }
                if layout.contains(.part) { row.put(charge.part) }
                if layout.contains(.moments) { row.put(moment) }
                if layout.contains(.pricingQuantity) { row.put(charge.repeatsQuantity ? nil : charge.pricingQuantity) }
                if layout.contains(.machine) { row.put(machine: machine) }
                if layout.contains(.split) { row.put(charge.providerSplitCost) }
                if layout.contains(.unused) { row.put(charge.providerUnusedCost) }
                if layout.contains(.commitment) { row.put(charge.commitmentDiscountQuantity) }
                if layout.contains(.pricingCurrency) { row.put(charge.pricingCurrencyEffectiveCost) }
            }
        }
        self.moment = moment
    }

    /// Ends the charges and stores the items that wait.
    mutating func finish() throws {
        try finishCharges()
        try items.finish()
    }

    /// Sees to it that a COPY runs whose rows have what a batch needs.
    private mutating func start(_ needed: ChargeLayout) throws {
        if charges != nil, layout.isSuperset(of: needed) { return }
        try finishCharges()
        layout.formUnion(needed)
        let columns = layout.columns
        try connection.executeGenerated(
            SQL.text("bills/add_charge_columns.sql"), [.integer(loadID), .text(columns.joined(separator: ","))])
        charges = try CopyStream(connection, table: "bill.charge_\(loadID)", columns: columns, isFrozen: true)
    }

    private mutating func finishCharges() throws {
        try charges?.finish()
        charges = nil
    }
}

extension WireRow {
    /// The columns that every charge has. An amount that is another's again is noted and not sent: most are.
    fileprivate mutating func put(_ charge: Charge, _ moment: ChargeMoment) {
        put(charge.row)
        put(charge.itemKey)
        put(moment.date)
        if let hour = moment.hour { put(hour) } else { putNull() }
        let repeatsContracted = charge.contractedCost == charge.billedCost
        let repeatsList = charge.listCost == charge.billedCost
        put(Int16((repeatsContracted ? 1 : 0) | (repeatsList ? 2 : 0) | (charge.repeatsQuantity ? 4 : 0)))
        put(charge.billedCost)
        put(charge.effectiveCost == charge.billedCost ? nil : charge.effectiveCost)
        put(repeatsContracted ? nil : charge.contractedCost)
        put(repeatsList ? nil : charge.listCost)
        put(charge.consumedQuantity)
    }

    /// Both ends of a period, where no hour says them.
    fileprivate mutating func put(_ moment: ChargeMoment) {
        if moment.hour != nil {
            putNull()
            return putNull()
        }
        put(moment.startedAt)
        put(moment.endedAt)
    }

    /// A machine's id, and its key where it is another.
    fileprivate mutating func put(machine: String?) {
        guard var machine else {
            putNull()
            return putNull()
        }
        var key = ResourceKey.billed(machine)
        machine.withUTF8 { put($0) }
        if key.utf8.elementsEqual(machine.utf8) { return putNull() }
        key.withUTF8 { put($0) }
    }
}

extension Charge {
    fileprivate var repeatsQuantity: Bool { consumedQuantity != nil && pricingQuantity == consumedQuantity }
}
