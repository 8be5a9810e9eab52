import Dispatch
import Money
import Store
import Synchronization

/// What the published books say, for a whole set of reports: a statement is asked once for all of them, and split here.
///
/// A statement of a report takes two last parameters: the teams whose reports are made, `text[]` or null, and whether the organisation's is
/// made, too. Its column `report_team` says of whose report each row is, null for the organisation's. What the next team's report asks for is
/// there already.
///
/// ```swift
/// let rows = try books.rows("reporting/days.sql", [.date(month), .text("USD"), .text("effective")], of: "payments")
/// ```
final class BooksReader: @unchecked Sendable {
    /// The session, in the transaction whose snapshot all figures are of. For one thread at a time; the reader's own questions take turns.
    let connection: Connection
    /// Whether the organisation's report is among those that are made.
    let isForWhole: Bool
    private let teams: Set<String>
    /// The teams as statements take them, made once.
    private let teamsParameter: Parameter
    private let answers = Mutex<[Question: Answer]>([:])
    /// What another session is asked.
    private let asked = Mutex<Set<Question>>([])
    /// Whose turn it is with the connection.
    private let turn = Mutex(())
    private let ahead = DispatchGroup()

    /// A statement under `sql` with its parameters.
    struct Statement: Hashable {
        let path: String
        let parameters: [Parameter]
        /// Whether its rows are told apart by the column `part`, too.
        var hasParts = false
    }

    private struct Question: Hashable {
        let statement: Statement
        /// Whether it has a column `report_team`.
        let hasTeams: Bool
    }

    private struct Key: Hashable {
        let team: String?
        let part: String?
    }

    private final class Answer: Sendable {
        // Results are only read.
        nonisolated(unsafe) let rows: [Key: [Row]]

        init(_ connection: Connection, _ question: Question) throws {
            let statement = question.statement
            let rows = try connection.query(SQL.text(statement.path), statement.parameters, name: "sql/" + statement.path)
            self.rows = Dictionary(grouping: rows) { row in
                Key(team: question.hasTeams ? row["report_team"] : nil, part: statement.hasParts ? row["part"] : nil)
            }
        }
    }

    /// A reader.
    ///
    /// - Parameters:
    ///   - teams: Those whose reports are made.
    ///   - isForWhole: Whether the organisation's report is made, too.
    init(_ connection: Connection, teams: [String], isForWhole: Bool) {
        self.connection = connection
        self.teams = Set(teams)
        teamsParameter = teams.isEmpty ? .text(nil) : .texts(teams)
        self.isForWhole = isForWhole
    }

    /// The rows of a statement for the organisation or one of the teams, in the statement's order.
    ///
    /// - Parameters:
    ///   - statement: With all parameters but the last two.
    ///   - team: One of those that the reader was made for, or `nil` for the organisation.
    ///   - part: Only the rows with this in the column `part`: a statement answers for all parts at once, too.
    func rows(_ statement: Statement, of team: String?, part: String? = nil) throws -> [Row] {
        precondition(team.map(teams.contains) ?? true, "a report of a team that the reader does not know")
        return try answer(question(statement, of: team)).rows[Key(team: team, part: part)] ?? []
    }

    /// The rows of a statement that is the same whoever's report it is, with this in the column `part`.
    func sharedRows(_ statement: Statement, part: String) throws -> [Row] {
        let question = Question(
            statement: Statement(path: statement.path, parameters: statement.parameters, hasParts: true), hasTeams: false)
        return try answer(question).rows[Key(team: nil, part: part)] ?? []
    }

    /// Sends statements to a session of their own, which sees the same, while others are asked here. Worth it where many reports are made;
    /// where the server takes no more sessions, or is a standby, they are asked here later.
    func askAhead(_ statements: [Statement]) {
        guard isForWhole, teams.count >= Self.teamCountMin else { return }
        let questions = statements.map { question($0, of: nil) }
        nonisolated(unsafe) let sibling: Connection
        do {
            guard let other = try connection.sibling() else { return }
            sibling = other
        } catch { return }
        asked.withLock { $0.formUnion(questions) }
        DispatchQueue.global().async(group: ahead) {
            for question in questions {
                // Whoever needs it asks again, and says what is wrong.
                guard let answer = try? Answer(sibling, question) else { return }
                self.answers.withLock { $0[question] = answer }
            }
        }
    }

    /// So many teams are worth a second session.
    private static let teamCountMin = 4

    private func question(_ statement: Statement, of team: String?) -> Question {
        let isAlone = team == nil && !isForWhole
        let whose: [Parameter] = [
            isAlone ? .text(nil) : teamsParameter, .flag(isForWhole || isAlone),
        ]
        return Question(
            statement: Statement(path: statement.path, parameters: statement.parameters + whose, hasParts: statement.hasParts),
            hasTeams: true)
    }

    private func answer(_ question: Question) throws -> Answer {
        if asked.withLock({ $0.contains(question) }) { ahead.wait() }
        if let known = answers.withLock({ $0[question] }) { return known }
        return try turn.withLock { _ in
            if let known = answers.withLock({ $0[question] }) { return known }
            let answer = try Answer(connection, question)
            answers.withLock { $0[question] = answer }
            return answer
        }
    }
}
