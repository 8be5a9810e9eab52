import Bills
import Keys
import Money
import Store

/// Makes the periods of a load current versions of their bills, after holding the stored sums against the reader's.
struct DeliveryPublisher {
    private let connection: Connection
    private let loadID: Int64
    private let source: String
    private let costBasis: CostBasis?

    init(_ connection: Connection, loadID: Int64, source: String, costBasis: CostBasis?) {
        self.costBasis = costBasis
        self.connection = connection
        self.loadID = loadID
        self.source = source
    }

    func publish(_ sum: PeriodSum, periodNumber: Int16) throws -> DeliveryOutcome {
        try checkTotals(of: sum, periodNumber: periodNumber)
        let key: [Parameter] = [.text(source), .text(sum.period.accountID), .instant(sum.period.startedAt)]
        let current = try connection.query(SQL.text("bills/current_delivery.sql"), key)[0]
        let digest = sum.contentDigest.description
        if current["content_sha256"] == digest {
            try connection.query(SQL.text("bills/forget_period.sql"), [.integer(loadID), .integer(periodNumber)])
            return DeliveryOutcome(sum, state: .unchanged(version: Int(current.integer("last_version"))))
        }
        try refuseOtherBasis(sum.period, key)
        let oldID = current["delivery_id"]
        if let oldID { try connection.query(SQL.text("bills/supersede.sql"), [.text(oldID)]) }
        let version = (current["last_version"].flatMap { Int($0) } ?? 0) + 1
        let newID = try store(sum, periodNumber: periodNumber, version: version, digest: digest)
        guard let oldID else { return DeliveryOutcome(sum, state: .new(version: version)) }
        let rows = try connection.query(SQL.text("bills/difference.sql"), [.text(oldID), .integer(newID)])
        let differences = try rows.map { row in
            BillDifference(
                currency: row.text("billing_currency"), lineType: row.text("line_type"),
                charges: row.integer("charge_difference"), billed: try row.decimal("billed_difference") ?? .zero,
                effective: try row.decimal("effective_difference") ?? .zero)
        }
        // A tag backfill changes no amount; looking for one in every restated bill would be dear.
        let retagged =
            differences.isEmpty
            ? try connection.query(SQL.text("bills/tag_changes.sql"), [.text(oldID), .integer(newID)])[0]
                .integer("charge_count") : 0
        return DeliveryOutcome(
            sum, state: .restated(version: version, differences: differences, retagged: retagged))
    }

    /// Azure's actual and amortised costs of one account and period are one bill: they may not lie in two sources.
    private func refuseOtherBasis(_ period: BillingPeriod, _ key: [Parameter]) throws {
        guard let costBasis else { return }
        let others = try connection.query(SQL.text("bills/other_basis.sql"), key + [.text(costBasis.rawValue)])
        guard let other = others.first?.text("source") else { return }
        throw IngestError(
            .actualAndAmortised(costBasis.rawValue, other: "source \(other)"),
            place: "source \(source), account \(period.accountID), \(period.month)")
    }

    private func store(_ sum: PeriodSum, periodNumber: Int16, version: Int, digest: String) throws -> Int64 {
        let delivery = try connection.query(
            SQL.text("bills/store_delivery.sql"),
            [
                .integer(loadID), .integer(periodNumber), .text(source), .text(sum.period.accountID),
                .instant(sum.period.startedAt), .instant(sum.period.endedAt), .date(sum.period.month.firstDate),
                .integer(version), .text(digest), .integer(sum.rows), .integer(sum.charges),
                .text(costBasis?.rawValue),
            ])
        let id = delivery[0].integer("delivery_id")
        for (currency, total) in sum.totals.sorted(by: { $0.key < $1.key }) {
            try connection.query(
                SQL.text("bills/store_total.sql"),
                [
                    .integer(id), .text(currency.code), .decimal(total.billed), .decimal(total.effective),
                    .decimal(total.contracted), .decimal(total.list), .integer(total.contractedMissing),
                    .integer(total.listMissing),
                ])
        }
        return id
    }

    /// The database adds up what it stored; it must be what the reader added up from the file.
    private func checkTotals(of sum: PeriodSum, periodNumber: Int16) throws {
        // In one currency the charges alone tell; their items need not be looked at.
        let only = sum.totals.count == 1 ? sum.totals.keys.first?.code : nil
        let rows = try connection.query(
            SQL.text(only == nil ? "bills/stored_totals.sql" : "bills/stored_sums.sql"),
            [.integer(loadID), .integer(periodNumber)])
        var stored: [String: [ExactDecimal]] = [:]
        for row in rows {
            // NaN has no scale and equals no sum.
            guard row.integer("decimals") <= Int64(ExactDecimal.scaleMax) else {
                throw IngestError(.sumsDiffer(account: sum.period.accountID), place: connection.place)
            }
            stored[only ?? row.text("billing_currency")] = try ["billed_cost", "effective_cost", "contracted_cost", "list_cost"]
                .map { try row.decimal($0) ?? .zero }
        }
        let read = Dictionary(
            uniqueKeysWithValues: sum.totals.map {
                ($0.key.code, [$0.value.billed, $0.value.effective, $0.value.contracted, $0.value.list])
            })
        guard stored == read else {
            throw IngestError(.sumsDiffer(account: sum.period.accountID), place: connection.place)
        }
    }
}
