import CXLSXWriter
import Glibc

/// How cells of a column look; the book owns it.
typealias XLSXFormat = UnsafeMutablePointer<lxw_format>

/// A workbook that libxlsxwriter writes into a file of ours, whose bytes are then taken.
///
/// libxlsxwriter 1.1, which Debian 12 has, writes to files only.
final class XLSXBook {
    /// Bold words.
    let bold: XLSXFormat?
    private let book: UnsafeMutablePointer<lxw_workbook>
    private let folder: String
    private var path: String { "\(folder)/report.xlsx" }
    private var isOpen = true
    private var formats: [String: XLSXFormat] = [:]

    init(title: String) throws(ReportError) {
        let root = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var name = Array("\(root)/chargeback-XXXXXX".utf8CString)
        guard mkdtemp(&name) != nil else { throw ReportError(.notCreated(errno), at: root) }
        folder = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard let book = chargeback_xlsx_open("\(folder)/report.xlsx", title) else {
            rmdir(folder)
            throw ReportError(.workbookFailed("it has no memory"), at: nil)
        }
        self.book = book
        bold = workbook_add_format(book)
        format_set_bold(bold)
    }

    deinit {
        if isOpen { _ = workbook_close(book) }
        unlink(path)
        rmdir(folder)
    }

    /// A sheet behind those that are there.
    func addSheet(_ name: String) throws(ReportError) -> XLSXSheet {
        guard let sheet = workbook_add_worksheet(book, name) else {
            throw ReportError(.workbookFailed("it takes no sheet '\(name)'"), at: nil)
        }
        return XLSXSheet(sheet: sheet, name: name)
    }

    /// How numbers of a column look; `nil` for words.
    func format(_ column: ReportColumn, isChange: Bool, options: ReportOptions) throws(ReportError) -> XLSXFormat? {
        func decimals(_ count: Int) -> String { count > 0 ? "." + String(repeating: "0", count: count) : "" }
        let code: String
        switch column.kind {
        case .text: return nil
        case .count: code = "#,##0"
        case .percent: code = "0\(decimals(options.percentPlaces)) %"
        case .money(let places), .quantity(let places):
            let plain = "#,##0" + decimals(places)
            code = isChange ? "+\(plain);-\(plain);\(plain)" : plain
        }
        if let format = formats[code] { return format }
        guard let format = workbook_add_format(book) else {
            throw ReportError(.workbookFailed("it has no memory"), at: nil)
        }
        format_set_num_format(format, code)
        formats[code] = format
        return format
    }

    /// Ends the book and returns its bytes.
    func bytes() throws(ReportError) -> [UInt8] {
        isOpen = false
        try XLSXSheet.check(workbook_close(book), at: folder)
        let input = open(path, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw ReportError(.notWritten(errno), at: folder) }
        defer { close(input) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let got = read(input, &block, block.count)
            if got < 0 && errno == EINTR { continue }
            guard got >= 0 else { throw ReportError(.notWritten(errno), at: folder) }
            if got == 0 { return bytes }
            bytes.append(contentsOf: block[..<got])
        }
    }
}

/// A sheet of a workbook that is still open; rows and columns count from 0.
struct XLSXSheet {
    fileprivate let sheet: UnsafeMutablePointer<lxw_worksheet>
    fileprivate let name: String

    /// What Excel takes of a text, in UTF-16 units and so at most in scalars of its basic plane.
    private static let textLengthMax = 32_767

    /// Words, as words, whatever they look like.
    func put(_ words: String, _ row: Int, _ column: Int, _ format: XLSXFormat?) throws(ReportError) {
        var text = words
        if text.utf16.count > Self.textLengthMax { text = String(text.prefix(Self.textLengthMax / 8)) + " … (cut)" }
        // A number as words (an exact amount) is words too: the cell says so, not its look.
        try Self.check(worksheet_write_string(sheet, UInt32(row), UInt16(column), text, format), at: name)
    }

    /// A number from its digits.
    func put(number: String, _ row: Int, _ column: Int, _ format: XLSXFormat?) throws(ReportError) {
        try Self.check(chargeback_xlsx_number(sheet, UInt32(row), UInt16(column), number, format), at: name)
    }

    /// Below the rows: the sum of those that the filter shows.
    func put(sumOf column: Int, rowCount: Int, result: String, _ format: XLSXFormat?) throws(ReportError) {
        let letters = Self.letters(column)
        let formula = "=SUBTOTAL(9,\(letters)2:\(letters)\(rowCount + 1))"
        try Self.check(
            chargeback_xlsx_formula(sheet, UInt32(rowCount + 1), UInt16(column), formula, result, format), at: name)
    }

    /// The column's width in characters.
    func setWidth(_ width: Int, column: Int) throws(ReportError) {
        try Self.check(chargeback_xlsx_set_width(sheet, UInt16(column), UInt16(width)), at: name)
    }

    /// Hides a column.
    func hide(column: Int) throws(ReportError) {
        try Self.check(chargeback_xlsx_hide_column(sheet, UInt16(column)), at: name)
    }

    /// Freezes the header and offers filters over the rows.
    func finish(rowCount: Int, columnCount: Int) throws(ReportError) {
        worksheet_freeze_panes(sheet, 1, 1)
        guard rowCount > 0 else { return }
        try Self.check(worksheet_autofilter(sheet, 0, 0, UInt32(rowCount), UInt16(columnCount - 1)), at: name)
    }

    /// `A` … `Z`, `AA` …
    private static func letters(_ column: Int) -> String {
        let last = String(UnicodeScalar(UInt8(65 + column % 26)))
        return column < 26 ? last : letters(column / 26 - 1) + last
    }

    fileprivate static func check(_ error: lxw_error, at place: String) throws(ReportError) {
        guard error != LXW_NO_ERROR else { return }
        throw ReportError(.workbookFailed(String(cString: lxw_strerror(error))), at: place)
    }
}
