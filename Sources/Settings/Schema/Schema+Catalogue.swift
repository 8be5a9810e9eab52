import Usage

extension Schema {
    /// A catalogue of usage signals: the file behind `usage_catalogue`.
    static let catalogue = Schema(keys: [
        Key(
            "standard", .scalar(.boolean), .standard("true"),
            "Whether the shipped signals are there, too; one of the same id gives way to the file's."),
        Key("signals", .list(.mapping(signal)), .standard("[]"), "What range exports say of pods, nodes and volumes."),
        Key("metrics", .list(.mapping(metric)), .standard("[]"), "Business metrics, which give unit costs."),
        Key("queries", .list(.mapping(query)), .standard("[]"), "Business metrics from SQL queries."),
    ])

    private static let signal = Schema(
        keys: [
            Key("id", .scalar(.sourceName), .required, "The signal's name; unique."),
            Key("quantity", .scalar(.sourceName), "The quantity it gives. Absent: its id."),
            kind(Signal.Kind.allCases),
            Key(
                "unit", .scalar(.word(Unit.allCases.map(\.rawValue))), .standard("sample"),
                "The unit of a sample's value."),
            step,
            Key(
                "key", .list(.scalar(words(SubjectKey.self)), atLeast: 1), .required,
                "The labels that say what a series is about."),
            Key(
                "shard", .scalar(.sourceName),
                "The label by whose hexadecimal start an hour is asked for in parts where it is too much at once."),
        ] + reading)

    private static let metric = Schema(
        keys: [
            Key("id", .scalar(.sourceName), .required, "The metric's name; unique."),
            kind(Signal.Kind.allCases.filter { !$0.isInfo }),
            Key("unit", .scalar(.name), .standard("count"), "What is counted, in words."),
            step,
            Key("key", .list(.scalar(.sourceName)), .standard("[]"), "The labels that are kept."),
            Key(
                "keep", .scalar(words(Signal.Keep.self)), .standard("integral"),
                "What is kept of an hour: level x seconds or the total, the mean, the largest, the last."),
            Key("grain", .scalar(.word(["hour", "day"])), .standard("hour"), "Whether it is kept by the hour or the day."),
        ] + reading)

    private static let query = Schema(keys: [
        Key("id", .scalar(.sourceName), .required, "The metric's name; unique."),
        Key("unit", .scalar(.name), .standard("count"), "What is counted, in words."),
        Key("database", .scalar(.connection), .required, "The database that is asked."),
        Key(
            "sql", .scalar(.query), .required,
            "The query: at, value, perhaps cluster, namespace and checkpoint; other columns are labels."),
        Key("start", .scalar(.name), .standard("0"), "What {{last}} stands for the first time."),
        Key("grain", .scalar(.word(["hour", "day"])), .standard("hour"), "Whether it is kept by the hour or the day."),
    ])

    private static func kind(_ kinds: [Signal.Kind]) -> Key {
        Key(
            "kind", .scalar(.word(kinds.map(\.rawValue))), .required,
            "What a sample stands for: a level from then on, or a mean, a total, a sum or a count of the step before.")
    }

    private static let step = Key(
        "step_seconds", .scalar(.seconds), .standard("300"), "The step it is asked with, and of a file that does not tell.")

    private static let reading = [
        Key("expr", .scalar(.query), "The PromQL that is asked. Absent: it is only read from files."),
        Key("names", .list(.mapping(signalName)), .standard("[]"), "Metrics and file names that mean it, beside its id."),
        Key("files", .list(.scalar(.pattern)), .standard("[]"), "Patterns of file names that mean it."),
        Key("drop", .list(.scalar(.sourceName)), .standard("[]"), "Labels that are left out, beside the scrape's own."),
        Key(
            "duplicates", .scalar(words(Signal.Duplicates.self)), .standard("max"),
            "Several series of one key: copies of which the largest counts, parts that add up, or an error."),
        Key("min", .scalar(.number), .standard("0"), "Smaller values are left out."),
        Key("max", .scalar(.number), "Larger values are noted."),
        Key("required", .scalar(.boolean), .standard("false"), "Whether an answer without series is an error."),
    ]

    private static let signalName = Schema(keys: [
        Key("name", .scalar(.name), .required, "The metric's or the file's name."),
        Key(
            "where", .table("label", .sourceName, .oneOrMany(.name)), .standard("{}"),
            "The values that labels must have: some, \"*\" for any, \"!VALUE\" for any but that."),
    ])

    /// The units of samples that quantities are made of.
    enum Unit: String, CaseIterable {
        case core, byte, device, pod, sample

        /// The whole unit that hours are kept in, and how many of it a value of 1 is.
        func stored(isTotal: Bool) -> (name: String, scale: Int64) {
            switch self {
            case .core: ("core_microsecond", 1_000_000)
            case .device: ("device_microsecond", 1_000_000)
            case .byte: (isTotal ? "byte" : "byte_second", 1)
            case .pod: ("pod_second", 1)
            // Thousandths, as an hour's samples are divided where the export does not start with the hour.
        case .sample: ("sample_thousandth", 1000)
            }
        }
    }
}
