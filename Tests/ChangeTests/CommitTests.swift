import Errors
import Foundation
import Keys
import Store
import TestSupport
import Testing

@testable import Change

@Suite("Who made a commit")
struct CommitTests {
    @Test("Git's own lines and a CSV say the same; a title may hold anything but a line end")
    func formats() throws {
        let log = "4F1C2D9\tAna\t2026-10-01T12:00:00+02:00\tCache \"hot\", carts\n91bb02d0\tBen\t\t\n"
        let csv = "title,commit,date,author\r\n\"Cache \"\"hot\"\", carts\",4f1c2d9,2026-10-01T10:00:00Z,Ana\r\n,91bb02d0,,Ben\r\n"
        let one = try CommitsFile(Array(log.utf8), path: "log").commits
        #expect(try one == CommitsFile(Array(csv.utf8), path: "csv").commits)
        #expect(one[0] == .init(hash: "4f1c2d9", author: "Ana", at: Instant(iso: "2026-10-01T10:00:00Z"), title: "Cache \"hot\", carts"))
    }

    @Test("A file that is none is refused with the place of each wrong row", arguments: ["commits-wrong", "commits-column", "commits-quote", "commits-cut"])
    func refused(name: String) throws {
        let folder = Checkout.path("fixtures/errors")
        var errors: [any CodedError] = []
        do { _ = try CommitsFile(path: "\(folder)/\(name).csv") } catch let error as CodedErrors { errors = error.errors } catch let error as ChangeError {
            errors = [error]
        }
        let lines = errors.map { $0.line.replacing(folder + "/", with: "") + "\n" }.joined()
        #expect(try lines == String(contentsOfFile: "\(folder)/\(name).expected", encoding: .utf8))
        #expect(errors.allSatisfy { $0.exitCode == .inputRefused })
        let missing = #expect(throws: ChangeError.self) { try CommitsFile(path: "/nowhere/log.tsv") }
        #expect(missing?.exitCode == .inputMissing)
    }

    @Test("A commit's life: its days, its cost a day, and who made it, by an abbreviated hash as well; two that begin alike are none's")
    func lifetime() throws {
        let company = try Company()
        try company.plant("api", .init(name: "aaa1111"), .init(name: "bbb2222", cost: "30"))
        let folder = try TemporaryFolder()
        try folder.write(
            "log.tsv",
            "aaa1111c0ffee\tAna\t2026-09-30T10:00:00Z\tCache carts\nbbb2222a\tBen\t2026-10-02\tx\nbbb2222b\tBen\t2026-10-02\ty\n")
        let loader = CommitLoader(company.connection)
        #expect(try loader.load(folder.path("log.tsv")) == 3)
        #expect(try loader.load(folder.path("log.tsv")) == nil)
        let rows = try company.connection.query(
            """
            select concat_ws(' ', commit, tenant, first_date, last_date, day_count, effective_cost, effective_cost_per_day, author, title) as line
            from report.commit_lifetime order by commit
            """
        ).map { $0.text("line") }
        #expect(rows == ["aaa1111 acme 2026-10-01 2026-10-02 2 48 24 Ana Cache carts", "bbb2222 acme 2026-10-03 2026-10-04 2 60 30"])
    }
}
