import Foundation
import TestSupport
import Testing

@Suite("A full disk")
struct FullDiskTests {
    @Test("It leaves the earlier reports whole, nothing half-written, and ends with 74")
    func reports() throws {
        let command = try Command()
        try Night.write(to: command.folder)
        #expect(try command.run("run").status == 0)
        let folder = command.folder.root.appending(path: "reports/2026-10")
        func files() throws -> [String: Data] {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            return Dictionary(uniqueKeysWithValues: try names.map { ($0, try Data(contentsOf: folder.appending(path: $0))) })
        }
        let before = try files()
        // A limit on the size of files stands for the full disk; only of this process, as others run beside it.
        let script = "trap '' XFSZ; ulimit -f 1; exec \"$0\" report --month 2026-10 --format html --cost billed --output reports"
        let outcome = try Command.run(
            ["-c", script, Command.program.path],
            environment: ["CHARGEBACK_DATABASE_URL": command.database.target.connectionText], folder: command.folder,
            program: URL(filePath: "/bin/sh"))
        #expect(outcome.status == 74, "\(outcome.errors)")
        #expect(outcome.errors.contains("CB135 cannot be written: File too large"))
        #expect(try files() == before)
    }
}
