extension Builder {
    /// A receiver, with the keys that its kind needs and no others.
    mutating func receiver(_ mapping: CheckedMapping) -> Settings.Receiver? {
        if mapping.written["secret"] != nil, let position = mapping.written["secret_file"] {
            problems.add(.keysExclude(["secret", "secret_file"]), at: position)
        }
        guard let name = mapping.text("name"), let kind: Settings.ReceiverKind = mapping.word("kind"),
            let allowPrivate = mapping.truth("allow_private")
        else { return nil }
        let severities = mapping.list("severities")
        refuseRepeats(in: severities, kind: "severity")
        refuseKeys(of: kind, in: mapping)
        let file = mapping.text("secret_file").map { Settings.SigningKey.file($0) }
        let key = mapping.confidential("secret").map { Settings.SigningKey.text($0) } ?? file
        return .init(
            name: name, kind: kind, url: mapping.confidential("url"), addresses: mapping.texts("to"), key: key,
            allowPrivate: allowPrivate, severities: mapping.texts("severities").compactMap { .init(rawValue: $0) },
            scopes: mapping.written["scopes"] == nil ? nil : mapping.mappings("scopes").compactMap { scope(of: $0) },
            calendar: calendar(of: mapping), hearsResolved: mapping.truth("resolved") ?? true, hosts: hosts,
            fallback: fallback(mapping, of: name))
    }

    /// Another receiver, which the file declares.
    private mutating func fallback(_ mapping: CheckedMapping, of name: String) -> String? {
        guard let fallback = mapping.text("fallback") else { return nil }
        if fallback == name {
            problems.add(.keyIdle("fallback", because: "it is the receiver itself"), at: mapping.place(of: "fallback"))
        } else if !receiverNames.contains(fallback) {
            let nearest = nearestWord(to: fallback, in: receiverNames)
            problems.add(
                .nameUnknown(fallback, kind: "receiver", section: "receivers", nearest: nearest),
                at: mapping.placeOfValue("fallback"))
        }
        return fallback
    }

    private mutating func refuseKeys(of kind: Settings.ReceiverKind, in mapping: CheckedMapping) {
        let written = Set(mapping.written.keys)
        let needed: [(key: String, example: String)]
        let strange: [String]
        switch kind {
        case .email:
            (needed, strange) = ([("to", "to: [pay@example.org]")], ["url", "secret", "secret_file"])
        case .pagerduty:
            let hasKey = written.contains("secret") || written.contains("secret_file")
            (needed, strange) = (hasKey ? [] : [("secret_file", "secret_file: /etc/chargeback/pagerduty.key")], ["to"])
        case .alertmanager, .slack, .teams, .wecom:
            (needed, strange) = ([("url", "url: https://hooks.example.org/x")], ["to", "secret", "secret_file"])
        case .webhook, .dingtalk, .feishu:
            (needed, strange) = ([("url", "url: https://hooks.example.org/x")], ["to"])
        }
        for (key, example) in needed where !written.contains(key) {
            problems.add(.keyMissing(key, example: example), at: mapping.position)
        }
        for key in strange {
            guard let position = mapping.written[key] else { continue }
            problems.add(.keyIdle(key, because: "a receiver of kind \(kind.rawValue) has none"), at: position)
        }
    }
}
