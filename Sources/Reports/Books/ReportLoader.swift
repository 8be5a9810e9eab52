import Keys
import Money
import Settings
import Store

/// A report and what it is about.
public struct LoadedReport: Sendable {
    /// The month.
    public let month: Month
    /// The currency of its amounts.
    public let currency: Currency
    /// Which cost counts.
    public let cost: CostBasis
    /// The team, or `nil` for the organisation.
    public let team: String?
    /// What it says.
    public var document: ReportDocument
}

/// Makes reports from the published books: the views of schema `report`.
///
/// A month has one report per currency, because amounts of two currencies are never added. A report is held
/// against the bill before it is given out: its total is the bill's total to the last digit.
///
/// ```swift
/// let reports = try ReportLoader(connection).organisation(Month("2026-10")!)
/// ```
public struct ReportLoader {
    private let connection: Connection
    private let cost: CostBasis
    private let budgets: [Settings.Budget]

    /// A loader; the session is in no transaction when reports are loaded.
    ///
    /// - Parameter budgets: Those that reports show the state of.
    public init(_ connection: Connection, cost: CostBasis = .effective, budgets: [Settings.Budget] = []) {
        self.budgets = budgets
        self.connection = connection
        self.cost = cost
    }

    /// The months that have a bill or are published, oldest first.
    ///
    /// - Throws: `StoreError`.
    public func months() throws -> [MonthOfBooks] {
        try connection.query(SQL.text("reporting/months.sql")).compactMap(MonthOfBooks.init)
    }

    /// The newest month that is published.
    ///
    /// - Throws: `BooksError.noSuchMonth` where none is.
    public func newestMonth() throws -> Month {
        let months = try months()
        if let newest = months.last(where: \.isPublished) { return newest.month }
        throw BooksError(.noSuchMonth(nil, published: [], unpublished: months.map(\.month)))
    }

    /// The organisation's reports of a month, one per currency.
    ///
    /// - Throws: `BooksError` where there is no such month or it is not what the bill says, `ReportError`, `StoreError`.
    public func organisation(_ month: Month) throws -> [LoadedReport] {
        try inSnapshot { try load(month) { _ in [nil] } }
    }

    /// A team's reports of a month, one per currency in which it has costs: the same figures as in the organisation's.
    ///
    /// - Throws: As `organisation`, and `BooksError.noSuchTeam`.
    public func team(_ name: String, _ month: Month) throws -> [LoadedReport] {
        try inSnapshot {
            let reports = try load(month) { $0.contains(name) ? [name] : [] }
            if reports.isEmpty { try check(team: name, month) }
            return reports
        }
    }

    /// All reports of a month: per currency the organisation's and then each team's, the teams by name.
    ///
    /// - Throws: As `organisation`.
    public func all(_ month: Month) throws -> [LoadedReport] {
        try inSnapshot { try load(month) { [nil] + $0 } }
    }

    /// Passes where a month is published from the bill that counts, and has the team and the currency if they are given.
    ///
    /// - Throws: `BooksError`.
    func check(_ month: Month, team: String?, currency: String?) throws {
        let books = try published(month, among: months())
        let currencies = try BillsOfMonth(connection, books, cost: cost).currencies.map(\.code)
        if let currency, !currencies.contains(currency) {
            throw BooksError(.noSuchCurrency(currency, month, known: currencies))
        }
        if let team { try check(team: team, month) }
    }

    private func check(team name: String, _ month: Month) throws {
        let known = Set(try teams(month).map(\.name)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        guard known.contains(name) else { throw BooksError(.noSuchTeam(name, month, known: known)) }
    }

    private func inSnapshot<T>(_ body: () throws -> T) throws -> T {
        try connection.transaction {
            try connection.execute(SQL.text("reporting/snapshot.sql"), name: "sql/reporting/snapshot.sql")
            return try body()
        }
    }

    private func load(_ month: Month, whose: ([String]) -> [String?]) throws -> [LoadedReport] {
        let months = try months()
        let books = try published(month, among: months)
        let bills = try BillsOfMonth(connection, books, cost: cost)
        // A closed month is compared with what was closed before it, so that its report never changes.
        let previous = months.first { $0.month == month.previous && $0.isPublished && ($0.isClosed || !books.isClosed) }
        let closing = books.isClosed ? try closing(month) : nil
        let teams = try teams(month)
        var reports: [LoadedReport] = []
        for currency in bills.currencies {
            let scope = ReportScope(
                month: books, previous: previous, currency: currency, cost: cost, team: nil, closing: closing)
            let ofCurrency = teams.filter { $0.currency == currency }
            let wanted = whose(ofCurrency.map(\.name))
            guard !wanted.isEmpty else { continue }
            let books = BooksReader(connection, teams: wanted.compactMap(\.self), isForWhole: wanted.contains(nil))
            let maker = try DocumentMaker(books, scope, bills, budgets: budgets)
            func add(_ documents: [ReportDocument], of teams: [String?]) {
                reports += zip(teams, documents).map { team, document in
                    LoadedReport(month: month, currency: currency, cost: cost, team: team, document: document)
                }
            }
            if wanted.contains(nil) { try add([maker.document()], of: [nil]) }
            // What the organisation's report has asked is there for the teams', which are put together side by side.
            let ofTeams = ofCurrency.filter { wanted.contains($0.name) }
            let documents = try Concurrently.map(ofTeams) { team in
                try maker.document(ofTeam: team.name, costCentre: team.costCentre)
            }
            add(documents, of: ofTeams.map(\.name))
        }
        return reports
    }

    private func closing(_ month: Month) throws -> MonthClosing? {
        try connection.query(SQL.text("reporting/closing.sql"), [.date(month.firstDate)]).first.map {
            MonthClosing(at: $0.text("closed_at"), by: $0.text("closed_by"), digest: $0.text("digest"))
        }
    }

    private func published(_ month: Month, among months: [MonthOfBooks]) throws(BooksError) -> MonthOfBooks {
        let published = months.filter(\.isPublished).map(\.month)
        guard let books = months.first(where: { $0.month == month }) else {
            let unpublished = months.filter { !$0.isPublished }.map(\.month)
            throw BooksError(.noSuchMonth(month, published: published, unpublished: unpublished))
        }
        guard books.isPublished else { throw BooksError(.notAllocated(month, published: published)) }
        guard books.isCurrent else { throw BooksError(.stale(month)) }
        return books
    }

    /// The teams that have costs in a month, by name's bytes.
    func teams(_ month: Month) throws -> [(name: String, currency: Currency, costCentre: String?)] {
        try connection.query(SQL.text("reporting/teams.sql"), [.date(month.firstDate)])
            .compactMap { row in
                Currency(row.text("billing_currency")).map { (row.text("team"), $0, row["cost_centre"]) }
            }
            .sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
    }
}
