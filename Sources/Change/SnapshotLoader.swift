import Keys
import Settings
import Store

/// Takes snapshots of services from usage, metrics and the published ledger.
public struct SnapshotLoader {
    /// What a snapshot is of.
    public struct Subject: Sendable, Hashable {
        /// A commit; `nil` for all of them.
        public let commit: String?
        /// The first UTC day; `nil` for all.
        public let from: UTCDate?
        /// The first UTC day no longer; `nil` for all.
        public let to: UTCDate?

        /// A subject of its parts.
        public init(commit: String? = nil, from: UTCDate? = nil, to: UTCDate? = nil) {
            (self.commit, self.from, self.to) = (commit, from, to)
        }

        /// As people say it.
        var title: String {
            let days = from != nil || to != nil ? "\(from?.description ?? "…")..\(to?.description ?? "…")" : nil
            return [commit, days].compactMap { $0 }.joined(separator: " ")
        }
    }

    private struct Service {
        let cluster: String
        let namespace: String
        let workload: String
        var path: String { "\(cluster)/\(namespace)/\(workload)" }

        /// All that people may call it: with and without cluster, namespace and kind.
        var names: [String] {
            let bare = workload.split(separator: "/").last.map(String.init) ?? workload
            return [bare, workload].flatMap { [$0, "\(namespace)/\($0)", "\(cluster)/\(namespace)/\($0)"] }
        }
    }

    let connection: Connection
    let rules: ChangeRules

    /// A loader for a database; the rules say the metric, and how long a side must have run.
    public init(_ connection: Connection, rules: ChangeRules) { (self.connection, self.rules) = (connection, rules) }

    /// One side.
    ///
    /// - Parameters:
    ///   - service: `api`, `payments/api` or the whole `cluster/namespace/Kind/name`.
    ///   - subject: Which commit or days.
    ///   - side: `base` or `head`, for errors.
    /// - Throws: `ChangeError` where nothing honest can be said.
    public func load(service name: String, subject: Subject, side: String = "head") throws -> Snapshot {
        let service = try find(name)
        if let commit = subject.commit { try refuseUnknown(commit, of: service) }
        let title = "\(side) (\(subject.title))"
        let rows = try connection.query(
            SQL.text("change/side.sql"),
            [
                .text(service.cluster), .text(service.namespace), .text(service.workload), .text(subject.commit),
                .text(subject.from?.description ?? "-infinity"), .text(subject.to?.description ?? "infinity"), .text(rules.metric),
            ], name: "sql/change/side.sql")
        guard let row = rows.first else { throw ChangeError(.noData(side: title, "has no usage")) }
        try refuseGaps(row, title)
        var snapshot = snapshot(row, service: service.path, subject: subject.title)
        try addNetwork(to: &snapshot, service, subject)
        snapshot.goLimit = try goLimit(service)
        return snapshot
    }

    /// What suits the memory limit of the service's largest container, where exports say the limit and the class of service.
    private func goLimit(_ service: Service) throws -> Snapshot.GoLimit? {
        try connection.query(
            SQL.text("change/go_memory_limit.sql"), [.text(service.cluster), .text(service.namespace), .text(service.workload)],
            name: "sql/change/go_memory_limit.sql"
        ).first.map { row in
            Snapshot.GoLimit(
                container: row.text("container"), qosClass: row.text("qos_class"), limitBytes: row.text("memory_limit_bytes"),
                bytes: row.text("go_memory_limit_bytes"))
        }
    }

    /// Network and latency: what a comparison shows beside its figures, where it is known on both sides.
    private func addNetwork(to snapshot: inout Snapshot, _ service: Service, _ subject: Subject) throws {
        let row = try connection.query(
            SQL.text("change/network.sql"),
            [
                .text(service.cluster), .text(service.namespace), .text(service.workload), .text(subject.commit),
                .text(subject.from?.description ?? "-infinity"), .text(subject.to?.description ?? "infinity"), .text(rules.latency),
            ], name: "sql/change/network.sql")[0]
        snapshot.latency = row["latency"]
        try addNetwork(row["network_gib"], to: &snapshot)
    }

    /// GiB that pods received and sent, by the hour and by the thousand; none where exports do not say them.
    func addNetwork(_ gib: String?, to snapshot: inout Snapshot) throws {
        guard let gib, let amount = Snapshot.number(gib), !amount.isZero else { return }
        let rates = try connection.query(
            SQL.text("change/rates.sql"), [.text(gib), .text(snapshot.hours), .text(snapshot.load)], name: "sql/change/rates.sql")[0]
        snapshot.network = Snapshot.Amount(perHour: rates.text("per_hour"), perThousand: rates.text("per_thousand"))
    }

    func refuseGaps(_ row: Row, _ title: String) throws {
        func refuse(_ what: String) -> ChangeError { ChangeError(.noData(side: title, what)) }
        if row.integer("currency_count") == 0 { throw refuse("has no cost in the published months; run 'chargeback allocate'") }
        if row.integer("currency_count") > 1 { throw refuse("has cost in several currencies, which are never added") }
        if row.integer("days_without_cost") > 0 {
            throw refuse("has \(row.integer("days_without_cost")) day(s) with usage and without cost")
        }
        guard let load = row["load"], let number = Snapshot.number(load), !number.isZero else {
            throw refuse("has no \(rules.metric), so that its load is not known")
        }
        if row.integer("hours_without_load") > 0 {
            throw refuse("has \(row.integer("hours_without_load")) hour(s) without \(rules.metric)")
        }
        guard let hours = Snapshot.number(row.text("hours")), hours >= .init(significand: Int128(rules.hoursMin)) else {
            throw refuse("ran for \(row.text("hours")) hours; \(rules.hoursMin) are needed (hours)")
        }
    }

    func snapshot(_ row: Row, service: String, subject: String) -> Snapshot {
        func amount(_ name: String) -> Snapshot.Amount {
            Snapshot.Amount(perHour: row["\(name)_per_hour"] ?? "0", perThousand: row["\(name)_per_thousand"] ?? "0")
        }
        var amounts: [String: Snapshot.Amount] = [:]
        for figure in ChangeRules.Figure.extensive { amounts[figure.rawValue] = amount(figure.rawValue) }
        let shares = ["cpu_utilisation", "memory_utilisation"].compactMap { name in row[name].map { (name, $0) } }
        return Snapshot(
            service: service, subject: subject, from: row.text("from_date"), to: row.text("to_date"), hours: row.text("hours"),
            currency: row.text("billing_currency"), metric: rules.metric, load: row.text("load"), pods: row.text("pods"),
            amounts: amounts, shares: Dictionary(uniqueKeysWithValues: shares))
    }

    private func find(_ name: String) throws -> Service {
        let services = try connection.query(SQL.text("change/services.sql")).map {
            Service(cluster: $0.text("cluster"), namespace: $0.text("namespace"), workload: $0.text("workload"))
        }
        let found = services.filter { $0.names.contains(name) }
        if found.count > 1 { throw ChangeError(.serviceAmbiguous(name, found.map(\.path))) }
        guard let service = found.first else {
            let nearest = nearestWord(to: name, in: services.flatMap(\.names))
            throw ChangeError(.serviceUnknown(name, nearest: nearest, known: services.map(\.path)))
        }
        return service
    }

    private func refuseUnknown(_ commit: String, of service: Service) throws {
        let known = try connection.query(
            SQL.text("change/commits.sql"), [.text(service.cluster), .text(service.namespace), .text(service.workload)]
        ).map { $0.text("commit") }
        if known.contains(commit) { return }
        throw ChangeError(
            .commitUnknown(commit, service: service.path, nearest: nearestWord(to: commit, in: known), known: known))
    }
}
