import Labels

extension Schema {
    /// The whole file.
    ///
    /// - Parameter vocabulary: The words that other modules know.
    static func root(_ vocabulary: Settings.Vocabulary) -> Schema {
        Schema(keys: [
            Key("database", .scalar(.connection), "The database. Absent: the environment's, else the embedded server."),
            Key("data_directory", .scalar(.path), "The embedded server's home. Absent: the store's own choice."),
            Key("bills", .list(.mapping(bill(vocabulary))), .standard("[]"), "Where bills lie."),
            Key("retention", .mapping(retention), .standard("{}"), "How long superseded versions of bills keep their lines."),
            Key("usage", .list(.mapping(usage(vocabulary))), .standard("[]"), "Where range exports lie."),
            Key(
                "prometheus", .list(.mapping(prometheus)), .standard("[]"),
                "Live servers that 'fetch usage' and a run fetch range exports from."),
            Key(
                "usage_catalogue", .scalar(.path),
                "A file with signals and business metrics of your own. Absent: the shipped signals alone."),
            Key("coverage", .mapping(coverage), .standard("{}"), "How complete range exports must be."),
            Key(
                "sidecars", .list(.scalar(.pattern)), .standard("[istio-proxy, linkerd-proxy, envoy, vault-agent]"),
                "Containers that serve others; what they use is kept apart from their pod's."),
            Key("labels", .mapping(labels), .standard("{}"), "How tenant, tier, commit and owner are found."),
            Key("teams", .list(.mapping(team)), .standard("[]"), "The teams. If any, the file names no other."),
            Key(
                "team_rules", .list(.mapping(teamRule)), .standard("[]"), "Whose a cost is; the first that holds."),
            Key("allocation", .mapping(allocation), .standard("{}"), "How the cost of nodes and of what serves clusters is divided among pods."),
            Key(
                "distribution", .list(.mapping(distributionRule)), .standard(distributionStandard),
                "What becomes of shared pots: of each the first rule that holds. Replaces the whole default; a pot without a rule stays."),
            Key(
                "platform_namespaces", .list(.scalar(.pattern)), .standard("[]"),
                "Namespaces that serve the whole cluster: the pot 'platform'."),
            Key("clusters", .list(.mapping(cluster)), .standard("[]"), "How bills call clusters, and what serves them as a whole."),
            Key(
                "environments", .list(.mapping(environment)), .standard("[]"),
                "Scopes such as dev and prod, or virtual clusters; the first that holds."),
            Key("budgets", .list(.mapping(budget)), .standard("[]"), "Amounts with steps that alert."),
            Key("thresholds", .list(.mapping(threshold)), .standard("[]"), "Months' amounts that alert when passed."),
            Key("growth", .list(.mapping(growth)), .standard("[]"), "Rises that alert."),
            Key("anomalies", .list(.mapping(anomaly)), .standard("[]"), "Days that cost far more than usual."),
            Key("shares", .list(.mapping(share)), .standard("[]"), "Parts of a cost that alert when passed."),
            Key("restatements", .list(.mapping(restatement)), .standard("[]"), "Changes of bills that alert."),
            Key("approvals", .list(.mapping(approval)), .standard("[]"), "Costs that somebody has to approve."),
            Key("quotas", .list(.mapping(quota)), .standard("[]"), "What may be held of cores, memory, storage and network."),
            Key("unit_costs", .list(.mapping(unitCost)), .standard("[]"), "What a thousand of a business metric may cost."),
            Key("minimums", .list(.mapping(minimum)), .standard("[]"), "Shares that must not be fallen below."),
            Key("prices", .list(.mapping(price)), .standard("[]"), "Prices of the same work that differ too much."),
            Key("late_bills", .list(.mapping(lateBill)), .standard("[]"), "Bills that stop coming."),
            Key("calendars", .list(.mapping(calendar)), .standard("[]"), "When people work."),
            Key(
                "alert_hosts", .list(.scalar(.host)), .standard("[]"),
                "The hosts that receivers and ping_url may be on. Empty: any public one."),
            Key("receivers", .list(.mapping(receiver)), .standard("[]"), "Where alerts go."),
            Key("monitoring", .mapping(monitoring), .standard("{}"), "How the job itself is watched."),
            Key("reports", .mapping(reports), .standard("{}"), "What a run writes."),
            Key("journal", .mapping(journal), .standard("{}"), "Where 'chargeback journal' books costs."),
        ])
    }

    private static func bill(_ vocabulary: Settings.Vocabulary) -> Schema {
        Schema(keys: [
            Key("source", .scalar(.sourceName), .required, "What the source is called; unique."),
            Key("paths", .list(.scalar(.filePattern), atLeast: 1), .required, "Its files, plain or gzip."),
            Key(
                "format", .scalar(.word(vocabulary.billFormats)), .standard("auto"),
                "The provider's format; auto reads it off the header."),
            Key(
                "several", .scalar(words(Settings.SeveralFiles.self)), .standard("refuse"),
                "What several files of one account and period are: an error, versions (the latest counts) or parts."),
            Key(
                "assume", .table("column", .name, .scalar(.name)), .standard("{}"),
                "Columns that the files lack, each with what stands in it on every row."),
            Key(
                "allow_missing_final_newline", .scalar(.boolean), .standard("false"),
                "Whether plain files are taken whose last row has no line end."),
            Key(
                "allow_short_rows", .scalar(.boolean), .standard("false"),
                "Whether rows may lack their last cells, which are empty then."),
        ])
    }

    private static let retention = Schema(keys: [
        Key(
            "superseded_versions", .scalar(.count), .standard("1"),
            "Of each bill, how many of its newest superseded versions keep their lines."),
        Key(
            "superseded_days", .scalar(.count), .standard("7"),
            "How many days after a newer version has come every version keeps its lines."),
    ])

    private static func usage(_ vocabulary: Settings.Vocabulary) -> Schema {
        Schema(keys: [
            Key("cluster", .scalar(.name), .required, "The cluster that the files are from."),
            Key("paths", .list(.scalar(.filePattern), atLeast: 1), .required, "Its query_range files, plain or gzip."),
            Key(
                "signal", .scalar(vocabulary.signals.map { .word($0) } ?? .name),
                "What the files measure. Absent: as manifest, metric or file name say."),
            Key("step_seconds", .scalar(.seconds), "Seconds from sample to sample. Absent: as the file says."),
            Key("allow_partial", .scalar(.boolean), .standard("false"), "Whether partial answers are taken."),
        ])
    }

    private static let coverage = Schema(keys: [
        Key(
            "minimum_percent", .scalar(.percent), .standard("95"),
            "The percent of expected samples below which an hour is provisional."),
        Key(
            "below", .scalar(words(Settings.Coverage.Below.self)), .standard("accept"),
            "What becomes of such an hour: divided as measured, the month held, or unallocated."),
    ])

    private static let labels = Schema(keys: [
        Key(
            "csv", .list(.scalar(.filePattern)), .standard("[]"),
            "Label files: cluster, namespace, pod, uid, from, to, …"),
        Key(
            "fields", .mapping(perField(.list(.scalar(.labelSource), atLeast: 1), "Where the field is looked for")),
            .standard("{}"), "Where fields are looked for, in order. An absent field has the standard rules."),
        Key(
            "aliases", .mapping(perField(.table("spelling", .name, .scalar(.name)), "What spellings stand for")),
            .standard("{}"), "Spellings and what they stand for."),
        Key(
            "lowercase", .list(.scalar(words(CostField.self))), .standard("[]"),
            "Fields whose values are kept in lower case, before aliases."),
        Key(
            "allowed", .mapping(perField(.list(.scalar(.pattern), atLeast: 1), "The values the field may have")),
            .standard("{}"), "The values that fields may have; another one is passed over with a warning."),
        Key(
            "values_max", .scalar(.count), .standard("10000"),
            "How many different values a field may have; more are an error."),
        Key(
            "conflicts", .scalar(words(LabelRules.ConflictPolicy.self)), .standard("ignore"),
            "Several values of one label at a time: an error, the first, or passed over with a warning."),
    ])

    private static func perField(_ kind: Kind, _ meaning: String) -> Schema {
        Schema(keys: CostField.allCases.map { Key($0.rawValue, kind, "\(meaning): \($0.rawValue).") })
    }

    private static let team = Schema(keys: [
        Key("name", .scalar(.name), .required, "The team's name; unique."),
        Key("cost_centre", .scalar(.name), "The cost centre that finance books it on."),
        Key("email", .scalar(.email), "Where it reads mail."),
        Key("department", .scalar(.name), "The department it belongs to, for scopes."),
    ])

    private static let teamRule = Schema(keys: [
        Key("team", .scalar(.teamName), .required, "The team, or the field that names it, e.g. \"{owner}\"."),
        Key("when", .mapping(condition), .standard("{}"), "What must hold, all of it. Absent: always."),
        Key("from", .scalar(.date), "The first day it is in force. Absent: from the beginning."),
        Key("to", .scalar(.date), "The first day it is no longer in force. Absent: for ever."),
    ])

    private static let condition = Schema(
        keys: [
            Key("cluster", .oneOrMany(.pattern), "The cluster's name."),
            Key("namespace", .oneOrMany(.pattern), "The pod's namespace."),
            Key("tenant", .oneOrMany(.pattern), "The pod's tenant."),
            Key("tier", .oneOrMany(.pattern), "The pod's tier."),
            Key("owner", .oneOrMany(.pattern), "The pod's owner."),
            Key("account", .oneOrMany(.pattern), "The account, subscription or project on the bill."),
            Key("service", .oneOrMany(.pattern), "The provider's service."),
            Key("resource", .oneOrMany(.pattern), "The resource's id."),
            Key("tag.<key>", .oneOrMany(.pattern), "A tag of the bill line, by its key."),
        ], openPrefix: "tag.")

    /// The allowed words of an enumeration.
    static func words<Word: RawRepresentable<String> & CaseIterable>(_: Word.Type) -> ScalarForm {
        .word(Word.allCases.map(\.rawValue))
    }
}
