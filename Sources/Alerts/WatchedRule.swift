import Keys
import Money
import Settings

/// What all rules of the configuration have in common: a name, whose cost, which cost, who is told.
struct WatchedRule {
    let kind: AlertMessage.Kind
    let name: String
    let scope: AlertMessage.Scope
    let cost: Settings.Cost
    let receivers: [String]

    init(
        _ kind: AlertMessage.Kind, _ name: String, _ scope: Settings.AlertScope, _ cost: Settings.Cost,
        _ receivers: [String]
    ) {
        self.kind = kind
        self.name = name
        self.scope = AlertMessage.Scope(scope)
        self.cost = cost
        self.receivers = receivers
    }

    init(_ budget: Settings.Budget, _ kind: AlertMessage.Kind = .budget) {
        self.init(kind, budget.name, budget.scope, budget.cost, budget.receivers)
    }

    init(_ threshold: Settings.Threshold) {
        self.init(.threshold, threshold.name, threshold.scope, threshold.cost, threshold.receivers)
    }

    init(_ limit: Settings.GrowthLimit) {
        self.init(.growth, limit.name, limit.scope, limit.cost, limit.receivers)
    }

    init(_ anomaly: Settings.Anomaly) {
        self.init(.anomaly, anomaly.name, anomaly.scope, anomaly.cost, anomaly.receivers)
    }

    init(_ share: Settings.ShareLimit) {
        self.init(.share, share.name, share.scope, share.cost, share.receivers)
    }

    init(_ approval: Settings.ApprovalRule) {
        self.init(.approval, approval.name, approval.scope, approval.cost, approval.receivers)
    }

    /// The rule for diagnoses: `budget payments-month`.
    var words: String { "\(kind.rawValue) \(name)" }

    /// The id of an alert of this rule: the same for the same crossing, whenever it is looked at.
    func alertID(_ period: String, step: String, currency: Currency) -> String {
        var hasher = Hasher256()
        for field in [
            "chargeback.alert/1", kind.rawValue, name, scope.kind, scope.name, period, step, currency.code,
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
        // Reports have no table by account; the whole one shows what there is.
        default: return command
        }
    }
}

extension AlertMessage.Scope {
    /// A scope of the configuration.
    init(_ scope: Settings.AlertScope) {
        switch scope {
        case .organisation: self.init(kind: "organisation", name: "")
        case .team(let name): self.init(kind: "team", name: name)
        case .tenant(let name): self.init(kind: "tenant", name: name)
        case .tier(let name): self.init(kind: "tier", name: name)
        case .namespace(let name): self.init(kind: "namespace", name: name)
        case .service(let name): self.init(kind: "service", name: name)
        case .account(let name): self.init(kind: "account", name: name)
        case .cluster(let name): self.init(kind: "cluster", name: name)
        case .owner(let name): self.init(kind: "owner", name: name)
        case .commit(let name): self.init(kind: "commit", name: name)
        }
    }
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
