import Alerts
import Keys
import Money
import Reports
import Settings
import Store

/// Mails each team its month, once per published state of it.
///
/// ```swift
/// try DigestRun(connection, settings: settings).queue(month)
/// let outcome = try DigestRun(connection, settings: settings).send()
/// ```
public struct DigestRun {
    private let connection: Connection
    private let settings: Settings

    /// The tables that a mail has; the files have them all.
    private static let sections: Set<String> = ["team", "budget", "causes", "movers", "unallocated", "service"]
    /// Rows of a table in a mail.
    private static let rowCountMax = 15
    /// Columns of the text: what mail programs show without breaking lines.
    private static let textWidth = 72

    /// The digests of a configuration.
    public init(_ connection: Connection, settings: Settings) {
        self.connection = connection
        self.settings = settings
    }

    /// What became of the digests.
    public struct Outcome {
        /// Mails that the mail server took.
        public var sentCount = 0
        /// Why others wait, by address.
        public var errors: [AlertError] = []
    }

    /// Notes who is to be told of a month as it is published now; who was told of this state already is not told again.
    ///
    /// - Throws: `StoreError`, `BooksError`.
    public func queue(_ month: Month) throws {
        guard let digest = settings.reports.digest else { return }
        let loader = ReportLoader(connection, cost: CostBasis(settings.reports.cost), budgets: settings.budgets)
        let months = try loader.months()
        guard let books = months.first(where: { $0.month == month }), books.isPublished, let rows = books.digest,
            let newest = months.last(where: \.isPublished)?.month
        else { return }
        let state = books.isClosed ? "final" : "provisional"
        // A backlog of open months is no news; a closed month always is.
        let isTold = books.isClosed || (digest.on == .published && month >= newest.previous)
        let subjects = isTold ? try loader.subjects(month) : []
        let notices = subjects.flatMap { subject -> [DigestNotice] in
            addresses(of: subject.team, digest).map {
                DigestNotice(
                    month: month, currency: subject.currency.code, team: subject.team ?? "", address: $0, books: rows, state: state)
            }
        }
        try DigestOutbox(connection).queue(notices, month: month, books: rows, state: state)
    }

    /// Sends what waits, of a month or of all.
    ///
    /// - Throws: `StoreError`, `BooksError`, `ReportError`.
    public func send(_ month: Month? = nil) throws -> Outcome {
        let outbox = DigestOutbox(connection)
        let loader = ReportLoader(connection, cost: CostBasis(settings.reports.cost), budgets: settings.budgets)
        var outcome = Outcome()
        let waiting = try outbox.waiting(month)
        for month in Set(waiting.map(\.month)).sorted() {
            let reports = try loader.all(month)
            for notice in waiting where notice.month == month {
                guard let report = reports.first(where: { ($0.team ?? "") == notice.team && $0.currency.code == notice.currency })
                else { continue }
                if let error = try outbox.send(notice, try mail(notice, report)) { outcome.errors.append(error) } else {
                    outcome.sentCount += 1
                }
            }
        }
        return outcome
    }

    /// Whom a report goes to.
    private func addresses(of team: String?, _ digest: Settings.MailDigest) -> [String] {
        guard let team else { return digest.organisation }
        return settings.teams.filter { $0.name == team }.compactMap(\.email)
    }

    private func mail(_ notice: DigestNotice, _ report: LoadedReport) throws -> DigestMail {
        let language = ReportLanguage(settings.reports.locale)
        let digest = try report.digest(of: Self.sections, rowCountMax: Self.rowCountMax)
        return DigestMail(
            to: notice.address, from: settings.reports.digest?.from, subject: report.subject(in: language),
            text: try digest.rendered(as: .text, options: ReportOptions(width: Self.textWidth, language: language)),
            page: try digest.rendered(as: .html, options: ReportOptions(language: language)), key: notice.key)
    }
}
