/// Text from outside made safe for people's eyes: what is invisible, moves the cursor or turns the
/// direction of writing is spelt out, so that two names that look the same are the same.
///
/// ```swift
/// VisibleText.of("pay\u{202E}roll")  // pay⟨U+202E⟩roll
/// ```
public enum VisibleText {
    /// How many combining marks may stand on one letter; more are spelt out.
    public static let marksInRowMax = 3

    /// The text with every unseen character spelt out as `⟨U+XXXX⟩`.
    public static func of(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
        var visible = ""
        visible.reserveCapacity(text.utf8.count)
        var marksInRow = 0
        var isFirst = true
        for scalar in text.unicodeScalars {
            let isMark = isCombining(scalar)
            marksInRow = isMark ? marksInRow + 1 : 0
            if isUnseen(scalar) || marksInRow > marksInRowMax {
                visible += spelling(of: scalar)
            } else {
                // A mark without a letter would sit on whatever stands to the left of the text.
                if isMark && isFirst { visible.unicodeScalars.append("\u{25CC}") }
                visible.unicodeScalars.append(scalar)
            }
            isFirst = false
        }
        return visible
    }

    /// Whether a reader could not see the character, or would see others in its stead.
    public static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value >= 0x20 && scalar.value < 0x7F { return false }
        let properties = scalar.properties
        if properties.isDefaultIgnorableCodePoint { return true }
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            return true
        default:
            // U+2800 is a drawn nothing.
            return scalar.value == 0x2800
        }
    }

    /// `⟨U+202E⟩`.
    private static func spelling(of scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "⟨U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "⟩"
    }

    /// Whether the character is drawn onto the one before.
    static func isCombining(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: true
        default: false
        }
    }
}
