import Keys
import Money
import Testing

@testable import Reports

@Suite("Phrases and languages")
struct PhraseTests {
    @Test("A label in a phrase stays as it is in every language, whatever it is made of", arguments: Corpus.labels + ["{}", "{2}", "\\\"", "{1}{}"])
    func labels(label: String) {
        let phrase: Phrase = "Cost of team \(label)"
        #expect(phrase.key == "Cost of team {}")
        #expect("\(phrase)" == "Cost of team " + label)
        #expect(ReportLanguage.chinese.text(phrase) == "团队 \(label) 的费用")
        #expect(ReportLanguage.chinese.text(Phrase(verbatim: label)) == label)
    }

    @Test("Months, numbers and ratios are written as the language has them, and pieces change their order with it")
    func figures() {
        let month = Month("2026-10")!
        let phrase: Phrase = "\(number("1234.5"), places: 2) USD less than in \(month), \(percent: number("0.125"))."
        #expect("\(phrase)" == "1,234.50 USD less than in October 2026, 12.5 %.")
        let less: Phrase = "\(Phrase("\(number("-3"), places: 2, isChange: true) USD")) less than in \(month), \(percent: number("0.125"))."
        #expect(ReportLanguage.chinese.text(less) == "比2026年10月少 -3.00 USD，12.5%。")
        #expect("\(Phrase("\(Int64(12345)) others"))" == "12,345 others")
    }

    @Test("What nobody has translated is English, and is known to be")
    func untranslated() {
        #expect(ReportLanguage.chinese.text("No such words") == "No such words")
        #expect(!ReportLanguage.chinese.hasWords(for: "No such words") && ReportLanguage.english.hasWords(for: "No such words"))
        #expect(ReportLanguage.chinese.hasWords(for: Phrase(verbatim: "payments")) && ReportLanguage.chinese.hasWords(for: "\("a")"))
        #expect(!ReportLanguage.chinese.hasWords(for: "Cost of team \(Phrase("No such words"))"))
    }

    @Test("A translation file is read as gettext writes it")
    func entries() {
        let text = "# words\nmsgid \"\"\nmsgstr \"\"\n\nmsgid \"a \\\"b\\\"\"\nmsgstr \"c\\\\d\"\n"
        #expect(ReportLanguage.entries(text) == ["a \"b\"": "c\\d"])
    }
}
