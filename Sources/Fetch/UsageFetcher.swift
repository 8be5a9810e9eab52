import Dispatch
import Errors
import Glibc
import HTTP
import Keys
import Settings
import Streams
import Synchronization
import Usage

/// Fetches range exports from a live server: what is missing of a time, file by file, and a manifest.
///
/// An answer counts once the project's own reader has read it to its end; then it gets its name and the manifest names
/// it. Whoever is killed loses what was under way and nothing else: the next call asks for the rest.
///
/// ```swift
/// let outcome = try UsageFetcher(server, catalogue: .standard).fetch(TimeSpan(from: 1_790_812_800, to: 1_790_899_200))
/// ```
public final class UsageFetcher {
    /// How many questions are under way at once: more would take the server from the people who use it.
    public static let parallelCount = 2

    private let settings: Settings.Prometheus
    private let server: PrometheusServer
    private let catalogue: Catalogue
    private let signals: [Signal]

    /// A fetcher with its secrets read.
    ///
    /// - Parameters:
    ///   - settings: The server.
    ///   - catalogue: The signals; those with an `expr` are fetched.
    ///   - ids: The signals to fetch; all where none are named.
    /// - Throws: `FetchError`.
    public init(_ settings: Settings.Prometheus, catalogue: Catalogue, only ids: [String] = []) throws {
        self.settings = settings
        self.catalogue = catalogue
        server = try PrometheusServer(settings)
        signals = catalogue.signals.filter { $0.expression != nil && (ids.isEmpty || ids.contains($0.id)) }
        for signal in signals { _ = try RangeQuery.unit(of: signal) }
    }

    /// The time that a run looks at: whole hours that are old enough, as far back as the configuration says.
    public static func span(of settings: Settings.Prometheus, now: Instant, until end: Instant? = nil) -> TimeSpan {
        let to = min(TimeSpan.hourStart(now.seconds - Int64(settings.lagSeconds)), end?.seconds ?? .max)
        let back = (now.seconds / TimeSpan.day - Int64(settings.lookbackDays)) * TimeSpan.day
        let from = max(back, settings.start.map { Int64($0.days) * TimeSpan.day } ?? .min)
        return TimeSpan(from: min(from, to), to: to)
    }

    /// Fetches what is missing of a time.
    ///
    /// - Parameters:
    ///   - span: Whole hours.
    ///   - isPastOpen: Whether the time may reach further back than the server's memory; what lies before it is then
    ///     left alone.
    /// - Throws: `FetchError` where nothing can be done at all; else errors are in the outcome.
    public func fetch(_ span: TimeSpan, isPastOpen: Bool = false) throws -> FetchOutcome {
        precondition(span.from % TimeSpan.hour == 0 && span.to % TimeSpan.hour == 0, "whole hours are fetched")
        var outcome = FetchOutcome(cluster: settings.cluster, span: span)
        let folder = try ClusterFolder(output: settings.output, cluster: settings.cluster, server: server.shown)
        var pieces = try self.pieces(of: span, in: folder)
        if isPastOpen, let first = try HistoryProbe(server, signals).start(of: span, pieces, in: folder) {
            if first > span.from { pieces = pieces.compactMap { Self.cut($0, at: first) } }
        }
        if !pieces.isEmpty { try ask(pieces, in: folder, &outcome) }
        outcome.folders = folder.filledDays.map(\.path)
        return outcome
    }

    /// What is missing, day by day, in pieces as they are asked for first.
    private func pieces(of span: TimeSpan, in folder: ClusterFolder) throws -> [FetchQueue.Piece] {
        try span.days.flatMap { day -> [FetchQueue.Piece] in
            let known = try folder.day(UTCDate(days: Int(day.from / TimeSpan.day)))
            return try signals.flatMap { signal -> [FetchQueue.Piece] in
                let unit = try RangeQuery.unit(of: signal)
                return day.without(known.covered(signal)).flatMap { $0.pieces(of: RangeQuery.length(of: signal)) }
                    .compactMap { piece in
                        // A step of several hours is asked for once they are over.
                        let whole = TimeSpan(from: piece.from / unit * unit, to: piece.to / unit * unit)
                        return whole.from < whole.to ? FetchQueue.Piece(signal: signal, span: whole) : nil
                    }
            }
        }
    }

    private static func cut(_ piece: FetchQueue.Piece, at first: Int64) -> FetchQueue.Piece? {
        if piece.span.from >= first { return piece }
        guard piece.span.to > first, let unit = try? RangeQuery.unit(of: piece.signal) else { return nil }
        let from = first / unit * unit
        return from < piece.span.to ? FetchQueue.Piece(signal: piece.signal, span: TimeSpan(from: from, to: piece.span.to)) : nil
    }

    private func ask(_ pieces: [FetchQueue.Piece], in folder: ClusterFolder, _ outcome: inout FetchOutcome) throws {
        let queue = FetchQueue(pieces, folder: folder)
        let tally = FetchTally()
        FetchProgress.shared.start(cluster: settings.cluster, total: pieces.count)
        defer { FetchProgress.shared.end() }
        let worker = FetchWorker(
            server: server, catalogue: catalogue, queue: queue, tally: tally, version: server.version(by: HTTPClient()))
        DispatchQueue.concurrentPerform(iterations: Self.parallelCount) { _ in worker.run() }
        if let error = queue.unexpected { throw error }
        outcome.errors = queue.errors
        (outcome.fileCount, outcome.byteCount, outcome.askedCount, outcome.warnings) = tally.counts
        try judgeEmpty(queue.emptyPieces, in: folder, &outcome)
    }

    /// Hours without a series of a signal that must have some: a gap where there are some before and behind, and an
    /// error where there are none, as a mistaken query looks the same.
    private func judgeEmpty(_ pieces: [FetchQueue.Piece], in folder: ClusterFolder, _ outcome: inout FetchOutcome) throws {
        for piece in pieces {
            let days = try outcome.span.days.map { try folder.day(UTCDate(days: Int($0.from / TimeSpan.day))) }
            let filled = days.flatMap { $0.filled(piece.signal.id) }
            let place = "\(server.shown) \(piece.signal.id)"
            guard filled.contains(where: { $0.to <= piece.span.from }), filled.contains(where: { $0.from >= piece.span.to })
            else {
                let (from, to) = (Instant(seconds: piece.span.from), Instant(seconds: piece.span.to))
                outcome.errors.append(FetchError(.noSeries(signal: piece.signal.id, from: from, to: to), at: place))
                continue
            }
            outcome.warnings.append("\(place): warning: a gap: no series from \(piece.span)")
            try folder.day(UTCDate(days: Int(piece.span.from / TimeSpan.day))).keep(nothing: piece.nothing)
        }
    }
}
