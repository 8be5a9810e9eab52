import ArgumentParser
import Store

/// Which kind of role is meant.
struct RoleKindOptions: ParsableArguments {
    /// The kinds that see all teams.
    enum Kind: String, CaseIterable, ExpressibleByArgument {
        case analyst, reporter, loader
    }

    @Option(help: "See this team's costs and no others.")
    var team: String?

    @Option(name: .customLong("as"), help: "analyst: all views, all teams; reporter: read everything; loader: the nightly run.")
    var kind: Kind?

    func validate() throws {
        if team != nil, kind != nil { throw ValidationError("--team or --as, not both") }
        if team?.isEmpty == true { throw ValidationError("--team is empty") }
    }

    /// What is meant, or `nil` where nothing is given.
    var roleKind: DatabaseRoles.Kind? {
        if let team { return .team(team) }
        switch kind {
        case .analyst: return .analyst
        case .reporter: return .reporter
        case .loader: return .loader
        case nil: return nil
        }
    }
}

extension DatabaseCommand {
    /// `chargeback db grant`.
    struct Grant: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lets a role of the database see one team's costs, or all.",
            discussion: """
                The role is made where the server has none of that name: it may connect, and has no password.

                Example: chargeback db grant --team payments --role ada
                Example: chargeback db grant --as analyst --role finance
                """)
        @OptionGroup var common: CommonOptions
        @OptionGroup var kind: RoleKindOptions
        @Option(help: "The role, as PostgreSQL names it.")
        var role: String

        func validate() throws {
            if kind.roleKind == nil { throw ValidationError("give --team TEAM, or --as analyst, reporter or loader") }
        }

        func run() throws {
            guard let what = kind.roleKind else { return }
            let roles = DatabaseRoles(try common.connection(common.settings()))
            let isNew = try roles.grant(role, as: what)
            let sees =
                switch what {
                case .team(let team): "sees team '\(team)' in the views of schema report"
                case .analyst: "sees all views of schema report"
                case .reporter: "reads everything"
                case .loader: "may do the nightly run"
                }
            print("role '\(role)' \(sees)")
            if isNew { print("it is new and has no password: set one with \\password in psql, or name it in pg_hba.conf") }
            let doors = try roles.openDoors()
            if !doors.isEmpty {
                print("open to every role, for a superuser to close by 'chargeback db migrate': \(doors.joined(separator: ", "))")
            }
        }
    }

    /// `chargeback db revoke`.
    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes from a role what it was granted; all of it without --team or --as.",
            discussion: "Example: chargeback db revoke --role ada")
        @OptionGroup var common: CommonOptions
        @OptionGroup var kind: RoleKindOptions
        @Option(help: "The role, as PostgreSQL names it.")
        var role: String

        func run() throws {
            try DatabaseRoles(common.connection(common.settings())).revoke(role, kind.roleKind)
            print("revoked; the role itself stays: 'drop role' takes it away")
        }
    }

    /// `chargeback db roles`.
    struct Roles: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists which role was granted what.")
        @OptionGroup var common: CommonOptions

        func run() throws {
            let roles = DatabaseRoles(try common.connection(common.settings()))
            let grants = try roles.grants()
            if grants.isEmpty { print("no role is granted anything: only the owner sees the books") }
            for grant in grants {
                let what = grant.team.map { "team '\($0)'" } ?? grant.kind
                print("\(grant.role)  \(what)\(grant.isThere ? "" : "  (the server has no such role)")")
            }
            let doors = try roles.openDoors()
            if !doors.isEmpty { print("open to every role: \(doors.joined(separator: ", "))") }
        }
    }
}
