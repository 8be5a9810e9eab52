import Foundation
import Store
import TestSupport
import Testing

@Suite("Roles without privileges")
struct LeastPrivilegeTests {
    /// A database of a role that is no superuser, as a database administrator makes it.
    private static func owned(by role: String) throws -> (DatabaseTarget, String) {
        let database = try ThrowAwayDatabase()
        let connection = try database.connect()
        let name = "owned_\(role)"
        try connection.execute("create role \(role) login nosuperuser nocreatedb nocreaterole nobypassrls")
        try connection.execute("create database \(name) owner \(role)")
        return (database.target, name)
    }

    private static func text(_ target: DatabaseTarget, database: String, user: String) -> String {
        target.connectionText.split(separator: " ").map { word in
            word.hasPrefix("dbname=") ? "dbname=\(database)" : word.hasPrefix("user=") ? "user=\(user)" : String(word)
        }.joined(separator: " ")
    }

    @Test("A role with no attribute at all that owns its database migrates, runs nights and verifies; a loader runs them, too")
    func night() throws {
        let suffix = String(UInt32.random(in: 0 ... .max), radix: 36)
        let (target, name) = try Self.owned(by: "rm_owner_\(suffix)")
        let folder = try TemporaryFolder()
        try Night.write(to: folder)
        func run(_ user: String, _ arguments: String...) throws -> Command.Outcome {
            try Command.run(
                arguments, environment: ["CHARGEBACK_DATABASE_URL": Self.text(target, database: name, user: user)],
                folder: folder)
        }
        let owner = "rm_owner_\(suffix)"
        let loader = "rm_loader_\(suffix)"
        #expect(try run(owner, "db", "migrate").errors == "")
        let first = try run(owner, "run")
        #expect(first.status == 0, "\(first.errors)")
        // Grants to roles are the administrator's to give.
        let granted = try run("chargeback", "db", "grant", "--as", "loader", "--role", loader)
        #expect(granted.status == 0 && granted.output.contains("may do the nightly run"), "\(granted.errors)")
        try folder.write("bills/3.csv", Night.bill(["1.04", "2.08", "5.00"]))
        let second = try run(loader, "run")
        #expect(second.status == 0, "\(second.errors)")
        #expect(try run(owner, "verify").output.contains("no findings"))
        // What the loader made belongs to the owner, who works on.
        try folder.write("bills/4.csv", Night.bill(["1.04", "2.08", "6.00"]))
        #expect(try run(owner, "run").status == 0)
        let refused = try run(loader, "db", "grant", "--as", "analyst", "--role", "rm_friend_\(suffix)")
        #expect(refused.status == 77, "\(refused.errors)")
        #expect(try run("chargeback", "db", "revoke", "--role", loader).status == 0)
        #expect(try run(loader, "run").status == 77)
    }
}
