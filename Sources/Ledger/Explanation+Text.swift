import Money

extension Explanation {
    /// The explanation for a screen: the figure, what it is made of, and the largest parts with their arithmetic.
    public var lines: [String] {
        var lines = totals.map { "\(title): \($0.amount) \($0.currency)" }
        if totals.isEmpty { lines = ["\(title): nothing"] }
        lines.append("")
        let width = groups.map { ($0["amount"] ?? "").count }.max() ?? 0
        for group in groups {
            let amount = group["amount"] ?? ""
            let side = group["is_shared"] == "t" ? "shared" : "direct"
            lines.append(
                "  \(String(repeating: " ", count: width - amount.count))\(amount) \(group["billing_currency"] ?? "")  "
                    + "\(group["kind"] ?? ""), \(side), by \(group["rule"] ?? "") (\(group["part_count"] ?? "") parts)")
        }
        if !parts.isEmpty {
            lines += ["", "The \(parts.count) largest of \(partCount) parts:"]
            for (index, part) in parts.enumerated() { lines += [""] + part.text(number: index + 1) }
        }
        return lines
    }

    private var title: String {
        let filters = Explainer.Dimension.allCases.compactMap { name in
            question.filters[name].map { name == .team && $0.isEmpty ? "no team" : "\(name.rawValue) \($0)" }
        }
        return ([question.month.description, "\(question.cost.rawValue) cost"] + filters).joined(separator: ", ")
    }
}

extension Explanation.Part {
    fileprivate func text(number: Int) -> [String] {
        var lines = ["\(number). \(part["amount"] ?? "") \(part["billing_currency"] ?? "")  \(place)"]
        lines.append("   rule    \(part["rule"] ?? "")" + version)
        if let rule = part["team_rule"] { lines.append("   team    \(part["team"] ?? "") by rule \(rule)") }
        if let reason = part["reason"] { lines.append("   team    none: \(reason)") }
        lines += billLines
        for split in splits { lines += Self.text(split: split) }
        for share in shares { lines.append(Self.text(share: share)) }
        if !isReproduced {
            lines.append("   note    usage or labels were derived anew since the month was published; the amount above counts")
        }
        return lines
    }

    private var version: String { part["configuration_sha256"].map { ", rules \($0.prefix(12))" } ?? "" }

    private var place: String {
        let hour = part["hour"].map { " \($0.count == 1 ? "0" : "")\($0):00" } ?? ""
        var words = ["\(part["usage_date"] ?? "")\(hour)", part["kind"] ?? ""]
        if let service = part["service"] { words.append(service) }
        if let resource = part["resource_key"], !resource.isEmpty { words.append(resource) }
        let pod = [part["cluster"], part["namespace"], part["pod"]].compactMap { $0 }.joined(separator: "/")
        if !pod.isEmpty { words.append(pod) }
        for name in ["team", "tenant", "tier", "commit", "owner"] {
            if let value = part[name] { words.append("\(name) \(value)") }
        }
        return words.joined(separator: ", ")
    }

    private var billLines: [String] {
        var text = lines.map { line in
            "   bill    \(line["file"] ?? "") row \(line["row_number"] ?? ""): \(line["amount"] ?? ""), "
                + [line["class"], line["description"]].compactMap { $0 }.joined(separator: ", ")
        }
        if let first = lines.first, let count = first["line_count"], count != "1" {
            let shown = count == "\(lines.count)" ? "" : " of which \(lines.count) are shown"
            text.append("           \(count) lines\(shown), together \(first["line_sum"] ?? "")")
        }
        return text
    }

    private static func text(split: Explanation.Record) -> [String] {
        func value(_ name: String) -> String { split[name] ?? "unknown" }
        let kind = value("kind")
        var lines: [String] = []
        let isPriced = ["node", "commitment", "provider", "allocated"].contains { value("class").hasPrefix($0) }
        if ["cpu", "memory", "gpu"].contains(kind), isPriced {
            let source = value("measure") == "provider" || value("class") == "allocated" ? "the provider's parts" : "price"
            lines.append(
                "   part    \(kind) by \(source): \(value("line_amount")) × \(value("price")) / \(value("prices")) = \(value("amount"))")
        }
        let unit =
            switch (value("measure"), value("class")) {
            case ("provider", _): "10⁻¹⁸ of what the provider's split says was used"
            case ("memory", _): "byte seconds"
            case ("gpu", _): "device microseconds"
            case ("=zone", _): "bytes between zones"
            case ("=region", _): "bytes between regions"
            case ("=internet", _): "bytes to the internet"
            case ("bytes", _): "bytes"
            case ("time", _): "microseconds on the machine"
            case (_, "volume"): "shares of microseconds mounted"
            case (_, "load balancer"), (_, "cluster network"): "bytes or core microseconds, as the rule says"
            case (_, "pod"), (_, "allocated"): "microseconds"
            default: "core microseconds"
            }
        let measured = split["requested"].map { " (requested \($0), used \(value("used")))" } ?? ""
        lines.append(
            "   use     mine \(value("mine"))\(measured), everyone's \(value("everyone")), capacity \(value("capacity")) \(unit)")
        let more = split["has_unit"] == "t" ? ", with a unit of 10⁻¹⁸ of what was left over" : ""
        lines.append("   share   \(value("amount")) × \(value("mine")) / \(value("divisor")) = \(value("share"))\(more)")
        return lines
    }

    private static func text(share: Explanation.Record) -> String {
        func value(_ name: String) -> String { share[name] ?? "" }
        guard let scope = share["scope"] else { return "   share   the whole pot, which is kept" }
        let more = share["has_unit"] == "t" ? ", with a unit of 10⁻¹⁸ of what was left over" : ""
        return "   share   pot \(value("pot_amount")) × \(value("mine")) / \(value("everyone")) of \(scope) = \(value("share"))\(more)"
    }
}
