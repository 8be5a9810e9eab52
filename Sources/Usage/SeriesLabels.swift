/// The labels of the series that is being read, in the order of the file.
struct SeriesLabels {
    /// More labels than anything has: a series of kube-state-metrics has some dozens at most.
    static let countMax = 4096

    private(set) var labels: [MetricLabel] = []

    mutating func removeAll() { labels.removeAll(keepingCapacity: true) }

    /// Adds a label; an empty value is none.
    mutating func append(_ label: MetricLabel) { labels.append(label) }

    /// The value of a label, `nil` where it is absent or empty.
    subscript(name: String) -> String? {
        for label in labels where label.name == name { return label.value.isEmpty ? nil : label.value }
        return nil
    }

    /// The value of a subject's label: `exported_…` first, as the plain one is then the exporter's own.
    func value(of key: SubjectKey) -> String? { self[key.exportedLabel] ?? self[key.label] }

    /// A name that comes twice.
    var duplicateName: String? {
        var isSorted = true
        for index in labels.indices.dropFirst() where isSorted {
            isSorted = labels[index - 1].name.utf8.lexicographicallyPrecedes(labels[index].name.utf8)
        }
        if isSorted { return nil }
        var seen: Set<[UInt8]> = []
        return labels.first { !seen.insert(Array($0.name.utf8)).inserted }?.name
    }

    /// `{resource="cpu", unit="core"}` without the name, for an error line.
    var printedLabels: String {
        let pairs = labels.filter { $0.name != "__name__" }.prefix(6).map { "\($0.name)=\"\($0.value)\"" }
        return printed(Array("{\(pairs.joined(separator: ","))}".utf8))
    }
}

extension SubjectKey {
    /// The label's name where Prometheus renamed it on a clash with the target's own.
    var exportedLabel: String {
        switch self {
        case .namespace: "exported_namespace"
        case .pod: "exported_pod"
        case .uid: "exported_uid"
        case .node: "exported_node"
        case .container: "exported_container"
        case .claim: "exported_persistentvolumeclaim"
        case .volume: "exported_persistentvolume"
        }
    }
}
