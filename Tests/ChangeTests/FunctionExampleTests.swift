import Foundation
import Store
import TestSupport
import Testing

@Suite("The SQL functions of sql/functions/change")
struct FunctionExampleTests {
    /// The examples that stand in the files' comments: a query, and what it returns.
    static let examples: [(query: String, expected: String)] = {
        let folder = Checkout.path("sql/functions/change")
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []
        return files.flatMap { name -> [(query: String, expected: String)] in
            let text = (try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)) ?? ""
            return text.matches(of: /(?m)^--     (select .*?);\s*-- (.*)$/).map { (String($0.1), String($0.2)) }
        }
    }()

    @Test("Every example in a function's comment returns what stands beside it")
    func examplesHold() throws {
        #expect(Self.examples.count >= 22)
        let connection = try ThrowAwayDatabase().connect()
        for example in Self.examples {
            #expect(try connection.query(example.query).first?[0] == example.expected, "\(example.query)")
        }
    }
}
