/// Finds which signal a series is: what the user says, else the metric's name, else the file's name.
struct SignalFinder {
    private let catalogue: Catalogue
    private let option: String?
    private let fileNames: [String]
    /// The signals the user's word allows.
    private let allowed: [Int]?
    /// Under which name the first series was found, and the name it carries itself.
    private var source: (name: String, metric: String?)?
    private var candidates: [Candidate] = []

    /// A finder for one file.
    ///
    /// - Throws: A reason where the user names a signal that is not known.
    init(catalogue: Catalogue, option: String?, path: String) throws(FinderFailure) {
        self.catalogue = catalogue
        self.option = option
        fileNames = SignalFinder.names(of: path)
        guard let option else {
            allowed = nil
            return
        }
        let found = catalogue.candidates(named: option).map(\.signal)
        let ids = found.isEmpty ? catalogue.signals.indices.filter { catalogue.signals[$0].id == option } : found
        guard !ids.isEmpty else {
            throw FinderFailure(.unknownSignal(option, nearest: catalogue.names(nearest: option)))
        }
        allowed = ids
    }

    /// The signal that the file's name or the user says it is, for a file without series.
    var expected: Signal? {
        let indices =
            allowed ?? fileNames.lazy.map { catalogue.candidates(named: $0).map(\.signal) }.first { !$0.isEmpty }
        return indices?.first.map { catalogue.signals[$0] }
    }

    /// The signal of a series, `nil` where no signal wants one with these labels.
    mutating func signal(of labels: SeriesLabels) throws(FinderFailure) -> Int? {
        let metric = labels["__name__"]
        if let source {
            guard source.metric == metric else {
                throw FinderFailure(.signalsDiffer(source.metric ?? "series without a name", metric ?? "ones without"))
            }
        } else {
            try decide(metric)
        }
        return try match(labels)
    }

    private mutating func decide(_ metric: String?) throws(FinderFailure) {
        var name = metric
        var found = metric.map { catalogue.candidates(named: $0) } ?? []
        if let allowed {
            // A function that keeps the metric's name gives the same information in another way.
            let quantities = Set(allowed.map { catalogue.signals[$0].quantity })
            let isTwin = found.contains { quantities.contains(catalogue.signals[$0.signal].quantity) }
            let isKnown = !found.isEmpty && (!isTwin || found.contains { allowed.contains($0.signal) })
            found = isKnown ? found.filter { allowed.contains($0.signal) } : allowed.map { Candidate(signal: $0) }
            guard !found.isEmpty else { throw FinderFailure(.signalContradicts(option: option!, name: metric!)) }
            // A name of several signals, given by the user, still needs the labels that tell them apart.
            if !isKnown, allowed.count > 1 { found = catalogue.candidates(named: option!) }
            name = option
        } else if found.isEmpty, let known = fileNames.first(where: { !catalogue.candidates(named: $0).isEmpty }) {
            name = known
            found = catalogue.candidates(named: known)
        }
        if let metric, isCounter(metric), catalogue.candidates(named: metric).isEmpty {
            throw FinderFailure(.rawCounter(printable(metric)))
        }
        guard !found.isEmpty, let name else { throw unknown(metric) }
        candidates = found
        source = (name, metric)
    }

    /// Functions drop the metric's name, so a counter that still has its name is as it was scraped.
    private func isCounter(_ metric: String) -> Bool { metric.hasSuffix("_total") }

    private func unknown(_ metric: String?) -> FinderFailure {
        guard let name = metric ?? fileNames.first else { return FinderFailure(.unnamedSignal) }
        return FinderFailure(.unknownSignal(name, nearest: catalogue.names(nearest: name)))
    }

    private func match(_ labels: SeriesLabels) throws(FinderFailure) -> Int? {
        search: for candidate in candidates {
            for (name, match) in candidate.labels {
                guard try matches(labels, name, match) else { continue search }
            }
            return candidate.signal
        }
        return nil
    }

    private func matches(_ labels: SeriesLabels, _ name: String, _ match: Signal.LabelMatch) throws(FinderFailure)
        -> Bool
    {
        let value = (SubjectKey(rawValue: name)?.exportedLabel).flatMap { labels[$0] } ?? labels[name]
        switch match {
        case .present(let exceptions): return value.map { !exceptions.contains($0) } ?? false
        case .oneOf(let values):
            guard let value else { throw FinderFailure(.labelUndecided(name, name: source?.name ?? "")) }
            return values.contains(value)
        }
    }

    /// The names that a path may mean, the likeliest first: `cpu_request_cores.json.gz`,
    /// `cpu_request_cores-2026-10-01.json`, `prod-cpu_request_cores.json` and `cpu_request_cores/1790812800-300.json.gz`
    /// all may be `cpu_request_cores`. Words are parted by hyphens and dots, never by underscores, which names have.
    static func names(of path: String) -> [String] {
        if path == "-" { return [] }
        let parts = path.split(separator: "/")
        guard let last = parts.last else { return [] }
        var words = last.split(separator: ".")
        while words.count > 1, ["json", "jsonl", "ndjson", "gz"].contains(words.last!.lowercased()) { words.removeLast() }
        let stem = words.joined(separator: ".")
        var names = [words.first.map(String.init) ?? stem, stem]
        if let end = stem.lastIndex(where: { !("0"..."9").contains($0) && !"-_TZ:".contains($0) }) {
            names.append(String(stem[...end]))
        }
        let pieces = stem.split(whereSeparator: { $0 == "-" || $0 == "." })
        for count in stride(from: pieces.count, to: 0, by: -1) {
            for start in 0...pieces.count - count { names.append(pieces[start..<start + count].joined(separator: "-")) }
        }
        if parts.count > 1 { names.append(String(parts[parts.count - 2])) }
        return names.reduce(into: []) { if !$1.isEmpty, !$0.contains($1) { $0.append($1) } }
    }
}

/// Why a series is refused; the parser knows the place.
struct FinderFailure: Error {
    let reason: UsageError.Reason
    /// The series, where it is not the one that is being read.
    let place: TextPlace?

    init(_ reason: UsageError.Reason, at place: TextPlace? = nil) {
        self.reason = reason
        self.place = place
    }
}
