import Errors
import Keys
import Money

/// What decides whether a change may be merged: the rule file of `chargeback diff`.
///
/// ```yaml
/// metric: requests
/// rules:
///   - name: waste
///     when: [{figure: cpu_utilisation, down: 15}, {figure: cost, up: 22}]
/// ```
public struct ChangeRules: Sendable {
    /// A figure that rules speak of; all but utilisation are compared at the same load.
    public enum Figure: String, Sendable, CaseIterable {
        /// What it costs directly.
        case cost
        /// What it uses.
        case cpu, memory
        /// What it reserves.
        case cpuRequest = "cpu_request"
        /// What it reserves.
        case memoryRequest = "memory_request"
        /// Used divided by requested.
        case cpuUtilisation = "cpu_utilisation"
        /// Used divided by requested.
        case memoryUtilisation = "memory_utilisation"
    }

    /// One condition: a figure went up, or down, by at least so much.
    public struct Condition: Sendable, Hashable {
        /// The figure.
        public let figure: Figure
        /// Whether it speaks of going up.
        public let isUp: Bool
        /// By how many per cent at least.
        public let percent: ExactDecimal
    }

    /// A rule, which blocks where all its conditions hold.
    public struct Rule: Sendable, Hashable {
        /// Its name.
        public let name: String
        /// Its conditions; at least one.
        public let conditions: [Condition]
    }

    /// The business metric that says the load.
    public let metric: String
    /// The business metric that says the latency, or `nil`.
    public let latency: String?
    /// By how many per cent the larger load may exceed the smaller.
    public let loadDifferencePercent: ExactDecimal
    /// How many hours each side must have run.
    public let hoursMin: Int
    /// The rules.
    public let rules: [Rule]
    /// SHA-256 of the text.
    public let digest: Digest

    /// The rules where no file is given.
    public static let standardText = """
        metric: requests
        load_difference: 50
        hours: 24
        rules:
          - name: waste
            when: [{figure: cpu_utilisation, down: 15}, {figure: cost, up: 22}]
          - name: dearer
            when: [{figure: cost, up: 30}]

        """

    /// Reads and checks a rule file.
    ///
    /// - Parameter path: The file; `nil` for the standard rules.
    /// - Throws: `CodedErrors` of `SettingsError`, with line and column.
    public static func load(path: String?) throws(CodedErrors) -> ChangeRules {
        guard let path else { return try parse(standardText, file: "standard rules") }
        let bytes: [UInt8]
        do throws(SettingsError) {
            bytes = try ConfigurationFile.read(path)
        } catch {
            throw CodedErrors(errors: [error])
        }
        return try checked(bytes, file: path)
    }

    /// Checks a rule file's text.
    ///
    /// - Throws: `CodedErrors` of `SettingsError`.
    public static func parse(_ text: String, file: String) throws(CodedErrors) -> ChangeRules {
        try checked(Array(text.utf8), file: file)
    }
}

extension ChangeRules {
    private static func checked(_ bytes: [UInt8], file: String) throws(CodedErrors) -> ChangeRules {
        let document: Document
        do throws(SyntaxProblem) {
            document = try Document(ConfigurationFile.text(of: bytes))
        } catch {
            throw CodedErrors(errors: [SettingsError(file: file, position: error.position, reason: error.reason)])
        }
        var checker = Checker(
            problems: Problems(file: file), scalars: ScalarReader(directory: "", environment: [:]), names: document.names)
        let root = checker.checkRoot(document.root, .changeRules)
        var problems = checker.problems
        let rules = rules(root, &problems)
        guard problems.isEmpty, let metric = root.text("metric"), let difference = root.decimal("load_difference"),
            let hours = root.whole("hours")
        else { throw problems.errors }
        return ChangeRules(
            metric: metric, latency: root.text("latency"), loadDifferencePercent: difference, hoursMin: hours, rules: rules, digest: Digest(of: bytes))
    }

    private static func rules(_ root: CheckedMapping, _ problems: inout Problems) -> [Rule] {
        var firstLines: [String: Int] = [:]
        return root.mappings("rules").compactMap { mapping in
            guard let name = mapping.text("name") else { return nil }
            let position = mapping.placeOfValue("name")
            if let line = firstLines[name] {
                problems.add(.nameTaken(name, kind: "rule", firstLine: line), at: position)
            }
            firstLines[name] = firstLines[name] ?? position.line
            return Rule(name: name, conditions: mapping.mappings("when").compactMap { condition($0, &problems) })
        }
    }

    private static func condition(_ mapping: CheckedMapping, _ problems: inout Problems) -> Condition? {
        guard let figure: Figure = mapping.word("figure") else { return nil }
        switch (mapping.decimal("up"), mapping.decimal("down")) {
        case (let up?, nil): return Condition(figure: figure, isUp: true, percent: up)
        case (nil, let down?): return Condition(figure: figure, isUp: false, percent: down)
        case (.some, .some): problems.add(.keysExclude(["up", "down"]), at: mapping.position)
        case (nil, nil):
            guard mapping.written["up"] == nil, mapping.written["down"] == nil else { return nil }
            problems.add(.keyMissing("up", example: "up: 22"), at: mapping.position)
        }
        return nil
    }
}

extension Schema {
    /// The rule file of `chargeback diff`.
    static let changeRules = Schema(keys: [
        Key("metric", .scalar(.sourceName), .standard("requests"), "The business metric that says the load."),
        Key("latency", .scalar(.sourceName), "The business metric that says the latency, e.g. of the 99th percentile; it is shown."),
        Key("load_difference", .scalar(.percent), .standard("50"), "By how much the larger load may exceed the smaller."),
        Key("hours", .scalar(.seconds), .standard("24"), "How many hours each side must have run."),
        Key("rules", .list(.mapping(changeRule), atLeast: 1), .required, "Each blocks where all its conditions hold."),
    ])

    private static let changeRule = Schema(keys: [
        Key("name", .scalar(.name), .required, "Its name; unique."),
        Key("when", .list(.mapping(changeCondition), atLeast: 1), .required, "Its conditions."),
    ])

    private static let changeCondition = Schema(keys: [
        Key("figure", .scalar(.word(ChangeRules.Figure.allCases.map(\.rawValue))), .required, "What is compared."),
        Key("up", .scalar(.percent), "It went up by at least so much."),
        Key("down", .scalar(.percent), "It went down by at least so much."),
    ])
}
