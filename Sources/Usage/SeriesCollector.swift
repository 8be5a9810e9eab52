import Keys

/// Turns series into hours and presences, and counts what it sees.
struct SeriesCollector {
    /// Rows of a batch: enough that handing over costs nothing, few enough to stay small.
    private static let batchRows = 8192

    private let catalogue: Catalogue
    private let options: UsageOptions
    private var finder: SignalFinder
    private var stepFinder: StepFinder
    private var pending: [PendingSeries] = []
    private var pendingSamples = 0
    private var signalIndices: Set<Int> = []
    private var subjects: Set<Int> = []
    private var coverage = CoverageTally()
    /// Whether the samples come as they were scraped, and the longest usual time between two.
    private var isRaw = false
    private var rawStep: Int64 = 0
    private var gridAnchor: Int64?
    private var firstIgnored: String?
    /// The first sample of any counter, and the counters that start later.
    var countersFrom = Int64.max
    var counterStarts: [CounterStart] = []
    private var batch = UsageBatch()
    var summary = UsageFileSummary(contentDigest: Digest(bytes: [UInt8](repeating: 0, count: 32)))
    /// What the series that come hold.
    var shape = Envelope.Shape.matrix

    init(catalogue: Catalogue, options: UsageOptions, path: String) throws(FinderFailure) {
        self.catalogue = catalogue
        self.options = options
        finder = try SignalFinder(catalogue: catalogue, option: options.signal, path: path)
        stepFinder = StepFinder(stepSeconds: options.stepSeconds)
    }

    /// Takes one series, at once or once the step is known.
    mutating func take(
        _ labels: SeriesLabels, _ samples: borrowing SampleBuffer, at place: TextPlace,
        _ deliver: (UsageBatch) throws -> Void
    ) throws {
        guard let series = try head(of: labels, samples, at: place) else { return }
        try stepFinder.see(samples.deltaMin)
        if let step = stepFinder.step {
            return try integrate(series, samples.times, samples.values, samples.count, step, deliver)
        }
        pending.append(PendingSeries(head: series, samples))
        pendingSamples += samples.count
        if stepFinder.isEnough(samples: pendingSamples, series: pending.count) { try release(deliver) }
    }

    /// Takes one series of raw samples, whose step is the usual time between two of them.
    mutating func takeRaw(
        _ labels: SeriesLabels, _ samples: borrowing SampleBuffer, at place: TextPlace,
        _ deliver: (UsageBatch) throws -> Void
    ) throws {
        guard let series = try head(of: labels, samples, at: place) else { return }
        isRaw = true
        let usual = samples.usualDelta ?? Int64(catalogue.signals[series.signal].stepSeconds) * 1000
        let step = options.stepSeconds.map { Int64($0) * 1000 } ?? max(1000, (usual + 500) / 1000 * 1000)
        guard step <= 86_400_000 else { throw FinderFailure(.badStep(step), at: place) }
        rawStep = max(rawStep, step)
        try integrate(series, samples.times, samples.values, samples.count, step, deliver)
    }

    /// Notes a series; `nil` where no signal wants it.
    private mutating func head(
        of labels: SeriesLabels, _ samples: borrowing SampleBuffer, at place: TextPlace
    ) throws -> PendingSeries.Head? {
        guard let index = try finder.signal(of: labels) else {
            summary.ignoredSeries += 1
            firstIgnored = firstIgnored ?? labels.printedLabels
            return nil
        }
        let signal = catalogue.signals[index]
        if shape == .vector, !signal.kind.isInfo, options.stepSeconds == nil { throw FinderFailure(.snapshotOfQuantity(signal: signal.id)) }
        guard summary.series < RangeExportReader.seriesMax else {
            throw FinderFailure(.tooManySeries(RangeExportReader.seriesMax))
        }
        signalIndices.insert(index)
        if signal.kind == .counter, samples.count > 0 { countersFrom = min(countersFrom, samples.times[0]) }
        summary.series += 1
        summary.samples += samples.count + samples.nonFiniteDropped
        summary.nonFiniteDropped += samples.nonFiniteDropped
        let series = PendingSeries.Head(
            signal: index, subject: try subject(of: labels, signal),
            labels: signal.kind.isInfo ? presenceLabels(labels, signal) : [], place: place)
        try note(series.subject, labels: series.labels, signal)
        return series
    }

    /// Ends the file: releases what was held back and checks that there is anything at all.
    mutating func finish(_ deliver: (UsageBatch) throws -> Void) throws {
        try release(deliver)
        try addCounterStarts()
        try hand(over: deliver)
        if summary.series == 0 {
            if let firstIgnored { throw FinderFailure(.noSignalWants(firstIgnored)) }
            guard let signal = finder.expected else { throw FinderFailure(.unnamedSignal) }
            if signal.isRequired, !options.isEmptyAllowed { throw FinderFailure(.noSeries(signal: signal.id)) }
            signalIndices.insert(catalogue.signals.firstIndex { $0.id == signal.id }!)
            summary.warnings.append("no series: \(signal.id) is empty")
        }
        summary.signals = signalIndices.map { catalogue.signals[$0].id }.sorted()
        summary.stepSeconds = Int((isRaw ? rawStep : stepFinder.step ?? 0) / 1000)
        summary.coverage = coverage.hours
        if let firstIgnored {
            summary.warnings.append("\(summary.ignoredSeries) series that no signal wants, the first \(firstIgnored)")
        }
    }

    private mutating func release(_ deliver: (UsageBatch) throws -> Void) throws {
        guard stepFinder.step == nil, let first = pending.first else { return }
        let signal = catalogue.signals[first.head.signal]
        let isSeen = try stepFinder.decide(stepSeconds: signal.stepSeconds)
        if !isSeen, !signal.kind.isTotal {
            summary.warnings.append(
                "no series has two samples; each is taken for \(signal.stepSeconds) seconds, the step of \(signal.id)")
        }
        let held = pending
        pending = []
        for series in held {
            try series.times.withUnsafeBufferPointer { times in
                try series.values.withUnsafeBufferPointer { values in
                    guard let timesStart = times.baseAddress, let valuesStart = values.baseAddress else { return }
                    guard let step = stepFinder.step else { return }
                    try integrate(series.head, timesStart, valuesStart, times.count, step, deliver)
                }
            }
        }
    }

    private mutating func integrate(
        _ series: PendingSeries.Head, _ times: UnsafePointer<Int64>, _ values: UnsafePointer<Double>, _ count: Int,
        _ step: Int64, _ deliver: (UsageBatch) throws -> Void
    ) throws {
        guard count > 0 else { return }
        let signal = catalogue.signals[series.signal]
        do throws(FinderFailure) {
            try checkGrid(times, count, step, signal)
            if signal.kind.isInfo {
                try addPresences(series, times, values, count, step)
            } else if signal.kind == .counter {
                try addGrowth(series, times, values, count, step)
            } else {
                try addHours(series, times, values, count, step)
            }
        } catch {
            // A series that was held back has its own place.
            throw FinderFailure(error.reason, at: series.place)
        }
        if batch.quantities.count + batch.presences.count >= Self.batchRows { try hand(over: deliver) }
    }

    private mutating func hand(over deliver: (UsageBatch) throws -> Void) throws {
        if batch.quantities.isEmpty, batch.presences.isEmpty { return }
        try deliver(batch)
        batch.series.removeAll(keepingCapacity: true)
        batch.quantities.removeAll(keepingCapacity: true)
        batch.presences.removeAll(keepingCapacity: true)
    }
}

// MARK: Subjects

extension SeriesCollector {
    /// Labels that say who was scraped, not what is measured.
    private static let scrapeLabels: Set<String> = [
        "__name__", "instance", "job", "endpoint", "service", "container", "prometheus", "prometheus_replica",
        "metrics_path", "cluster", "namespace", "pod", "uid",
    ]

    private func subject(of labels: SeriesLabels, _ signal: Signal) throws -> SeriesSubject {
        let label = labels["cluster"]
        if let option = options.cluster, let label, option != label {
            throw FinderFailure(.clusterDiffers(option: option, label: label))
        }
        var subject = SeriesSubject(cluster: options.cluster ?? label ?? UsageOptions.clusterDefault)
        for key in signal.subject {
            let value = labels.value(of: key) ?? (key == .uid ? labels.uidOfPath : nil)
            guard value != nil || signal.isOptional(key) else {
                throw FinderFailure(.labelMissing(key.label, signal: signal.id))
            }
            subject[key] = value
        }
        if let names = signal.metricLabels {
            subject.labels = names.compactMap { name in
                labels[name].map { MetricLabel(name: name, value: $0) }
            }.sorted()
        }
        return subject
    }

    private func presenceLabels(_ labels: SeriesLabels, _ signal: Signal) -> [MetricLabel] {
        var kept: [MetricLabel] = []
        for (name, value) in labels.all where !value.isEmpty && !Self.scrapeLabels.contains(name) {
            if signal.droppedLabels.contains(name) { continue }
            let isSubject = signal.subject.contains { $0.label == name || $0.exportedLabel == name }
            if !isSubject { kept.append(MetricLabel(name: name, value: value)) }
        }
        return kept.sorted()
    }

    /// Notes a subject, with an info's labels, and whether it has come before.
    private mutating func note(_ subject: SeriesSubject, labels: [MetricLabel], _ signal: Signal) throws {
        var hasher = Hasher()
        hasher.combine(signal.id)
        hasher.combine(subject)
        hasher.combine(labels)
        if subjects.insert(hasher.finalize()).inserted { return }
        summary.duplicates += 1
        if signal.duplicates == .refuse { throw FinderFailure(.duplicateSeries) }
    }
}

// MARK: Samples

extension SeriesCollector {
    private mutating func checkGrid(
        _ times: UnsafePointer<Int64>, _ count: Int, _ step: Int64, _ signal: Signal
    ) throws(FinderFailure) {
        let stepSeconds = Int(step / 1000)
        if signal.kind.isTotal, signal.kind != .counter, options.stepSeconds == nil, stepSeconds != signal.stepSeconds {
            throw FinderFailure(.increaseStep(signal: signal.id, is: stepSeconds, expected: signal.stepSeconds))
        }
        let anchor = gridAnchor ?? times[0]
        gridAnchor = anchor
        var previous = isRaw ? times[count - 1] : anchor
        for index in 0..<(isRaw ? 0 : count) {
            let delta = times[index] - previous
            if delta != step, delta % step != 0 {
                let at = Instant(microseconds: times[index] * 1000)
                throw FinderFailure(.offGrid(at: "\(at)", stepSeconds: stepSeconds))
            }
            previous = times[index]
        }
        let (first, last) = (Instant(microseconds: times[0] * 1000), Instant(microseconds: previous * 1000))
        summary.firstAt = min(summary.firstAt ?? first, first)
        summary.lastAt = max(summary.lastAt ?? last, last)
    }

    mutating func addHours(
        _ series: PendingSeries.Head, _ times: UnsafePointer<Int64>, _ values: UnsafePointer<Double>, _ count: Int,
        _ step: Int64
    ) throws(FinderFailure) {
        let signal = catalogue.signals[series.signal]
        var integrator = HourIntegrator(step: step, signal: signal, isRaw: isRaw)
        let unit = Double(signal.kind.isTotal ? step : 1000)
        let seriesIndex = batch.series.count
        batch.series.append(UsageSeries(signal: signal.id, quantity: signal.quantity, subject: series.subject))
        var isTooLong = false
        var isTooLarge = false
        let counts = integrator.integrate(times: times, values: values, count: count) { hour in
            let value = signal.kept(of: hour, unit: unit)
            let quantity = (value * Double(signal.scale)).rounded(.toNearestOrAwayFromZero)
            isTooLarge = isTooLarge || abs(quantity) >= 0x1p63
            isTooLong = isTooLong || !coverage.add(hour: hour.hour, present: hour.present, expected: hour.expected)
            guard !isTooLarge, !isTooLong else { return }
            batch.quantities.append(QuantityHour(series: seriesIndex, hour, quantity: Int64(quantity)))
        } onGap: { hour, expected in
            isTooLong = isTooLong || !coverage.add(hour: hour, present: 0, expected: expected)
        }
        if isTooLong { throw FinderFailure(.tooLong(years: CoverageTally.yearsMax)) }
        if isTooLarge { throw FinderFailure(.quantityTooLarge) }
        summary.negativeDropped += counts.belowMinimum
        summary.aboveMaximum += counts.aboveMaximum
    }

    private mutating func addPresences(
        _ series: PendingSeries.Head, _ times: UnsafePointer<Int64>, _ values: UnsafePointer<Double>, _ count: Int,
        _ step: Int64
    ) throws(FinderFailure) {
        let signal = catalogue.signals[series.signal]
        var run: (from: Int64, to: Int64)?
        func end() {
            guard let run else { return }
            batch.presences.append(
                Presence(
                    signal: signal.quantity, subject: series.subject, labels: series.labels,
                    from: Instant(microseconds: run.from * 1000), to: Instant(microseconds: run.to * 1000)))
        }
        for index in 0..<count {
            let time = times[index] - (signal.kind.isBackward ? step : 0)
            if values[index] == 0 {
                summary.absentSamples += 1
                continue
            }
            let until = time + (signal.kind.isBackward ? step : holding(at: index, times, count, step, isRaw: isRaw))
            if let open = run, open.to == time {
                run = (open.from, until)
            } else {
                end()
                run = (time, until)
            }
        }
        end()
        var integrator = HourIntegrator(step: step, signal: signal, isRaw: isRaw)
        var isTooLong = false
        _ = integrator.integrate(times: times, values: values, count: count) { hour in
            isTooLong = isTooLong || !coverage.add(hour: hour.hour, present: hour.present, expected: hour.expected)
        } onGap: { hour, expected in
            isTooLong = isTooLong || !coverage.add(hour: hour, present: 0, expected: expected)
        }
        if isTooLong { throw FinderFailure(.tooLong(years: CoverageTally.yearsMax)) }
    }
}

extension Signal {
    /// What is kept of an hour, in the unit of the samples.
    fileprivate func kept(of hour: IntegratedHour, unit: Double) -> Double {
        switch keep {
        case .integral: hour.sum / unit
        case .mean: hour.covered > 0 ? hour.sum / Double(hour.covered) : 0
        case .max: hour.highest
        case .last: hour.last
        }
    }
}

extension QuantityHour {
    /// An hour of a series, in whole seconds: what is covered reaches outwards, how much of it inwards.
    fileprivate init(series: Int, _ hour: IntegratedHour, quantity: Int64) {
        let at = Instant(seconds: hour.hour * 3600)
        self.init(
            series: series, date: at.date, hour: at.hour, quantity: quantity, fromSecond: Int(hour.from / 1000),
            toSecond: Int((hour.to + 999) / 1000), coveredSeconds: Int(hour.covered / 1000),
            samplesPresent: hour.present, samplesExpected: hour.expected)
    }
}

/// A series that waits for the step.
struct PendingSeries {
    /// What is known of a series beside its samples.
    struct Head {
        let signal: Int
        let subject: SeriesSubject
        let labels: [MetricLabel]
        let place: TextPlace
    }

    let head: Head
    let times: [Int64]
    let values: [Double]

    init(head: Head, _ samples: borrowing SampleBuffer) {
        self.head = head
        times = Array(UnsafeBufferPointer(start: samples.times, count: samples.count))
        values = Array(UnsafeBufferPointer(start: samples.values, count: samples.count))
    }
}
