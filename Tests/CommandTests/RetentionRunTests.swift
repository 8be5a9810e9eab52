import Foundation
import TestSupport
import Testing

@Suite("Old versions of bills in the nightly run")
struct RetentionRunTests {
    @Test("A later night gives up the lines that no month stands on; everything still holds, and nothing is loaded again")
    func laterNight() throws {
        let command = try Command()
        try Night.write(to: command.folder)
        try command.folder.write("bills/3.csv", Night.bill(["1.04", "2.08", "-0.20"]))
        #expect(try command.run("run").status == 0)
        let before = try RunTests.state(command).filter { !$0.hasPrefix("charges") && !$0.hasPrefix("delivery") }
        // Too early: everything keeps its lines.
        #expect(try command.run("run", "-v").output == "nothing new: all files are loaded, all months are published\n")
        let later = try command.run("run", "-v", "--as-of", "2090-01-01")
        #expect(later.status == 0 && later.errors.isEmpty, "\(later.errors)")
        #expect(later.output == "main 42 2026-10 version 1: its lines were given up\n")
        #expect(try RunTests.state(command).filter { !$0.hasPrefix("charges") && !$0.hasPrefix("delivery") } == before)
        let again = try command.run("run", "-v", "--as-of", "2090-01-01")
        #expect(again.status == 0 && again.output == "nothing new: all files are loaded, all months are published\n", "\(again.output)")
        let verified = try command.run("verify")
        #expect(verified.status == 0 && verified.output.contains("no findings"), "\(verified.output)")
        let versions = try command.database.connect().query("select version, state from report.bill_version order by version")
        #expect(versions.map { "\($0.text("version")) \($0.text("state"))" } == ["1 pruned", "2 superseded", "3 current"])
    }
}
