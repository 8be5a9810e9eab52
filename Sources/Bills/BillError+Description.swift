extension BillError.Reason: CustomStringConvertible {
    /// What is wrong; what to do.
    public var description: String { fileDescription ?? tableDescription ?? cellDescription }

    /// Causes in the file's bytes.
    private var fileDescription: String? {
        switch self {
        case .endsInsideRow(let bytes):
            "the file ends inside a row at byte \(bytes), without a line end, as a file does that was cut off; "
                + "fetch it again, or give --allow-missing-final-newline if its writer leaves it out"
        case .rowCountDiffers(let expected, let found):
            "the file has \(found) rows, its manifest says \(expected); fetch it again"
        case .isEmpty: "the file is empty: a bill has at least a header; fetch it again"
        case .isUTF16: "the file is UTF-16; convert it to UTF-8, e.g. iconv -f UTF-16 -t UTF-8"
        case .twoByteOrderMarks: "the file starts with two byte order marks; remove the first three bytes"
        case .badByte(0, let offset): "a NUL byte at byte \(offset): this is no text file; fetch it again"
        case .badByte(let byte, let offset):
            "byte 0x\(hexadecimal(byte)) at byte \(offset) is not UTF-8; "
                + "convert the file, e.g. iconv -f LATIN1 -t UTF-8, or -f GB18030 where it is Chinese"
        case .strayQuote:
            "a quotation mark inside a cell that is not quoted, or text behind a closing one; "
                + "quote the cell and double the mark"
        case .quoteNotClosed:
            "a quoted cell starts here and never ends; the file was cut off or a quotation mark is missing"
        case .loneCarriageReturn: "the row ends with a carriage return alone; convert the line ends to LF or CRLF"
        case .cellTooLong: "the cell has more than \(BillLimits.cellBytes) bytes; no bill has such cells"
        case .rowTooLong: "the row has more than \(BillLimits.rowBytes) bytes; no bill has such rows"
        case .tooManyColumns: "the header has more than \(BillLimits.columns) columns; no bill has so many"
        default: nil
        }
    }

    /// Causes in the header and the shape of rows.
    private var tableDescription: String? {
        switch self {
        case .columnsMissing(let columns, let format):
            "the header lacks what a bill of the format \(format.title) must have: "
                + columns.map(\.description).joined(separator: ", ") + "; export the bill with these columns, or give one that is the same on every row with --assume COLUMN=TEXT"
        case .rowWidthDiffers(let cells, let columns):
            "the row has \(cells) cells, the header \(columns); the file is damaged, fetch it again"
                + (cells < columns ? ", or give --allow-short-rows if its writer drops the last cells" : "")
        case .columnTwice(let name, let first):
            "the name \(printable(name)) stands in column \(first) already; remove one of the two"
        case .assumedColumnIsThere(let name):
            "the file has the column \(printable(name)): only columns that are missing can be assumed"
        case .columnUnnamed: "the column has no name; name or remove it"
        case .separatorIsNoComma(let separator): "the cells are separated by \(separator); export the bill with commas"
        case .formatUnknown(let lookedFor, let closest, let resembles):
            "the header is of no known bill format; looked for \(lookedFor)"
                + (closest.map { "; closest is \(printable($0))" } ?? "")
                + (resembles.map { "; it looks like \($0), which is not read: export it as FOCUS" }
                    ?? "; export the bill as FOCUS or name its --format")
        case .totalOutOfRange: "a total of this file needs more than 38 digits; split the file"
        default: nil
        }
    }

    /// Causes in a cell.
    private var cellDescription: String {
        switch self {
        case .notDecimal(let text, let error): "\(printable(text)) \(error)"
        case .notMoment(let text): "\(printable(text)) is not a date or time, e.g. 2026-10-01T00:00:00Z"
        case .momentImplausible(let text): "\(printable(text)) lies outside the years 2000 to 2099; correct it"
        case .notDay(let text): "\(printable(text)) is not a day, e.g. 2026-10-01 or 10/01/2026"
        case .dateOrderUnknown:
            "no date of the file shows whether day or month stands first; "
                + "export it with billing period columns or with dates like 2026-10-01"
        case .dateOrdersMixed(let text):
            "\(printable(text)) has day and month the other way round than dates before; export the bill again"
        case .notMonth(let text): "\(printable(text)) is not a month, e.g. 202610 or 2026-10"
        case .endsBeforeStart(let start, let end): "the end \(end) is before the start \(start); correct it"
        case .cellEmpty: "the cell is empty, but every charge must have a value here"
        case .cellEmptyForLineType(let type, let column):
            "\(column) is empty or absent, but a \(type) line must have a value there; fetch the file again"
        case .notOneOf(let text, let allowed): "\(printable(text)) is none of \(allowed)"
        case .notCurrency(let text): "\(printable(text)) is not a currency code of three capital letters, e.g. USD"
        case .notJSONObject(let fault): "not a JSON object: \(fault)"
        case .notList(let fault): "not a list of objects: \(fault)"
        case .notTags(let text): "\(printable(text)) is no list of tags, e.g. key:team value:web; key:env value:prod"
        case .netCostsMixed(let isNet):
            "net costs are \(isNet ? "missing here, but stand" : "given here, but not") on the rows before: "
                + "one file has them on all rows or on none; fetch it again"
        case .splitRowHasCost(let cost):
            "a split cost allocation row has a cost of its own, \(cost): it would be counted twice; report this"
        default: "cannot be read"
        }
    }
}

/// Two hexadecimal digits.
private func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
}
