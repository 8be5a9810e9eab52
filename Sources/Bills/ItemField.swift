/// The words of a bill line that repeat: every FOCUS 1.4 column but costs, quantities and periods.
///
/// ProviderName and PublisherName left FOCUS with 1.4; bills up to 1.3 have them. The order is part of the item's
/// key: new fields go to the end.
public enum ItemField: Int, CaseIterable, Sendable {
    /// FOCUS AllocatedMethodDetails.
    case allocatedMethodDetails
    /// FOCUS AllocatedMethodId.
    case allocatedMethodID
    /// FOCUS AllocatedResourceId.
    case allocatedResourceID
    /// FOCUS AllocatedResourceName.
    case allocatedResourceName
    /// FOCUS AllocatedTags.
    case allocatedTags
    /// FOCUS AvailabilityZone.
    case availabilityZone
    /// FOCUS BillingAccountId.
    case billingAccountID
    /// FOCUS BillingAccountName.
    case billingAccountName
    /// FOCUS BillingAccountType.
    case billingAccountType
    /// FOCUS BillingCurrency.
    case billingCurrency
    /// FOCUS CapacityReservationId.
    case capacityReservationID
    /// FOCUS CapacityReservationStatus.
    case capacityReservationStatus
    /// FOCUS ChargeCategory.
    case chargeCategory
    /// FOCUS ChargeClass.
    case chargeClass
    /// FOCUS ChargeDescription.
    case chargeDescription
    /// FOCUS ChargeFrequency.
    case chargeFrequency
    /// FOCUS CommitmentDiscountCategory.
    case commitmentDiscountCategory
    /// FOCUS CommitmentDiscountId.
    case commitmentDiscountID
    /// FOCUS CommitmentDiscountName.
    case commitmentDiscountName
    /// FOCUS CommitmentDiscountStatus.
    case commitmentDiscountStatus
    /// FOCUS CommitmentDiscountType.
    case commitmentDiscountType
    /// FOCUS CommitmentDiscountUnit.
    case commitmentDiscountUnit
    /// FOCUS CommitmentProgramEligibilityDetails.
    case commitmentProgramEligibilityDetails
    /// FOCUS ConsumedUnit.
    case consumedUnit
    /// FOCUS ContractApplied.
    case contractApplied
    /// FOCUS ContractedUnitPrice.
    case contractedUnitPrice
    /// FOCUS HostProviderName.
    case hostProviderName
    /// FOCUS InvoiceDetailId.
    case invoiceDetailID
    /// FOCUS InvoiceId.
    case invoiceID
    /// FOCUS InvoiceIssuerName.
    case invoiceIssuerName
    /// FOCUS ListUnitPrice.
    case listUnitPrice
    /// FOCUS PricingCategory.
    case pricingCategory
    /// FOCUS PricingCurrency.
    case pricingCurrency
    /// FOCUS PricingCurrencyContractedUnitPrice.
    case pricingCurrencyContractedUnitPrice
    /// FOCUS PricingCurrencyListUnitPrice.
    case pricingCurrencyListUnitPrice
    /// FOCUS PricingUnit.
    case pricingUnit
    /// FOCUS ProviderName.
    case providerName
    /// FOCUS PublisherName.
    case publisherName
    /// FOCUS RegionId.
    case regionID
    /// FOCUS RegionName.
    case regionName
    /// FOCUS ResourceId.
    case resourceID
    /// FOCUS ResourceName.
    case resourceName
    /// FOCUS ResourceType.
    case resourceType
    /// FOCUS ServiceCategory.
    case serviceCategory
    /// FOCUS ServiceName.
    case serviceName
    /// FOCUS ServiceProviderName.
    case serviceProviderName
    /// FOCUS ServiceSubcategory.
    case serviceSubcategory
    /// FOCUS SkuId.
    case skuID
    /// FOCUS SkuMeter.
    case skuMeter
    /// FOCUS SkuPriceDetails.
    case skuPriceDetails
    /// FOCUS SkuPriceId.
    case skuPriceID
    /// FOCUS SubAccountId.
    case subAccountID
    /// FOCUS SubAccountName.
    case subAccountName
    /// FOCUS SubAccountType.
    case subAccountType

    /// Whether it says something of the single resource, account or invoice line: all else repeats on many items.
    public var isOfResource: Bool {
        switch self {
        case .allocatedResourceID, .allocatedResourceName, .allocatedTags, .billingCurrency, .invoiceDetailID, .resourceID,
            .resourceName, .subAccountID, .subAccountName, .subAccountType:
            true
        default: false
        }
    }

    /// The column in FOCUS: `BillingAccountId`.
    public var focusName: String { focusNames[rawValue] }

    /// The column in SQL: `billing_account_id`.
    public var columnName: String { columnNames[rawValue] }
}

private let focusNames: [String] = [
    "AllocatedMethodDetails", "AllocatedMethodId", "AllocatedResourceId", "AllocatedResourceName", "AllocatedTags",
    "AvailabilityZone", "BillingAccountId", "BillingAccountName", "BillingAccountType", "BillingCurrency",
    "CapacityReservationId", "CapacityReservationStatus", "ChargeCategory", "ChargeClass", "ChargeDescription",
    "ChargeFrequency", "CommitmentDiscountCategory", "CommitmentDiscountId", "CommitmentDiscountName",
    "CommitmentDiscountStatus", "CommitmentDiscountType", "CommitmentDiscountUnit",
    "CommitmentProgramEligibilityDetails", "ConsumedUnit", "ContractApplied", "ContractedUnitPrice",
    "HostProviderName", "InvoiceDetailId", "InvoiceId", "InvoiceIssuerName", "ListUnitPrice", "PricingCategory",
    "PricingCurrency", "PricingCurrencyContractedUnitPrice", "PricingCurrencyListUnitPrice", "PricingUnit",
    "ProviderName", "PublisherName", "RegionId", "RegionName", "ResourceId", "ResourceName", "ResourceType",
    "ServiceCategory", "ServiceName", "ServiceProviderName", "ServiceSubcategory", "SkuId", "SkuMeter",
    "SkuPriceDetails", "SkuPriceId", "SubAccountId", "SubAccountName", "SubAccountType",
]

private let columnNames: [String] = focusNames.map(snakeCase)
