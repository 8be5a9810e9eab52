/// Which columns of Azure cost details mean what, over the dialects of its agreements and years.
///
/// Names are compared by their letters and digits: `CostInBillingCurrency`, `costInBillingCurrency` and
/// `Kosten (CostInBillingCurrency)` are one.
enum AzureColumns {
    static let cost = ["CostInBillingCurrency", "Cost", "PreTaxCost", "ExtendedCost"]
    static let currency = ["BillingCurrencyCode", "BillingCurrency", "Currency", "CurrencyCode"]
    static let date = ["Date", "UsageDate", "UsageDateTime"]
    static let subscription = ["SubscriptionId", "SubscriptionGuid"]
    static let required = [cost, currency, date, ["MeterCategory"], subscription]

    static let account = ["BillingAccountId"]
    static let profile = ["BillingProfileId"]
    static let periodStart = ["BillingPeriodStartDate", "BillingPeriodStart"]
    static let periodEnd = ["BillingPeriodEndDate", "BillingPeriodEnd"]
    /// Days that say nothing of the charge, but how the file writes days.
    static let otherDates = ["ServicePeriodStartDate", "ServicePeriodEndDate", "ExchangeRateDate"]
    static let quantity = ["Quantity", "UsageQuantity", "ConsumedQuantity"]
    static let unit = ["UnitOfMeasure", "Unit"]
    static let unitPrice = ["UnitPrice", "ResourceRate"]
    static let listPrice = ["PayGPrice"]
    static let listCost = ["PaygCostInBillingCurrency"]
    static let pricingCurrency = ["PricingCurrencyCode", "PricingCurrency"]
    static let chargeType = ["ChargeType"]
    static let pricingModel = ["PricingModel"]
    static let frequency = ["Frequency"]
    static let benefit = ["BenefitId", "ReservationId"]
    static let reservation = ["ReservationId"]
    static let resource = ["ResourceId", "InstanceId", "InstanceName"]
    static let resourceType = ["ResourceType"]
    static let family = ["ServiceFamily"]
    static let location = ["ResourceLocation"]
    static let tags = ["Tags"]
    static let publisherType = ["PublisherType"]
    static let publisher = ["PublisherName"]
    static let partner = ["PartnerName"]

    /// Columns that are a FOCUS field as they are; the first that has a text counts.
    static let fields: [(ItemField, [String])] = [
        (.billingAccountName, ["BillingAccountName", "BillingProfileName"]), (.subAccountID, subscription),
        (.subAccountName, ["SubscriptionName"]), (.invoiceID, ["InvoiceId"]),
        (.chargeDescription, ["ProductName", "Product", "MeterName"]), (.regionName, location),
        (.availabilityZone, ["AvailabilityZone"]), (.resourceID, resource), (.resourceName, ["ResourceName"]),
        (.serviceName, ["MeterCategory", "ServiceName", "ConsumedService"]),
        (.skuID, ["ProductId"]), (.skuMeter, ["MeterName"]), (.pricingUnit, unit),
        (.commitmentDiscountID, benefit), (.commitmentDiscountName, ["BenefitName", "ReservationName"]),
    ]

    /// Columns that are read as something else, or whose numbers differ on every line.
    private static let noExtras: [String] =
        [
            cost, currency, date, account, periodStart, periodEnd, quantity, unit, unitPrice, listPrice, listCost,
            benefit, tags, location, family, publisher,
        ].flatMap { $0 } + fields.flatMap(\.1).filter { $0 != "MeterCategory" && $0 != "ConsumedService" } + [
            "EffectivePrice", "CostInPricingCurrency", "CostInUsd", "PaygCostInUsd", "ExchangeRate",
            "ExchangeRatePricingToBilling", "ExchangeRateDate", "ServicePeriodStartDate", "ServicePeriodEndDate",
            "PartnerEarnedCreditPercentage", "PartnerEarnedCreditApplied", "PartnerEarnedCreditRate", "PreviousInvoiceId",
        ]

    /// Columns that Microsoft documents and that are kept under their own names.
    private static let known: [String] = [
        "AccountId", "AccountName", "AccountOwnerId", "AdditionalInfo", "BillingProfileId", "BillingProfileName",
        "ChargeType", "ConsumedService", "CostAllocationRuleName", "CostCenter", "CustomerName", "CustomerTenantId",
        "DepartmentName", "Frequency", "InvoiceSection", "InvoiceSectionId", "InvoiceSectionName",
        "IsAzureCreditEligible", "Location", "MeterCategory", "MeterId", "MeterRegion", "MeterSubCategory", "OfferId",
        "PartNumber", "PartnerMpnId", "PartnerName", "PartnerTenantId", "PlanName", "PricingCurrency",
        "PricingCurrencyCode", "PricingModel", "Product", "ProductOrderId", "ProductOrderName", "Provider",
        "PublisherId", "PublisherType", "ReservationId", "ReservationName", "ResellerMpnId", "ResellerName",
        "ResourceGroup", "ResourceGroupId", "ResourceGroupName", "ResourceLocationNormalized", "ResourceRate",
        "ResourceType", "RoundingAdjustment", "ServiceInfo1", "ServiceInfo2", "ServiceTier", "Term",
    ]

    /// The columns that hold days.
    static func dates(_ names: ColumnNames) -> [Column] {
        [names.column(periodEnd), names.column(date), names.column(periodStart)].filter(\.isPresent)
    }

    /// The columns that become extras, and those that nobody documents, which become extras too.
    static func extras(_ names: ColumnNames) -> (extras: [(column: Column, name: String)], unknown: [String]) {
        let read = Set(noExtras.map(lettersOfEnglishName)).union([""])
        let documented = Set(known.map(lettersOfEnglishName))
        var taken = ExtraNames()
        let rest = names.all.filter { !read.contains($0.spelled) }
        let ordered = rest.filter { documented.contains($0.spelled) } + rest.filter { !documented.contains($0.spelled) }
        return (
            ordered.map { ($0.column, taken.name(for: englishName($0.name))) },
            rest.filter { !documented.contains($0.spelled) }.map(\.name)
        )
    }
}
