import Keys
import Settings
import Store

/// Takes snapshots of scopes beyond a service, as budgets have them: of a team, tenant, tier, namespace, commit, owner, cluster,
/// environment, department, account, provider's service or of everything.
public struct ScopeSnapshotLoader {
    /// A scope: its kind and name.
    public struct Scope: Sendable, Hashable {
        /// Such as `team`.
        public let kind: String
        /// Such as `payments`; empty for the organisation.
        public let name: String

        /// The kinds that have a name.
        public static let kinds = [
            "team", "tenant", "tier", "namespace", "commit", "owner", "cluster", "environment", "department", "account", "service",
        ]

        /// A scope of words like `team=payments`, `tier:gold` or `organisation`; `nil` where they are none, such as a service's path.
        public init?(_ text: String) {
            if text == "organisation" {
                (kind, name) = (text, "")
                return
            }
            guard let mark = text.firstIndex(where: { $0 == "=" || $0 == ":" }), text[text.index(after: mark)...] != "" else { return nil }
            (kind, name) = (String(text[..<mark]), String(text[text.index(after: mark)...]))
        }

        /// As people say it.
        public var words: String { name.isEmpty ? kind : "\(kind) \(name)" }
    }

    private let loader: SnapshotLoader

    /// A loader for a database; the rules say the metric, and how long a side must have run.
    public init(_ connection: Connection, rules: ChangeRules) { loader = SnapshotLoader(connection, rules: rules) }

    /// Both sides. Where the scope has nothing of the metric in either, hours are its load: `metric` of the snapshots says so.
    ///
    /// - Throws: `ChangeError` where the scope is unknown or nothing honest can be said.
    public func load(_ scope: Scope, before: SnapshotLoader.Subject, after: SnapshotLoader.Subject) throws -> (before: Snapshot, after: Snapshot) {
        try refuseUnknown(scope)
        let rows = try [(before, "before"), (after, "after")].map { subject, side in
            (subject, side, try row(scope, subject, side, isByHours: false))
        }
        let isByHours = rows.allSatisfy { $0.2["load"] == nil }
        let snapshots = try rows.map { subject, side, found in
            try snapshot(isByHours ? row(scope, subject, side, isByHours: true) : found, scope, subject, side, isByHours: isByHours)
        }
        return (snapshots[0], snapshots[1])
    }

    private func row(_ scope: Scope, _ subject: SnapshotLoader.Subject, _ side: String, isByHours: Bool) throws -> Row {
        let rows = try loader.connection.query(
            SQL.text("change/scope_side.sql"),
            [
                .text(scope.kind), .text(scope.name), .text(subject.from?.description), .text(subject.to?.description),
                .text(loader.rules.metric), .flag(isByHours),
            ], name: "sql/change/scope_side.sql")
        guard let row = rows.first else { throw ChangeError(.noData(side: "\(side) (\(subject.title))", "has neither cost nor usage")) }
        return row
    }

    private func snapshot(
        _ row: Row, _ scope: Scope, _ subject: SnapshotLoader.Subject, _ side: String, isByHours: Bool
    ) throws -> Snapshot {
        try loader.refuseGaps(row, "\(side) (\(subject.title))")
        var snapshot = loader.snapshot(row, service: scope.words, subject: subject.title)
        if isByHours { snapshot.metric = Snapshot.hours }
        // Of accounts and the provider's services no use is known, and none is not nought.
        snapshot.amounts = snapshot.amounts.filter { row["\($0.key)_per_hour"] != nil }
        try loader.addNetwork(row["network_gib"], to: &snapshot)
        return snapshot
    }

    private func refuseUnknown(_ scope: Scope) throws {
        guard scope.kind != "organisation" else { return }
        guard Scope.kinds.contains(scope.kind) else {
            throw ChangeError(
                .scopeUnknown(scope.kind, kind: "kind of scope", nearest: nearestWord(to: scope.kind, in: Scope.kinds), known: Scope.kinds))
        }
        let known = try loader.connection.query(SQL.text("change/scope_names.sql"), [.text(scope.kind)]).map { $0.text("name") }
        guard !known.contains(scope.name) else { return }
        throw ChangeError(.scopeUnknown(scope.name, kind: scope.kind, nearest: nearestWord(to: scope.name, in: known), known: known))
    }
}

extension Snapshot {
    /// The metric of a scope that has none: its hours, one in each.
    static let hours = "hours"
}
