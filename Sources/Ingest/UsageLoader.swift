import Errors
import Keys
import Settings
import Store
import Streams
import Usage

/// Takes range exports into the database: a file whole, or nothing of it.
public struct UsageLoader {
    private let connection: Connection
    private let catalogue: Catalogue
    private let options: UsageOptions
    private let runID: Int64?

    /// A loader.
    ///
    /// - Parameters:
    ///   - options: What the user says about the files.
    ///   - runID: The run that is noted with what is stored.
    public init(
        _ connection: Connection, catalogue: Catalogue = .standard, options: UsageOptions = UsageOptions(),
        runID: Int64? = nil
    ) {
        self.connection = connection
        self.catalogue = catalogue
        self.options = options
        self.runID = runID
    }

    /// Loads one export.
    ///
    /// - Returns: The reader's summary, or `nil` where the file was known already.
    /// - Throws: What the reader found wrong (`UsageError`, `StreamError`) or `StoreError`.
    public func load(_ path: String) throws -> UsageFileSummary? { try load(path, options: options) }

    /// Loads one export of which its manifest may know more than the user.
    ///
    /// - Throws: What the reader or the manifest find wrong, or `StoreError`.
    public func load(_ file: UsageInputs.File) throws -> UsageFileSummary? {
        try file.check()
        return try load(file.path, options: file.options)
    }

    private func load(_ path: String, options: UsageOptions) throws -> UsageFileSummary? {
        let digest = path == "-" ? nil : try FileDigest.of(path)
        if let digest {
            let rows = try connection.query(
                SQL.text("usage/known_file.sql"), [.text(path), .text(digest.description), .text(options.cluster)])
            if rows.first?.flag("is_known") == true { return nil }
        }
        return try connection.transaction { try read(path, options, digest: digest) }
    }

    private func read(_ path: String, _ options: UsageOptions, digest: Digest?) throws -> UsageFileSummary {
        let cluster = options.cluster ?? UsageOptions.clusterDefault
        let reader = try RangeExportReader(path: path, catalogue: catalogue, options: options)
        let row = try connection.query(
            SQL.text("usage/create_import.sql"),
            [.text(cluster), .text(path), .text(digest?.description ?? ""), .integer(runID)])
        let importID = row[0].integer("import_id")
        try connection.execute(SQL.text("usage/create_stage.sql"))
        var writer = try UsageWriter(connection, importID: importID)
        let summary = try reader.read { batch in try writer.write(batch) }
        try writer.finish(on: connection)
        // A stage that the planner knows nothing of is joined row by row; roughly is enough.
        try connection.execute(
            "set local default_statistics_target = 10; analyze load_quantity (cluster, measure, namespace, pod, uid, node, container, object, usage_date); "
                + "analyze load_presence")
        if summary.duplicates > 0 {
            let areParts = summary.signals.contains { catalogue.signal(id: $0)?.duplicates == .sum }
            try connection.query(SQL.text("usage/merge_duplicates.sql"), [.flag(areParts)])
        }
        try connection.query(SQL.text("usage/replace_quantities.sql"))
        try connection.query(SQL.text("usage/replace_presences.sql"))
        try foldMetrics(of: summary)
        if let digest, let cluster = options.cluster {
            try connection.query(
                SQL.text("usage/forget_other_cluster.sql"), [.text(path), .text(digest.description), .text(cluster)])
        }
        try connection.query(
            SQL.text("usage/finish_import.sql"),
            [
                .integer(importID), .text(writer.cluster ?? cluster), .text(summary.signals.joined(separator: ",")),
                .integer(summary.series), .integer(summary.samples),
                .integer(summary.nonFiniteDropped + summary.negativeDropped), .integer(summary.stepSeconds),
                .instant(summary.firstAt), .instant(summary.lastAt), .flag(summary.isPartial),
            ])
        return summary
    }
}

extension UsageLoader {
    /// Makes the hours of business metrics of what was stored.
    private func foldMetrics(of summary: UsageFileSummary) throws {
        let metrics = summary.signals.compactMap { catalogue.signal(id: $0) }.filter { $0.metricLabels != nil }
        guard !metrics.isEmpty else { return }
        let entries = metrics.map {
            JSONText.array([$0.id, $0.unit, $0.keep.rawValue, $0.isDaily ? "day" : "hour"])
        }
        try connection.query(SQL.text("usage/fold_metrics.sql"), [.text("[" + entries.joined(separator: ",") + "]")])
    }
}

/// Copies an export's hours into their stage and gathers its intervals, which follow when the hours are through.
private struct UsageWriter: ~Copyable {
    private let importID: Int64
    private var quantities: CopyStream
    private var presences: CopyStream
    /// The memory of the day before, for the next one.
    private var lastDay: QuantityDay?
    private(set) var cluster: String?

    init(_ connection: Connection, importID: Int64) throws {
        self.importID = importID
        quantities = try CopyStream(
            connection, table: "load_quantity",
            columns: [
                "cluster", "measure", "signal", "namespace", "pod", "uid", "node", "container", "object", "usage_date",
            ] + QuantityDay.columns + ["import_id"])
        presences = CopyStream(
            table: "load_presence",
            columns: [
                "cluster", "signal", "namespace", "pod", "uid", "node", "object", "resource_key", "labels", "from_at",
                "to_at", "import_id",
            ])
    }

    mutating func write(_ batch: UsageBatch) throws {
        guard let first = batch.quantities.first else { return try write(batch.presences) }
        var day = lastDay ?? QuantityDay(first)
        day.start(first)
        for hour in batch.quantities.dropFirst() where !day.add(hour) {
            try write(day, of: batch.series[day.series])
            day.start(hour)
        }
        try write(day, of: batch.series[day.series])
        lastDay = day
        try write(batch.presences)
    }

    private mutating func write(_ day: QuantityDay, of series: UsageSeries) throws {
        cluster = series.subject.cluster
        quantities.startRow()
        quantities.put(series.subject.cluster)
        quantities.put(series.quantity)
        quantities.put(series.signal)
        quantities.put(series.subject.namespace ?? series.subject.labels.first { $0.name == "namespace" }?.value ?? "")
        quantities.put(series.subject.pod ?? "")
        quantities.put(series.subject.uid ?? "")
        quantities.put(series.subject.node ?? "")
        quantities.put(series.subject.container ?? "")
        quantities.put(Self.object(of: series.subject))
        quantities.put(day.date)
        day.put(into: &quantities)
        quantities.put(importID)
        try quantities.endRow()
    }

    private mutating func write(_ presences: [Presence]) throws {
        for presence in presences { try write(presence) }
    }

    private mutating func write(_ presence: Presence) throws {
        cluster = presence.subject.cluster
        presences.startRow()
        presences.put(presence.subject.cluster)
        presences.put(presence.signal)
        presences.put(presence.subject.namespace ?? "")
        presences.put(presence.subject.pod ?? "")
        presences.put(presence.subject.uid ?? "")
        presences.put(presence.subject.node ?? "")
        presences.put(Self.object(of: presence.subject))
        presences.put(Self.resourceKey(of: presence))
        presences.putJSON(JSONText.object(presence.labels.map { ($0.name, Optional($0.value)) }))
        presences.put(presence.from)
        presences.put(presence.to)
        presences.put(importID)
        try presences.endRow()
    }

    /// What a series is about beside pod and node: a claim, a volume, a service, a scrape, the labels of a metric.
    private static func object(of subject: SeriesSubject) -> String {
        if !subject.labels.isEmpty {
            let labels = subject.labels.filter { $0.name != "namespace" }
            return JSONText.object(labels.map { ($0.name, Optional($0.value)) })
        }
        let scrape = [subject.job, subject.instance].compactMap { $0 }.joined(separator: " ")
        return subject.claim ?? subject.volume ?? subject.service ?? subject.ingress ?? scrape
    }

    /// Ends the hours and sends the intervals.
    mutating func finish(on connection: Connection) throws {
        try quantities.finish()
        try presences.start(on: connection)
        try presences.finish()
    }

    /// The machine of a node, or the disk of a volume, as bills name it.
    private static func resourceKey(of presence: Presence) -> String {
        func label(_ name: String) -> String? { presence.labels.first { $0.name == name }?.value }
        switch presence.signal {
        case "node_info": return label("provider_id").map(ResourceKey.provider) ?? ""
        case "volume_info":
            let handle = label("csi_volume_handle") ?? label("ebs_volume_id") ?? label("gce_persistent_disk_name")
            return handle.map(ResourceKey.volume) ?? ""
        default: return ""
        }
    }
}
