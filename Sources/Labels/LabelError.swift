import Errors

/// Why labels cannot be taken.
public struct LabelError: CodedError, Equatable {
    /// The causes.
    public enum Reason: Sendable, Equatable {
        /// Two keys of one object have the same name as a metric label.
        case conflict(LabelWarning)
        /// A field with more different values than the cardinality guard lets through; some of them.
        case tooManyValues(CostField, count: Int, examples: [String])
        /// The file has no header, i.e. not a line.
        case empty
        /// A column that the labels file does not have; the name most like it.
        case unknownColumn(String, nearest: String)
        /// A column that comes twice.
        case duplicateColumn(String)
        /// No column that names a pod.
        case noPodColumn
        /// More or fewer cells than the header.
        case width(cells: Int, columns: Int)
        /// Neither a uid nor a pod with its namespace.
        case noPod
        /// A text that is no moment.
        case badMoment(String)
        /// An end that is not after the start.
        case endsBeforeStart
        /// A value with a blank at its start or end.
        case blankAtEdge(String)
        /// A byte that is no UTF-8, or NUL.
        case badText
        /// A cell longer than any name may be.
        case cellTooLong(bytes: Int)
        /// A row that says otherwise than one before; that one's line.
        case contradiction(line: Int)
        /// UTF-16 instead of UTF-8.
        case isUTF16
        /// A quote where none may stand.
        case strayQuote
        /// The file ends inside a row.
        case endsInsideRow
    }

    /// What is wrong.
    public let reason: Reason
    /// `FILE:LINE` or `FILE:LINE:COLUMN`, the column being the number of the cell; `nil` for no file.
    public let place: String?

    init(_ reason: Reason, at place: String?) {
        self.reason = reason
        self.place = place
    }

    /// CB140 to CB145.
    public var code: Int {
        switch reason {
        case .conflict: 140
        case .tooManyValues: 145
        case .empty, .unknownColumn, .duplicateColumn, .noPodColumn: 141
        case .width, .strayQuote, .endsInsideRow, .isUTF16, .badText, .cellTooLong: 142
        case .noPod, .badMoment, .endsBeforeStart, .blankAtEdge: 143
        case .contradiction: 144
        }
    }

    /// Always 65: nothing is stored.
    public var exitCode: ExitCode { .inputRefused }

    /// What is wrong; what to do.
    public var description: String {
        switch reason {
        case .conflict(let warning): warning.description
        case .tooManyValues(let field, let count, let examples):
            "\(field.rawValue) has \(count) different values, e.g. \(examples.joined(separator: ", ")); mend the label that "
                + "gives them, or raise labels.values_max"
        case .empty: "is empty; the first line names the columns: \(LabelsFile.columnNames.joined(separator: ","))"
        case .unknownColumn(let name, let nearest):
            "there is no column '\(printable(name))'; did you mean '\(nearest)'?"
        case .duplicateColumn(let name): "the column '\(name)' comes twice; remove one"
        case .noPodColumn: "no column says which pod; add 'uid', or 'namespace' and 'pod'"
        case .width(let cells, let columns): "the row has \(cells) cells, but the header \(columns)"
        case .noPod: "the row names no pod; fill in 'uid', or 'namespace' and 'pod'"
        case .badMoment(let text): "'\(printable(text))' is not a moment, e.g. 2026-10-01T00:00:00Z or 2026-10-01"
        case .endsBeforeStart: "'to' is not after 'from'; 'to' is the first moment no longer"
        case .blankAtEdge(let text): "'\(printable(text))' starts or ends with a blank; remove it"
        case .badText: "the cell is not UTF-8 text without NUL; convert the file"
        case .cellTooLong(let bytes): "the cell is longer than \(bytes) bytes"
        case .contradiction(let line): "says otherwise than line \(line) of the same pod and time; remove one of them"
        case .isUTF16: "is UTF-16; convert it to UTF-8"
        case .strayQuote: "a quote stands where none may; write it twice inside a quoted cell"
        case .endsInsideRow: "ends inside a row, without a line end; the file was cut off"
        }
    }
}

/// Foreign text for an error line: cut at 60 characters, what a terminal would obey or hide as `\u{…}`.
private func printable(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars.prefix(60) {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse:
            result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + (text.unicodeScalars.count > 60 ? "…" : "")
}
