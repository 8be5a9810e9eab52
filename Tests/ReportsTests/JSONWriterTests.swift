import Foundation
import Testing
import Texts

@testable import Reports

@Suite("JSON reports")
struct JSONWriterTests {
    @Test("Every label comes back unchanged, and nothing unseen stands in the file", arguments: Corpus.labels)
    func labelsComeBack(label: String) throws {
        let text = try Corpus.document(label).rendered(as: .json)
        #expect(!text.unicodeScalars.contains { $0 != "\n" && VisibleText.isUnseen($0) })
        let root = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let section = try #require((root["sections"] as? [[String: Any]])?.first)
        let rows = try #require(section["rows"] as? [[String: Any]])
        for value in [root["title"], section["note"], rows[0]["team"], rows[1]["owner"]] {
            #expect((value as? String).map { Array($0.unicodeScalars) } == Array(label.unicodeScalars))
        }
    }

    @Test("Amounts are strings, exact with the rounded one beside them; counts are numbers; nothing is null")
    func values() throws {
        let text = try Samples.monthly.rendered(as: .json)
        let root = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(root["schema"] as? String == "chargeback.report/1")
        let section = try #require((root["sections"] as? [[String: Any]])?.first)
        let rows = try #require(section["rows"] as? [[String: Any]])
        #expect(rows[1]["direct"] as? [String: String] == ["exact": "12077.3333333333", "rounded": "12077.33"])
        #expect(rows[1]["share"] as? String == "0.2443")
        #expect(rows[1]["pods"] as? Int == 180)
        #expect(rows[4]["previous"] is NSNull)
        let total = try #require(section["total"] as? [String: Any])
        #expect(total["total"] as? [String: String] == ["exact": "57627.4900002", "rounded": "57627.49"])
    }
}
