import Keys

/// A file's column names and where they stand.
struct Header {
    let names: [String]
    private let indexes: [String: Int]
    /// By lower-case name, for formats whose exports differ in case.
    private let foldedIndexes: [String: Int]
    /// Columns that the file lacks and somebody vouches for, in the order given.
    let assumed: [(name: String, column: Column)]

    init(_ names: [String], assumed: [AssumedColumn] = [], file: String, line: Int64) throws(BillError) {
        self.names = names
        for column in assumed where names.contains(column.name) {
            throw BillError(file: file, line: line, reason: .assumedColumnIsThere(column.name))
        }
        self.assumed = assumed.map { ($0.name, Column(assumed: $0.text)) }
        if names.count == 1, let separator = foreignSeparator(in: names[0]) {
            throw BillError(file: file, line: line, reason: .separatorIsNoComma(separator))
        }
        var indexes: [String: Int] = [:]
        var foldedIndexes: [String: Int] = [:]
        for (index, name) in names.enumerated() {
            if name.isEmpty { throw BillError(file: file, line: line, cell: index + 1, reason: .columnUnnamed) }
            if let first = indexes[name] {
                throw BillError(file: file, line: line, cell: index + 1, reason: .columnTwice(name, first: first + 1))
            }
            indexes[name] = index
            if foldedIndexes[folded(name)] == nil { foldedIndexes[folded(name)] = index }
        }
        self.indexes = indexes
        self.foldedIndexes = foldedIndexes
    }

    /// The same columns under other names; one that two of them would have is left to neither.
    func renamed(_ name: (String) -> String) -> Header {
        let renamed = names.map(name)
        let counts = Dictionary(renamed.map { ($0, 1) }, uniquingKeysWith: +)
        return Header(unchecked: zip(names, renamed).map { counts[$1] == 1 ? $1 : $0 }, assumed: assumed)
    }

    private init(unchecked names: [String], assumed: [(name: String, column: Column)]) {
        self.names = names
        self.assumed = assumed
        indexes = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
        foldedIndexes = Dictionary(names.enumerated().map { (folded($1), $0) }) { first, _ in first }
    }

    /// The column of exactly this name.
    func column(_ name: String) -> Column {
        if let index = indexes[name] { return Column(index: index) }
        return assumed.first { $0.name == name }?.column ?? .absent
    }

    /// The column of this name, whatever its case.
    func foldedColumn(_ name: String) -> Column {
        if let index = foldedIndexes[folded(name)] { return Column(index: index) }
        return assumed.first { folded($0.name) == folded(name) }?.column ?? .absent
    }

    /// Refuses two columns whose names differ in case only, where case means nothing.
    func checkCase(_ isFolded: (String) -> Bool, file: String, line: Int64) throws(BillError) {
        for (index, name) in names.enumerated() where isFolded(name) {
            guard let first = foldedIndexes[folded(name)], first != index else { continue }
            throw BillError(
                file: file, line: line, cell: index + 1, reason: .columnTwice(names[first], first: first + 1))
        }
    }

    /// SHA-256 of the names, each behind its length.
    var digest: Digest {
        var hasher = Hasher256()
        for name in names { hasher.updateField(name) }
        return hasher.finalize()
    }

    /// The name that looks most like another; nil where none is near.
    func closest(to name: String, among candidates: [String]? = nil) -> String? {
        let wanted = letters(of: name)
        let near = (candidates ?? names).map { ($0, distance(wanted, letters(of: $0))) }.min { $0.1 < $1.1 }
        guard let near, near.1 <= max(1, wanted.count / 4) else { return nil }
        return near.0
    }
}

/// A name with its ASCII capitals made small.
func folded(_ name: String) -> String {
    String(decoding: name.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }, as: UTF8.self)
}

/// A name's small letters and digits: what is left of it when case and punctuation differ.
private func letters(of name: String) -> [UInt8] {
    folded(name).utf8.prefix(100).filter { ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) }
}

/// How many letters must be put in, left out or changed (Levenshtein).
private func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (index, letter) in left.enumerated() {
        var diagonal = row[0]
        row[0] = index + 1
        for (other, counterpart) in right.enumerated() {
            let cost = min(row[other] + 1, row[other + 1] + 1, diagonal + (letter == counterpart ? 0 : 1))
            diagonal = row[other + 1]
            row[other + 1] = cost
        }
    }
    return row[right.count]
}

/// What separates the cells where the whole header came as one.
private func foreignSeparator(in name: String) -> String? {
    if name.contains(";") { return "semicolons" }
    if name.contains("\t") { return "tabs" }
    if name.contains("|") { return "vertical bars" }
    return nil
}
