import Yams

/// Checks nodes against the schema, fills in defaults and notes every error.
struct Checker {
    var problems: Problems
    let scalars: ScalarReader
    /// The real names of keys that `Document` rewrote.
    var names: [Position: String]

    /// The whole file; without a value, its defaults.
    mutating func checkRoot(_ node: Node?, _ schema: Schema) -> CheckedMapping {
        let start = Position(line: 1, column: 1)
        if let node, !node.isEmpty {
            if case .mapping(let mapping)? = check(node, .mapping(schema), subject: "the file")?.content {
                return mapping
            }
        }
        return check(Node.Mapping([]), schema, at: start)
    }

    /// The value of a node, or `nil` where it was refused.
    mutating func check(_ node: Node, _ kind: Schema.Kind, subject: String) -> CheckedValue? {
        let position = node.mark.map(Position.init) ?? Position(line: 1, column: 1)
        guard refuseTag(of: node, at: position) else { return nil }
        if node.isEmpty {
            problems.add(.noValue(subject: subject), at: position)
            return nil
        }
        switch (kind, node) {
        case (.scalar(let form), .scalar(let scalar)), (.oneOrMany(let form), .scalar(let scalar)):
            guard let content = read(scalar.string, form, subject: subject, at: position) else { return nil }
            if case .scalar = kind { return CheckedValue(content: content, position: position) }
            let only = CheckedValue(content: content, position: position)
            return CheckedValue(content: .list([only]), position: position)
        case (.list(let entry, let atLeast), .sequence(let nodes)):
            return list(nodes, of: entry, atLeast: atLeast, subject: subject, at: position)
        case (.oneOrMany(let form), .sequence(let nodes)):
            return list(nodes, of: .scalar(form), atLeast: 1, subject: subject, at: position)
        case (.mapping(let schema), .mapping(let mapping)):
            let checked = check(mapping, schema, at: position)
            return CheckedValue(content: .mapping(checked), position: position)
        case (.table(_, let form, let value), .mapping(let mapping)):
            let checked = table(mapping, keys: form, of: value, at: position)
            return CheckedValue(content: .mapping(checked), position: position)
        default:
            let reason = SettingsError.Reason.wrongType(
                subject: subject, expected: kind.title, found: node.title, example: kind.example)
            problems.add(reason, at: position)
            return nil
        }
    }

    /// Checks a mapping whose keys the schema names.
    mutating func check(_ mapping: Node.Mapping, _ schema: Schema, at position: Position) -> CheckedMapping {
        var checked = CheckedMapping(schema: schema, position: position)
        var values: [String: CheckedValue] = [:]
        for (name, keyPosition, node) in pairs(of: mapping) {
            guard let key = schema.key(name) else {
                let known = schema.keys.map(\.name)
                let nearest = nearestWord(to: name, in: known)
                problems.add(.keyUnknown(name, nearest: nearest, known: known), at: keyPosition)
                continue
            }
            checked.written[name] = keyPosition
            values[name] = check(node, key.kind, subject: "'\(name)'")
        }
        fill(&values, schema, written: checked.written, at: position)
        let order =
            schema.keys.map(\.name) + values.keys.filter { name in !schema.keys.contains { $0.name == name } }.sorted()
        checked.entries = order.compactMap { name in values[name].map { (key: name, value: $0) } }
        return checked
    }

    /// Fills in what holds where keys are absent, and notes those that must not be.
    private mutating func fill(
        _ values: inout [String: CheckedValue], _ schema: Schema, written: [String: Position], at position: Position
    ) {
        for key in schema.keys where written[key.name] == nil {
            switch key.presence {
            case .required:
                problems.add(.keyMissing(key.name, example: "\(key.name): \(key.kind.example)"), at: position)
            case .optional: break
            case .standard(let text): values[key.name] = standard(text, key)
            case .dependent(let other, let texts, let otherwise):
                guard case .text(let word) = values[other]?.content else { break }
                if let text = texts[word] ?? otherwise { values[key.name] = standard(text, key) }
            }
        }
    }

    /// The value of a default, which is YAML as if it were written in the file.
    private func standard(_ text: String, _ key: Schema.Key) -> CheckedValue {
        var checker = Checker(problems: Problems(file: "schema"), scalars: scalars, names: [:])
        guard let node = try? compose(yaml: text, .basic), let value = checker.check(node, key.kind, subject: key.name),
            checker.problems.isEmpty
        else { preconditionFailure("the default of '\(key.name)' is not of its kind: \(text)") }
        return value
    }

    private mutating func list(
        _ nodes: Node.Sequence, of entry: Schema.Kind, atLeast: Int, subject: String, at position: Position
    ) -> CheckedValue? {
        guard nodes.count >= atLeast else {
            problems.add(.listEmpty(subject: subject, example: "[\(entry.example)]"), at: position)
            return nil
        }
        var values: [CheckedValue] = []
        for node in nodes {
            if let value = check(node, entry, subject: "an entry of \(subject)") { values.append(value) }
        }
        return CheckedValue(content: .list(values), position: position)
    }

    /// Checks a mapping with the user's own keys.
    private mutating func table(
        _ mapping: Node.Mapping, keys: ScalarForm, of kind: Schema.Kind, at position: Position
    ) -> CheckedMapping {
        var checked = CheckedMapping(schema: nil, position: position)
        for (name, keyPosition, node) in pairs(of: mapping) {
            checked.written[name] = keyPosition
            guard read(name, keys, subject: "the key '\(name)'", at: keyPosition) != nil else { continue }
            guard let value = check(node, kind, subject: "'\(name)'") else { continue }
            checked.entries.append((key: name, value: value))
        }
        checked.entries.sort { $0.key < $1.key }
        return checked
    }

    private mutating func read(
        _ text: String, _ form: ScalarForm, subject: String, at position: Position
    ) -> CheckedValue.Content? {
        switch scalars.read(text, form, subject: subject) {
        case .success(let content): return content
        case .failure(let refusal):
            problems.add(refusal.reason, at: position)
            return nil
        }
    }
}

extension Checker {
    /// The pairs of a mapping, each name once, with those of `<<` behind its own.
    private mutating func pairs(of mapping: Node.Mapping) -> [(name: String, position: Position, node: Node)] {
        var result: [(name: String, position: Position, node: Node)] = []
        var firstLines: [String: Int] = [:]
        var merged: [Node] = []
        for (key, node) in mapping {
            let position = key.mark.map(Position.init) ?? Position(line: 1, column: 1)
            guard case .scalar(let scalar) = key else {
                let reason = SettingsError.Reason.wrongType(
                    subject: "a key", expected: "a text", found: key.title, example: "bills:")
                problems.add(reason, at: position)
                continue
            }
            let name = names[position] ?? scalar.string
            if let line = firstLines[name] {
                problems.add(.keyTwice(name, firstLine: line), at: position)
            } else if name == "<<", scalar.style == .plain {
                merged.append(node)
            } else {
                firstLines[name] = position.line
                result.append((name, position, node))
            }
        }
        for pair in merged.flatMap({ pairs(merging: $0) }) where firstLines[pair.name] == nil {
            firstLines[pair.name] = pair.position.line
            result.append(pair)
        }
        return result
    }

    /// The pairs that `<<: *anchor` or `<<: [*one, *other]` brings.
    private mutating func pairs(merging node: Node) -> [(name: String, position: Position, node: Node)] {
        switch node {
        case .mapping(let mapping): return pairs(of: mapping)
        case .sequence(let nodes): return nodes.flatMap { pairs(merging: $0) }
        default:
            let position = node.mark.map(Position.init) ?? Position(line: 1, column: 1)
            let reason = SettingsError.Reason.wrongType(
                subject: "'<<'", expected: "an alias of a mapping", found: node.title, example: "<<: *base")
            problems.add(reason, at: position)
            return []
        }
    }

    /// Whether a node has none but YAML's own tags.
    private mutating func refuseTag(of node: Node, at position: Position) -> Bool {
        let tag = node.tag.rawValue
        guard !tag.isEmpty, !tag.hasPrefix("tag:yaml.org,2002:") else { return true }
        problems.add(.tagUnknown(tag), at: position)
        return false
    }
}

extension Node {
    /// Whether nothing stands there, or `~` or `null`.
    fileprivate var isEmpty: Bool {
        guard case .scalar(let scalar) = self, scalar.style == .plain else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    /// What the node is, as an error names it.
    var title: String {
        switch self {
        case .scalar: "a single value"
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }
}
