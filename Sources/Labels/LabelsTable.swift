import Errors
import Keys

/// Makes rows of a labels file from its cells, and collects what is wrong with them.
final class LabelsTable {
    /// Longer than any Kubernetes name, label or moment; annotations reach further, but not as an owner.
    static let cellBytesMax = 1 << 16
    /// Errors that are shown at once.
    static let errorsMax = 10

    private let name: String
    private let cluster: String
    private var columns: [String] = []
    private var cells: [String?] = []
    private var rowLine: Int?
    private var seen: [DeclaredLabels: (line: Int, values: CostFields<String>)] = [:]
    /// The line that is being read.
    var line = 1
    private(set) var rows: [DeclaredLabels] = []
    private(set) var errors: [any CodedError] = []
    private(set) var moreErrors = 0
    /// What is wrong with the header; nothing can be read then.
    private(set) var fault: LabelError?

    init(name: String, cluster: String) {
        self.name = name
        self.cluster = cluster
    }

    var hasHeader: Bool { !columns.isEmpty }

    /// An error of the file, a line, or a cell counted from 1.
    func error(_ reason: LabelError.Reason, line: Int?, cell: Int? = nil) -> LabelError {
        LabelError(reason, at: ([name] + [line, cell].compactMap { $0.map(String.init) }).joined(separator: ":"))
    }

    /// Takes a cell; `nil` stands for one that is no text.
    func take(cell: UnsafeRawBufferPointer) {
        // A quoted cell may hold line ends: a row's line is where its first cell ends.
        rowLine = rowLine ?? line
        let isText = !cell.contains(0)
        cells.append(isText ? String(validating: cell, as: UTF8.self) : nil)
    }

    /// Makes a row of the cells.
    func takeRowEnd() {
        defer {
            cells.removeAll(keepingCapacity: true)
            rowLine = nil
        }
        guard fault == nil, let rowLine else { return }
        do throws(LabelError) {
            if hasHeader { rows.append(try row(rowLine)) } else { columns = try header(rowLine) }
        } catch {
            if !hasHeader {
                fault = error
            } else if errors.count < Self.errorsMax {
                errors.append(error)
            } else {
                moreErrors += 1
            }
        }
    }

    private func header(_ line: Int) throws(LabelError) -> [String] {
        var names: [String] = []
        for (index, cell) in cells.enumerated() {
            guard let cell else { throw error(.badText, line: line, cell: index + 1) }
            guard LabelsFile.columnNames.contains(cell) else {
                throw error(.unknownColumn(cell, nearest: Self.nearest(to: cell)), line: line, cell: index + 1)
            }
            guard !names.contains(cell) else { throw error(.duplicateColumn(cell), line: line, cell: index + 1) }
            names.append(cell)
        }
        guard names.contains("uid") || (names.contains("pod") && names.contains("namespace")) else {
            throw error(.noPodColumn, line: line)
        }
        return names
    }

    private func row(_ line: Int) throws(LabelError) -> DeclaredLabels {
        guard cells.count == columns.count else {
            throw error(.width(cells: cells.count, columns: columns.count), line: line)
        }
        var texts: [String: String] = [:]
        for (index, column) in columns.enumerated() {
            guard let text = cells[index] else { throw error(.badText, line: line, cell: index + 1) }
            if text.isEmpty { continue }
            guard !isBlank(text.unicodeScalars.first!), !isBlank(text.unicodeScalars.last!) else {
                throw error(.blankAtEdge(text), line: line, cell: index + 1)
            }
            texts[column] = text
        }
        var row = DeclaredLabels(
            cluster: texts["cluster"] ?? cluster, namespace: texts["namespace"], pod: texts["pod"], uid: texts["uid"],
            from: try moment(texts["from"], "from", line), to: try moment(texts["to"], "to", line),
            values: CostFields())
        guard row.uid != nil || (row.namespace != nil && row.pod != nil) else { throw error(.noPod, line: line) }
        if let from = row.from, let to = row.to, to <= from {
            throw error(.endsBeforeStart, line: line, cell: columns.firstIndex(of: "to").map { $0 + 1 })
        }
        var values = CostFields<String>()
        for field in CostField.allCases { values[field] = texts[field.rawValue] }
        try checkContradiction(row, values, line)
        row.values = values
        return row
    }

    /// Two rows of one pod and time may complete each other, but not differ.
    private func checkContradiction(
        _ key: DeclaredLabels, _ values: CostFields<String>, _ line: Int
    ) throws(LabelError) {
        guard let other = seen[key] else {
            seen[key] = (line, values)
            return
        }
        for field in CostField.allCases {
            if let one = values[field], let two = other.values[field], !one.utf8.elementsEqual(two.utf8) {
                throw error(.contradiction(line: other.line), line: line)
            }
            seen[key]?.values[field] = other.values[field] ?? values[field]
        }
    }

    private func moment(_ text: String?, _ column: String, _ line: Int) throws(LabelError) -> Instant? {
        guard let text else { return nil }
        guard let moment = Instant(iso: text) else {
            throw error(.badMoment(text), line: line, cell: columns.firstIndex(of: column).map { $0 + 1 })
        }
        return moment
    }

    private func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

    /// The column most like a name, by the letters that both begin with, then by length.
    private static func nearest(to name: String) -> String {
        let wanted = name.lowercased()
        return LabelsFile.columnNames.max { left, right in
            likeness(left, wanted) < likeness(right, wanted)
        }!
    }

    private static func likeness(_ column: String, _ name: String) -> Int {
        let common = zip(column, name).prefix { $0 == $1 }.count
        return common * 100 + (name.contains(column) ? 50 : 0) - abs(column.count - name.count)
    }
}
