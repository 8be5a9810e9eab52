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
        let missing = required(format).filter { !has($0, format) }
        guard missing.isEmpty else {
            let columns = missing.map { MissingColumn(name: $0, closest: header.closest(to: $0)) }
            throw BillError(file: file, line: 1, reason: .columnsMissing(columns, format: format))
        }
        return format
    }

    /// The format of which the header has most of the required columns, two at least, unless it is of a known other.
    private var recognised: BillFormat? {
        let found = BillFormat.allCases.map { format in
            (format: format, count: required(format).filter { has($0, format) }.count)
        }
        guard resembled == nil, let best = found.max(by: { $0.count < $1.count }), best.count >= 2 else { return nil }
        return best.format
    }

    private var resembled: String? {
        Self.others.first { other in other.columns.allSatisfy { header.foldedColumn($0).isPresent } }?.title
    }

    private func required(_ format: BillFormat) -> [String] {
        switch format {
        case .focus: FOCUSMapper.required
        case .awsCUR: AWSMapper.required
        }
    }

    private func has(_ name: String, _ format: BillFormat) -> Bool {
        format == .focus ? header.column(name).isPresent : header.foldedColumn(name).isPresent
    }

    private var unknown: BillError {
        let firsts = BillFormat.allCases.map { format in
            "\(required(format)[0]) (\(format.title))"
        }
        let closest = BillFormat.allCases.lazy.compactMap { header.closest(to: required($0)[0]) }.first
        let reason = BillError.Reason.formatUnknown(
            lookedFor: firsts.joined(separator: ", "), closest: closest, resembles: resembled)
        return BillError(file: file, line: 1, reason: reason)
    }

    /// Formats that are known by sight, so that their owners get a better answer.
    private static let others: [(title: String, columns: [String])] = [
        ("AWS Cost and Usage Report 2.0", ["line_item_unblended_cost", "bill_payer_account_id"]),
        ("an OCI cost report", ["cost/myCost", "lineItem/intervalUsageStart"]),
        ("a Google Cloud billing export", ["billing_account_id", "usage_start_time"]),
        ("a Google Cloud billing export", ["billing_account_id", "service.description"]),
        ("an Azure cost export", ["MeterCategory", "SubscriptionId"]),
        ("an Azure cost export", ["MeterCategory", "SubscriptionGuid"]),
        ("an Alibaba Cloud bill", ["PretaxGrossAmount", "BillingCycle"]),
    ]
}
