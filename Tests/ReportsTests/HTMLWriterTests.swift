import Foundation
import Keys
import Testing
import Texts

@testable import Reports

@Suite("HTML reports")
struct HTMLWriterTests {
    @Test("No tag and no attribute comes from a label, and every label reads as it is", arguments: Corpus.labels)
    func labelsStayText(label: String) throws {
        let hostile = try StrictHTML(Corpus.document(label).rendered(as: .html))
        let plain = try StrictHTML(Corpus.document("plain").rendered(as: .html))
        #expect(Self.shape(hostile) == Self.shape(plain))
        let visible = Array(VisibleText.of(label).unicodeScalars)
        let count = hostile.texts.count { Array($0.unicodeScalars) == visible }
        // The title and subtitle, two facts, heading, caption, note, header, bar and three cells.
        if !visible.isEmpty && visible != Array("other".unicodeScalars) { #expect(count >= 11) }
    }

    /// The page's tags; whether a fact is long enough for two columns may differ.
    private static func shape(_ page: StrictHTML) -> String {
        page.tags.map { tag in ([tag.name] + tag.attributes.filter { $0 != "class=long" }).joined(separator: " ") }
            .joined(separator: "\n")
    }

    @Test("The policy lets in nothing but the page's own style sheet")
    func policy() throws {
        let page = try StrictHTML(Samples.monthly.rendered(as: .html))
        let digest = Data(Digest(of: page.style).bytes).base64EncodedString()
        let policy = page.tags.first { $0.attributes.contains("http-equiv=Content-Security-Policy") }
        #expect(
            policy?.attributes.last
                == "content=default-src 'none'; style-src 'sha256-\(digest)'; base-uri 'none'; form-action 'none'")
        let names = Set(page.tags.map(\.name))
        #expect(names.isDisjoint(with: ["script", "link", "img", "iframe", "object", "a", "form", "foreignObject"]))
        let attributes = page.tags.flatMap(\.attributes)
        #expect(!attributes.contains { $0.hasPrefix("style=") || $0.hasPrefix("on") || $0.hasPrefix("src=") })
        #expect(!page.style.contains("url(") && !page.style.contains("@import"))
    }

    @Test("Tables can be read aloud: every header has a scope, every table a caption, no drawing is alone")
    func accessible() throws {
        let page = try StrictHTML(Samples.monthly.rendered(as: .html))
        #expect(page.tags.first { $0.name == "html" }?.attributes == ["lang=en"])
        let headers = page.tags.filter { $0.name == "th" }
        #expect(headers.count == 9 + 9 + 4 + 4)
        #expect(headers.allSatisfy { $0.attributes.contains("scope=col") || $0.attributes.contains("scope=row") })
        #expect(page.tags.count { $0.name == "table" } == page.tags.count { $0.name == "caption" })
        #expect(page.tags.filter { $0.name == "svg" }.allSatisfy { $0.attributes.contains("aria-hidden=true") })
    }

    @Test("Every mark of HTML is escaped, also where it shares a grapheme cluster with its neighbour")
    func escaping() {
        let text = HTMLText().escapeText("\u{600}<a b=\"\u{301}c'd`\">&")
        #expect(text == "⟨U+0600⟩&lt;a b=&quot;\u{301}c&#39;d&#96;&quot;&gt;&amp;")
    }

    @Test("A section without rows says so")
    func emptySection() throws {
        let section = ReportSection(key: "none", title: "None", columns: [ReportColumn("a", "A", .text)], rows: [])
        let page = try ReportDocument(title: "x", sections: [section]).rendered(as: .html)
        #expect(page.contains("<p class=\"empty\">no data</p>") && !page.contains("<table>"))
    }

    @Test("Bars lie end to end from the axis, the parts below nought on its left")
    func bars() throws {
        let section = ReportSection(
            key: "s", title: "S",
            columns: [
                ReportColumn("n", "Name", .text), ReportColumn("a", "A", .money(places: 2)),
                ReportColumn("b", "B", .money(places: 2)),
            ],
            rows: [
                [.text("x"), .money(number("30")), .money(number("50"))],
                [.text("y"), .money(number("-20")), .money(number("10"))],
            ], chart: ReportChart(label: "n", columns: ["a", "b"]))
        let page = try StrictHTML(ReportDocument(title: "x", sections: [section]).rendered(as: .html))
        let bars = page.tags.filter { $0.name == "rect" && $0.attributes.contains { $0.hasPrefix("x=") } }
            .map { $0.attributes.prefix(3).joined(separator: " ") }
        #expect(
            bars == [
                "class=part0 x=200 width=300", "class=part1 x=500 width=500", "class=axis x=200 width=2",
                "class=part0 x=0 width=200", "class=part1 x=200 width=100", "class=axis x=200 width=2",
            ])
    }
}
