import Keys
import Money
import Settings
import Store

/// What all rules of the configuration have in common: a name, whose cost, which cost, who is told.
struct WatchedRule {
    let kind: AlertMessage.Kind
    let name: String
    var scope: AlertMessage.Scope
    let cost: Settings.Cost
    let telling: Settings.Telling

    init(
        _ kind: AlertMessage.Kind, _ name: String, _ scope: Settings.AlertScope, _ cost: Settings.Cost,
        _ telling: Settings.Telling
    ) {
        self.kind = kind
        self.name = name
        self.scope = AlertMessage.Scope(scope)
        self.cost = cost
        self.telling = telling
    }

    init(_ budget: Settings.Budget, _ kind: AlertMessage.Kind = .budget) {
        self.init(kind, budget.name, budget.scope, budget.cost, budget.telling)
    }

    init(_ threshold: Settings.Threshold) {
        self.init(.threshold, threshold.name, threshold.scope, threshold.cost, threshold.telling)
    }

    init(_ limit: Settings.GrowthLimit) {
        self.init(.growth, limit.name, limit.scope, limit.cost, limit.telling)
    }

    init(_ anomaly: Settings.Anomaly) {
        self.init(.anomaly, anomaly.name, anomaly.scope, anomaly.cost, anomaly.telling)
    }

    init(_ share: Settings.ShareLimit) {
        self.init(.share, share.name, share.scope, share.cost, share.telling)
    }

    init(_ approval: Settings.ApprovalRule) {
        self.init(.approval, approval.name, approval.scope, approval.cost, approval.telling)
    }

    init(_ quota: Settings.Quota) { self.init(.quota, quota.name, quota.scope, .effective, quota.telling) }

    init(_ minimum: Settings.Minimum) {
        self.init(.minimum, minimum.name, minimum.scope, .effective, minimum.telling)
    }

    /// The rule for diagnoses: `budget payments-month`.
    var words: String { "\(kind.rawValue) \(name)" }

    /// The id of an alert of this rule: the same for the same crossing, whenever it is looked at.
    func alertID(_ period: String, step: String, _ unit: AlertUnit) -> String {
        var hasher = Hasher256()
        for field in [
            "chargeback.alert/1", kind.rawValue, name, scope.kind, scope.name, period, step, unit.description,
        ] { hasher.updateField(field) }
        return hasher.finalize().description
    }

    /// The command that shows what the amount is made of, fit to be pasted into a shell.
    func explainCommand(_ month: Month) -> String {
        var command = "chargeback report --month \(month)"
        if cost != .effective { command += " --cost " + cost.rawValue }
        switch scope.kind {
        case "team": return command + " --team " + ShellWord.quoted(scope.name)
        case "tenant", "tier", "namespace", "service", "owner", "commit": return command + " --by " + scope.kind
        case "department": return command + " --by team"
        // Reports have no table by account or environment; the whole one shows what there is.
        default: return command
        }
    }
}

extension WatchedRule {
    /// The command that shows rows of a view, fit to be pasted into a shell: the query of sql/alerts/explain in one line, with
    /// values in the place of its parameters.
    static func queryCommand(_ name: String, _ values: [String]) -> String {
        let lines = SQL.text("alerts/explain/\(name).sql").split(separator: "\n").filter { !$0.hasPrefix("--") }
        let pieces = lines.joined(separator: " ").split(separator: "$", omittingEmptySubsequences: false)
        // Each parameter once, so that a value that looks like one stays what it is.
        let query = pieces.dropFirst().reduce(String(pieces[0])) { query, piece in
            guard let number = piece.first?.wholeNumberValue, values.indices.contains(number - 1) else { return query + "$" + piece }
            return query + "'" + values[number - 1].replacing("'", with: "''") + "'" + piece.dropFirst()
        }
        // Double quotes read better where no character in them means anything to a shell.
        let isPlain = !query.contains { "\"\\$`!".contains($0) }
        return "chargeback db psql -c " + (isPlain ? "\"\(query)\"" : ShellWord.quoted(query))
    }
}

extension AlertMessage.Scope {
    /// A scope of the configuration.
    init(_ scope: Settings.AlertScope) { self.init(kind: scope.kind, name: scope.name) }
}

/// Words of a shell's command line.
enum ShellWord {
    /// The word as it is where no shell minds it, else in quotes.
    static func quoted(_ word: String) -> String {
        let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./:@%+=-".utf8)
        if !word.isEmpty, !word.hasPrefix("-"), word.utf8.allSatisfy(plain.contains) { return word }
        return "'" + word.replacing("'", with: #"'\''"#) + "'"
    }
}
