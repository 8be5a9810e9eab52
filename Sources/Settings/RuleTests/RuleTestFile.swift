import Errors
import Keys
import Money

/// Tests of alert rules: example data, nights, and the alerts that they are to raise; what 'chargeback alerts test --rules'
/// reads.
public struct RuleTestFile: Sendable {
    /// One test.
    public struct Test: Sendable {
        /// Its name; unique.
        public let name: String
        /// The line of the file that it stands in.
        public let line: Int
        /// What was spent, by the day.
        public let costs: [Cost]
        /// What pods held and used.
        public let uses: [Use]
        /// Business metrics.
        public let metrics: [Metric]
        /// The days on which the rules are looked at, ascending; on each, the days before it are there.
        public let nights: [UTCDate]
        /// The alerts that are raised or end, and no others.
        public let expected: [Expectation]
    }

    /// A cost of each day of a row of days.
    public struct Cost: Sendable {
        /// The days.
        public let days: Range<UTCDate>
        /// Of each.
        public let amount: Money
        /// Team, namespace and the like, by their names in a scope; `kind` besides.
        public let dimensions: [String: String]
    }

    /// A pod that runs in each hour of a row of days.
    public struct Use: Sendable {
        /// The days.
        public let days: Range<UTCDate>
        /// Cluster, namespace and labels.
        public let dimensions: [String: String]
        /// `cores`, `cores_used`, `memory_gib`, `memory_gib_used`.
        public let amounts: [String: ExactDecimal]
    }

    /// A metric's quantity of each day of a row of days.
    public struct Metric: Sendable {
        /// The days.
        public let days: Range<UTCDate>
        /// Its id.
        public let metric: String
        /// Of each day.
        public let quantity: ExactDecimal
        /// Namespace and labels.
        public let dimensions: [String: String]
    }

    /// An alert that is to be raised, or to end. What is `nil` may be anything.
    public struct Expectation: Sendable, Hashable {
        /// The rule.
        public let rule: String
        /// What is reached, such as `80%`.
        public let step: String?
        /// The scope's name.
        public let scope: String?
        /// Month, quarter, year, week or day.
        public let period: String?
        /// The night.
        public let night: UTCDate?
        /// How much it matters.
        public let severity: Settings.Severity?
        /// Whether it is its end.
        public let isResolved: Bool
    }

    /// The tests.
    public let tests: [Test]

    /// Reads and checks a file.
    ///
    /// - Throws: `CodedErrors` of `SettingsError`, with line and column.
    public static func load(path: String, of settings: Settings) throws(CodedErrors) -> RuleTestFile {
        let bytes: [UInt8]
        do throws(SettingsError) { bytes = try ConfigurationFile.read(path) } catch { throw CodedErrors(errors: [error]) }
        let document: Document
        do throws(SyntaxProblem) { document = try Document(ConfigurationFile.text(of: bytes)) } catch {
            throw CodedErrors(errors: [SettingsError(file: path, position: error.position, reason: error.reason)])
        }
        var checker = Checker(
            problems: Problems(file: path), scalars: ScalarReader(directory: "", environment: [:]), names: document.names)
        let root = checker.checkRoot(document.root, .ruleTests)
        var reader = RuleTestReader(problems: checker.problems, rules: settings.allRuleNames)
        let tests = root.mappings("tests").compactMap { reader.test($0) }
        guard reader.problems.isEmpty else { throw reader.problems.errors }
        return RuleTestFile(tests: tests)
    }
}

/// Makes tests of checked mappings and notes what contradicts itself.
private struct RuleTestReader {
    var problems: Problems
    let rules: [String]
    private var firstLines: [String: Int] = [:]

    init(problems: Problems, rules: [String]) { (self.problems, self.rules) = (problems, rules) }

    mutating func test(_ mapping: CheckedMapping) -> RuleTestFile.Test? {
        guard let name = mapping.text("name") else { return nil }
        let position = mapping.placeOfValue("name")
        if let line = firstLines[name] { problems.add(.nameTaken(name, kind: "test", firstLine: line), at: position) }
        firstLines[name] = firstLines[name] ?? position.line
        let costs = mapping.mappings("costs").compactMap { cost($0) }
        let nights = mapping.list("nights").compactMap { value -> UTCDate? in
            if case .date(let date) = value.content { date } else { nil }
        }
        for (first, second) in zip(nights, nights.dropFirst()) where second <= first {
            problems.add(.notAscending(subject: "'nights'", first: "\(first)", second: "\(second)"), at: mapping.place(of: "nights"))
        }
        let end = costs.map(\.days.upperBound).max()
        return .init(
            name: name, line: position.line, costs: costs, uses: mapping.mappings("uses").compactMap { use($0) },
            metrics: mapping.mappings("metrics").compactMap { metric($0) },
            nights: nights.isEmpty ? end.map { [$0] } ?? [] : nights,
            expected: mapping.mappings("expect").compactMap { expectation($0) })
    }

    private mutating func days(_ mapping: CheckedMapping) -> Range<UTCDate>? {
        guard let from = mapping.date("from") else { return nil }
        let to = mapping.date("to") ?? from.adding(days: 1)
        guard from < to else {
            problems.add(.notAscending(subject: "'from' and 'to'", first: "\(from)", second: "\(to)"), at: mapping.place(of: "to"))
            return nil
        }
        return from..<to
    }

    private func dimensions(_ mapping: CheckedMapping, _ names: [String]) -> [String: String] {
        Dictionary(uniqueKeysWithValues: names.compactMap { name in mapping.text(name).map { (name, $0) } })
    }

    private mutating func cost(_ mapping: CheckedMapping) -> RuleTestFile.Cost? {
        guard let days = days(mapping), let amount = mapping.decimal("amount"),
            let currency = mapping.text("currency").flatMap({ Currency($0) })
        else { return nil }
        return .init(days: days, amount: Money(amount, currency), dimensions: dimensions(mapping, Schema.costDimensions + ["kind"]))
    }

    private mutating func use(_ mapping: CheckedMapping) -> RuleTestFile.Use? {
        guard let days = days(mapping) else { return nil }
        let amounts = Schema.useAmounts.compactMap { name in mapping.decimal(name).map { (name, $0) } }
        return .init(
            days: days, dimensions: dimensions(mapping, Schema.useDimensions), amounts: Dictionary(uniqueKeysWithValues: amounts))
    }

    private mutating func metric(_ mapping: CheckedMapping) -> RuleTestFile.Metric? {
        guard let days = days(mapping), let metric = mapping.text("metric"), let quantity = mapping.decimal("quantity") else {
            return nil
        }
        return .init(days: days, metric: metric, quantity: quantity, dimensions: dimensions(mapping, Schema.metricDimensions))
    }

    private mutating func expectation(_ mapping: CheckedMapping) -> RuleTestFile.Expectation? {
        guard let rule = mapping.text("rule"), let isResolved = mapping.truth("resolved") else { return nil }
        if !rules.contains(rule) {
            problems.add(
                .nameUnknown(rule, kind: "rule", section: "the configuration's rules", nearest: nearestWord(to: rule, in: rules)),
                at: mapping.placeOfValue("rule"))
        }
        return .init(
            rule: rule, step: mapping.text("step"), scope: mapping.text("scope"), period: mapping.text("period"),
            night: mapping.date("night"), severity: mapping.text("severity").flatMap { .init(rawValue: $0) },
            isResolved: isResolved)
    }
}

extension Settings {
    /// The names of all rules that may raise alerts.
    public var allRuleNames: [String] {
        budgets.map(\.name) + thresholds.map(\.name) + growth.map(\.name) + watches.anomalies.map(\.name)
            + watches.shares.map(\.name) + watches.restatements.map(\.name) + watches.approvals.map(\.name)
            + watches.quotas.map(\.name) + watches.unitCosts.map(\.name) + watches.minimums.map(\.name)
            + watches.prices.map(\.name) + watches.lateBills.map(\.name)
    }
}
