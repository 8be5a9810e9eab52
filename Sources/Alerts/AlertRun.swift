import Errors
import Keys
import Settings
import Store

/// The alerts of a run: looks at months, then delivers what waits. `chargeback run` and `chargeback alerts check` call it.
///
/// ```swift
/// let outcome = try AlertRun.check(connection, settings: settings, months: months, runID: log.runID)
/// outcome.lines.forEach { print($0) }
/// ```
public enum AlertRun {
    /// The months to look at where none is named: the newest published one and, where published, the one before.
    public static func months(_ connection: Connection) throws -> [Month] {
        try connection.query(SQL.text("alerts/months.sql")).compactMap { $0.date("billing_month")?.month }
    }

    /// Stores what the months have newly reached, and delivers that and whatever waited before.
    ///
    /// - Parameters:
    ///   - settings: Rules and receivers.
    ///   - months: What has been published; none to deliver only.
    ///   - runID: The run that is noted with what is raised.
    ///   - asOf: The UTC day as of which it looks.
    /// - Throws: `StoreError`, or `AlertError` where an amount cannot be kept. Undelivered alerts are no error to
    ///   throw: they are stored, and the outcome names them.
    public static func check(
        _ connection: Connection, settings: Settings, months: [Month], runID: Int64? = nil, asOf: UTCDate = Instant.now.date,
        schedule: RetrySchedule = RetrySchedule()
    ) throws -> AlertOutcome {
        let evaluator = AlertEvaluator(connection, settings: settings, runID: runID, asOf: asOf)
        var evaluations = try months.map { try evaluator.evaluate($0) }
        // A month that is restated moves the growth of the one behind it.
        for month in months where !months.contains(month.next) {
            evaluations.append(try evaluator.evaluateGrowth(after: month))
        }
        if !months.isEmpty { evaluations.append(try evaluator.evaluateLateBills()) }
        let delivery = try Outbox(connection, receivers: settings.receivers, schedule: schedule).deliver()
        return AlertOutcome(evaluations: evaluations, delivery: delivery)
    }
}

/// What became of the alerts of a run.
public struct AlertOutcome: Sendable {
    /// By month, what was raised.
    public let evaluations: [AlertEvaluation]
    /// What was sent and what waits.
    public let delivery: DeliveryReport

    /// What was raised now, steps that a higher one speaks for included.
    public var raised: [RaisedAlert] { evaluations.flatMap(\.raised) }
    /// For standard output: every alert that speaks for itself, then every receiver that took some.
    public var lines: [String] { raised.filter(\.isHeard).map(\.message.line) + endedLines + delivery.lines }
    /// How many alerts have ended, where any have.
    private var endedLines: [String] {
        let count = evaluations.reduce(0) { $0 + $1.ended.count }
        return count == 0 ? [] : ["\(count) \(count == 1 ? "alert holds" : "alerts hold") no longer; chargeback alerts list"]
    }
    /// For standard error: rules that watch nothing, receivers that are gone.
    public var warnings: [String] { evaluations.flatMap(\.warnings) + delivery.warnings }
    /// For standard error where somebody asks (`-v`): why rules raised nothing, or nothing of their own.
    public var notes: [String] { evaluations.flatMap(\.notes) + delivery.notes }
    /// One CB090 per receiver for which alerts wait.
    public var errors: [AlertError] { delivery.errors }
    /// 0, or 69 where alerts wait.
    public var exitCode: ExitCode { errors.isEmpty ? .done : .undelivered }
    /// What was done, for the run log; `nil` where nothing was.
    public var words: String? {
        guard !raised.isEmpty || !evaluations.allSatisfy(\.ended.isEmpty) || delivery.deliveredCount + delivery.waitingCount > 0 else { return nil }
        return "\(raised.count) raised, \(delivery.deliveredCount) delivered, \(delivery.waitingCount) waiting"
    }
}
