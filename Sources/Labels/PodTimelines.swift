import Keys

/// The timelines of pods, by uid and by name.
struct PodTimelines {
    private let byPod: [PodKey: [LabelInterval<PodKey>]]
    private let byName: [PodKey: [LabelInterval<PodKey>]]

    init(_ intervals: [LabelInterval<PodKey>]) {
        byPod = Dictionary(grouping: intervals, by: \.key)
        byName = Dictionary(grouping: intervals, by: \.key.named)
    }

    /// What is known of a pod.
    ///
    /// With a uid: what was seen of that uid, else what was seen of its name without any uid. Without: what
    /// was seen of its name, whatever the uid.
    func timeline(of pod: PodKey) -> Timeline {
        guard pod.uid != nil else { return Timeline(byName[pod] ?? [], isFirstHeldBack: false) }
        // A uid is one life: what was first seen of it holds from its start.
        if let own = byPod[pod] { return Timeline(own, isFirstHeldBack: true) }
        return Timeline(byPod[pod.named] ?? [], isFirstHeldBack: false)
    }
}

/// The rows of the labels file, by uid and by name.
struct DeclaredTable {
    private let byUID: [String: [DeclaredLabels]]
    private let byName: [PodKey: [DeclaredLabels]]

    init(_ rows: [DeclaredLabels]) {
        byUID = Dictionary(grouping: rows.filter { $0.uid != nil }) { "\($0.cluster)\u{0}\($0.uid!)" }
        byName = Dictionary(grouping: rows.filter { $0.uid == nil }) {
            PodKey(cluster: $0.cluster, namespace: $0.namespace ?? "", pod: $0.pod ?? "")
        }
    }

    /// The pods that are known, and those that only the file names fully.
    func pods(known: Set<PodKey>) -> Set<PodKey> {
        var all = known
        let knownUIDs = Set(known.compactMap { pod in pod.uid.map { "\(pod.cluster)\u{0}\($0)" } })
        for (uid, rows) in byUID where !knownUIDs.contains(uid) {
            // Of several spellings the first by bytes, whatever the order of the rows.
            let named = rows.filter { $0.namespace != nil && $0.pod != nil }.map {
                PodKey(cluster: $0.cluster, namespace: $0.namespace!, pod: $0.pod!, uid: $0.uid)
            }
            if let first = named.min(by: PodKey.isBefore) { all.insert(first) }
        }
        let knownNames = Set(known.map(\.named))
        for name in byName.keys where !knownNames.contains(name) { all.insert(name) }
        return all
    }

    /// The rows that speak of a pod, the strongest first: those of its uid, then the later start, the earlier
    /// end, the values' bytes.
    func rows(of pod: PodKey) -> [DeclaredLabels] {
        let own = pod.uid.flatMap { byUID["\(pod.cluster)\u{0}\($0)"] } ?? []
        return own.sorted(by: Self.isStronger) + (byName[pod.named] ?? []).sorted(by: Self.isStronger)
    }

    private static func isStronger(_ left: DeclaredLabels, _ right: DeclaredLabels) -> Bool {
        let (open, end) = (Int64.min, Int64.max)
        let starts = (left.from?.microseconds ?? open, right.from?.microseconds ?? open)
        if starts.0 != starts.1 { return starts.0 > starts.1 }
        let ends = (left.to?.microseconds ?? end, right.to?.microseconds ?? end)
        if ends.0 != ends.1 { return ends.0 < ends.1 }
        let texts = [left, right].map { row in CostField.allCases.map { row.values[$0] ?? "" } }
        return texts[0].lexicographicallyPrecedes(texts[1], by: isBefore)
    }
}

extension PodKey {
    /// The pod's name, whichever life.
    var named: PodKey { PodKey(cluster: cluster, namespace: namespace, pod: pod) }
}
