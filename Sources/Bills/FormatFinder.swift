/// Tells a bill's format by its header, or says why it cannot.
struct FormatFinder {
    private let header: Header
    private let file: String

    init(_ header: Header, file: String) {
        self.header = header
        self.file = file
    }

    /// The demanded or recognised format, whose required columns are all there.
    func format(_ demanded: BillFormat?) throws(BillError) -> BillFormat {
        guard let format = demanded ?? recognised else { throw unknown }
        let missing = groups(of: format).filter { !$0.isThere }.map(\.name)
        guard missing.isEmpty else {
            let columns = missing.map { MissingColumn(name: $0, closest: header.closest(to: $0)) }
            throw BillError(file: file, line: 1, reason: .columnsMissing(columns, format: format))
        }
        return format
    }

    /// The format of which the header has most of the required columns, unless it is of a known other.
    private var recognised: BillFormat? {
        let found = BillFormat.allCases.map { (format: $0, count: count(of: $0)) }
            .filter { $0.count >= $0.format.requiredCountMin }
        guard resembled == nil else { return nil }
        return found.max { share($0) == share($1) ? $0.count < $1.count : share($0) < share($1) }?.format
    }

    /// How much of what a format requires is there, in thousandths.
    private func share(_ found: (format: BillFormat, count: Int)) -> Int {
        found.count * 1000 / found.format.required.count
    }

    private func count(of format: BillFormat) -> Int { groups(of: format).filter(\.isThere).count }

    private var resembled: String? {
        Self.others.first { other in other.columns.allSatisfy { header.foldedColumn($0).isPresent } }?.title
    }

    /// The format's groups of required columns, by their first name.
    private func groups(of format: BillFormat) -> [(name: String, isThere: Bool)] {
        let names = ColumnNames(header, spelling: format.spelling)
        return format.required.map { (format.written($0[0]), names.column($0).isKnown) }
    }

    private var unknown: BillError {
        let firsts = BillFormat.allCases.map { (format: $0, name: $0.written($0.required[0][0])) }
        let closest = firsts.lazy.compactMap { header.closest(to: $0.name) }.first
        let reason = BillError.Reason.formatUnknown(
            lookedFor: firsts.map { "\($0.name) (\($0.format.title))" }.joined(separator: ", "), closest: closest,
            resembles: resembled)
        return BillError(file: file, line: 1, reason: reason)
    }

    /// Tables that are known by sight, so that their owners get a better answer.
    private static let others: [(title: String, columns: [String])] = [
        ("AWS' Detailed Billing Report", ["LinkedAccountId", "RecordType", "UnBlendedCost"]),
        ("an OCI usage report, which has no costs", ["usage/consumedQuantity", "lineItem/intervalUsageStart"]),
        ("an Azure price sheet, which has no costs", ["MeterCategory", "PriceType", "BasePrice"]),
    ]
}
