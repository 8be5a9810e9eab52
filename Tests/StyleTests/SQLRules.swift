/// The rules for SQL files.
enum SQLRules {
    /// The tables and views that the schema's files make, with the columns that their text tells (views tell none).
    static func objects(_ text: String) -> [(kind: String, name: String, columns: [String])] {
        var found: [(kind: String, name: String, columns: [String])] = []
        var isInTable = false
        var depth = 0
        for line in text.split(separator: "\n") where !line.hasPrefix("--") {
            let words = line.split { $0 == " " || $0 == "(" }.map(String.init)
            if words.count > 2, words[0] == "create", words[1] == "table" || words[1] == "view" {
                let name = words.first { $0.contains(".") } ?? words[2]
                found.append((words[1], name, []))
                isInTable = words[1] == "table"
                depth = 0
            } else if isInTable, depth == 1, let first = words.first, first != "constraint", !first.hasPrefix(")") {
                found[found.count - 1].columns.append(first)
            }
            if isInTable { depth += line.count { $0 == "(" } - line.count { $0 == ")" } }
            if isInTable, depth == 0, line.hasSuffix(";") { isInTable = false }
        }
        return found
    }

    /// What has no comment: `table x.y`, `column x.y.z`, `view x.y`, and views of which no column has one.
    static func uncommented(_ texts: [String]) -> [String] {
        let comments = Set(
            texts.flatMap { $0.split(separator: "\n") }.compactMap { line -> String? in
                guard line.hasPrefix("comment on ") else { return nil }
                return line.split(separator: " ").dropFirst(2).prefix(2).joined(separator: " ")
            })
        return texts.flatMap(objects).flatMap { object in
            let whole = "\(object.kind) \(object.name)"
            let columns = object.columns.map { "column \(object.name).\($0)" }
            let hasSome = object.kind != "view" || comments.contains { $0.hasPrefix("column \(object.name).") }
            return ([whole] + columns).filter { !comments.contains($0) } + (hasSome ? [] : ["columns of \(whole)"])
        }
    }

    /// Words that the ledger's SQL may not hold: types that round or forget the time zone, and keys that Citus cannot spread.
    static func forbiddenWords(_ text: String) -> [String] {
        let forbidden: Set<Substring> = ["money", "float", "float4", "float8", "real", "serial", "bigserial"]
        return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
            let code = String(line.prefix { $0 != "'" }).replacing(/--.*/, with: "")
            let words = code.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_") }
            if code.contains("double precision") { return "line \(index + 1): double precision" }
            return words.first { forbidden.contains($0) }.map { "line \(index + 1): \($0)" }
        }
    }
}
