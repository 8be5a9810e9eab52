import Keys
import Labels
import Settings
import Store

/// Resolves who each pod belonged to, and when, from the label series and label files in the database.
struct LabelStep {
    private let connection: Connection
    private let rules: LabelRules

    init(_ connection: Connection, settings: Settings) {
        self.connection = connection
        rules = LabelRules(settings.labels)
    }

    /// Replaces the cost labels of all pods seen in the days, within the caller's transaction.
    ///
    /// - Returns: What a person should look at.
    func run(from: UTCDate, to: UTCDate) throws -> [String] {
        var inputs = LabelInputs()
        var uidless: [PodKey: String] = [:]
        try readSeries(from: from, to: to, into: &inputs)
        for row in try connection.query(SQL.text("ledger/labels/pods.sql"), [.date(from), .date(to)]) {
            let fallback = "\(row.text("namespace"))/\(row.text("pod"))"
            let key = row.text("pod_key")
            var pod = PodKey(cluster: row.text("cluster"), namespace: row.text("namespace"), pod: row.text("pod"))
            if key != fallback { pod.uid = key } else { uidless[pod] = key }
            inputs.pods.append(pod)
        }
        let clusters = Set(inputs.pods.map(\.cluster)).union(inputs.podLabels.map(\.key.cluster))
        inputs.declared = try readDeclared(clusters: clusters.sorted())
        let resolution = try rules.resolve(inputs)
        try store(resolution.labels)
        try store(resolution.workloads)
        return resolution.warnings.map(\.description)
    }

    private func readSeries(from: UTCDate, to: UTCDate, into inputs: inout LabelInputs) throws {
        for row in try connection.query(SQL.text("ledger/labels/presences.sql"), [.date(from), .date(to)]) {
            guard let start = row.instant("from_at"), let end = row.instant("to_at") else {
                preconditionFailure("a presence without its moments")
            }
            let labels = try JSONMembers.parse(row.text("labels"))
            let uid = row.text("uid")
            let pod = PodKey(
                cluster: row.text("cluster"), namespace: row.text("namespace"), pod: row.text("pod"),
                uid: uid.isEmpty ? nil : uid)
            let interval = LabelInterval(key: pod, labels: labels, from: start, to: end)
            switch row.text("signal") {
            case "pod_labels": inputs.podLabels.append(interval)
            case "pod_annotations": inputs.podAnnotations.append(interval)
            case "pod_owner": inputs.podOwners.append(interval)
            default:
                let namespace = NamespaceKey(cluster: pod.cluster, namespace: pod.namespace)
                inputs.namespaceLabels.append(LabelInterval(key: namespace, labels: labels, from: start, to: end))
            }
        }
    }

    /// What label files say; a row without a cluster holds for all of them.
    private func readDeclared(clusters: [String]) throws -> [DeclaredLabels] {
        try connection.query(SQL.text("ledger/labels/given.sql")).flatMap { row in
            var values = CostFields<String>()
            for field in CostField.allCases { values[field] = row[field.rawValue] }
            func optional(_ name: String) -> String? { row.text(name).isEmpty ? nil : row.text(name) }
            return (optional("cluster").map { [$0] } ?? clusters).map { cluster in
                DeclaredLabels(
                    cluster: cluster, namespace: optional("namespace"), pod: optional("pod"), uid: optional("uid"),
                    from: row.instant("from_at"), to: row.instant("to_at"), values: values)
            }
        }
    }

    private func store(_ labels: [CostLabel]) throws {
        try connection.execute(SQL.text("ledger/labels/create_stage.sql"))
        var copy = try CopyStream(
            connection, table: "load_label",
            columns: [
                "cluster", "namespace", "pod", "pod_key", "from_at", "to_at", "tenant", "tier", "commit", "owner",
                "tenant_rule", "tier_rule", "commit_rule", "owner_rule",
            ])
        for label in labels {
            copy.startRow()
            copy.put(label.pod.cluster)
            copy.put(label.pod.namespace)
            copy.put(label.pod.pod)
            copy.put(label.pod.databaseKey)
            copy.put(label.from, orInfinity: .past)
            copy.put(label.to, orInfinity: .future)
            for field in CostField.allCases { copy.put(label.values[field]?.value) }
            for field in CostField.allCases { copy.put(label.values[field]?.rule) }
            try copy.endRow()
        }
        try copy.finish()
        try connection.query(SQL.text("ledger/labels/forget.sql"))
        try connection.query(SQL.text("ledger/labels/store.sql"))
    }

    private func store(_ workloads: [PodKey: String]) throws {
        try connection.execute(SQL.text("ledger/labels/create_workload_stage.sql"))
        var copy = try CopyStream(connection, table: "load_workload", columns: ["cluster", "pod_key", "workload"])
        for (pod, workload) in workloads {
            copy.startRow()
            copy.put(pod.cluster)
            copy.put(pod.databaseKey)
            copy.put(workload)
            try copy.endRow()
        }
        try copy.finish()
        try connection.query(SQL.text("ledger/labels/store_workloads.sql"))
    }
}

extension PodKey {
    /// What `pod_key` says in the database.
    fileprivate var databaseKey: String { uid ?? "\(namespace)/\(pod)" }
}

extension LabelRules {
    /// The configuration's rules; a field without sources of its own has the standard ones.
    init(_ settings: Settings.Labels) {
        self.init(
            sources: LabelRules.standard.sources.merging(settings.fields) { _, own in own }, aliases: settings.aliases,
            conflictPolicy: settings.conflicts, lowercased: settings.lowercased, allowed: settings.allowed,
            valuesMax: settings.valuesMax)
    }
}
