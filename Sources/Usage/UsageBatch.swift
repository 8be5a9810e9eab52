import Keys

/// What a range export says, in pieces; nothing of it is final before `RangeExportReader.read` returns.
public struct UsageBatch: Sendable {
    /// The series that `quantities` refer to.
    public var series: [UsageSeries] = []
    /// Quantities of gauges, rates and increases.
    public var quantities: [QuantityHour] = []
    /// What info signals saw.
    public var presences: [Presence] = []

    /// An empty batch.
    public init() {}
}

/// One series of a range export.
public struct UsageSeries: Hashable, Sendable {
    /// The id of the signal it was read as.
    public let signal: String
    /// The quantity it gives, in the signal's unit.
    public let quantity: String
    /// What it is about.
    public let subject: SeriesSubject
}

/// What a series is about; `nil` where the signal has no such part or the series no such label.
public struct SeriesSubject: Hashable, Sendable {
    /// The cluster's name.
    public var cluster: String
    /// The namespace.
    public var namespace: String?
    /// The pod's name.
    public var pod: String?
    /// The pod's uid; without one, a reader falls back to namespace and name.
    public var uid: String?
    /// The node's name.
    public var node: String?
    /// The container's name.
    public var container: String?
    /// The persistent volume claim's name.
    public var claim: String?
    /// The persistent volume's name.
    public var volume: String?
    /// The service's name.
    public var service: String?
    /// The ingress's name.
    public var ingress: String?
    /// The scrape job.
    public var job: String?
    /// The scraped target.
    public var instance: String?
    /// The labels of a business metric, sorted by name.
    public var labels: [MetricLabel] = []

    /// A subject from its parts.
    public init(
        cluster: String, namespace: String? = nil, pod: String? = nil, uid: String? = nil, node: String? = nil,
        container: String? = nil, claim: String? = nil, volume: String? = nil
    ) {
        self.cluster = cluster
        self.namespace = namespace
        self.pod = pod
        self.uid = uid
        self.node = node
        self.container = container
        self.claim = claim
        self.volume = volume
    }

    /// The part of this kind.
    public subscript(key: SubjectKey) -> String? {
        get {
            switch key {
            case .namespace: namespace
            case .pod: pod
            case .uid: uid
            case .node: node
            case .container: container
            case .claim: claim
            case .volume: volume
            case .service: service
            case .ingress: ingress
            case .job: job
            case .instance: instance
            }
        }
        set {
            switch key {
            case .namespace: namespace = newValue
            case .pod: pod = newValue
            case .uid: uid = newValue
            case .node: node = newValue
            case .container: container = newValue
            case .claim: claim = newValue
            case .volume: volume = newValue
            case .service: service = newValue
            case .ingress: ingress = newValue
            case .job: job = newValue
            case .instance: instance = newValue
            }
        }
    }
}

/// One series' quantity in one UTC hour.
///
/// A level becomes level × seconds over the part of the hour that its samples cover, an increase its
/// share of the hour. The sum is rounded to whole units once per series and hour, halves away from
/// zero. An hour without a sample has no row: a gap is a gap, never zero.
public struct QuantityHour: Hashable, Sendable {
    /// The index of its series in the batch.
    public let series: Int
    /// The UTC day.
    public let date: UTCDate
    /// The UTC hour of the day, 0...23.
    public let hour: Int
    /// Units of the signal: core-microseconds, byte-seconds, bytes.
    public let quantity: Int64
    /// Where in the hour the first sample's part starts, 0..<3600 (rounded down to a second).
    public let fromSecond: Int
    /// Where in the hour the last sample's part ends, 1...3600 (rounded up to a second).
    public let toSecond: Int
    /// Seconds of the hour that samples cover, without the gaps between them (rounded down).
    public let coveredSeconds: Int
    /// How many samples cover a part of this hour.
    public let samplesPresent: Int
    /// How many would, had none been missing between the series' first and last sample.
    public let samplesExpected: Int
}

/// A series of an info signal, seen all the time from one moment to another.
///
/// A run of samples not further apart than one step is one presence; its last sample holds for one
/// step. After a gap there is another one.
public struct Presence: Hashable, Sendable {
    /// The information that the signal gives, e.g. `pod_labels`.
    public let signal: String
    /// What the series is about.
    public let subject: SeriesSubject
    /// Its other labels by name, without `__name__` and those that only say who was scraped.
    public let labels: [MetricLabel]
    /// The first moment.
    public let from: Instant
    /// The first moment no longer covered.
    public let to: Instant
}

/// A label of a metric.
public struct MetricLabel: Hashable, Sendable, Comparable {
    /// The name, e.g. `label_app`.
    public let name: String
    /// The value; never empty, as Prometheus holds an empty one for absent.
    public let value: String

    /// A label from name and value.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }

    /// By the bytes of the name, then of the value.
    public static func < (left: MetricLabel, right: MetricLabel) -> Bool {
        left.name.utf8.elementsEqual(right.name.utf8)
            ? left.value.utf8.lexicographicallyPrecedes(right.value.utf8)
            : left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
    }
}
