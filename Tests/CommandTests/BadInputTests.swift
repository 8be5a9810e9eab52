import Foundation
import Store
import TestSupport
import Testing

@Suite("What a new user does wrong")
struct BadInputTests {
    @Test("Each mistake gets one line with what, where and what to do, the documented exit code, and leaves nothing", arguments: [
        (["ingest", "bills", "nowhere.csv"], 66, "nowhere.csv: CB010 cannot be opened: No such file or directory"),
        (["ingest", "bills", "."], 66, ".: CB048 is a folder without an AWS manifest; name the bills in it"),
        (["ingest", "bills", "prose.csv"], 65, "prose.csv:1: CB033 the header is of no known bill format"),
        (["ingest", "bills", "cut.csv"], 65, "cut.csv:3: CB020 the file ends inside a row"),
        (["ingest", "bills", "renamed.csv"], 65, "\"BilledCost\" (closest \"BilledCosts\")"),
        (["ingest", "bills", "broken.csv.gz"], 65, "broken.csv.gz: CB014 the gzip data is damaged"),
        (["ingest", "usage", "error.json"], 65, "error.json: CB051 is an error answer: timeout: 'query timed out'"),
        (["ingest", "usage", "--signal", "pod_cpu_request", "empty.json"], 65, "empty.json: CB0"),
        (["ingest", "usage", "cut.json"], 65, "cut.json:1:"),
        (["ingest", "usage", "text.json"], 65, "text.json:1:1: CB050 is not JSON but starts with 'Unauthorized'"),
        (["allocate", "--month", "2026-10"], 66, "chargeback: CB100 no bill is loaded at all"),
        (["report", "--month", "2026-10"], 66, "CB160"),
        (["run", "--config", "unknown-key.yaml"], 78, "unknown-key.yaml:1:1: CB072 unknown key 'budgts'; did you mean 'budgets'?"),
        (["run", "--config", "nowhere.yaml"], 66, "nowhere.yaml: CB070 the file does not exist"),
        (["frobnicate"], 64, "frobnicate"),
        (["report", "--month", "October"], 64, "October"),
    ] as [([String], Int32, String)])
    func mistakes(arguments: [String], status: Int32, line: String) throws {
        let command = try Command()
        let bill = Night.bill(["1.04", "2.08"])
        try command.folder.write("prose.csv", "Dear all and sundry\nplease find attached\n")
        try command.folder.write("cut.csv", String(bill.dropLast(3)))
        try command.folder.write("renamed.csv", bill.replacing("BilledCost", with: "BilledCosts"))
        try Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xFF, 0xFF, 0xFF, 1, 2, 3, 4]).write(
            to: command.folder.root.appending(path: "broken.csv.gz"))
        try command.folder.write("error.json", #"{"status":"error","errorType":"timeout","error":"query timed out"}"#)
        try command.folder.write("empty.json", #"{"status":"success","data":{"resultType":"matrix","result":[]}}"#)
        try command.folder.write("cut.json", #"{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"__name__""#)
        try command.folder.write("text.json", "Unauthorized\n")
        try command.folder.write("unknown-key.yaml", "budgts: []\n")
        let outcome = try Command.run(
            arguments, environment: ["CHARGEBACK_DATABASE_URL": command.database.target.connectionText],
            folder: command.folder)
        #expect(outcome.status == status, "\(outcome.errors)")
        #expect(outcome.errors.contains(line), "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
        let connection = try command.database.connect()
        for table in ["bill.load", "bill.item", "bill.charge", "usage.import", "usage.quantity_hour", "cost.allocation"] {
            #expect(try connection.query("select count(*) as n from \(table)")[0].integer("n") == 0, "\(table)")
        }
    }

    @Test("A database that is not there, not ours or given with its password is told apart")
    func databases() throws {
        let folder = try TemporaryFolder()
        func status(_ url: String) throws -> (Int32, String) {
            let outcome = try Command.run(["status", "--database", url], environment: [:], folder: folder)
            return (outcome.status, outcome.errors)
        }
        let absent = try status("host=/nowhere dbname=x")
        #expect(absent.0 == 75 && absent.1.contains("CB080") && absent.1.contains("/nowhere"))
        let password = try status("postgresql://me:hidden@localhost/x")
        #expect(password.0 == 78 && password.1.contains("CB086") && !password.1.contains("hidden"))
        let database = try ThrowAwayDatabase()
        try database.connect().execute("drop schema ops cascade")
        let bare = try status(database.target.connectionText)
        #expect(bare.0 == 78 && bare.1.contains("run 'chargeback db migrate'"))
    }
}
