import Money

extension Settings {
    /// A period's amount, and the percentages of it at which an alert goes out.
    public struct Budget: Sendable, Hashable {
        /// Its name; unique among budgets.
        public let name: String
        /// Whose cost is watched.
        public let scope: AlertScope
        /// The period's amount; above nought.
        public let amount: Money
        /// Which cost counts.
        public let cost: Cost
        /// How long the amount lasts.
        public let period: BudgetPeriod
        /// What is compared with the steps: what it cost, or also what it will have cost.
        public let on: [BudgetSubject]
        /// Percent of the amount, ascending, each above nought.
        public let steps: [ExactDecimal]
        /// Amounts besides, ascending, each above nought.
        public let amounts: [ExactDecimal]
        /// The budget that this one is a part of; `nil` for none.
        public let within: String?
        /// Who is told, how much it matters, and after how many nights.
        public let telling: Telling
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
        /// Who is told, how much it matters, and after how many nights.
        public let telling: Telling
    }

    /// How long a budget lasts.
    public enum BudgetPeriod: String, Sendable, CaseIterable {
        /// A calendar month.
        case month
        /// Three months from January, April, July or October.
        case quarter
        /// A calendar year.
        case year
    }

    /// What of a budget is compared with its steps.
    public enum BudgetSubject: String, Sendable, CaseIterable {
        /// What was spent.
        case actual
        /// What will have been spent at the end of the period.
        case forecast
    }

    /// A rise from one month, week or day to the next that must not be passed.
    public struct GrowthLimit: Sendable, Hashable {
        /// Its name; unique among growth limits.
        public let name: String
        /// Whose cost is watched.
        public let scope: AlertScope
        /// The rise in percent; above nought.
        public let percent: ExactDecimal
        /// From which period to the next.
        public let over: GrowthPeriod
        /// Rises of less than this do not count, whatever their percentage.
        public let minimum: ExactDecimal
        /// The currency that is watched and that `minimum` is in; `nil` for each currency by itself.
        public let currency: Currency?
        /// Which cost counts.
        public let cost: Cost
        /// Who is told, how much it matters, and after how many nights.
        public let telling: Telling
    }

    /// What growth is measured over.
    public enum GrowthPeriod: String, Sendable, CaseIterable {
        /// Calendar months.
        case month
        /// Complete weeks from Monday.
        case week
        /// Complete days.
        case day
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
        /// A cluster.
        case cluster(String)
        /// Whoever answers for it.
        case owner(String)
        /// A version of the code.
        case commit(String)
        /// The teams of a department.
        case department(String)
        /// An environment of the configuration.
        case environment(String)
    }

    /// What a run writes.
    public struct Reports: Sendable, Hashable {
        /// The directory, made where it is missing.
        public let output: String
        /// In which formats; at least one, none twice.
        public let formats: [ReportFormat]
        /// Which cost counts.
        public let cost: Cost
        /// In which language people read them.
        public let locale: Locale
        /// Which published states of a month teams get a mail about; `nil` for none.
        public let digest: MailDigest?
    }

    /// A language of reports, by its tag (BCP 47).
    public enum Locale: String, Sendable, CaseIterable {
        /// English.
        case english = "en"
        /// 简体中文.
        case chinese = "zh-CN"
    }

    /// The mails that tell teams of their month.
    public struct MailDigest: Sendable, Hashable {
        /// Which states of a month are told.
        public enum Occasion: String, Sendable, CaseIterable {
            /// Every state that is published.
            case published
            /// Only the closed month.
            case closed
        }

        /// Which states of a month are told.
        public let on: Occasion
        /// Who gets the organisation's report; teams have addresses of their own.
        public let organisation: [String]
        /// From whom; the mail server's own idea where none is given.
        public let from: String?
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
        /// A workbook for spreadsheets.
        case xlsx
        /// The bill in FOCUS 1.3, each line split among its consumers.
        case focus
    }
}

extension Settings.AlertScope {
    /// What kind it is, as the file has it.
    public var kind: String { words.kind }
    /// Which one; empty for the organisation.
    public var name: String { words.name }
}
