import Foundation
import Keys
import Labels
import Money

/// Reads single values in their forms.
struct ScalarReader {
    /// What relative paths are relative to; empty for the working directory.
    let directory: String
    /// What `${NAME}` may name.
    let environment: [String: String]

    /// Why a value is refused.
    struct Refusal: Error {
        let reason: SettingsError.Reason
    }

    /// The value of a text, or why it has none.
    func read(_ text: String, _ form: ScalarForm, subject: String) -> Result<CheckedValue.Content, Refusal> {
        if form.isConfidential { return readConfidential(text, form, subject: subject) }
        if case .word(let words) = form, !words.contains(text) {
            let nearest = nearestWord(to: text, in: words)
            return .failure(
                Refusal(reason: .wordUnknown(subject: subject, text: text, allowed: words, nearest: nearest)))
        }
        guard let content = content(of: text, form) else {
            // A long text is no help in an error line; its beginning is.
            let shown = text.count > 80 ? text.prefix(80) + "…" : text
            return .failure(refusal(form, subject: subject, text: printable(shown)))
        }
        return .success(content)
    }

    private func refusal(_ form: ScalarForm, subject: String, text: String?) -> Refusal {
        Refusal(reason: .invalid(subject: subject, text: text, expected: form.title, example: form.example))
    }

    private func content(of text: String, _ form: ScalarForm) -> CheckedValue.Content? {
        switch form {
        case .name, .pattern: isName(text) ? .text(text) : nil
        case .word: .text(text)
        case .sourceName: isSourceName(text) ? .text(text) : nil
        case .filePattern: FilePath(text).map { .text($0.pattern(in: directory)) }
        case .path: FilePath(text).map { .text($0.path(in: directory)) }
        case .date: UTCDate(iso: text).map { .date($0) }
        case .amount, .weight: decimal(text) { $0 > .zero }
        case .amountOrNought, .ratio: decimal(text) { $0 >= .zero }
        case .percent:
            decimal(text) { $0 >= ExactDecimal(significand: 1) && $0 <= ExactDecimal(significand: 10_000) }
        case .number: decimal(text) { _ in true }
        case .count: whole(text, in: 1...10_000_000)
        case .query: isQuery(text) ? .text(text) : nil
        case .seconds: whole(text, in: 1...86_400)
        case .nights: whole(text, in: 1...366)
        case .boolean: text == "true" ? .truth(true) : text == "false" ? .truth(false) : nil
        case .always: text == "true" ? .truth(true) : nil
        case .currency: Currency(text) != nil ? .text(text) : nil
        case .email: isEmail(text) ? .text(text) : nil
        case .teamName: isName(text) && Settings.TeamName(text) != nil ? .text(text) : nil
        case .basis: isName(text) && Settings.DistributionBasis(text) != nil ? .text(text) : nil
        case .labelSource: LabelSource(text) != nil ? .text(text) : nil
        case .host: isHost(text) ? .text(text) : nil
        case .hours: Settings.Calendar.minutes(of: text) != nil ? .text(text) : nil
        case .timeZone: TimeZone(identifier: text) != nil ? .text(text) : nil
        case .connection, .webAddress, .secret: preconditionFailure("read as confidential")
        }
    }

    private func decimal(_ text: String, where isAllowed: (ExactDecimal) -> Bool) -> CheckedValue.Content? {
        guard let number = try? ExactDecimal(text), isAllowed(number) else { return nil }
        return .decimal(number)
    }

    private func whole(_ text: String, in range: ClosedRange<Int>) -> CheckedValue.Content? {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text), range.contains(number)
        else { return nil }
        return .whole(number)
    }
}

extension ScalarReader {
    /// Expands variables, then checks; what is wrong is said without the text.
    private func readConfidential(
        _ text: String, _ form: ScalarForm, subject: String
    ) -> Result<CheckedValue.Content, Refusal> {
        let revealed: String
        do throws(Variables.Problem) {
            revealed = try Variables(environment).expand(text)
        } catch .missing(let name) {
            return .failure(Refusal(reason: .variableMissing(name, subject: subject)))
        } catch {
            return .failure(Refusal(reason: .variableMalformed(subject: subject)))
        }
        guard !revealed.isEmpty, !revealed.unicodeScalars.contains(where: isControl) else {
            return .failure(refusal(form, subject: subject, text: nil))
        }
        let isOfForm: Bool
        switch form {
        case .connection: isOfForm = isConnection(revealed)
        case .webAddress: isOfForm = isWebAddress(revealed)
        default: isOfForm = true
        }
        guard isOfForm else { return .failure(refusal(form, subject: subject, text: nil)) }
        return .success(.confidential(Confidential(revealed: revealed, shown: Mask.shown(text, form))))
    }
}

/// Letters, digits, `.`, `_` and `-`; 1 to 63 of them.
private func isSourceName(_ text: String) -> Bool {
    (1...63).contains(text.utf8.count)
        && text.unicodeScalars.allSatisfy {
            ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
                || "._-".unicodeScalars.contains($0)
        }
}

/// 1 to 16384 characters, of which none is a control character but line ends.
private func isQuery(_ text: String) -> Bool {
    (1...16_384).contains(text.utf8.count) && !text.allSatisfy(\.isWhitespace)
        && !text.unicodeScalars.contains { isControl($0) && $0 != "\n" }
}

/// 1 to 200 characters without control characters, and no blank at either end.
private func isName(_ text: String) -> Bool {
    guard (1...200).contains(text.count), let first = text.first, let last = text.last else { return false }
    return !first.isWhitespace && !last.isWhitespace && !text.unicodeScalars.contains(where: isControl)
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
}

/// Letters, digits, `.` and `-`, behind `*.` where all hosts below are meant; or an address.
private func isHost(_ text: String) -> Bool {
    let name = text.hasPrefix("*.") ? text.dropFirst(2) : text[...]
    return (1...253).contains(name.utf8.count)
        && name.unicodeScalars.allSatisfy { $0.isASCII && ($0.properties.isAlphabetic || "0123456789.-:".unicodeScalars.contains($0)) }
}

/// Something on both sides of one `@`; the mail server knows the rest.
private func isEmail(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return isName(text) && parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && !text.contains(where: \.isWhitespace)
}

private func isConnection(_ text: String) -> Bool {
    for scheme in ["postgresql://", "postgres://"] where text.hasPrefix(scheme) { return true }
    return !text.contains("://") && text.contains("=")
}

private func isWebAddress(_ text: String) -> Bool {
    guard !text.contains(where: \.isWhitespace) else { return false }
    for scheme in ["https://", "http://"] where text.lowercased().hasPrefix(scheme) {
        let authority = text.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
        let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        return !host.isEmpty && !host.hasPrefix(":")
    }
    return false
}

/// The text with what is not printable written out, so that an error stays one line.
private func printable(_ text: some StringProtocol) -> String {
    String(
        text.unicodeScalars.map { isControl($0) ? "\\u{\(String($0.value, radix: 16))}" : String($0) }.joined())
}
