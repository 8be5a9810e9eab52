/// Which version of FOCUS an export is written in.
public enum FOCUSVersion: String, CaseIterable, Hashable, Sendable {
    /// 65 columns, among them the deprecated ProviderName and PublisherName.
    case v1_3 = "1.3"
    /// 65 columns: without those two, with CommitmentProgramEligibilityDetails and InvoiceDetailId.
    case v1_4 = "1.4"

    /// The statement that copies a day's rows out.
    var statement: String {
        switch self {
        case .v1_3: "reporting/focus/70_copy_1_3.sql"
        case .v1_4: "reporting/focus/70_copy_1_4.sql"
        }
    }
}

/// Names of columns: `charge_period_start` in the database is `ChargePeriodStart` in FOCUS.
enum FOCUSHeader {
    /// A header line of the database's names in FOCUS's words; names of our own keep `x_` before them.
    static func line(_ names: String) -> String {
        names.split(separator: ",").map { name in
            name.hasPrefix("x_") ? "x_" + pascalCase(name.dropFirst(2)) : pascalCase(name)
        }.joined(separator: ",")
    }

    private static func pascalCase(_ name: Substring) -> String {
        name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
