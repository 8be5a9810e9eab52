import Errors
import Foundation

/// A private PostgreSQL cluster in a data directory, reached through a Unix socket only.
///
/// It makes chargeback usable on a machine without a database server: the first command makes the
/// cluster and starts it, later ones find it running. Where root runs chargeback, the server runs as
/// the unprivileged user `postgres` (or `nobody`), as PostgreSQL insists. Nobody else gets in: there is
/// no network port, and the socket's folder belongs to that user with mode 0700.
public struct EmbeddedServer: Sendable, Equatable {
    /// The folder that holds cluster, socket and log.
    public let dataDirectory: String

    /// Where the server's socket lies.
    public var socketDirectory: String { dataDirectory + "/run" }
    /// Where the server writes its log.
    public var logPath: String { dataDirectory + "/postgresql.log" }
    private var clusterDirectory: String { dataDirectory + "/cluster" }
    /// The text by which libpq reaches the server.
    public var connectionText: String { "host='\(socketDirectory)' port=5432 dbname=chargeback user=chargeback" }

    /// A server in a folder.
    ///
    /// - Throws: `StoreError.dataDirectory` where the socket's path would be longer than Unix allows.
    public init(dataDirectory: String) throws(StoreError) {
        let absolute = URL(fileURLWithPath: dataDirectory).standardizedFileURL.path
        self.dataDirectory = absolute
        let socketPathMax = 107
        guard (socketDirectory + "/.s.PGSQL.5432").utf8.count <= socketPathMax, !absolute.contains("'") else {
            throw StoreError(
                .dataDirectory("the path is too long for a Unix socket; choose a shorter --data-directory"),
                place: absolute)
        }
    }

    /// The folder where nothing else is said: `/var/lib/chargeback` for root, else the user's own data folder.
    public static func standardDirectory(environment: [String: String]) -> String {
        if let given = environment["CHARGEBACK_DATA_DIRECTORY"], !given.isEmpty { return given }
        if geteuid() == 0 { return "/var/lib/chargeback" }
        let home = environment["HOME"] ?? "/tmp"
        return (environment["XDG_DATA_HOME"] ?? home + "/.local/share") + "/chargeback"
    }

    /// Whether the server answers.
    public var isRunning: Bool {
        FileManager.default.fileExists(atPath: clusterDirectory + "/postmaster.pid")
            && (try? run("pg_ctl", ["status", "-D", clusterDirectory])) != nil
    }

    /// Makes the cluster where there is none, and starts it where it does not run. Commands that come at the same time
    /// wait for each other.
    ///
    /// - Returns: Whether it had to be started.
    /// - Throws: `StoreError`.
    @discardableResult
    public func start() throws(StoreError) -> Bool {
        if isRunning { return false }
        let isThere = FileManager.default.fileExists(atPath: dataDirectory)
        do { try FileManager.default.createDirectory(atPath: dataDirectory, withIntermediateDirectories: true) } catch {
            throw StoreError(.dataDirectory("cannot be made: \(error.localizedDescription)"), place: dataDirectory)
        }
        let lock = open(dataDirectory + "/lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard lock >= 0 else {
            throw StoreError(.dataDirectory("cannot be written: \(String(cString: strerror(errno)))"), place: dataDirectory)
        }
        defer { close(lock) }
        while flock(lock, LOCK_EX) != 0 && errno == EINTR {}
        if isThere, isRunning { return false }
        if !FileManager.default.fileExists(atPath: clusterDirectory + "/PG_VERSION") { try create() }
        try run("pg_ctl", ["start", "-w", "-t", "60", "-s", "-D", clusterDirectory, "-l", logPath])
        try createDatabase()
        return true
    }

    /// Makes the database where a first start was killed before it could, or where this is the first start.
    private func createDatabase() throws(StoreError) {
        do { try run("createdb", ["-h", socketDirectory, "-U", "chargeback", "chargeback"]) } catch {
            guard case .serverProgramFailed(_, let words) = error.reason, words.contains("already exists") else { throw error }
        }
    }

    /// Stops the server where it runs.
    ///
    /// - Returns: Whether it ran.
    /// - Throws: `StoreError`.
    @discardableResult
    public func stop() throws(StoreError) -> Bool {
        guard isRunning else { return false }
        try run("pg_ctl", ["stop", "-w", "-s", "-m", "fast", "-D", clusterDirectory])
        return true
    }

    /// Makes the folders and the cluster. It is made beside its place and moved there, so that a killed
    /// first start leaves nothing half made.
    private func create() throws(StoreError) {
        let making = dataDirectory + "/cluster.making"
        do {
            let manager = FileManager.default
            try manager.createDirectory(atPath: dataDirectory, withIntermediateDirectories: true)
            try? manager.removeItem(atPath: making)
            try manager.createDirectory(atPath: socketDirectory, withIntermediateDirectories: true)
            var attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
            if let user = Self.serverUser { attributes[.ownerAccountID] = NSNumber(value: user.uid) }
            try manager.setAttributes(attributes, ofItemAtPath: socketDirectory)
            try manager.setAttributes(attributes, ofItemAtPath: dataDirectory)
        } catch {
            throw StoreError(.dataDirectory("cannot be made: \(error.localizedDescription)"), place: dataDirectory)
        }
        try run(
            "initdb",
            [
                "-D", making, "-U", "chargeback", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums",
                "--no-instructions",
            ])
        let settings = """
            listen_addresses = ''
            unix_socket_directories = '\(socketDirectory)'
            unix_socket_permissions = 0700
            timezone = 'UTC'
            log_timezone = 'UTC'
            shared_buffers = '256MB'
            work_mem = '64MB'
            maintenance_work_mem = '256MB'
            max_wal_size = '4GB'
            wal_level = minimal
            max_wal_senders = 0
            max_connections = 40
            random_page_cost = 1.1
            client_connection_check_interval = '1s'

            """
        try write(settings, appendedTo: making + "/postgresql.conf")
        guard rename(making, clusterDirectory) == 0 else {
            throw StoreError(.dataDirectory(String(cString: strerror(errno))), place: clusterDirectory)
        }
    }

    private func write(_ text: String, appendedTo path: String) throws(StoreError) {
        do {
            let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            try handle.seekToEnd()
            try handle.write(contentsOf: Data(text.utf8))
            try handle.close()
        } catch {
            throw StoreError(.dataDirectory("cannot be written: \(error.localizedDescription)"), place: path)
        }
    }

    // MARK: Programs

    /// Who the server runs as where root runs chargeback.
    private static let serverUser: (name: String, uid: uid_t)? = {
        guard geteuid() == 0 else { return nil }
        for name in ["postgres", "nobody"] {
            if let entry = getpwnam(name) { return (name, entry.pointee.pw_uid) }
        }
        return nil
    }()

    /// The folder of the newest PostgreSQL that is installed.
    private static func program(_ name: String) throws(StoreError) -> String {
        let roots = ["/usr/lib/postgresql", "/usr/pgsql", "/usr/local/pgsql"]
        for root in roots {
            let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
            for version in versions.compactMap({ Int($0) }).sorted(by: >) where version >= 15 {
                let path = "\(root)/\(version)/bin/\(name)"
                if FileManager.default.isExecutableFile(atPath: path) { return path }
            }
        }
        for folder in (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":") {
            let path = "\(folder)/\(name)"
            if FileManager.default.isExecutableFile(atPath: path) { return path }
        }
        throw StoreError(.serverProgramMissing(name))
    }

    @discardableResult
    private func run(_ name: String, _ arguments: [String]) throws(StoreError) -> String {
        let program = try Self.program(name)
        var command = (path: program, arguments: arguments)
        if let user = Self.serverUser {
            let group = user.name == "nobody" ? "nogroup" : user.name
            command.path = "/usr/bin/setpriv"
            command.arguments = ["--reuid", user.name, "--regid", group, "--clear-groups", program] + arguments
        }
        guard case .success(let outcome) = ChildProcess.run(command.path, command.arguments) else {
            throw StoreError(.serverProgramMissing(command.path))
        }
        let words = outcome.output.split(separator: "\n")
        guard outcome.status == 0 else {
            let log = name == "pg_ctl" && arguments.first == "start" ? "; see \(logPath)" : ""
            throw StoreError(
                .serverProgramFailed(program: name, output: words.joined(separator: ", ") + log), place: dataDirectory)
        }
        return words.joined(separator: "\n")
    }
}
