import Testing

@testable import Texts

@Suite("Text for people's eyes")
struct VisibleTextTests {
    @Test(
        "What cannot be seen is spelt out",
        arguments: [
            ("plain", "plain"), ("Zürich 支払い é", "Zürich 支払い é"), ("pay\u{202E}roll", "pay⟨U+202E⟩roll"),
            ("\u{1B}[31m", "⟨U+001B⟩[31m"), ("a\r\nb", "a⟨U+000D⟩⟨U+000A⟩b"), ("\0", "⟨U+0000⟩"),
            ("a\u{A0}b", "a⟨U+00A0⟩b"),
            ("\u{E0041}", "⟨U+E0041⟩"), ("\u{301}x", "◌\u{301}x"),
            ("x\u{301}\u{301}\u{301}\u{301}", "x\u{301}\u{301}\u{301}⟨U+0301⟩"),
            ("\u{3164}", "⟨U+3164⟩"), ("a\u{2028}b", "a⟨U+2028⟩b"),
        ])
    func spelling(text: String, expected: String) {
        #expect(Array(VisibleText.of(text).unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test(
        "A text made visible is not changed a second time, and holds nothing unseen",
        arguments: 0..<200 as Range<UInt32>)
    func isStable(seed: UInt32) {
        var text = ""
        for step in 0..<40 as Range<UInt32> {
            let value = (seed &* 2_654_435_761 &+ step &* 40_503) % 0x110000
            if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
        }
        let visible = VisibleText.of(text)
        #expect(!visible.unicodeScalars.contains(where: VisibleText.isUnseen))
        #expect(Array(VisibleText.of(visible).unicodeScalars) == Array(visible.unicodeScalars))
    }

    @Test(
        "Widths count columns, and a cut text takes no more than it may",
        arguments: [
            ("abc", 3), ("支払い", 6), ("e\u{301}", 1), ("ｆ", 2), ("👩", 2), ("", 0), ("…–─", 3),
        ])
    func widths(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
        for room in 1...8 {
            let cut = DisplayWidth.shortened(text, to: room)
            #expect(DisplayWidth.of(cut) <= max(room, 1))
            #expect(width > room || cut == text)
        }
    }

    @Test("JSON has sorted keys and spells out what nobody sees")
    func json() {
        let value = JSONText.object([
            "b": .array([.integer(Int64.min), .boolean(true), .null]), "a": .string("\"\\\u{8}\u{202E}\u{E0041}é"),
            "c": .object([:]),
        ])
        #expect(
            value.rendered(isIndented: false)
                == #"{"a":"\"\\\u0008\u202e\udb40\udc41é","b":[-9223372036854775808,true,null],"c":{}}"#)
        #expect(JSONText.array([.object(["x": .null])]).rendered(isIndented: true) == "[\n  {\n    \"x\": null\n  }\n]")
    }
}
