import Money

extension Settings {
    /// A month's amount, and the percentages of it at which an alert goes out.
    public struct Budget: Sendable, Hashable {
        /// Its name; unique among budgets.
        public let name: String
        /// Whose cost is watched.
        public let scope: AlertScope
        /// The month's amount; above nought.
        public let amount: Money
        /// Which cost counts.
        public let cost: Cost
        /// Percent of the amount, ascending, each above nought.
        public let steps: [ExactDecimal]
        /// The receivers' names; all of the file's where none are written.
        public let receivers: [String]
    }

    /// A month's amount that must not be passed.
    public struct Threshold: Sendable, Hashable {
        /// Its name; unique among thresholds.
        public let name: String
        /// Whose cost is watched.
        public let scope: AlertScope
        /// The amount; above nought.
        public let amount: Money
        /// Which cost counts.
        public let cost: Cost
        /// The receivers' names; all of the file's where none are written.
        public let receivers: [String]
    }

    /// A rise from one month to the next that must not be passed.
    public struct GrowthLimit: Sendable, Hashable {
        /// Its name; unique among growth limits.
        public let name: String
        /// Whose cost is watched.
        public let scope: AlertScope
        /// The rise in percent; above nought.
        public let percent: ExactDecimal
        /// Rises of less than this do not count, whatever their percentage.
        public let minimum: ExactDecimal
        /// The currency that is watched and that `minimum` is in; `nil` for each currency by itself.
        public let currency: Currency?
        /// Which cost counts.
        public let cost: Cost
        /// The receivers' names; all of the file's where none are written.
        public let receivers: [String]
    }

    /// Whose cost an alert watches.
    public enum AlertScope: Sendable, Hashable {
        /// Everything.
        case organisation
        /// A team.
        case team(String)
        /// A tenant.
        case tenant(String)
        /// A tier.
        case tier(String)
        /// A namespace.
        case namespace(String)
        /// A provider's service.
        case service(String)
        /// An account, subscription or project.
        case account(String)
    }

    /// Where alerts go.
    public struct Receiver: Sendable, Hashable {
        /// Its name; unique.
        public let name: String
        /// How it wants to be told.
        public let kind: ReceiverKind
        /// An `http` or `https` address; many carry their key in the path, so it is not for the log. `nil` for
        /// mail, and for PagerDuty's own address.
        public let url: Confidential?
        /// The addresses of mail; empty for all others.
        public let addresses: [String]
        /// What signs the messages or names the service; `nil` for none.
        public let key: SigningKey?
        /// Whether the address may lie in a private network.
        public let allowPrivate: Bool
        /// The severities it hears of; all where none are written.
        public let severities: [Severity]
    }

    /// The ways in which receivers want to be told.
    public enum ReceiverKind: String, Sendable, CaseIterable {
        /// A POST of our own JSON, signed.
        case webhook
        /// Prometheus' Alertmanager, API v2.
        case alertmanager
        /// An incoming webhook of Slack.
        case slack
        /// A workflow of Microsoft Teams.
        case teams
        /// A robot of DingTalk.
        case dingtalk
        /// A robot of WeCom.
        case wecom
        /// A robot of Feishu or Lark.
        case feishu
        /// PagerDuty's Events API v2, and what speaks it.
        case pagerduty
        /// Mail, by the system's `sendmail`.
        case email
    }

    /// How much an alert matters.
    public enum Severity: String, Sendable, CaseIterable {
        /// Somebody must look: P0.
        case critical
        /// Somebody should look: P1.
        case warning
        /// For information: P2.
        case notice
    }

    /// Where a receiver's key is.
    public enum SigningKey: Sendable, Hashable {
        /// In a file, read when it is needed.
        case file(String)
        /// Here.
        case text(Confidential)
    }

    /// What a run writes.
    public struct Reports: Sendable, Hashable {
        /// The directory, made where it is missing.
        public let output: String
        /// In which formats; at least one, none twice.
        public let formats: [ReportFormat]
        /// Which cost counts.
        public let cost: Cost
    }

    /// The formats of a report.
    public enum ReportFormat: String, Sendable, CaseIterable {
        /// Tables for a terminal.
        case text
        /// Comma-separated values (RFC 4180).
        case csv
        /// JSON.
        case json
        /// Tables for a pull request or a wiki.
        case markdown
        /// A page for people.
        case html
    }
}
