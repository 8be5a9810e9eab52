import Reports

/// Labels that somebody could set to reach a reader's terminal, browser, spreadsheet or file system.
enum Corpus {
    static let labels: [String] = [
        // Formulas: CWE-1236, ASVS 1.2.10.
        "=cmd|'/c calc'!A1", "+1+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1", "\0=1", "＝1", "＋1", "－1", "＠SUM(1)",
        "  =1+1", "\u{FEFF}=1+1", "'=1", "'", "''x", "%0A=1", "|calc",
        // Markup, whole or joined to its neighbours in one grapheme cluster.
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</style><script>", "</td></table>", "<!--",
        "-->",
        "]]>", "&lt;script&gt;", "&#60;b&#62;", "'onmouseover='x", "`onload=x`", "javascript:alert(1)",
        "\u{600}<script>alert(1)</script>",
        "\u{110BD}<b>", "\u{0E33}\"<b>", "\"\u{301} onmouseover=\"x", "<\u{301}b>", ">\u{301}", "&\u{301}amp;",
        "<\u{200D}script>",
        // Templates and formats.
        "{{7*7}}", "{{{style}}}", "{{#rows}}", "{{% CONTENT_TYPE:TEXT}}", "%s%n", "${jndi:ldap://x}", "$(reboot)",
        "`reboot`",
        "'; DROP TABLE team; --",
        // Markdown and forges.
        "a|b", "a\\|b", "\\", "*x*", "_x_", "__init__", "team_a", "~~x~~", "`x`", "``", "[x](http://x)",
        "![x](http://x/y.png)",
        "# x", "## x", "- x", "1. x", "1) x", "> x", "---", "===", "@everyone", "a @team", "#1", "!1", "~bug",
        "$x$ $y$", ":smile:",
        "www.example.com", "x www.example.com", "http://example.com", "a@example.com", "<http://x>", "<!channel>",
        "<@U1>", "    code",
        // Unseen, turning and moving characters.
        "pay\u{202E}roll", "\u{2066}x\u{2069}", "zero\u{200B}width", "\u{1B}[31mred\u{1B}[0m", "\u{1B}]0;title\u{7}",
        "\u{9B}2J",
        "a\u{8}b", "a\rb", "a\nb", "a\r\nb", "a\u{85}b", "a\u{2028}b", "\u{7F}", "\u{AD}", "\u{3164}", "\u{E0041}",
        "\u{E000}", "\u{FFFF}",
        "nb\u{A0}sp", "\u{301}leading", "z\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}", "е́", "e\u{301}", "\u{E9}",
        // Scripts, widths and plain oddities.
        "支払い", "ｆｕｌｌ", "مدفوعات", "👩‍💻 build", "pаyments", "", " ", "a  b", "x,y", "say \"hi\"", "../../etc/cron.d/x",
        "CON",
        "-rf", String(repeating: "long", count: 75), String(repeating: "支", count: 90),
    ]

    /// A document whose every word from outside is the label, with the same shape for every label.
    static func document(_ label: String) -> ReportDocument {
        let words = Phrase(verbatim: label)
        let rows: [[ReportCell]] = [
            [.text(label), .text("plain"), .money(number("-1.005")), .count(3)],
            [.text("other"), .text(label), .money(number("1234.5")), .absent],
        ]
        let section = ReportSection(
            key: "main", title: words, note: words,
            columns: [
                ReportColumn("team", words, .text), ReportColumn("owner", "Owner", .text),
                ReportColumn("cost", "Cost", .money(places: 2)), ReportColumn("pods", "Pods", .count),
            ],
            rows: rows, total: [.text(label), .absent, .money(number("1233.495")), .count(3)],
            chart: ReportChart(label: "team", columns: ["cost"]))
        var document = ReportDocument(
            title: words, subtitle: words, facts: [ReportFact(words, words)], stamp: .final, sections: [section])
        document.highlights = ReportHighlight.Kind.allCases.map { ReportHighlight($0, words) }
        return document
    }
}
