extension Settings {
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
        /// The scopes it hears of; `nil` for all.
        public let scopes: [AlertScope]?
        /// When it is told what is not critical; `nil` for always.
        public let calendar: Calendar?
        /// Whether it hears when something it was told is no longer so.
        public let hearsResolved: Bool
        /// The hosts that receivers may be on; empty for any public one.
        public let hosts: [String]
        /// Who is told instead of it when an alert has waited for it for a day; `nil` for nobody.
        public let fallback: String?
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

    /// Where a receiver's key, or the password or token for a server, is.
    public enum SigningKey: Sendable, Hashable {
        /// In a file, read when it is needed.
        case file(String)
        /// Here.
        case text(Confidential)
    }

    /// How somebody learns that the job itself did not run, or not well.
    public struct Monitoring: Sendable, Hashable {
        /// What is asked at the start (`/start`) and at the end (`/EXIT_CODE`) of a run, as healthchecks.io and its kin
        /// have it; `nil` for nothing.
        public let pingURL: Confidential?
        /// Whether that address may lie in a private network.
        public let allowPrivate: Bool
        /// The hosts it may be on; empty for any public one.
        public let hosts: [String]
        /// A file for Prometheus' textfile collector; `nil` for none.
        public let metricsFile: String?
    }
}
