import Foundation
import Store

/// The one PostgreSQL server of a test process, in a short-lived folder of its own.
///
/// A guard process holds the other end of a pipe from us: when this process ends, in whatever way, the
/// guard reads the end of the pipe, stops the server and removes the folder. So neither a crash nor
/// Ctrl-C leaves anything behind.
enum ThrowAwayServer {
    /// The server, started; its database `chargeback` has this program's schema and is the first template.
    static let shared: Result<EmbeddedServer, any Error> = Result { try start() }

    /// One at a time: PostgreSQL copies a template only while nobody is connected to it.
    static let copying = NSLock()

    private static func start() throws -> EmbeddedServer {
        // Short, because the path of a Unix socket may have 107 bytes only.
        let folder = "/tmp/cb-\(String(UInt32.random(in: 0 ... .max), radix: 36))"
        let server = try EmbeddedServer(dataDirectory: folder)
        try startGuard(of: folder)
        try server.start()
        let connection = try Connection(DatabaseTarget(server))
        // Nothing here outlives the process, so nothing needs to reach the disk.
        for setting in ["fsync", "synchronous_commit", "full_page_writes"] {
            try connection.execute("alter system set \(setting) = off")
        }
        try connection.execute("select pg_reload_conf()")
        try Migrator(connection).migrate()
        return server
    }

    private static func startGuard(of folder: String) throws {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw POSIXError(.EMFILE) }
        // The server, which we start later, must not hold our end open.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let script = """
            read -r _
            if [ -f "$0/cluster/postmaster.pid" ]; then
                server=$(head -n 1 "$0/cluster/postmaster.pid")
                kill -INT "$server"
                for _ in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$server" 2>/dev/null || break; sleep 0.3; done
            fi
            rm -rf "$0"
            """
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
        // Whoever waits for the end of the tests' output must not wait for the guard.
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        let command = ["setsid", "sh", "-c", script, folder]
        var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var child = pid_t()
        let number = posix_spawnp(&child, "setsid", &actions, nil, &words, environ)
        close(ends[0])
        guard number == 0 else { throw POSIXError(POSIXErrorCode(rawValue: number) ?? .ENOENT) }
        // ends[1] stays open for as long as this process lives.
    }
}
