import Keys
import Money

/// The form that a single value must have.
///
/// A value is read from its characters as they stand in the file, never from what YAML takes them for: `0012`
/// stays a cost centre, `no` a name, and an amount never becomes a floating-point number.
enum ScalarForm: Sendable, Hashable {
    /// A name people give: 1 to 200 characters, no blanks around them, nothing unprintable.
    case name
    /// A source's name, which becomes part of keys and file names.
    case sourceName
    /// A value that a field of a cost may have; `*` stands for any characters.
    case pattern
    /// Files on this machine, with the wildcards of `glob(3)`.
    case filePattern
    /// One file or directory on this machine.
    case path
    /// `2026-01-31`.
    case date
    /// An amount above nought.
    case amount
    /// An amount of nought or more.
    case amountOrNought
    /// A part of a whole, above nought.
    case weight
    /// A part of a ratio, nought or more.
    case ratio
    /// Percent, 1 to 10000: below 1 it is a fraction that somebody meant as percent.
    case percent
    /// Any decimal number.
    case number
    /// A query of PromQL.
    case query
    /// 1 to 10000000.
    case count
    /// 1 to 366.
    case nights
    /// 1 to 86400.
    case seconds
    /// `true` or `false`.
    case boolean
    /// `true`.
    case always
    /// Three capital letters.
    case currency
    /// An address with one `@`.
    case email
    /// What libpq reads.
    case connection
    /// `http` or `https`.
    case webAddress
    /// A signing key.
    case secret
    /// A host's name; `*.` in front stands for any below it.
    case host
    /// `08:00-18:00`, local time.
    case hours
    /// A time zone's name, such as `Europe/Berlin`.
    case timeZone
    /// A team, or the field that names it.
    case teamName
    /// Where a label's value comes from.
    case labelSource
    /// What proportions are taken from.
    case basis
    /// One of these.
    case word([String])
}

extension ScalarForm {
    /// What the form is called after "must be".
    var title: String {
        switch self {
        case .name: "a name of 1 to 200 printable characters without blanks around it"
        case .sourceName: "1 to 63 of the characters A-Z a-z 0-9 . _ -"
        case .pattern: "a text, in which * stands for any characters"
        case .filePattern: "a file pattern on this machine, without ~, ${NAME} or ://"
        case .path: "a path on this machine, without ~, ${NAME} or ://"
        case .date: "a day of the calendar, YYYY-MM-DD"
        case .amount, .weight: "a decimal number above 0 with at most 28 decimals"
        case .amountOrNought, .ratio: "a decimal number of 0 or more with at most 28 decimals"
        case .number: "a decimal number"
        case .count: "a whole number from 1 to 10000000"
        case .query: "a query of 1 to 16384 characters"
        case .percent: "a number of percent from 1 to 10000"
        case .seconds: "a whole number of seconds from 1 to 86400"
        case .nights: "a whole number from 1 to 366"
        case .boolean: "true or false"
        case .always: "true"
        case .currency: "three capital letters (ISO 4217)"
        case .email: "an e-mail address"
        case .connection: "a postgresql:// address or key=value words"
        case .webAddress: "an http:// or https:// address"
        case .secret: "a text that is not empty"
        case .host: "a host's name without scheme, port and path; '*.' in front stands for all hosts below it"
        case .hours: "hours of a day, HH:MM-HH:MM, of which the first is earlier"
        case .timeZone: "a time zone that this machine knows"
        case .teamName:
            "a team's name, or in quotes the field that holds it: {cluster}, {namespace}, {tenant}, {tier}, {owner}, "
                + "{account}, {service} or {tag.KEY}"
        case .labelSource:
            "csv, workload, 'pod label KEY', 'pod annotation KEY', 'namespace label KEY' or 'literal VALUE'"
        case .basis:
            "one of \((Settings.DistributionBasis.costs + Settings.DistributionBasis.usages).joined(separator: ", ")) "
                + "or 'metric NAME'"
        case .word(let words): words.count == 1 ? words[0] : "one of \(words.joined(separator: ", "))"
        }
    }

    /// What the form is called in the schema's text, which explains it once.
    var noun: String {
        switch self {
        case .name: "name"
        case .sourceName: "source name"
        case .pattern: "pattern"
        case .filePattern: "file pattern"
        case .path: "path"
        case .date: "date"
        case .amount, .weight: "amount above 0"
        case .amountOrNought, .ratio: "amount from 0"
        case .number: "number"
        case .count: "count"
        case .query: "query"
        case .percent: "percent"
        case .seconds: "seconds"
        case .nights: "days"
        case .currency: "currency"
        case .email: "e-mail address"
        case .connection: "connection"
        case .webAddress: "web address"
        case .secret: "secret"
        case .host: "host"
        case .hours: "hours"
        case .timeZone: "time zone"
        case .teamName: "team or field"
        case .labelSource: "label source"
        case .basis: "basis"
        case .boolean, .always, .word: title
        }
    }

    /// A value of the form.
    var example: String {
        switch self {
        case .name: "payments"
        case .sourceName: "aws-main"
        case .pattern: "\"pay-*\""
        case .filePattern: "exports/*.gz"
        case .path: "/var/lib/chargeback"
        case .date: "2026-01-31"
        case .amount, .amountOrNought: "400.00"
        case .weight: "60"
        case .ratio: "9"
        case .number: "4096"
        case .count: "10000"
        case .query: "sum by (namespace) (increase(orders_total[1h]))"
        case .percent: "80"
        case .seconds: "60"
        case .nights: "2"
        case .boolean, .always: "true"
        case .currency: "USD"
        case .email: "pay@example.org"
        case .connection: "postgresql://cost@db.example.org/chargeback"
        case .webAddress: "https://hooks.example.org/x"
        case .secret: "${HOOK_KEY}"
        case .host: "\"*.example.org\""
        case .hours: "08:00-18:00"
        case .timeZone: "Europe/Berlin"
        case .teamName: "payments, or \"{owner}\""
        case .labelSource: "\"pod label owner\""
        case .basis: "direct"
        case .word(let words): words[0]
        }
    }

    /// Whether the value stays out of messages.
    var isConfidential: Bool {
        switch self {
        case .connection, .webAddress, .secret: true
        default: false
        }
    }
}
