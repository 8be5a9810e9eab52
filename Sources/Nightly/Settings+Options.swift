import Bills
import Settings
import Usage

extension Settings.BillSource {
    /// The format as the reader names it; `nil` finds it by the header.
    var billFormat: BillFormat? { BillFormat(rawValue: format) }

    /// What the reader takes on somebody's word.
    var billOptions: BillOptions {
        var options = BillOptions()
        options.assumed = assumed.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { AssumedColumn(name: $0.key, text: $0.value) }
        options.allowsMissingFinalNewline = allowsMissingFinalNewline
        options.allowsShortRows = allowsShortRows
        return options
    }
}

extension Settings.UsageSource {
    /// What the reader is told about the files.
    var options: UsageOptions {
        UsageOptions(cluster: cluster, signal: signal, isPartialAllowed: allowPartial, stepSeconds: stepSeconds)
    }
}
