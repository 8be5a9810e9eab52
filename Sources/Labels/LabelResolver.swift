import Keys

extension LabelRules {
    /// Finds the four cost fields of every pod, cut into segments where any of them changes.
    ///
    /// A pod without a uid has the labels of all lives of its name, one after the other. The result does not
    /// depend on the order of the inputs.
    ///
    /// - Throws: `LabelError` where two keys collide and the conflict policy says so.
    public func resolve(_ inputs: LabelInputs) throws -> LabelResolution {
        var resolver = LabelResolver(rules: self, inputs: inputs)
        var labels: [CostLabel] = []
        var workloads: [PodKey: String] = [:]
        for pod in resolver.pods {
            labels += try resolver.segments(of: pod)
            workloads[pod] = resolver.workload(of: pod)
        }
        try resolver.checkCardinality()
        return LabelResolution(labels: labels, workloads: workloads, warnings: resolver.sortedWarnings)
    }
}

/// Resolves the pods of some inputs by some rules.
struct LabelResolver {
    private let rules: LabelRules
    private let podLabels: PodTimelines
    private let podAnnotations: PodTimelines
    private let podOwners: PodTimelines
    private let namespaceLabels: [NamespaceKey: Timeline]
    private let declared: DeclaredTable
    private var warnings: Set<LabelWarning> = []
    private var distinct = CostFields<Set<String>>()
    /// All pods that any input names, in the order of the result.
    let pods: [PodKey]

    init(rules: LabelRules, inputs: LabelInputs) {
        self.rules = rules
        podLabels = PodTimelines(inputs.podLabels)
        podAnnotations = PodTimelines(inputs.podAnnotations)
        podOwners = PodTimelines(inputs.podOwners)
        namespaceLabels = Dictionary(grouping: inputs.namespaceLabels, by: \.key)
            .mapValues { Timeline($0, isFirstHeldBack: true) }
        declared = DeclaredTable(inputs.declared)
        var all = Set(inputs.pods)
        for intervals in [inputs.podLabels, inputs.podAnnotations, inputs.podOwners] {
            for interval in intervals { all.insert(interval.key) }
        }
        pods = declared.pods(known: all).sorted(by: PodKey.isBefore)
    }

    var sortedWarnings: [LabelWarning] {
        warnings.sorted { left, right in
            left.object == right.object ? isBefore(left.key, right.key) : isBefore(left.object, right.object)
        }
    }

    /// The pod's segments, which together are all of time.
    mutating func segments(of pod: PodKey) throws -> [CostLabel] {
        let sources = PodSources(
            pod: pod, labels: podLabels.timeline(of: pod), annotations: podAnnotations.timeline(of: pod),
            owner: podOwners.timeline(of: pod),
            namespace: namespaceLabels[NamespaceKey(cluster: pod.cluster, namespace: pod.namespace)] ?? Timeline(),
            declared: declared.rows(of: pod))
        var segments: [CostLabel] = []
        for from in [nil] + sources.cuts.map(Optional.some) {
            let values = try values(of: sources, at: from)
            if let last = segments.last {
                if last.values == values { continue }
                segments[segments.count - 1].to = from
            }
            segments.append(CostLabel(pod: pod, from: from, to: nil, values: values))
        }
        return segments
    }

    /// Refuses a field with more values than anybody has tenants or teams.
    fileprivate func checkCardinality() throws {
        for field in CostField.allCases {
            guard let values = distinct[field], values.count > rules.valuesMax else { continue }
            let examples = values.sorted(by: isBefore).prefix(3)
            throw LabelError(.tooManyValues(field, count: values.count, examples: Array(examples)), at: nil)
        }
    }

    /// The controller that the pod has had last; an orphan keeps the one that it had.
    func workload(of pod: PodKey) -> String? {
        podOwners.timeline(of: pod).steps.reversed().lazy.compactMap { Workload.name($0.labels) }.first
    }

    private mutating func values(of sources: PodSources, at moment: Instant?) throws -> CostFields<CostValue> {
        let known = sources.state(at: moment)
        var values = CostFields<CostValue>()
        for field in CostField.allCases {
            for source in rules.sources[field] ?? [] {
                guard let value = try value(of: field, from: source, known, sources.pod) else { continue }
                let kept = rules.normalised(value, of: field)
                guard rules.allows(kept, of: field) else {
                    warnings.insert(LabelWarning(notAllowed: kept, field: field, pod: sources.pod.path, rule: source.rule))
                    continue
                }
                values[field] = CostValue(value: kept, rule: source.rule)
                distinct[field, default: []].insert(kept)
                break
            }
        }
        return values
    }

    private mutating func value(
        of field: CostField, from source: LabelSource, _ known: PodSources.State, _ pod: PodKey
    ) throws -> String? {
        switch source {
        case .podLabel(let key): try value(of: key, "label", in: known.labels, pod.path)
        case .podAnnotation(let key): try value(of: key, "annotation", in: known.annotations, pod.path)
        case .namespaceLabel(let key):
            try value(of: key, "label", in: known.namespace, "\(pod.cluster)/\(pod.namespace)")
        case .workload: Workload.name(known.owner)
        case .csv: known.declared.lazy.compactMap { $0.values[field] }.first { !$0.isEmpty }
        case .literal(let value): value.isEmpty ? nil : value
        }
    }

    /// The value of a key under one of its metric names; an empty one is absent.
    private mutating func value(
        of key: String, _ prefix: String, in labels: [String: String], _ object: String
    ) throws -> String? {
        if labels.isEmpty { return nil }
        let names = LabelNames.metricNames(prefix, key: key)
        for name in names {
            if let value = labels[name], !value.isEmpty { return value }
        }
        for name in names {
            let conflicts = LabelNames.conflicts(of: name, in: labels)
            guard let first = conflicts.first else { continue }
            let warning = LabelWarning(object: object, key: key, found: conflicts)
            switch rules.conflictPolicy {
            case .ignore: warnings.insert(warning)
            case .error: throw LabelError(.conflict(warning), at: nil)
            case .first:
                warnings.insert(warning)
                if let value = labels[first], !value.isEmpty { return value }
            }
        }
        return nil
    }
}

/// All that is known of one pod.
struct PodSources {
    /// What is known at one moment.
    struct State {
        var labels: [String: String]
        var annotations: [String: String]
        var owner: [String: String]
        var namespace: [String: String]
        /// The rows of the labels file, the strongest first.
        var declared: [DeclaredLabels]
    }

    let pod: PodKey
    let labels: Timeline
    let annotations: Timeline
    let owner: Timeline
    let namespace: Timeline
    let declared: [DeclaredLabels]

    /// All moments at which anything changes, in order.
    var cuts: [Instant] {
        let declaredCuts = declared.flatMap { [$0.from, $0.to].compactMap { $0 } }
        return Set(labels.cuts + annotations.cuts + owner.cuts + namespace.cuts + declaredCuts).sorted()
    }

    /// What is known at a moment, `nil` being before all of them.
    func state(at moment: Instant?) -> State {
        State(
            labels: labels.labels(at: moment), annotations: annotations.labels(at: moment),
            owner: owner.labels(at: moment), namespace: namespace.labels(at: moment),
            declared: declared.filter { $0.holds(at: moment) })
    }
}

extension DeclaredLabels {
    /// Whether the row speaks of a moment; `nil` is before all moments that anything names.
    fileprivate func holds(at moment: Instant?) -> Bool {
        guard let moment else { return from == nil }
        return from.map { $0 <= moment } ?? true && to.map { moment < $0 } ?? true
    }
}

extension PodKey {
    /// `cluster/namespace/pod`.
    fileprivate var path: String { "\(cluster)/\(namespace)/\(pod)" }

    /// By the bytes of cluster, namespace, pod and uid; no uid first.
    static func isBefore(_ left: PodKey, _ right: PodKey) -> Bool {
        let fields = zip(
            [left.cluster, left.namespace, left.pod, left.uid ?? ""],
            [right.cluster, right.namespace, right.pod, right.uid ?? ""])
        for (one, other) in fields where !one.utf8.elementsEqual(other.utf8) {
            return Labels.isBefore(one, other)
        }
        return left.uid == nil && right.uid != nil
    }
}
