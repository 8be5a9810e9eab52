import Errors
import Money

/// Why a bill cannot be taken.
public struct BillError: CodedError, Hashable {
    /// The causes.
    public enum Reason: Hashable, Sendable {
        /// A column to be assumed that the file has.
        case assumedColumnIsThere(String)
        /// The last byte is no line end; how many bytes there are.
        case endsInsideRow(bytes: Int64)
        /// The provider's manifest promises another count of rows.
        case rowCountDiffers(expected: Int64, found: Int64)
        /// Nothing in the file.
        case isEmpty
        /// Columns that the format cannot do without, each with the closest name that the header has.
        case columnsMissing([MissingColumn], format: BillFormat)
        /// The text is no number that can be kept.
        case notDecimal(String, DecimalError)
        /// The text is no moment in time.
        case notMoment(String)
        /// A moment outside the years in which there are cloud bills.
        case momentImplausible(String)
        /// The text is no day.
        case notDay(String)
        /// Dates like `2/3/2026` and none in the file that shows which number is the month.
        case dateOrderUnknown
        /// A date that reads the other way round than those before it.
        case dateOrdersMixed(String)
        /// The text is no month.
        case notMonth(String)
        /// The end stands before the start.
        case endsBeforeStart(start: String, end: String)
        /// The file's text is UTF-16.
        case isUTF16
        /// A byte that no UTF-8 text has here, and where it stands from the file's start.
        case badByte(UInt8, at: Int64)
        /// Two byte order marks in a row.
        case twoByteOrderMarks
        /// A cell longer than `BillLimits.cellBytes`.
        case cellTooLong
        /// A row longer than `BillLimits.rowBytes`.
        case rowTooLong
        /// A header with more than `BillLimits.columns` columns.
        case tooManyColumns
        /// A quotation mark where none may stand.
        case strayQuote
        /// A quoted cell that never ends.
        case quoteNotClosed
        /// A row with more or fewer cells than the header.
        case rowWidthDiffers(cells: Int, columns: Int)
        /// A row that ends with a carriage return alone.
        case loneCarriageReturn
        /// Two columns of one name.
        case columnTwice(String, first: Int)
        /// A column without a name.
        case columnUnnamed
        /// Cells are separated by something else than commas.
        case separatorIsNoComma(String)
        /// A header of no format; what each format would need, and what it looks like otherwise.
        case formatUnknown(lookedFor: String, closest: String?, resembles: String?)
        /// A cell that must have a value.
        case cellEmpty
        /// A cell that must have a value on a line of this type.
        case cellEmptyForLineType(String, column: String)
        /// A word that FOCUS does not know; the words it knows.
        case notOneOf(String, allowed: String)
        /// No code of a currency.
        case notCurrency(String)
        /// The cell is no JSON object.
        case notJSONObject(JSONFault)
        /// The cell is no list of objects, in JSON or as Python writes it.
        case notList(LiteralFault)
        /// The cell is no list of tags.
        case notTags(String)
        /// Net costs on some rows and not on others.
        case netCostsMixed(isNet: Bool)
        /// A row of AWS split cost allocation data that costs something itself.
        case splitRowHasCost(String)
        /// A total that needs more than 38 digits.
        case totalOutOfRange
    }

    /// The file as it was given.
    public let file: String
    /// The line that the row starts at, the header's being 1; nil where the whole file is meant.
    public let line: Int64?
    /// The cell within the row, the first being 1; nil where the whole row is meant.
    public let cell: Int?
    /// The cell's column.
    public let column: String?
    /// What is wrong.
    public let reason: Reason

    /// An error at a place.
    init(file: String, line: Int64? = nil, cell: Int? = nil, column: String? = nil, reason: Reason) {
        self.file = file
        self.line = line
        self.cell = cell
        self.column = column
        self.reason = reason
    }

    /// `FILE:LINE:CELL`; the third number counts cells, as spreadsheets do.
    public var place: String? {
        guard let line else { return file }
        guard let cell else { return "\(file):\(line)" }
        return "\(file):\(line):\(cell)"
    }

    /// What the input is refused with.
    public var exitCode: ExitCode { .inputRefused }

    /// What is wrong; what to do.
    public var description: String {
        guard let column else { return reason.description }
        return "column \(printable(column, quoted: false)): \(reason.description)"
    }
}

/// A column that the header does not have.
public struct MissingColumn: Hashable, Sendable, CustomStringConvertible {
    /// The name in the format.
    public let name: String
    /// The header's name that looks most like it; nil where none does.
    public let closest: String?

    /// `"BilledCost" (closest "Billed_Cost")`.
    public var description: String {
        guard let closest else { return "\"\(name)\"" }
        return "\"\(name)\" (closest \(printable(closest)))"
    }
}

extension BillError {
    /// CB020 to CB041, one per cause or group of causes; they never change.
    public var code: Int {
        switch reason {
        case .endsInsideRow, .rowCountDiffers: 20
        case .isEmpty: 21
        case .columnsMissing: 22
        case .notDecimal: 23
        case .notMoment, .momentImplausible, .notDay, .dateOrderUnknown, .dateOrdersMixed, .notMonth: 24
        case .isUTF16, .twoByteOrderMarks: 25
        case .badByte: 26
        case .cellTooLong, .rowTooLong, .tooManyColumns: 27
        case .strayQuote, .quoteNotClosed: 28
        case .rowWidthDiffers: 29
        case .loneCarriageReturn: 30
        case .columnTwice, .columnUnnamed, .assumedColumnIsThere: 31
        case .separatorIsNoComma: 32
        case .formatUnknown: 33
        case .cellEmpty, .cellEmptyForLineType: 34
        case .notOneOf: 35
        case .notCurrency: 36
        case .notJSONObject, .notList, .notTags: 37
        case .endsBeforeStart: 38
        case .netCostsMixed: 39
        case .splitRowHasCost: 40
        case .totalOutOfRange: 41
        }
    }
}

/// A text of the input for a message: bounded, on one line, without characters that a terminal obeys.
func printable(_ text: String, quoted: Bool = true) -> String {
    let lengthMax = 60
    var shown = ""
    for (index, scalar) in text.unicodeScalars.enumerated() {
        if index == lengthMax {
            shown += "…"
            break
        }
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
            shown += "\\u{\(String(scalar.value, radix: 16))}"
        default: shown.unicodeScalars.append(scalar)
        }
    }
    return quoted ? "\"\(shown)\"" : shown
}
