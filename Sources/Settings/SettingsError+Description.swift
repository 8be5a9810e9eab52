import Glibc

extension SettingsError {
    /// What is wrong; what to do.
    public var description: String {
        switch reason {
        case .notRead(ENOENT):
            "the file does not exist; check its path (a configuration is written from chargeback.example.yaml)"
        case .notRead(let number): "the file cannot be read: \(String(cString: strerror(number)))"
        case .tooLarge(let bytesMax): "is larger than \(bytesMax) bytes; is it a configuration?"
        case .notUTF8: "this byte is not UTF-8; save the file as UTF-8"
        case .syntax(let problem, let remedy): "not YAML: \(problem); \(remedy)"
        case .severalDocuments: "a second document starts here; put everything into one and delete the '---'"
        case .tagUnknown(let tag): "the tag \(tag) has no meaning here; write the value itself"
        case .keyUnknown, .keyTwice, .keyMissing, .keyNeeded, .keysExclude, .keyIdle: descriptionOfKeys
        case .sidecarsUntold(let line):
            "sidecars are not told apart on machines that go by the provider's split (line \(line)); "
                + "name clusters or accounts that go by usage in 'when', or delete the rule"
        case .nameTaken(let name, let kind, let line):
            "the \(kind) '\(name)' stands in line \(line) already; there is one of each name"
        case .nameUnknown(let name, let kind, let section, let nearest):
            "the \(kind) '\(name)' is not declared under '\(section)'; " + Self.asking(nearest, or: "declare it there")
        case .variableMissing(let name, let subject):
            "the variable \(name) that \(subject) needs is not set; set it where chargeback is started"
        case .variableMalformed(let subject):
            "\(subject) has '${' without NAME and '}'; write ${NAME}, or $${ for the characters themselves"
        default: descriptionOfValues
        }
    }

    private var descriptionOfKeys: String {
        switch reason {
        case .keyUnknown(let key, let nearest, let known):
            "unknown key '\(key)'; " + Self.asking(nearest, or: "known here are " + known.joined(separator: ", "))
        case .keyTwice(let key, let line): "the key '\(key)' stands in line \(line) already; keep one of them"
        case .keyMissing(let key, let example): "the key '\(key)' is missing; write e.g. \(example)"
        case .keyNeeded(let key, let because): "the key '\(key)' is missing: \(because); add it"
        case .keysExclude(let keys):
            "\(keys.map { "'\($0)'" }.joined(separator: " and ")) exclude each other; keep one"
        case .keyIdle(let key, let because): "the key '\(key)' says nothing here: \(because); delete it"
        default: preconditionFailure("not about keys")
        }
    }

    private var descriptionOfValues: String {
        switch reason {
        case .wrongType(let subject, let expected, let found, let example):
            "\(subject) must be \(expected), not \(found); e.g. \(example)"
        case .noValue(let subject): "\(subject) has no value; write one or delete the key"
        case .invalid(let subject, let text?, let expected, let example):
            "\(subject) is '\(text)' but must be \(expected); e.g. \(example)"
        case .invalid(let subject, nil, let expected, let example): "\(subject) must be \(expected); e.g. \(example)"
        case .wordUnknown(let subject, let text, let allowed, let nearest):
            "\(subject) is '\(text)' but must be one of \(allowed.joined(separator: ", "))"
                + (nearest.map { "; did you mean '\($0)'?" } ?? "")
        case .listEmpty(let subject, let example): "\(subject) is empty; write at least one entry, e.g. \(example)"
        case .notAscending(let subject, let first, let second):
            "\(subject) must ascend, but \(second) follows \(first); put them in order"
        case .partsExceed(let whole, let amount, let sum):
            "the budgets within '\(whole)' add up to \(sum), but it has \(amount); lower one of them or raise it"
        case .allNought(let keys):
            "\(keys.map { "'\($0)'" }.joined(separator: " and ")) are all 0; one must be above 0"
        default: preconditionFailure("not about values")
        }
    }

    private static func asking(_ nearest: String?, or remedy: String) -> String {
        nearest.map { "did you mean '\($0)'?" } ?? remedy
    }
}
