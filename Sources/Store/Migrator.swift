import Keys

/// Brings a database to the schema of this program: tables forward by migrations, views made anew.
///
/// Each migration runs in a transaction of its own together with its row in `ops.migration`, so a killed
/// migration leaves no trace. A migration that was applied with another text is refused.
public struct Migrator {
    private let connection: Connection

    /// A migrator for a session.
    public init(_ connection: Connection) { self.connection = connection }

    /// Applies what is missing.
    ///
    /// - Returns: The names of the migrations that were applied now.
    /// - Throws: `StoreError`.
    @discardableResult
    public func migrate() throws -> [String] {
        try connection.execute(SQL.text("migrations/0000_migration.sql"), name: "migrations/0000_migration.sql")
        let lock = try AdvisoryLock(connection, .migration)
        defer { lock.release() }
        let applied = try applied()
        let migrations = Self.all
        for name in applied.keys.sorted() where !migrations.contains(where: { $0.name == name }) {
            throw StoreError(.schemaNewer(name), place: connection.place)
        }
        var done: [String] = []
        for migration in migrations {
            if let checksum = applied[migration.name] {
                guard checksum == migration.checksum else {
                    throw StoreError(.migrationChanged(migration.name), place: connection.place)
                }
                continue
            }
            try connection.transaction {
                try connection.execute(migration.text, name: migration.name)
                try connection.query(
                    SQL.text("ops/record_migration.sql"), [.text(migration.name), .text(migration.checksum)])
            }
            done.append(migration.name)
        }
        try replaceObjects(changed: !done.isEmpty)
        return done
    }

    /// Refuses a database that this program's statements do not fit.
    ///
    /// - Throws: `StoreError.schemaMissing`, `.schemaNewer` or `.migrationChanged`.
    public func check() throws {
        let isThere = try connection.query(SQL.text("ops/has_migrations.sql"))[0].flag("is_there")
        guard isThere else { throw StoreError(.schemaMissing, place: connection.place) }
        let applied = try applied()
        for name in applied.keys.sorted() where !Self.all.contains(where: { $0.name == name }) {
            throw StoreError(.schemaNewer(name), place: connection.place)
        }
        for migration in Self.all {
            guard let checksum = applied[migration.name] else {
                throw StoreError(.schemaMissing, place: connection.place)
            }
            guard checksum == migration.checksum else {
                throw StoreError(.migrationChanged(migration.name), place: connection.place)
            }
        }
    }

    /// Views and functions are made anew whenever their texts differ from those last applied.
    private func replaceObjects(changed: Bool) throws {
        let objects = Self.objects
        let digest = Digest(of: objects.map { $0.path + "\n" + $0.text }.joined(separator: "\n")).description
        let current = try applied(kind: "objects")["objects"]
        guard changed || current != digest else { return }
        try connection.transaction {
            try connection.execute(SQL.text("ops/drop_objects.sql"), name: "ops/drop_objects.sql")
            for object in objects { try connection.execute(object.text, name: object.path) }
            try connection.query(SQL.text("ops/record_objects.sql"), [.text(digest)])
        }
    }

    private func applied(kind: String = "migration") throws(StoreError) -> [String: String] {
        let rows = try connection.query(SQL.text("ops/applied_migrations.sql"), [.text(kind)])
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.text("name"), $0.text("checksum")) })
    }

    /// The migrations after the first, in order, with the digest of their text.
    private static let all: [(name: String, text: String, checksum: String)] = SQL.files(under: "migrations/")
        .dropFirst()
        .map { (String($0.path.dropFirst("migrations/".count)), $0.text, Digest(of: $0.text).description) }

    /// Views and functions, in the order of their layers; within a layer by name. Who may see them comes last.
    private static let objects: [(path: String, text: String)] = ["facts/", "functions/", "views/", "reports/", "roles/"].flatMap {
        SQL.files(under: $0)
    }
}

/// The SQL of sql/, embedded in the program.
public enum SQL {
    /// The text of a file below sql/.
    public static func text(_ path: String) -> String {
        guard let text = byPath[path] else { preconditionFailure("no such file: sql/\(path)") }
        return text
    }

    /// The files of a folder below sql/, by path.
    public static func files(under folder: String) -> [(path: String, text: String)] {
        EmbeddedSQL.files.filter { $0.path.hasPrefix(folder) }
    }

    private static let byPath = Dictionary(uniqueKeysWithValues: EmbeddedSQL.files.map { ($0.path, $0.text) })
}
