import Foundation
import Keys
import Settings
import Store
import Texts

/// Runs tests of alert rules on example data, in a database of its own that nobody else sees.
///
/// ```swift
/// let results = try RuleTester.run(file, settings: settings)
/// ```
public enum RuleTester {
    /// What came of a test.
    public struct Result: Sendable {
        /// The test's name.
        public let name: String
        /// Its line in the file.
        public let line: Int
        /// What was expected and did not come, and what came and was not expected; empty where it passed.
        public let differences: [String]
    }

    /// Runs all tests of a file on a private server, which is gone afterwards.
    ///
    /// - Throws: `StoreError` where the server does not start, or `AlertError`.
    public static func run(_ file: RuleTestFile, settings: Settings) throws -> [Result] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("chargeback-\(UUID().uuidString.prefix(8))")
        let server = try EmbeddedServer(dataDirectory: folder.path)
        defer {
            _ = try? server.stop()
            try? FileManager.default.removeItem(at: folder)
        }
        try server.start()
        let connection = try Connection(DatabaseTarget(given: server.connectionText))
        try Migrator(connection).migrate()
        return try run(file, settings: settings, connection)
    }

    /// Runs all tests in a database that has nothing else in it.
    static func run(_ file: RuleTestFile, settings: Settings, _ connection: Connection) throws -> [Result] {
        try file.tests.map { test in
            let seen = try connection.takenBack { try nights(test, settings, connection) }
            return Result(name: test.name, line: test.line, differences: differences(test.expected, seen))
        }
    }

    /// What was seen on a night.
    struct Sighting {
        let night: UTCDate
        let message: AlertMessage

        var words: String {
            let scope = [message.scope.kind, message.scope.name].filter { !$0.isEmpty }.joined(separator: " ")
            return "\(message.isResolved ? "resolved " : "")\(message.rule), \(message.step), \(scope), \(message.period), "
                + "\(message.level.rawValue), night \(night)"
        }
    }

    private static func nights(
        _ test: RuleTestFile.Test, _ settings: Settings, _ connection: Connection
    ) throws -> [Sighting] {
        var seen: [Sighting] = []
        var from: UTCDate?
        for night in test.nights {
            try Example(test, connection).add(from: from, before: night)
            from = night
            let evaluator = AlertEvaluator(connection, settings: settings, asOf: night)
            for month in try AlertRun.months(connection) {
                seen += try sightings(evaluator.evaluate(month), night, connection)
            }
            seen += try sightings(evaluator.evaluateLateBills(), night, connection)
        }
        return seen
    }

    private static func sightings(
        _ evaluation: AlertEvaluation, _ night: UTCDate, _ connection: Connection
    ) throws -> [Sighting] {
        let ended = try AlertStore(connection).messages(ids: evaluation.ended).map { message in
            var copy = message
            copy.isResolved = true
            return copy
        }
        return (evaluation.raised.filter(\.isHeard).map(\.message) + ended).map { Sighting(night: night, message: $0) }
    }

    /// Each expectation takes the first sighting that it allows; what is left on either side is a difference.
    private static func differences(_ expected: [RuleTestFile.Expectation], _ seen: [Sighting]) -> [String] {
        var left = seen
        var differences: [String] = []
        for expectation in expected {
            if let index = left.firstIndex(where: { expectation.allows($0) }) {
                left.remove(at: index)
            } else {
                differences.append("expected and not raised: \(expectation.words)")
            }
        }
        return differences + left.map { "raised and not expected: \(VisibleText.of($0.words))" }
    }
}

/// The example data of a test, as far as a night knows it.
private struct Example {
    let test: RuleTestFile.Test
    let connection: Connection

    init(_ test: RuleTestFile.Test, _ connection: Connection) { (self.test, self.connection) = (test, connection) }

    /// Adds the days from the night before to before this one.
    func add(from: UTCDate?, before night: UTCDate) throws {
        for cost in test.costs {
            guard let days = part(of: cost.days, from, night) else { continue }
            try connection.query(
                SQL.text("alerts/example_cost.sql"),
                [
                    .date(days.lowerBound), .date(days.upperBound), .decimal(cost.amount.amount),
                    .text(cost.amount.currency.code), .text(cost.dimensions["kind"] ?? "cpu"), json(cost.dimensions),
                ])
        }
        for (number, use) in test.uses.enumerated() {
            guard let days = part(of: use.days, from, night) else { continue }
            try connection.query(
                SQL.text("alerts/example_use.sql"),
                [
                    .date(days.lowerBound), .date(days.upperBound), .text("pod-\(number)"), json(use.dimensions),
                    json(use.amounts.mapValues(\.description)),
                ])
        }
        for metric in test.metrics {
            guard let days = part(of: metric.days, from, night) else { continue }
            try connection.query(
                SQL.text("alerts/example_metric.sql"),
                [
                    .date(days.lowerBound), .date(days.upperBound), .text(metric.metric), .decimal(metric.quantity),
                    json(metric.dimensions),
                ])
        }
    }

    private func part(of days: Range<UTCDate>, _ from: UTCDate?, _ night: UTCDate) -> Range<UTCDate>? {
        let (first, end) = (max(days.lowerBound, from ?? days.lowerBound), min(days.upperBound, night))
        return first < end ? first..<end : nil
    }

    private func json(_ members: [String: String]) -> Parameter {
        .text(Store.JSONText.object(members.sorted { $0.key < $1.key }.map { ($0.key, Optional($0.value)) }))
    }
}

extension RuleTestFile.Expectation {
    fileprivate func allows(_ sighting: RuleTester.Sighting) -> Bool {
        let message = sighting.message
        return rule == message.rule && isResolved == message.isResolved && step ?? message.step == message.step
            && scope ?? message.scope.name == message.scope.name && period ?? message.period == message.period
            && night ?? sighting.night == sighting.night && severity?.rawValue ?? message.level.rawValue == message.level.rawValue
    }

    fileprivate var words: String {
        let parts = [rule, step, scope, period, severity?.rawValue, night.map { "night \($0)" }].compactMap { $0 }
        return (isResolved ? "resolved " : "") + parts.map { VisibleText.of($0) }.joined(separator: ", ")
    }
}
