import Foundation
import Settings

extension Comparison {
    /// `passed`, or `BLOCKED by` and the rules.
    public var verdict: String { isBlocked ? "BLOCKED by \(blockedBy.map(\.name).joined(separator: ", "))" : "passed" }

    private var cells: [[String]] {
        [["Figure", "Base", "Head", "At the same load"]]
            + lines.flatMap { line in
                let isShare = line.figure == .cpuUtilisation || line.figure == .memoryUtilisation
                let title = line.figure == .cost ? "cost an hour, \(base.currency)" : line.figure.title
                func shown(_ text: String) -> String {
                    guard isShare, let share = Snapshot.number(text) else { return Self.short(text) }
                    return Percent.share(share)
                }
                let change = line.change.map(Percent.change) ?? "–"
                let row = [title, shown(line.base), shown(line.head), change]
                guard line.figure == .cost, let before = base.amounts["cost"], let after = head.amounts["cost"] else { return [row] }
                let unit = "cost per thousand \(base.metric), \(base.currency)"
                return [row, [unit, Self.short(before.perThousand), Self.short(after.perThousand), change]]
            } + others + [["\(base.metric) an hour", Self.short(base.load), Self.short(head.load), ""]]
    }

    /// Network and latency, where both sides know them; no rule looks at them.
    private var others: [[String]] {
        var rows: [[String]] = []
        func row(_ title: String, _ shown: (String, String), _ compared: (String, String)) {
            let change = Snapshot.number(compared.0).flatMap { before in
                Snapshot.number(compared.1).flatMap { Self.change(from: before, to: $0) }
            }
            rows.append([title, Self.short(shown.0), Self.short(shown.1), change.map(Percent.change) ?? "–"])
        }
        if let before = base.network, let after = head.network {
            row("network, GiB an hour", (before.perHour, after.perHour), (before.perThousand, after.perThousand))
        }
        if let before = base.latency, let after = head.latency { row("latency", (before, after), (before, after)) }
        return rows
    }

    /// At most four decimals behind leading noughts, of which a figure needs no more to be compared by eye; JSON has them all.
    private static func short(_ text: String) -> String {
        guard let point = text.firstIndex(of: ".") else { return text }
        let fraction = text[text.index(after: point)...]
        let leading = text.hasPrefix("0.") ? fraction.prefix { $0 == "0" }.count : 0
        let places = fraction.prefix(4 + leading)
        let kept = places.reversed().drop { $0 == "0" }.reversed()
        return kept.isEmpty ? String(text[..<point]) : text[..<point] + "." + String(kept)
    }

    private var heading: String { "\(base.service): \(base.subject) → \(head.subject)" }

    /// For a terminal.
    public var text: String {
        ([heading, verdict, ""] + rows + notes.map { "- \($0)" }).joined(separator: "\n") + "\n"
    }

    /// For a terminal, without what the rules say.
    var table: String { ([heading, ""] + rows).joined(separator: "\n") + "\n" }

    private var rows: [String] {
        let widths = (0..<4).map { column in cells.map { $0[column].count }.max() ?? 0 }
        return cells.map { row in
            row.indices.map { index in
                let gap = String(repeating: " ", count: widths[index] - row[index].count)
                return index == 0 ? row[index] + gap : gap + row[index]
            }.joined(separator: "  ").replacing(/\s+$/, with: "")
        }
    }

    /// For a comment on a merge request.
    public var markdown: String {
        let escaped = cells.map { row in "| " + row.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |" }
        let table = [escaped[0], "| --- | ---: | ---: | ---: |"] + escaped.dropFirst()
        let list = notes.isEmpty ? [] : [""] + notes.map { "- \($0)" }
        return (["### \(heading)", "", "**\(verdict)**", ""] + table + list).joined(separator: "\n") + "\n"
    }

    private var notes: [String] { blockedBy.map(\.words) + suggestions }

    /// For machines: every digit.
    public var json: String {
        let figures = lines.map { line -> [String: Any] in
            var members: [String: Any] = ["figure": line.figure.rawValue, "base": line.base, "head": line.head]
            members["change_percent"] = line.change.map { Percent.change($0).replacing(" %", with: "") }
            return members
        }
        let members: [String: Any] = [
            "service": base.service, "base": base.subject, "head": head.subject, "currency": base.currency,
            "base_cost_per_thousand": base.amounts["cost"]?.perThousand ?? "", "head_cost_per_thousand": head.amounts["cost"]?.perThousand ?? "",
            "metric": base.metric, "base_load": base.load, "head_load": head.load, "figures": figures,
            "verdict": isBlocked ? "blocked" : "passed", "blocked_by": blockedBy.map(\.name), "suggestions": suggestions,
        ]
        let options: JSONSerialization.WritingOptions = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? JSONSerialization.data(withJSONObject: members, options: options) else {
            preconditionFailure("texts are JSON")
        }
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}

extension ChangeRules.Rule {
    /// `rule waste: cpu_utilisation down 15 % and cost up 22 %`.
    fileprivate var words: String {
        "rule \(name): "
            + conditions.map { "\($0.figure.rawValue) \($0.isUp ? "up" : "down") \($0.percent) % or more" }.joined(separator: " and ")
    }
}
