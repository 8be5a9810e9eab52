extension BillFormat {
    /// What every charge of the format must have: groups of names, of each of which the header has one at least.
    var required: [[String]] {
        switch self {
        case .focus: FOCUSMapper.required.map { [$0] }
        case .awsCUR, .awsCUR2: AWSMapper.required.map { [$0] }
        case .azure: AzureColumns.required
        case .oci: OCIMapper.required.map { [$0] }
        case .gcp: GCPMapper.required.map { [$0] }
        case .alibaba: AlibabaColumns.required
        case .alibabaSplit: AlibabaColumns.required + [AlibabaColumns.splitItem]
        }
    }

    /// How many of them show that a header means to be of this format.
    ///
    /// Two of FOCUS' or AWS' names stand in no other bill; `Currency` and `Cost` stand in many tables.
    var requiredCountMin: Int {
        switch self {
        case .focus, .awsCUR, .awsCUR2, .oci: 2
        case .alibabaSplit: required.count
        case .azure, .gcp, .alibaba: (required.count + 1) / 2
        }
    }

    /// What the format's names have in common, whoever exported them.
    var spelling: (String) -> String {
        switch self {
        case .focus: { $0 }
        case .awsCUR: folded
        case .awsCUR2: AWSSnakeCase.spelling
        case .azure: lettersOfEnglishName
        case .oci: folded
        case .gcp: GCPMapper.spelling
        case .alibaba, .alibabaSplit: AlibabaColumns.spelling
        }
    }

    /// The name of a required column as the format writes it.
    func written(_ name: String) -> String { self == .awsCUR2 ? AWSSnakeCase.written(name) : name }

    /// Refuses a header in which two columns are one to the format.
    func checkColumns(_ header: Header, file: String, line: Int64) throws(BillError) {
        switch self {
        case .focus: break
        case .awsCUR: try header.checkCase(AWSColumns.isFolded, file: file, line: line)
        case .oci: try header.checkCase({ !OCIMapper.isTag($0) }, file: file, line: line)
        case .awsCUR2, .azure, .gcp, .alibaba, .alibabaSplit:
            guard let twice = ColumnNames(header, spelling: spelling).twice else { return }
            throw BillError(
                file: file, line: line, cell: twice.second + 1, reason: .columnTwice(twice.name, first: twice.first + 1)
            )
        }
    }
}
