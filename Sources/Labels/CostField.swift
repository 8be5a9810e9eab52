/// What a cost is reported by, beside where it arose.
public enum CostField: String, Sendable, CaseIterable, Comparable {
    /// The customer or tenant that is served.
    case tenant
    /// The service class, e.g. `gold`.
    case tier
    /// The commit or version that runs.
    case commit
    /// The team or person who answers for it.
    case owner

    /// In the order of the reports' columns.
    public static func < (left: CostField, right: CostField) -> Bool { left.column < right.column }

    private var column: Int {
        switch self {
        case .tenant: 0
        case .tier: 1
        case .commit: 2
        case .owner: 3
        }
    }
}

/// One value for each cost field, each of which may be absent.
public struct CostFields<Value: Hashable & Sendable>: Hashable, Sendable {
    /// The tenant's.
    public var tenant: Value?
    /// The tier's.
    public var tier: Value?
    /// The commit's.
    public var commit: Value?
    /// The owner's.
    public var owner: Value?

    /// Nothing for any field.
    public init() {}

    /// The field's, or a value that stands for none.
    public subscript(field: CostField, default standard: Value) -> Value {
        get { self[field] ?? standard }
        set { self[field] = newValue }
    }

    /// The field's.
    public subscript(field: CostField) -> Value? {
        get {
            switch field {
            case .tenant: tenant
            case .tier: tier
            case .commit: commit
            case .owner: owner
            }
        }
        set {
            switch field {
            case .tenant: tenant = newValue
            case .tier: tier = newValue
            case .commit: commit = newValue
            case .owner: owner = newValue
            }
        }
    }
}
