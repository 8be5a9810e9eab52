import Bills
import Errors
import Keys
import Money
import Store
import Usage

/// What several files of one account and billing period are to each other.
public enum SeveralFiles: String, Sendable, CaseIterable {
    /// An error: somebody has to say.
    case refuse
    /// Versions of the whole bill: the later replaces the earlier.
    case versions
    /// Parts of one bill: together they are it.
    case parts
}

/// Takes bills into the database: a delivery whole, or nothing of it.
///
/// A delivery is one file, or several that are parts of one bill. Its content decides: the same content
/// under another name, order or compression changes nothing; other content of a period that is known
/// becomes a new version, and the old one stays to be compared with.
public struct BillLoader {
    private let connection: Connection
    private let source: String?
    private var options: BillOptions
    private let runID: Int64?
    private let isResuming: Bool

    /// A loader.
    ///
    /// - Parameters:
    ///   - source: The source's name; `nil` names it after the format.
    ///   - format: The files' format; `nil` finds it by the header.
    ///   - options: How the files are read; the format in it is left alone.
    ///   - runID: The run that is noted with what is stored.
    ///   - isResuming: Whether a file that was loaded from its path is left alone although a later version has come
    ///     since; otherwise loading an old version again makes it the current one.
    public init(
        _ connection: Connection, source: String? = nil, format: BillFormat? = nil,
        options: BillOptions = BillOptions(), runID: Int64? = nil, isResuming: Bool = false
    ) {
        self.connection = connection
        self.source = source
        self.options = options
        self.options.format = format
        self.runID = runID
        self.isResuming = isResuming
    }

    /// Loads files.
    ///
    /// - Parameters:
    ///   - paths: The files, in their order.
    ///   - several: What several of them with one account and billing period are to each other.
    /// - Returns: What became of each delivery.
    /// - Throws: What the reader found wrong (`CodedErrors`, `StreamError`), `StoreError` or `IngestError`.
    public func load(_ paths: [String], several: SeveralFiles = .refuse) throws -> [BillOutcome] {
        let (manifests, files) = try BillDelivery.find(in: paths)
        switch several {
        case .parts:
            let parts = files.isEmpty ? [] : [try load(delivery: BillDelivery(files.flatMap(\.self)))]
            return try parts + manifests.map { try load(delivery: $0) }
        case .versions: return try (manifests + files.map { BillDelivery($0) }).map { try load(delivery: $0) }
        case .refuse:
            // All in one transaction: a second file of a period must not leave the first as the whole bill.
            return try connection.transaction {
                var places: [PlaceOfPeriod: String] = [:]
                return try (manifests + files.map { BillDelivery($0) }).map { delivery in
                    let outcome = try load(delivery: delivery)
                    try refuseSecond(outcome, path: delivery.name, places: &places)
                    return outcome
                }
            }
        }
    }

    private struct PlaceOfPeriod: Hashable {
        let source: String
        let period: BillingPeriod
    }

    private func refuseSecond(
        _ outcome: BillOutcome, path: String, places: inout [PlaceOfPeriod: String]
    ) throws {
        // The files of a known delivery may each hold the same period.
        for period in Set(outcome.deliveries.map(\.period) + outcome.knownPeriods) {
            let key = PlaceOfPeriod(source: outcome.source, period: period)
            if let other = places.updateValue(path, forKey: key) {
                throw IngestError(
                    .severalForOnePeriod(account: period.accountID, month: period.month.description, other: other),
                    place: path)
            }
        }
    }

    /// Loads one delivery.
    private func load(delivery: BillDelivery) throws -> BillOutcome {
        let paths = delivery.paths
        guard !paths.isEmpty else {
            // A manifest without files: the report of a month that has no line yet.
            return BillOutcome(paths: [delivery.name], source: source ?? "", deliveries: [], warnings: [])
        }
        if let source = source ?? options.format?.rawValue, let periods = try knownPeriods(paths, source: source) {
            return BillOutcome(paths: paths, source: source, knownPeriods: periods)
        }
        var outcome: BillOutcome?
        do {
            try connection.transaction {
                let loaded = try read(delivery.files)
                try delivery.check(loaded)
                outcome = loaded
                if loaded.deliveries.allSatisfy(\.isUnchanged), loaded.hasContent { throw NothingNew() }
            }
        } catch is NothingNew {}
        guard let outcome else { preconditionFailure("a load without an outcome") }
        return outcome
    }

    /// Ends the transaction of a delivery that is current already.
    private struct NothingNew: Error {}

    /// The periods of the files where each of them was the last one loaded from its path and still counts, else `nil`.
    private func knownPeriods(_ paths: [String], source: String) throws -> [BillingPeriod]? {
        var periods: [BillingPeriod] = []
        for path in paths {
            guard path != "-", try connection.query(SQL.text("bills/known_path.sql"), [.text(source), .text(path)])[0].flag("is_known")
            else { return nil }
            let digest = try FileDigest.of(path)
            let rows = try connection.query(
                SQL.text("bills/known_file.sql"),
                [
                    .text(source), .text(path), .text(digest.description), .flag(!isResuming), .integer(paths.count),
                ])
            guard !rows.isEmpty else { return nil }
            periods += rows.compactMap { row in
                guard let start = row.instant("billing_period_started_at"),
                    let end = row.instant("billing_period_ended_at")
                else { return nil }
                return BillingPeriod(accountID: row.text("billing_account_id"), startedAt: start, endedAt: end)
            }
        }
        return periods
    }

    private func read(_ files: [BillDelivery.File]) throws -> BillOutcome {
        let paths = files.map(\.path)
        var periods = PeriodTable()
        var warnings: [String] = []
        var readers: [(path: String, reader: BillReader)] = []
        for file in files {
            var options = options
            options.rowCount = file.rowCount
            if file.isWhole { options.allowsMissingFinalNewline = true }
            readers.append((file.path, try BillReader(path: file.path, options: options)))
        }
        guard let first = readers.first?.reader else { preconditionFailure("a delivery without files") }
        let source = source ?? first.format.rawValue
        for (path, reader) in readers where reader.format != first.format {
            throw IngestError(.formatsMixed(first.format.rawValue, reader.format.rawValue), place: path)
        }
        let load = try connection.query(
            SQL.text("bills/create_load.sql"), [.text(source), .text(first.format.rawValue), .integer(runID)])
        let loadID = load[0].integer("load_id")
        try connection.query(SQL.text("bills/write_early.sql"))
        try connection.executeGenerated(SQL.text("bills/create_partition.sql"), [.integer(loadID)])
        let summaries = try ChargePipe.run(connection, loadID: loadID, fileCount: readers.count) { pipe in
            try readers.enumerated().map { index, file in
                try pipe.startFile(number: index + 1)
                let summary = try file.reader.read { batch in try pipe.write(batch, periods: &periods) }
                return (path: file.path, summary: summary)
            }
        }
        for (_, summary) in summaries { warnings += summary.warnings.map(\.description) }
        let basis = try costBasis(of: summaries)
        for (index, (path, summary)) in summaries.enumerated() {
            try connection.query(
                SQL.text("bills/store_file.sql"),
                [
                    .integer(loadID), .integer(index + 1), .text(path), .text(summary.fileDigest.description),
                    .text(summary.headerDigest.description), .integer(summary.bytesRead), .integer(summary.rows),
                    .text(summary.notes.isEmpty ? nil : summary.notes.joined(separator: "; ")),
                ])
        }
        try connection.executeGenerated(SQL.text("bills/add_charge_columns.sql"), [.integer(loadID), .text(nil)])
        let itemCount = summaries.reduce(0) { $0 + $1.summary.items }
        try connection.executeGenerated(SQL.text("bills/attach_partition.sql"), [.integer(loadID), .integer(itemCount)])
        let publisher = DeliveryPublisher(connection, loadID: loadID, source: source, costBasis: basis)
        let deliveries = try periods.summaries(of: summaries.map(\.summary)).map { number, summary in
            try publisher.publish(summary, periodNumber: number)
        }
        return BillOutcome(paths: paths, source: source, deliveries: deliveries, warnings: warnings)
    }
}

extension BillLoader {
    /// How the files of a delivery count commitments: all of them in one way.
    private func costBasis(of files: [(path: String, summary: BillFileSummary)]) throws -> CostBasis? {
        guard let first = files.first(where: { $0.summary.costBasis != nil }), let basis = first.summary.costBasis else {
            return nil
        }
        for file in files {
            guard let other = file.summary.costBasis, other != basis else { continue }
            throw IngestError(.actualAndAmortised(other.rawValue, other: first.path), place: file.path)
        }
        return basis
    }
}

extension Connection {
    /// Runs the statements that a query writes (names of partitions cannot be parameters).
    func executeGenerated(_ sql: String, _ parameters: [Parameter]) throws {
        for row in try query(sql, parameters) { try execute(row.text("statement")) }
    }
}
