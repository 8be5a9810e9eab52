import Keys
import Store

/// The splitting of what machines, volumes and what serves clusters cost in the days at hand: what the steps 70, 80 and 82 of
/// sql/ledger/allocate say, worked out here.
///
/// Each step can be left to its statement instead: weights where a later step changes them, all of it where a number does not
/// fit 128 bits.
struct MachineSplit {
    private let connection: Connection
    private let store: Splitter.Store?
    private var weights: SplitWeights?
    /// Whether the shares have been divided here.
    private(set) var isDone = false

    /// A splitting.
    ///
    /// - Parameter store: Where the shares are kept; `nil` where only their sums are asked for.
    init(_ connection: Connection, storing store: Splitter.Store?) {
        (self.connection, self.store) = (connection, store)
    }

    /// Reads how much pods count: instead of 70_weights.sql.
    ///
    /// - Returns: `false` where the statement has to do it.
    /// - Throws: `StoreError`.
    mutating func weigh() throws -> Bool {
        let policy = try connection.query(SQL.text("ledger/split/policy.sql"))[0]
        if policy.flag("needs_weights") { return false }
        var hours = PodHours(
            connection,
            policy: PodHours.Policy(hasRequested: policy.flag("has_requested"), hasUsed: policy.flag("has_used")))
        weights = try hours.read()
        return true
    }

    /// Divides: instead of 80_split.sql and 82_direct_sums.sql.
    ///
    /// - Parameter weighing: Runs 70_weights.sql, where the statements have to divide what they have not weighed.
    /// - Returns: `false` where the statements have to do it.
    /// - Throws: `StoreError`.
    mutating func divide(weighing: () throws -> Void) throws -> Bool {
        let isWeighed = weights != nil
        var splitter = Splitter(connection, weights: weights ?? SplitWeights())
        weights = nil
        isDone = try splitter.divideMachines(storing: store)
        if !isDone, isWeighed { try weighing() }
        return isDone
    }
}
