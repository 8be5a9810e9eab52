import Mustache
import Texts

/// HTML escaping, character by character.
///
/// Mustache's own escaping (2.1.1) goes by grapheme clusters: `<` that a preceding U+0600 or a
/// following U+0301 joins into one cluster is left as it is, so `\u{600}<script>` would come through
/// whole. Here every scalar is looked at, and unseen ones are spelt out.
struct HTMLText: MustacheContentType {
    /// What templates ask for in their first line.
    static let name = "CHARGEBACK_HTML"

    /// The text with everything escaped that means something to HTML.
    func escapeText(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            (0x20..<0x7F).contains(byte) && byte != 0x26 && byte != 0x3C && byte != 0x3E && byte != 0x22 && byte != 0x27 && byte != 0x60
        }
        if isPlain { return text }
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for scalar in VisibleText.of(text).unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case "`": escaped += "&#96;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
