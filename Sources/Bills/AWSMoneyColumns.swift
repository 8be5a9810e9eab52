import Money

/// The cost and quantity columns of an AWS report, and which of them a line type's costs stand in.
struct AWSMoneyColumns {
    let unblended: Column
    let netUnblended: Column
    let list: Column
    private let usageAmount: Column
    private let reservationEffective: Column
    private let netReservationEffective: Column
    private let savingsPlanEffective: Column
    private let netSavingsPlanEffective: Column
    private let commitment: Column
    private let usedCommitment: Column
    private let unusedUpfront: Column
    private let netUnusedUpfront: Column
    private let unusedRecurring: Column
    private let netUnusedRecurring: Column
    private let splitCosts: [Column]
    private let netSplitCosts: [Column]

    init(_ header: Header) {
        func column(_ name: String) -> Column { header.foldedColumn(name) }
        unblended = column("lineItem/UnblendedCost")
        netUnblended = column("lineItem/NetUnblendedCost")
        list = column("pricing/publicOnDemandCost")
        usageAmount = column("lineItem/UsageAmount")
        reservationEffective = column("reservation/EffectiveCost")
        netReservationEffective = column("reservation/NetEffectiveCost")
        savingsPlanEffective = column("savingsPlan/SavingsPlanEffectiveCost")
        netSavingsPlanEffective = column("savingsPlan/NetSavingsPlanEffectiveCost")
        commitment = column("savingsPlan/TotalCommitmentToDate")
        usedCommitment = column("savingsPlan/UsedCommitment")
        unusedUpfront = column("reservation/UnusedAmortizedUpfrontFeeForBillingPeriod")
        netUnusedUpfront = column("reservation/NetUnusedAmortizedUpfrontFeeForBillingPeriod")
        unusedRecurring = column("reservation/UnusedRecurringFee")
        netUnusedRecurring = column("reservation/NetUnusedRecurringFee")
        splitCosts = [column("splitLineItem/SplitCost"), column("splitLineItem/UnusedCost")]
        netSplitCosts = [column("splitLineItem/NetSplitCost"), column("splitLineItem/NetUnusedCost")]
    }

    var columns: [Column] {
        [
            unblended, netUnblended, list, usageAmount, reservationEffective, netReservationEffective,
            savingsPlanEffective, netSavingsPlanEffective, commitment, usedCommitment, unusedUpfront, netUnusedUpfront,
            unusedRecurring, netUnusedRecurring,
        ] + splitCosts + netSplitCosts
    }

    /// EffectiveCost of a line that is one charge.
    func effectiveCost(
        _ row: Row, _ type: AWSLineType, billed: ExactDecimal, isNet: Bool, isReservation: Bool
    ) throws(RowFault) -> ExactDecimal {
        switch type {
        case .discountedUsage:
            try isNet
                ? required(row, netReservationEffective, "reservation/NetEffectiveCost", "DiscountedUsage")
                : required(row, reservationEffective, "reservation/EffectiveCost", "DiscountedUsage")
        case .savingsPlanCoveredUsage:
            try isNet
                ? required(
                    row, netSavingsPlanEffective, "savingsPlan/NetSavingsPlanEffectiveCost", "SavingsPlanCoveredUsage")
                : required(row, savingsPlanEffective, "savingsPlan/SavingsPlanEffectiveCost", "SavingsPlanCoveredUsage")
        case .savingsPlanNegation, .savingsPlanUpfrontFee: .zero
        case .fee: isReservation ? .zero : billed
        default: billed
        }
    }

    /// What of a commitment nobody used, with its sign.
    ///
    /// The report has no net form of a savings plan's commitment; AWS' queries take the gross one too.
    func unusedCost(_ row: Row, _ type: AWSLineType, isNet: Bool) throws(RowFault) -> ExactDecimal {
        if type == .savingsPlanRecurringFee {
            let total = try required(row, commitment, "savingsPlan/TotalCommitmentToDate", "SavingsPlanRecurringFee")
            let used = try required(row, usedCommitment, "savingsPlan/UsedCommitment", "SavingsPlanRecurringFee")
            return try sum(total, -used, at: commitment)
        }
        let upfront = isNet ? netUnusedUpfront : unusedUpfront
        let recurring = isNet ? netUnusedRecurring : unusedRecurring
        guard upfront.isPresent || recurring.isPresent else {
            throw RowFault(.absent, .cellEmptyForLineType("RIFee", column: "reservation/UnusedRecurringFee"))
        }
        // A reservation without an upfront or a recurring fee has the other alone.
        return try sum(try row.decimal(upfront) ?? .zero, try row.decimal(recurring) ?? .zero, at: recurring)
    }

    /// Quantities of what was used or bought. Taxes, credits and the like have none, and a negation repeats that of the
    /// line it cancels.
    func fillQuantities(_ charge: inout Charge, _ row: Row, _ type: AWSLineType) throws(RowFault) {
        let amount = try row.decimal(usageAmount)
        switch type {
        case .usage, .savingsPlanCoveredUsage:
            charge.consumedQuantity = amount
            charge.pricingQuantity = amount
            // What was negotiated, before commitments: AWS has no column for it, and on other lines no way to know it.
            charge.contractedCost = try row.requiredDecimal(unblended)
        case .discountedUsage:
            charge.consumedQuantity = amount
            charge.pricingQuantity = amount
        case .savingsPlanRecurringFee, .savingsPlanUpfrontFee, .reservationFee, .fee: charge.pricingQuantity = amount
        default: break
        }
    }

    /// A row of split cost allocation data: it says which part of another row's cost a container caused.
    func fillSplit(_ charge: inout Charge, _ row: Row) throws(RowFault) {
        for column in [unblended, netUnblended] {
            if let cost = try row.decimal(column), !cost.isZero {
                throw RowFault(column, .splitRowHasCost(cost.description))
            }
        }
        (charge.contractedCost, charge.listCost) = (.zero, .zero)
        let columns = netSplitCosts.contains { !row.isEmpty($0) } ? netSplitCosts : splitCosts
        let parts = (try row.decimal(columns[0]), try row.decimal(columns[1]))
        guard parts.0 != nil || parts.1 != nil else { return }
        charge.providerSplitCost = try sum(parts.0 ?? .zero, parts.1 ?? .zero, at: columns[0])
        charge.providerUnusedCost = parts.1.flatMap { $0.isZero ? nil : $0 }
    }

    private func required(
        _ row: Row, _ column: Column, _ name: String, _ type: String
    ) throws(RowFault) -> ExactDecimal {
        guard let value = try row.decimal(column) else {
            throw RowFault(.absent, .cellEmptyForLineType(type, column: name))
        }
        return value
    }

    private func sum(_ left: ExactDecimal, _ right: ExactDecimal, at column: Column) throws(RowFault) -> ExactDecimal {
        do { return try left.adding(right) } catch {
            throw RowFault(column, .notDecimal("\(left) + \(right)", error))
        }
    }
}
