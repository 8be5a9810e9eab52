import Store
import TestSupport
import Testing

@Suite("Connections")
struct ConnectionTests {
    @Test("A transaction that fails leaves nothing, and a part that fails leaves the rest")
    func transactions() throws {
        struct Stop: Error {}
        let connection = try ThrowAwayDatabase().connect()
        try connection.execute("create table noted (value text)")
        #expect(throws: Stop.self) {
            try connection.transaction {
                try connection.query("insert into noted values ($1)", ["lost"])
                throw Stop()
            }
        }
        try connection.transaction {
            try connection.query("insert into noted values ($1)", ["kept"])
            #expect(throws: Stop.self) {
                try connection.transaction {
                    try connection.query("insert into noted values ($1)", ["lost"])
                    throw Stop()
                }
            }
        }
        #expect(try connection.query("select value from noted").map { $0.text("value") } == ["kept"])
    }

    @Test("A statement that the server refuses is an error with its state and without its values")
    func refused() throws {
        let connection = try ThrowAwayDatabase().connect()
        let error = try #require(throws: StoreError.self) {
            try connection.query("select $1::text || no_such_column", ["secret"])
        }
        #expect(error.line.contains("CB089") && error.line.contains("42703"))
        #expect(!error.line.contains("secret"))
        #expect(error.exitCode == .invariantBroken)
    }

    @Test("Whoever comes second is told who holds the lock, and gets it when the first is gone")
    func lock() throws {
        let database = try ThrowAwayDatabase()
        let second = try database.connect()
        do {
            let first = try database.connect()
            let lock = try AdvisoryLock(first, .work)
            let error = try #require(throws: StoreError.self) { try AdvisoryLock(second, .work) }
            #expect(error.code == 84 && error.exitCode == .tryAgain && error.line.contains("backend"))
            _ = lock
        }
        // The first session ends with its connection; the server needs a moment to notice.
        for _ in 0..<50 {
            if let lock = try? AdvisoryLock(second, .work) { return lock.release() }
            try second.execute("select pg_sleep(0.1)")
        }
        Issue.record("the lock of a session that is gone was never given back")
    }

    @Test("A server that is not there is an error to try again, and no secret is shown")
    func unreachable() throws {
        let target = try DatabaseTarget(given: "host=/nowhere port=1 dbname=x")
        let error = try #require(throws: StoreError.self) { try Connection(target) }
        #expect(error.code == 80 && error.exitCode == .tryAgain)
        for text in ["postgresql://u:hidden@h/x", "host=h password=hidden"] {
            let refused = try #require(throws: StoreError.self) { try DatabaseTarget(given: text) }
            #expect(refused.code == 86 && !refused.line.contains("hidden"))
        }
    }
}
