/// What may be shown of confidential texts.
///
/// Masking works on the text as the file writes it: a variable's name is no secret and stays.
enum Mask {
    static let mask = "***"

    /// The text of a confidential form, masked.
    static func shown(_ text: String, _ form: ScalarForm) -> String {
        if Variables.isOne(text) { return text }
        switch form {
        case .webAddress: return webAddress(text)
        case .connection: return text.contains("://") ? connectionAddress(text) : connectionWords(text)
        default: return mask
        }
    }

    private static func hidden(_ text: some StringProtocol) -> String { Variables.isOne(text) ? String(text) : mask }

    /// Scheme and host: many webhooks carry their key in the path.
    private static func webAddress(_ text: String) -> String {
        guard let scheme = text.firstRange(of: "://") else { return mask }
        let behind = text[scheme.upperBound...]
        let authority = behind.prefix { !"/?#".contains($0) }
        let host = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
        let user = host.startIndex == authority.startIndex ? "" : mask + "@"
        let path = behind[authority.endIndex...]
        let isBare = path.isEmpty || path == "/"
        return text[..<scheme.upperBound] + user + host + (isBare ? String(path) : "/" + hidden(path.dropFirst()))
    }

    /// A connection URI without its password and without the values of its parameters.
    private static func connectionAddress(_ text: String) -> String {
        guard let scheme = text.firstRange(of: "://") else { return mask }
        var behind = text[scheme.upperBound...]
        var parameters = ""
        if let question = behind.firstIndex(of: "?") {
            let pairs = behind[question...].dropFirst().split(separator: "&", omittingEmptySubsequences: false)
            parameters = "?" + pairs.map { maskedPair($0) }.joined(separator: "&")
            behind = behind[..<question]
        }
        // The last @ ends the user's part: an @ in a password should be %40, but is often written as it is.
        guard let at = behind.lastIndex(of: "@"), let colon = behind[..<at].firstIndex(of: ":") else {
            return text[..<scheme.upperBound] + behind + parameters
        }
        let password = behind[colon..<at].dropFirst()
        return text[..<scheme.upperBound] + behind[...colon] + hidden(password) + behind[at...] + parameters
    }

    /// `key=value` words of libpq, with `key = 'a b'` among them: only what surely is no secret stays.
    private static func connectionWords(_ text: String) -> String {
        guard !text.contains("'"), !text.contains("\\"), !text.contains(" =") && !text.contains("= ") else {
            return mask
        }
        return text.split(separator: " ").map { maskedPair($0) }.joined(separator: " ")
    }

    private static func maskedPair(_ pair: Substring) -> String {
        guard let equals = pair.firstIndex(of: "=") else { return mask }
        let isOpen = openParameters.contains(String(pair[..<equals]))
        return isOpen ? String(pair) : pair[...equals] + hidden(pair[equals...].dropFirst())
    }

    /// Parameters of libpq that hold no secret; all others are masked.
    private static let openParameters: Set<String> = [
        "host", "hostaddr", "port", "dbname", "user", "sslmode", "sslrootcert", "connect_timeout", "application_name",
        "options", "target_session_attrs", "service", "channel_binding", "gssencmode",
    ]
}
