import Glibc

/// The signals that range exports are read as.
public struct Catalogue: Sendable {
    /// All of them; their ids differ.
    public let signals: [Signal]
    /// Business metrics from SQL queries.
    public let queries: [MetricQuery]
    private let byName: [String: [Candidate]]

    /// A catalogue of these signals.
    ///
    /// - Parameters:
    ///   - signals: Their ids must differ.
    ///   - queries: Business metrics from SQL queries.
    public init(_ signals: [Signal], queries: [MetricQuery] = []) {
        precondition(Set(signals.map(\.id)).count == signals.count, "two signals have the same id")
        self.signals = signals
        self.queries = queries
        var byName: [String: [Candidate]] = [:]
        for (index, signal) in signals.enumerated() {
            if !signal.names.contains(where: { $0.name == signal.id }) {
                byName[signal.id, default: []].append(Candidate(signal: index))
            }
            for name in signal.names {
                let labels = name.labels.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
                byName[name.name, default: []].append(Candidate(signal: index, labels: labels))
            }
        }
        self.byName = byName
    }

    /// The signal with this id.
    public func signal(id: String) -> Signal? { signals.first { $0.id == id } }

    /// The signal that a path belongs to by a pattern of its file's name; the first of several.
    public func signal(ofFile path: String) -> Signal? {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return signals.first { $0.filePatterns.contains { fnmatch($0, name, 0) == 0 } }
    }

    /// The signals that a metric or file of this name may be, with what each asks of the labels.
    func candidates(named name: String) -> [Candidate] { byName[name] ?? [] }

    /// The names most like one that is unknown, nearest first.
    func names(nearest name: String, count: Int = 3) -> [String] {
        let ranked = byName.keys.map { (distance: editDistance(Array(name.utf8), Array($0.utf8)), name: $0) }
        return ranked.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(count).map(\.name)
    }
}

/// A signal that a name may mean, and what it then asks of the labels, in the order of their names.
struct Candidate: Sendable {
    var signal: Int
    var labels: [(name: String, match: Signal.LabelMatch)] = []
}

/// How many bytes must be changed, put in or taken out to make one text of another (Levenshtein).
func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var previous = Array(0...right.count)
    for (row, byte) in left.enumerated() {
        var current = [row + 1]
        for (column, other) in right.enumerated() {
            let change = previous[column] + (byte == other ? 0 : 1)
            current.append(min(change, previous[column + 1] + 1, current[column] + 1))
        }
        previous = current
    }
    return previous[right.count]
}
