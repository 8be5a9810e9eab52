import Errors
import Foundation
import Money
import Usage

extension Catalogue {
    /// The signals that come with chargeback (docs/prometheus.md lists them with their queries).
    public static let standard: Catalogue = {
        do throws(CodedErrors) {
            return try CatalogueFile.parse(Array(standardText.utf8), file: "catalogue/usage.yaml")
        } catch {
            preconditionFailure("the shipped catalogue is refused: \(error.errors.map(\.line))")
        }
    }()

    /// The file that they are in: what `chargeback config catalogue` prints.
    public static let standardText: String = {
        guard let file = EmbeddedCatalogue.files.first else { preconditionFailure("no catalogue is embedded") }
        return file.text
    }()

    /// The catalogue of a file of the user's own, or the shipped one.
    ///
    /// - Parameters:
    ///   - path: The file; `nil` for the shipped signals alone.
    ///   - environment: The variables that `database` of a query may name.
    /// - Throws: `CodedErrors` of `SettingsError`, with line and column.
    public static func load(
        path: String?, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(CodedErrors) -> Catalogue {
        guard let path else { return .standard }
        let bytes: [UInt8]
        do throws(SettingsError) {
            bytes = try ConfigurationFile.read(path)
        } catch {
            throw CodedErrors(errors: [error])
        }
        return try CatalogueFile.parse(bytes, file: path, environment: environment)
    }
}

/// Reads a catalogue of signals, checked as the configuration is.
enum CatalogueFile {
    static func parse(_ bytes: [UInt8], file: String, environment: [String: String] = [:]) throws(CodedErrors) -> Catalogue {
        let document: Document
        do throws(SyntaxProblem) {
            document = try Document(ConfigurationFile.text(of: bytes))
        } catch {
            throw CodedErrors(errors: [SettingsError(file: file, position: error.position, reason: error.reason)])
        }
        let reader = ScalarReader(directory: "", environment: environment)
        var checker = Checker(problems: Problems(file: file), scalars: reader, names: document.names)
        let root = checker.checkRoot(document.root, .catalogue)
        var problems = checker.problems
        refuseTakenNames(root, &problems)
        refuseKeyless(root, &problems)
        guard problems.isEmpty else { throw problems.errors }
        let own = root.mappings("signals").compactMap(signal) + root.mappings("metrics").compactMap(metric)
        let queries = root.mappings("queries").compactMap(query)
        guard root.truth("standard") == true else { return Catalogue(own, queries: queries) }
        let ids = Set(own.map(\.id))
        return Catalogue(Catalogue.standard.signals.filter { !ids.contains($0.id) } + own, queries: queries)
    }

    private static func refuseTakenNames(_ root: CheckedMapping, _ problems: inout Problems) {
        var firstLines: [String: Int] = [:]
        for mapping in root.mappings("signals") + root.mappings("metrics") + root.mappings("queries") {
            guard let id = mapping.text("id") else { continue }
            let position = mapping.placeOfValue("id")
            if let line = firstLines[id] {
                problems.add(.nameTaken(id, kind: "signal", firstLine: line), at: position)
            } else {
                firstLines[id] = position.line
            }
        }
    }

    /// A level of nobody in particular is a metric, not a signal; and a mean of a total has no meaning.
    private static func refuseKeyless(_ root: CheckedMapping, _ problems: inout Problems) {
        for mapping in root.mappings("metrics") {
            guard let kind: Signal.Kind = mapping.word("kind"), let keep: Signal.Keep = mapping.word("keep"),
                kind.isTotal, keep == .mean
            else { continue }
            problems.add(.keysExclude(["keep: mean", "kind: \(kind.rawValue)"]), at: mapping.placeOfValue("keep"))
        }
    }

    private static func signal(_ mapping: CheckedMapping) -> Signal? {
        guard let id = mapping.text("id"), let kind: Signal.Kind = mapping.word("kind"),
            let unit: Schema.Unit = mapping.word("unit")
        else { return nil }
        let stored = unit.stored(isTotal: kind.isTotal)
        return Signal(
            id: id, quantity: mapping.text("quantity"), names: names(mapping), kind: kind,
            unit: kind.isInfo ? "" : stored.name, scale: stored.scale, stepSeconds: mapping.whole("step_seconds") ?? 300,
            subject: mapping.texts("key").compactMap(SubjectKey.init), duplicates: mapping.word("duplicates") ?? .max,
            isRequired: mapping.truth("required") ?? false, valueMin: number(mapping, "min") ?? 0,
            valueMax: number(mapping, "max") ?? .infinity, expression: mapping.text("expr"),
            droppedLabels: mapping.texts("drop"), filePatterns: mapping.texts("files"), shardLabel: mapping.text("shard"))
    }

    private static func metric(_ mapping: CheckedMapping) -> Signal? {
        guard let id = mapping.text("id"), let kind: Signal.Kind = mapping.word("kind"),
            let keep: Signal.Keep = mapping.word("keep")
        else { return nil }
        return Signal(
            id: id, names: names(mapping), kind: kind, unit: mapping.text("unit") ?? "count", scale: Signal.metricScale,
            stepSeconds: mapping.whole("step_seconds") ?? 300, subject: [],
            duplicates: mapping.word("duplicates") ?? .max, isRequired: mapping.truth("required") ?? false,
            valueMin: number(mapping, "min") ?? 0, valueMax: number(mapping, "max") ?? .infinity,
            expression: mapping.text("expr"), droppedLabels: mapping.texts("drop"),
            filePatterns: mapping.texts("files"), metricLabels: mapping.texts("key"), keep: keep,
            isDaily: mapping.text("grain") == "day")
    }

    private static func query(_ mapping: CheckedMapping) -> MetricQuery? {
        guard let id = mapping.text("id"), let sql = mapping.text("sql"), let database = mapping.confidential("database")
        else { return nil }
        return MetricQuery(
            id: id, unit: mapping.text("unit") ?? "count", sql: sql, database: database.revealed,
            start: mapping.text("start") ?? "0", isDaily: mapping.text("grain") == "day")
    }

    private static func names(_ mapping: CheckedMapping) -> [Signal.Name] {
        mapping.mappings("names").compactMap { entry in
            entry.text("name").map { name in
                let conditions = entry.mapping("where")?.table { content -> Signal.LabelMatch? in
                    guard case .list(let values) = content else { return nil }
                    return match(values.compactMap { if case .text(let text) = $0.content { text } else { nil } })
                }
                return Signal.Name(name, where: conditions ?? [:])
            }
        }
    }

    /// `["*"]` is any value, `["!POD"]` any but that.
    private static func match(_ values: [String]) -> Signal.LabelMatch {
        let isOpen = values.allSatisfy { $0 == "*" || $0.hasPrefix("!") }
        return isOpen
            ? .present(except: values.filter { $0 != "*" }.map { String($0.dropFirst()) }) : .oneOf(values)
    }

    private static func number(_ mapping: CheckedMapping, _ key: String) -> Double? {
        mapping.decimal(key).flatMap { Double($0.description) }
    }
}
