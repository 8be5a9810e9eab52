/// What one kind of range export says: which metric, in which unit, about what.
///
/// Several signals may give one quantity, e.g. a gauge of cores in use and an hourly increase of
/// core-seconds; who reads the hours asks for the quantity and need not know which it was.
public struct Signal: Sendable, Hashable {
    /// How a sample at `t` is to be understood.
    public enum Kind: String, Sendable, CaseIterable {
        /// A level that holds from `t` on, for one step: `[t, t + step)`.
        case gauge
        /// A mean level over the step that ends at `t`, such as `avg_over_time(…[1h])` or `rate(…[1h])` every hour.
        case rate = "range_avg"
        /// A total over the step that ends at `t`, such as `increase(…[1h])` every hour.
        case increase = "range_increase"
        /// The sum of the samples in the step that ends at `t`, such as `sum_over_time(…[1h])` every hour.
        case sum = "range_sum"
        /// How many samples the step that ends at `t` has: `count_over_time(…[1h])` every hour.
        case count = "range_count"
        /// A total that only grows, as it was scraped: what it grew by between two samples is of the time between them.
        case counter
        /// Something that is there with its labels; the number says only that (0 says that it is not).
        case info
        /// The same for the step that ends at `t`, such as `last_over_time(…[5m])` every five minutes: what was there for
        /// a minute between two steps is seen, too.
        case rangeInfo = "range_info"

        /// Whether a sample says that something is there, not how much.
        public var isInfo: Bool { self == .info || self == .rangeInfo }
        /// Whether a sample is a total over its step, which its parts of the step add up to.
        public var isTotal: Bool { self == .increase || self == .sum || self == .count || self == .counter }
        /// Whether a sample stands for the step before it, so that the first hour is asked for at its end.
        public var isBackward: Bool { isTotal || self == .rate || self == .rangeInfo }
    }

    /// What is kept of the samples of one hour.
    public enum Keep: String, Sendable, CaseIterable {
        /// Levels × time, or the total.
        case integral
        /// The mean level while there were samples.
        case mean
        /// The largest value.
        case max
        /// The value of the last sample.
        case last
    }

    /// What to do with several series of one subject in one file that the step cannot tell apart.
    public enum Duplicates: String, Sendable, CaseIterable {
        /// They are copies, e.g. of two replicas of the exporter: the largest counts.
        case max
        /// They are parts, e.g. of two network interfaces: they add up.
        case sum
        /// They contradict the query: the file is refused.
        case refuse
    }

    /// A name under which a file or a metric is known, and what its series must be labelled with.
    public struct Name: Sendable, Hashable {
        /// The metric's `__name__`, or the file's name without its extensions.
        public let name: String
        /// What the series' labels must be; a series of this name that differs is another signal's or ignored.
        public let labels: [String: LabelMatch]

        /// A name with the labels it asks for.
        public init(_ name: String, where labels: [String: LabelMatch] = [:]) {
            self.name = name
            self.labels = labels
        }
    }

    /// A condition on the value of one label.
    public enum LabelMatch: Sendable, Hashable {
        /// One of these values.
        case oneOf([String])
        /// Any value but the empty one and these.
        case present(except: [String] = [])
    }

    /// How many units a business metric's value of 1 is: it is kept to a millionth.
    public static let metricScale: Int64 = 1_000_000

    /// The signal's own name, unique in the catalogue.
    public let id: String
    /// The quantity or information it gives, e.g. `pod_cpu_request`; its id where it is the only one that does.
    public let quantity: String
    /// The metrics and file names that mean this signal.
    public let names: [Name]
    /// How its samples are to be understood.
    public let kind: Kind
    /// The unit of a whole quantity, e.g. `core_microsecond`.
    public let unit: String
    /// How many units a value of 1 is, over one second for levels: 1,000,000 for cores, 1 for bytes.
    public let scale: Int64
    /// The step to take where a file has no two samples in a row.
    public let stepSeconds: Int
    /// The labels that say what a series is about.
    public let subject: [SubjectKey]
    /// What several series of one subject are.
    public let duplicates: Duplicates
    /// Whether an empty answer is an error: no pod requests at all look like a mistaken query.
    public let isRequired: Bool
    /// The smallest value that is possible, in the metric's unit; smaller ones are counted and left out.
    public let valueMin: Double
    /// The largest value that is plausible, in the metric's unit; larger ones are counted and kept.
    public let valueMax: Double
    /// The PromQL that `fetch usage` asks; `nil` for a signal that is only read from files.
    public let expression: String?
    /// Labels that an info series loses beside those of the scrape.
    public let droppedLabels: [String]
    /// Patterns of file names that mean this signal; `*` and `?` as in a shell.
    public let filePatterns: [String]
    /// The label by whose value an hour is asked for in parts where it is too much at once; `nil` for never.
    public let shardLabel: String?
    /// Of a business metric: the labels that are kept, which `subject` then leaves alone.
    public let metricLabels: [String]?
    /// What is kept of an hour's samples.
    public let keep: Keep
    /// Whether a business metric is kept by the day, not by the hour.
    public let isDaily: Bool

    /// A signal from its parts.
    public init(
        id: String, quantity: String? = nil, names: [Name], kind: Kind, unit: String = "", scale: Int64 = 1,
        stepSeconds: Int = 300, subject: [SubjectKey], duplicates: Duplicates = .max, isRequired: Bool = false,
        valueMin: Double = 0, valueMax: Double = .infinity, expression: String? = nil, droppedLabels: [String] = [],
        filePatterns: [String] = [], shardLabel: String? = nil, metricLabels: [String]? = nil, keep: Keep = .integral, isDaily: Bool = false
    ) {
        precondition(scale > 0 && stepSeconds > 0, "scale and step of \(id) must be positive")
        self.id = id
        self.quantity = quantity ?? id
        self.names = names
        self.kind = kind
        self.unit = unit
        self.scale = scale
        self.stepSeconds = stepSeconds
        self.subject = subject
        self.duplicates = duplicates
        self.isRequired = isRequired
        self.valueMin = valueMin
        self.valueMax = valueMax
        self.expression = expression
        self.droppedLabels = droppedLabels
        self.filePatterns = filePatterns
        self.shardLabel = shardLabel
        self.metricLabels = metricLabels
        self.keep = keep
        self.isDaily = isDaily
    }

    /// Whether a series may lack this part of its subject: aggregated exports of pods often have no uid, node
    /// or container.
    func isOptional(_ key: SubjectKey) -> Bool {
        switch key {
        case .uid, .container, .instance: true
        case .node: subject.contains(.pod)
        default: false
        }
    }
}

/// A part of what a series is about, and the labels that hold it.
public enum SubjectKey: String, Sendable, CaseIterable {
    /// `namespace`.
    case namespace
    /// `pod`.
    case pod
    /// `uid`: the pod's; one name may live several lives.
    case uid
    /// `node`.
    case node
    /// `container`.
    case container
    /// `persistentvolumeclaim`.
    case claim
    /// `persistentvolume`.
    case volume
    /// `service`.
    case service
    /// `ingress`.
    case ingress
    /// `job`: who was scraped.
    case job
    /// `instance`: the target that was scraped.
    case instance

    /// The label that holds it, as kube-state-metrics and the kubelet write it.
    ///
    /// Where a scrape configuration does not honour labels, Prometheus renames it to `exported_…` and
    /// puts the exporter's own in its place; the renamed one is then taken.
    public var label: String {
        switch self {
        case .claim: "persistentvolumeclaim"
        case .volume: "persistentvolume"
        default: rawValue
        }
    }
}
