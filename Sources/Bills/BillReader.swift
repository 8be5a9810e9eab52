import Errors
import Streams

/// Reads one bill file (CSV, plain or gzip) into charges in FOCUS words.
///
/// ```swift
/// let reader = try BillReader(path: "cur-2026-10.csv.gz")
/// let summary = try reader.read { batch in try store(batch) }
/// ```
public final class BillReader {
    /// The format that the header showed or the options demanded.
    public let format: BillFormat

    private let path: String
    private let options: BillOptions
    private let rows: CSVRows
    private let header: Header
    private let dateOrder: DateOrder?
    private var errors: [any CodedError] = []
    private var errorCount = 0
    private var rowCount: Int64 = 0
    private var repeatedHeaderCount: Int64 = 0
    private var shortRowCount: Int64 = 0
    private var isRead = false

    /// Opens a file, reads its header and decides its format.
    ///
    /// - Parameters:
    ///   - path: A CSV file, plain or gzip, or `-` for standard input.
    ///   - options: How to read it.
    /// - Throws: `CodedErrors` of `StreamError` or `BillError`.
    public init(path: String, options: BillOptions = BillOptions()) throws {
        self.path = path
        self.options = options
        do {
            rows = try CSVRows(
                path: path, blockSize: options.blockSize, allowsOpenEnd: options.allowsMissingFinalNewline)
            guard let names = try rows.header() else { throw BillError(file: rows.name, reason: .isEmpty) }
            header = FOCUSSpelling.canonical(
                try Header(names, assumed: options.assumed, file: rows.name, line: rows.headerLine))
            format = try FormatFinder(header, file: rows.name).format(options.format)
            try format.checkColumns(header, file: rows.name, line: rows.headerLine)
            dateOrder = format == .azure ? try DateOrder.find(path: path, header, options) : nil
        } catch let error as any CodedError {
            throw CodedErrors(errors: [error])
        }
    }

    /// Reads the whole file and hands out its charges in batches; may be called once.
    ///
    /// - Parameter deliver: Called with each batch, in the order of the file. What it got must be thrown away
    ///   where the reader throws in the end: a bill is taken whole or not at all.
    /// - Returns: What the file was.
    /// - Throws: `CodedErrors` with the first ten errors and the count of the rest, or what `deliver` throws.
    public func read(_ deliver: (BillBatch) throws -> Void) throws -> BillFileSummary {
        precondition(!isRead, "a bill is read once")
        isRead = true
        return switch format {
        case .focus: try read(FOCUSMapper(header), deliver)
        case .awsCUR: try read(AWSMapper(header), deliver)
        case .awsCUR2: try read(AWSMapper(try AWSSnakeCase.legacy(header, file: rows.name)), deliver)
        case .azure: try read(AzureMapper(header, dateOrder), deliver)
        case .oci:
            try read(OCIMapper(header) { [path, header, options] in OCICurrency.only(path: path, header, options) }, deliver)
        case .gcp: try read(GCPMapper(header), deliver)
        case .alibaba: try read(AlibabaMapper(header, isSplit: false), deliver)
        case .alibabaSplit: try read(AlibabaMapper(header, isSplit: true), deliver)
        }
    }

    private func read<Mapper: RowMapper>(
        _ mapper: Mapper, _ deliver: (BillBatch) throws -> Void
    ) throws -> BillFileSummary {
        var isNeeded = [Bool](repeating: false, count: header.names.count)
        for column in mapper.columns where column.isPresent { isNeeded[column.index] = true }
        rows.keep(isNeeded, readsNull: mapper.readsNull, fillsRows: options.allowsShortRows)
        var sink = ChargeSink(batchSize: options.batchSize)
        let itemColumns = mapper.itemColumns
        while try nextBlock() {
            ReadingProgress.shared.add(rows: rows.count)
            for index in 0..<rows.count {
                prepare(index + ChargeSink.rowsAhead, itemColumns, &sink)
                take(index, mapper, &sink)
                if sink.isFull, errorCount == 0 { try deliver(sink.takeBatch()) }
            }
        }
        rowCount -= repeatedHeaderCount
        if let expected = options.rowCount, expected != rowCount {
            record(BillError(file: rows.name, reason: .rowCountDiffers(expected: expected, found: rowCount)))
        }
        let periods = sink.summaries()
        if periods == nil { record(BillError(file: rows.name, reason: .totalOutOfRange)) }
        guard errorCount == 0 else { throw CodedErrors(errors: errors, moreCount: errorCount - errors.count) }
        if !sink.batch.charges.isEmpty { try deliver(sink.takeBatch()) }
        return summary(periods ?? [], (sink.chargeCount, sink.itemCount), mapper)
    }

    /// Reads on; what stops the file ends the reading and is an error like those of the rows.
    private func nextBlock() throws -> Bool {
        do { return try rows.next() } catch let error as any CodedError {
            record(error)
            return false
        }
    }

    @inline(__always)
    private func prepare(_ index: Int, _ columns: [Column], _ sink: inout ChargeSink) {
        guard index < rows.count, !columns.isEmpty, rows.cellCount(index) == header.names.count else { return }
        sink.prepare(rows.row(index, number: rowCount + 1 + Int64(ChargeSink.rowsAhead)), columns)
    }

    private func take<Mapper: RowMapper>(_ index: Int, _ mapper: Mapper, _ sink: inout ChargeSink) {
        rowCount += 1
        let row = rows.row(index, number: rowCount)
        let cellCount = rows.cellCount(index)
        let isShort = options.allowsShortRows && cellCount < header.names.count && !rows.hasOpenEnd
        if isShort { shortRowCount += 1 }
        guard cellCount == header.names.count || isShort else {
            let reason = BillError.Reason.rowWidthDiffers(cells: cellCount, columns: header.names.count)
            record(BillError(file: rows.name, line: row.line, reason: reason))
            sink.isStoring = false
            return
        }
        do { try mapper.map(row, into: &sink) } catch {
            // Files that were put together by cat have the header of each; no charge reads like a header.
            if mapper.columns.allSatisfy({ !$0.isPresent || row.text($0) == header.names[$0.index] }) {
                repeatedHeaderCount += 1
                return
            }
            let isKnown = error.column.isPresent
            record(
                BillError(
                    file: rows.name, line: row.line, cell: isKnown ? error.column.index + 1 : nil,
                    column: isKnown ? header.names[error.column.index] : nil, reason: error.reason))
            sink.isStoring = false
        }
    }

    /// What was taken on somebody's word.
    private var notes: [String] {
        options.assumed.map { "\($0.name) assumed to be \($0.text)" }
            + (rows.hasOpenEnd ? ["the last row has no line end"] : [])
            + (shortRowCount > 0 ? ["\(shortRowCount) rows lack their last cells"] : [])
    }

    private func record(_ error: any CodedError) {
        errorCount += 1
        if errors.count < BillLimits.errors { errors.append(error) }
    }

    private func summary(
        _ periods: [PeriodSummary], _ counts: (charges: Int64, items: Int), _ mapper: some RowMapper
    ) -> BillFileSummary {
        var warnings = mapper.warnings(file: rows.name)
        if rows.blankLineCount > 0 {
            warnings.append(BillWarning(file: rows.name, reason: .blankLines, count: rows.blankLineCount))
        }
        if shortRowCount > 0 {
            warnings.append(BillWarning(file: rows.name, reason: .shortRows, count: shortRowCount))
        }
        if repeatedHeaderCount > 0 {
            warnings.append(BillWarning(file: rows.name, reason: .repeatedHeaders, count: repeatedHeaderCount))
        }
        return BillFileSummary(
            format: format, fileDigest: rows.fileDigest(), headerDigest: header.digest, bytesRead: rows.bytesRead,
            bytesDecompressed: rows.bytesDelivered, rows: rowCount, charges: counts.charges, items: counts.items, periods: periods,
            warnings: warnings, costBasis: mapper.costBasis, notes: notes)
    }
}
