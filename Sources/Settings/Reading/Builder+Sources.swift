import Labels

extension Builder {
    static func bill(_ mapping: CheckedMapping) -> Settings.BillSource? {
        guard let source = mapping.text("source"), let format = mapping.text("format"),
            let several: Settings.SeveralFiles = mapping.word("several"),
            let allowsOpenEnd = mapping.truth("allow_missing_final_newline"),
            let allowsShortRows = mapping.truth("allow_short_rows")
        else { return nil }
        let assumed = mapping.mapping("assume")?.table { if case .text(let text) = $0 { text } else { nil } }
        return .init(
            source: source, paths: mapping.texts("paths"), format: format, several: several, assumed: assumed ?? [:],
            allowsMissingFinalNewline: allowsOpenEnd, allowsShortRows: allowsShortRows)
    }

    static func retention(_ mapping: CheckedMapping) -> Settings.Retention? {
        guard let versions = mapping.whole("superseded_versions"), let days = mapping.whole("superseded_days") else {
            return nil
        }
        return .init(supersededVersions: versions, supersededDays: days)
    }

    static func usage(_ mapping: CheckedMapping) -> Settings.UsageSource? {
        guard let cluster = mapping.text("cluster"), let allowPartial = mapping.truth("allow_partial") else {
            return nil
        }
        return .init(
            cluster: cluster, paths: mapping.texts("paths"), signal: mapping.text("signal"),
            stepSeconds: mapping.whole("step_seconds"), allowPartial: allowPartial)
    }

    static func coverage(_ mapping: CheckedMapping) -> Settings.Coverage? {
        guard let percent = mapping.decimal("minimum_percent"), let below: Settings.Coverage.Below = mapping.word("below")
        else { return nil }
        return .init(minimumPercent: percent, below: below)
    }

    static func labels(_ mapping: CheckedMapping) -> Settings.Labels? {
        guard let conflicts: LabelRules.ConflictPolicy = mapping.word("conflicts") else { return nil }
        var fields: [CostField: [LabelSource]] = [:]
        var aliases: [CostField: [String: String]] = [:]
        for field in CostField.allCases {
            if let written = mapping.mapping("fields"), written[field.rawValue] != nil {
                fields[field] = written.texts(field.rawValue).compactMap(LabelSource.init)
            }
            let spellings = mapping.mapping("aliases")?.mapping(field.rawValue)
            aliases[field] = spellings?.table { if case .text(let text) = $0 { text } else { nil } }
        }
        var allowed: [CostField: [String]] = [:]
        for field in CostField.allCases {
            if let written = mapping.mapping("allowed"), written[field.rawValue] != nil {
                allowed[field] = written.texts(field.rawValue)
            }
        }
        return .init(
            csv: mapping.texts("csv"), fields: fields, aliases: aliases,
            lowercased: Set(mapping.texts("lowercase").compactMap(CostField.init)), allowed: allowed,
            valuesMax: mapping.whole("values_max") ?? 10_000, conflicts: conflicts)
    }

    static func team(_ mapping: CheckedMapping) -> Settings.Team? {
        guard let name = mapping.text("name") else { return nil }
        return .init(name: name, costCentre: mapping.text("cost_centre"), email: mapping.text("email"),
            department: mapping.text("department"))
    }

    mutating func reports(_ mapping: CheckedMapping) -> Settings.Reports? {
        refuseRepeats(in: mapping.list("formats"), kind: "format")
        guard let output = mapping.text("output"), let cost: Settings.Cost = mapping.word("cost"),
            let locale: Settings.Locale = mapping.word("locale")
        else { return nil }
        let formats = mapping.texts("formats").compactMap(Settings.ReportFormat.init)
        let digest = mapping.mapping("digest").flatMap { digest -> Settings.MailDigest? in
            refuseRepeats(in: digest.list("organisation"), kind: "address")
            guard let occasion: Settings.MailDigest.Occasion = digest.word("on") else { return nil }
            return .init(on: occasion, organisation: digest.texts("organisation"), from: digest.text("from"))
        }
        return .init(output: output, formats: formats, cost: cost, locale: locale, digest: digest)
    }

    /// Refuses a text that a list has twice.
    mutating func refuseRepeats(in values: [CheckedValue], kind: String) {
        var firstLines: [String: Int] = [:]
        for value in values {
            guard case .text(let text) = value.content else { continue }
            if let line = firstLines[text] {
                problems.add(.nameTaken(text, kind: kind, firstLine: line), at: value.position)
            }
            firstLines[text] = firstLines[text] ?? value.position.line
        }
    }
}
