import Store
import TestSupport
import Testing

@Suite("Databases to throw away")
struct ThrowAwayDatabaseTests {
    @Test("Each test has a database of its own, with the schema")
    func ownDatabase() throws {
        let (one, other) = (try ThrowAwayDatabase(), try ThrowAwayDatabase())
        try one.connect().execute("insert into org.team (team) values ('payments')")
        #expect(try one.connect().query("select team from org.team").count == 1)
        #expect(try other.connect().query("select team from org.team").isEmpty)
    }

    @Test("What is filled once is there in every copy, and copies do not see each other")
    func filled() throws {
        for _ in 1...2 {
            let database = try ThrowAwayDatabase(filled: "one_team") { connection in
                try connection.execute("insert into org.team (team) values ('search')")
            }
            let connection = try database.connect()
            #expect(try connection.query("select team from org.team").count == 1)
            try connection.execute("delete from org.team")
        }
    }
}
