extension Builder {
    /// A live server, with one way to say who asks.
    mutating func prometheus(_ mapping: CheckedMapping) -> Settings.Prometheus? {
        for (one, other) in [("password", "password_file"), ("token", "token_file")] where mapping.written[one] != nil {
            if let position = mapping.written[other] { problems.add(.keysExclude([one, other]), at: position) }
        }
        let password = secret("password", in: mapping)
        let token = secret("token", in: mapping)
        if let position = mapping.written["user"] {
            if password == nil {
                problems.add(.keyMissing("password_file", example: "password_file: /etc/chargeback/prometheus"), at: position)
            }
            if token != nil { problems.add(.keysExclude(["user", "token"]), at: position) }
        } else if password != nil {
            problems.add(.keyMissing("user", example: "user: chargeback"), at: mapping.position)
        }
        if mapping.written["certificate_file"] == nil, let position = mapping.written["key_file"] {
            problems.add(
                .keyMissing("certificate_file", example: "certificate_file: /etc/chargeback/client.pem"), at: position)
        }
        guard let cluster = mapping.text("cluster"), let url = mapping.confidential("url"),
            let output = mapping.text("output"), let lookbackDays = mapping.whole("lookback_days"),
            let lagSeconds = mapping.whole("lag_seconds"), let timeoutSeconds = mapping.whole("timeout_seconds"),
            let retries = mapping.whole("retries"), let allowPartial = mapping.truth("allow_partial")
        else { return nil }
        let parameters = mapping.mapping("parameters")?.table { if case .text(let text) = $0 { text } else { nil } }
        return .init(
            cluster: cluster, url: url, output: output, user: mapping.text("user"), password: password, token: token,
            tenant: mapping.text("tenant"), authorityFile: mapping.text("ca_file"),
            certificateFile: mapping.text("certificate_file"), keyFile: mapping.text("key_file"),
            proxy: mapping.confidential("proxy"), parameters: parameters ?? [:], start: mapping.date("start"),
            lookbackDays: lookbackDays, lagSeconds: lagSeconds, timeoutSeconds: timeoutSeconds, retries: retries,
            allowPartial: allowPartial)
    }

    private func secret(_ key: String, in mapping: CheckedMapping) -> Settings.SigningKey? {
        let file = mapping.text(key + "_file").map { Settings.SigningKey.file($0) }
        return mapping.confidential(key).map { .text($0) } ?? file
    }
}
