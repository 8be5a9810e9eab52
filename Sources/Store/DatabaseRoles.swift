/// Who may see what: roles of the database, and the rights that they were granted.
///
/// What is granted stands in `org.database_role`; functions of sql/functions make it true, with rights on
/// views and with row-level security below them. Every migration does that again, because it makes views anew.
///
/// ```swift
/// let isNew = try DatabaseRoles(connection).grant("ada", as: .team("payments"))
/// ```
public struct DatabaseRoles {
    /// What a role may do.
    public enum Kind: Hashable, Sendable {
        /// See one team's rows of the views that teams have.
        case team(String)
        /// See all views of schema `report`, all teams.
        case analyst
        /// Read everything, so that reports can be written with it.
        case reporter
        /// Do what the owner of the tables does, except granting.
        case loader

        /// The word of `org.database_role`.
        public var word: String {
            switch self {
            case .team: "team"
            case .analyst: "analyst"
            case .reporter: "reporter"
            case .loader: "loader"
            }
        }

        var team: String? { if case .team(let team) = self { team } else { nil } }
    }

    /// A granted role.
    public struct Grant: Hashable, Sendable {
        /// The role.
        public let role: String
        /// team, analyst, reporter or loader.
        public let kind: String
        /// Its team, where it is a team's.
        public let team: String?
        /// Whether the server still has it.
        public let isThere: Bool
    }

    private let connection: Connection

    /// The roles of a session's database.
    public init(_ connection: Connection) { self.connection = connection }

    /// The server that closes CVE-2025-8713, through which statistics told of rows behind row-level security.
    private static let minorMin: [Int32: Int32] = [15: 14, 16: 10, 17: 6]

    /// The oldest version of a server's line that rows can be hidden on; `nil` where the server is new enough.
    static func versionNeeded(_ version: Int32) -> String? {
        let (major, minor) = (version / 10_000, version % 10_000)
        guard let least = minorMin[major], minor < least else { return nil }
        return "\(major).\(least)"
    }

    /// Grants a role what its kind may do, and makes the role where the server has none of that name.
    ///
    /// - Returns: Whether the role was made.
    /// - Throws: `RoleError`, `StoreError`.
    @discardableResult
    public func grant(_ role: String, as kind: Kind) throws -> Bool {
        if let needed = Self.versionNeeded(connection.serverVersion) {
            throw RoleError(.serverLeaks(needed: needed), role: role)
        }
        return try connection.transaction {
            let facts = try connection.query(SQL.text("ops/role_facts.sql"), [.text(role)])[0]
            if facts.flag("is_owner") { throw RoleError(.isOwner, role: role) }
            if facts.flag("is_unbound") { throw RoleError(.unbound, role: role) }
            if kind == .loader, facts.flag("is_owner_super") {
                throw RoleError(.ownerIsSuperuser(facts.text("owner")), role: role)
            }
            let isNew = !facts.flag("is_there")
            if isNew { try connection.query(SQL.text("ops/make_role.sql"), [.text(role)]) }
            try connection.query(
                SQL.text("ops/grant_role.sql"), [.text(role), .text(kind.word), .text(kind.team)])
            try apply()
            if kind == .loader { try setLoader(role, owner: facts.text("owner"), true) }
            return isNew
        }
    }

    /// Takes from a role what it was granted; the role itself stays.
    ///
    /// - Parameter kind: Only this; everything where it is `nil`.
    /// - Throws: `RoleError.notGranted`, `StoreError`.
    public func revoke(_ role: String, _ kind: Kind? = nil) throws {
        try connection.transaction {
            let gone = try connection.query(
                SQL.text("ops/revoke_role.sql"), [.text(role), .text(kind?.word), .text(kind?.team)])
            if gone.isEmpty { throw RoleError(.notGranted, role: role) }
            let facts = try connection.query(SQL.text("ops/role_facts.sql"), [.text(role)])[0]
            if facts.flag("is_there") {
                if gone.contains(where: { $0.text("role_kind") == "loader" }) {
                    try setLoader(role, owner: facts.text("owner"), false)
                }
                try connection.query(SQL.text("ops/grant_rights.sql"), [.text(role)])
            }
            try apply()
        }
    }

    /// All that was granted, by the roles' names.
    public func grants() throws -> [Grant] {
        try connection.query(SQL.text("ops/list_roles.sql")).map { row in
            Grant(role: row.text("role_name"), kind: row.text("role_kind"), team: row["team"], isThere: row.flag("is_there"))
        }
    }

    /// What every role of the server can still use, because this session's role cannot take it away.
    public func openDoors() throws -> [String] {
        try connection.query(SQL.text("ops/open_doors.sql")).map { $0.text("words") }
    }

    /// Makes rights and row-level security what is granted, whatever they were: after a restored backup, say.
    public func apply() throws { try connection.query(SQL.text("roles/apply.sql")) }

    private func setLoader(_ role: String, owner: String, _ isLoader: Bool) throws {
        try connection.query(SQL.text("ops/set_loader.sql"), [.text(role), .text(owner), .flag(isLoader)])
    }
}
