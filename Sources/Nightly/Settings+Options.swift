import Bills
import Settings
import Usage

extension Settings.BillSource {
    /// The format as the reader names it; `nil` finds it by the header.
    var billFormat: BillFormat? { BillFormat(rawValue: format) }
}

extension Settings.UsageSource {
    /// What the reader is told about the files.
    var options: UsageOptions {
        UsageOptions(cluster: cluster, signal: signal, isPartialAllowed: allowPartial, stepSeconds: stepSeconds)
    }
}
