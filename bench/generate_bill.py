"""An AWS Cost and Usage Report in its legacy layout, of a wanted number of lines: `generate_bill.py PATH LINES SEED`.

It repeats as real bills do: a resource has a line for each hour of its life, with the same words and tags and
other amounts; lines of all resources stand interleaved, hour by hour. The same arguments give the same bytes.
"""
import random
import sys

HOURS = 744  # October 2026
HOURS_PER_RESOURCE_MAX = 65
LINES_PER_RESOURCE_MEAN = (1 + HOURS_PER_RESOURCE_MAX) / 2

COLUMNS = """
    identity/LineItemId identity/TimeInterval bill/InvoiceId bill/InvoicingEntity bill/BillingEntity
    bill/BillType bill/PayerAccountId bill/BillingPeriodStartDate bill/BillingPeriodEndDate
    lineItem/UsageAccountId lineItem/LineItemType lineItem/UsageStartDate lineItem/UsageEndDate
    lineItem/ProductCode lineItem/UsageType lineItem/Operation lineItem/AvailabilityZone
    lineItem/ResourceId lineItem/UsageAmount lineItem/NormalizationFactor lineItem/NormalizedUsageAmount
    lineItem/CurrencyCode lineItem/UnblendedRate lineItem/UnblendedCost lineItem/BlendedRate
    lineItem/BlendedCost lineItem/LineItemDescription lineItem/TaxType lineItem/LegalEntity
    product/ProductName product/availability product/availabilityZone product/capacitystatus
    product/clockSpeed product/contentType product/currentGeneration product/databaseEngine
    product/dedicatedEbsThroughput product/deploymentOption product/durability product/ecu
    product/enhancedNetworkingSupported product/feeDescription product/fromLocation
    product/fromLocationType product/fromRegionCode product/group product/groupDescription
    product/instanceFamily product/instanceType product/instanceTypeFamily product/intelAvxAvailable
    product/intelTurboAvailable product/licenseModel product/location product/locationType
    product/marketoption product/maxIopsvolume product/maxThroughputvolume product/maxVolumeSize
    product/memory product/networkPerformance product/normalizationSizeFactor product/operatingSystem
    product/operation product/physicalProcessor product/preInstalledSw product/processorArchitecture
    product/processorFeatures product/productFamily product/region product/regionCode
    product/servicecode product/servicename product/sku product/storage product/storageClass
    product/storageMedia product/tenancy product/toLocation product/toLocationType product/toRegionCode
    product/transferType product/usagetype product/vcpu product/version product/volumeApiName
    product/volumeType product/vpcnetworkingsupport pricing/RateCode pricing/RateId pricing/currency
    pricing/publicOnDemandCost pricing/publicOnDemandRate pricing/term pricing/unit
    pricing/LeaseContractLength pricing/OfferingClass pricing/PurchaseOption
    reservation/AmortizedUpfrontCostForUsage reservation/EffectiveCost reservation/RecurringFeeForUsage
    reservation/ReservationARN reservation/StartTime reservation/SubscriptionId
    reservation/UnusedAmortizedUpfrontFeeForBillingPeriod reservation/UnusedRecurringFee
    savingsPlan/SavingsPlanARN savingsPlan/SavingsPlanEffectiveCost savingsPlan/SavingsPlanRate
    savingsPlan/TotalCommitmentToDate savingsPlan/UsedCommitment resourceTags/aws:createdBy
    resourceTags/user:Name resourceTags/user:app resourceTags/user:commit
    resourceTags/user:configuration resourceTags/user:cost-center resourceTags/user:environment
    resourceTags/user:owner resourceTags/user:team resourceTags/user:tenant resourceTags/user:tier
    resourceTags/user:version
""".split()

# What differs from line to line of a resource; everything else stands in its template.
VARYING = (
    "identity/LineItemId", "identity/TimeInterval", "lineItem/UsageStartDate", "lineItem/UsageEndDate",
    "lineItem/UsageAmount", "lineItem/UnblendedCost", "lineItem/BlendedCost", "pricing/publicOnDemandCost",
    "reservation/EffectiveCost", "savingsPlan/SavingsPlanEffectiveCost",
)

FAMILIES = ("m5", "c5", "r5", "m6i", "c6i", "r6g", "t3")
SIZES = (("large", 2, 8, 0.096), ("xlarge", 4, 16, 0.192), ("2xlarge", 8, 32, 0.384), ("4xlarge", 16, 64, 0.768))
REGIONS = (("us-east-1", "USE1", "US East (N. Virginia)"), ("eu-west-1", "EUW1", "EU (Ireland)"),
           ("ap-southeast-2", "APS2", "Asia Pacific (Sydney)"), ("us-west-2", "USW2", "US West (Oregon)"))
OWNERS = ("payments", "search", "data", "platform", "web", "mobile", "risk", "growth")
PERIOD = {"bill/BillingPeriodStartDate": "2026-10-01T00:00:00Z", "bill/BillingPeriodEndDate": "2026-11-01T00:00:00Z"}


def hour_text(hour):
    """The instant that many hours after the start of the month."""
    day, hour_of_day = divmod(hour, 24)
    return f"2026-10-{day + 1:02d}T{hour_of_day:02d}:00:00Z" if day < 31 else "2026-11-01T00:00:00Z"


def cell(text):
    """A cell in CSV, quoted where it has to be."""
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"') else text


def template(values):
    """A line with `%s` for what varies, in the order of the columns."""
    cells = ["%s" if name in VARYING else cell(values.get(name, "")).replace("%", "%%") for name in COLUMNS]
    return ",".join(cells) + "\n"


def amount(value):
    """As AWS writes small numbers: with an exponent below a thousandth."""
    text = f"{value:.10f}".rstrip("0").rstrip(".")
    return text if value == 0 or abs(value) >= 0.001 else f"{value:.9E}".replace("E-0", "E-")


class Resource:
    """One resource of the bill: the template of its lines and what an hour of it costs."""

    def __init__(self, chance, number):
        region, short, location = REGIONS[int(chance.random() * len(REGIONS))]
        kind = chance.random()
        self.is_steady = kind < 0.55
        self.line_type = "Usage"
        values = dict(PERIOD)
        values |= self.words(chance, region, location, number)
        if kind < 0.55:
            values |= self.instance(chance, short, number)
        elif kind < 0.75:
            values |= self.disk(short, number)
        else:
            values |= self.requests(chance, short, number)
        values["lineItem/LineItemType"] = self.line_type
        self.template = template(values)

    @staticmethod
    def words(chance, region, location, number):
        """What every resource has: accounts, places, tags."""
        owner = OWNERS[int(chance.random() * len(OWNERS))]
        account = 100000000000 + int(chance.random() * 40)
        return {
            "bill/InvoiceId": "2026101234567", "bill/InvoicingEntity": "Amazon Web Services, Inc.",
            "bill/BillingEntity": "AWS", "bill/BillType": "Anniversary", "bill/PayerAccountId": "999999999999",
            "lineItem/UsageAccountId": str(account), "lineItem/CurrencyCode": "USD",
            "lineItem/LegalEntity": "Amazon Web Services, Inc.", "product/location": location,
            "product/locationType": "AWS Region", "product/region": region, "product/regionCode": region,
            "pricing/currency": "USD", "pricing/term": "OnDemand",
            "resourceTags/aws:createdBy": f"AssumedRole:AROA{number % 97:08d}:deployer",
            "resourceTags/user:Name": f"{owner}-{number % 5000}", "resourceTags/user:app": f"{owner}-app-{number % 40}",
            "resourceTags/user:commit": f"{chance.getrandbits(28):07x}" if chance.random() < 0.3 else "",
            "resourceTags/user:configuration": f'{{"size":"{number % 7}","zone":"{region}","on":"true"}}',
            "resourceTags/user:cost-center": f"CC-{2100 + number % 12}",
            "resourceTags/user:environment": ("production", "staging", "test")[number % 3],
            "resourceTags/user:owner": owner, "resourceTags/user:tenant": f"tenant-{number % 50}",
            "resourceTags/user:tier": ("gold", "silver", "bronze")[number % 3],
        }

    def instance(self, chance, short, number):
        """A virtual machine by the hour; some are covered by a savings plan or a reservation."""
        family = FAMILIES[int(chance.random() * len(FAMILIES))]
        size, cores, memory, self.price = SIZES[int(chance.random() * len(SIZES))]
        name = f"{family}.{size}"
        covering = chance.random()
        values = {
            "lineItem/ProductCode": "AmazonEC2", "lineItem/UsageType": f"{short}-BoxUsage:{name}",
            "lineItem/Operation": "RunInstances", "lineItem/ResourceId": f"i-{number:017x}",
            "lineItem/NormalizationFactor": str(cores * 2), "lineItem/UnblendedRate": str(self.price),
            "lineItem/BlendedRate": str(self.price),
            "lineItem/LineItemDescription": f"${self.price} per On Demand Linux {name} Instance Hour, {short}",
            "product/ProductName": "Amazon Elastic Compute Cloud", "product/capacitystatus": "Used",
            "product/clockSpeed": "3.1 GHz", "product/currentGeneration": "Yes", "product/ecu": str(cores * 5),
            "product/enhancedNetworkingSupported": "Yes", "product/instanceFamily": "General purpose",
            "product/instanceType": name, "product/instanceTypeFamily": family, "product/intelAvxAvailable": "Yes",
            "product/intelTurboAvailable": "Yes", "product/licenseModel": "No License required",
            "product/memory": f"{memory} GiB", "product/networkPerformance": "Up to 10 Gigabit",
            "product/normalizationSizeFactor": str(cores * 2), "product/operatingSystem": "Linux",
            "product/operation": "RunInstances", "product/physicalProcessor": "Intel Xeon Platinum 8175 (Skylake)",
            "product/preInstalledSw": "NA", "product/processorArchitecture": "64-bit",
            "product/processorFeatures": "Intel AVX; Intel AVX2; Intel AVX512; Intel Turbo",
            "product/productFamily": "Compute Instance", "product/servicecode": "AmazonEC2",
            "product/servicename": "Amazon Elastic Compute Cloud", "product/sku": f"SKU{cores:02d}{short}{family}",
            "product/storage": "EBS only", "product/tenancy": "Shared", "product/vcpu": str(cores),
            "product/usagetype": f"{short}-BoxUsage:{name}", "product/vpcnetworkingsupport": "true",
            "pricing/RateCode": f"{short}{family}{size}.JRTCKXETXF.6YS6EN2CT7", "pricing/unit": "Hrs",
            "pricing/publicOnDemandRate": str(self.price),
        }
        if covering < 0.12:
            self.line_type = "SavingsPlanCoveredUsage"
            values["savingsPlan/SavingsPlanARN"] = f"arn:aws:savingsplans::999999999999:savingsplan/{number % 5}"
        elif covering < 0.18:
            self.line_type = "DiscountedUsage"
            values["reservation/ReservationARN"] = f"arn:aws:ec2:{short}:999999999999:reserved-instances/{number % 9}"
        return values

    def disk(self, short, number):
        """A disk: parts of a month's price by the hour."""
        self.price = 0.08
        return {
            "lineItem/ProductCode": "AmazonEC2", "lineItem/UsageType": f"{short}-EBS:VolumeUsage.gp3",
            "lineItem/Operation": "CreateVolume-Gp3", "lineItem/ResourceId": f"vol-{number:017x}",
            "lineItem/UnblendedRate": "0.08", "lineItem/BlendedRate": "0.08",
            "lineItem/LineItemDescription": f"$0.08 per GB-month of General Purpose (gp3) storage, {short}",
            "product/ProductName": "Amazon Elastic Compute Cloud", "product/maxIopsvolume": "16000",
            "product/maxThroughputvolume": "1000 MiB/s", "product/maxVolumeSize": "16 TiB",
            "product/productFamily": "Storage", "product/servicecode": "AmazonEC2", "product/sku": f"SKUGP3{short}",
            "product/servicename": "Amazon Elastic Compute Cloud", "product/storageMedia": "SSD-backed",
            "product/usagetype": f"{short}-EBS:VolumeUsage.gp3", "product/volumeApiName": "gp3",
            "product/volumeType": "General Purpose", "pricing/RateCode": f"{short}GP3.JRTCKXETXF.6YS6EN2CT7",
            "pricing/unit": "GB-Mo", "pricing/publicOnDemandRate": "0.08",
        }

    def requests(self, chance, short, number):
        """What is billed by the call: very small prices, other amounts every hour."""
        code, name, operation, arn = (
            ("AmazonS3", "Amazon Simple Storage Service", "GetObject", "{n}-bucket"),
            ("AWSLambda", "AWS Lambda", "Invoke", "arn:aws:lambda:{r}:999999999999:function:worker-{n}"),
            ("AmazonCloudWatch", "AmazonCloudWatch", "PutLogEvents", "arn:aws:logs:{r}:999999999999:log-group:app-{n}"),
        )[int(chance.random() * 3)]
        self.price = 0.0000004
        return {
            "lineItem/ProductCode": code, "lineItem/UsageType": f"{short}-Requests-Tier2",
            "lineItem/Operation": operation, "lineItem/ResourceId": arn.format(n=number, r=short),
            "lineItem/UnblendedRate": "4E-7", "lineItem/BlendedRate": "4E-7",
            "lineItem/LineItemDescription": f'$0.004 per 10,000 "{operation}" and all other requests',
            "product/ProductName": name, "product/group": f"{code}-Tier2",
            "product/groupDescription": f"{operation} and all other requests", "product/productFamily": "API Request",
            "product/servicecode": code, "product/servicename": name, "product/sku": f"SKU{code}{short}",
            "product/usagetype": f"{short}-Requests-Tier2", "pricing/RateCode": f"{code}.JRTCKXETXF.6YS6EN2CT7",
            "pricing/unit": "Requests", "pricing/publicOnDemandRate": "4E-7",
        }

    def line(self, chance, hour):
        """The line of one hour."""
        quantity = 1 if self.is_steady else int(chance.random() * 90000) / (1 if self.price < 0.001 else 1e6)
        cost = amount(quantity * self.price)
        billed = "0" if self.line_type == "DiscountedUsage" else cost
        covered = amount(quantity * self.price * 0.62)
        start, end = hour_text(hour), hour_text(hour + 1)
        return self.template % (
            f"{chance.getrandbits(208):052x}", f"{start}/{end}", start, end, amount(quantity), billed, billed, cost,
            covered if self.line_type == "DiscountedUsage" else "",
            covered if self.line_type == "SavingsPlanCoveredUsage" else "")


def generate(path, line_count, seed):
    """Writes the bill."""
    chance = random.Random(seed)
    spare = 1.3  # lives are cut off at the end of the month
    births = [[] for _ in range(HOURS)]
    for number in range(int(spare * line_count / LINES_PER_RESOURCE_MEAN) + 1):
        life = 1 + int(chance.random() * HOURS_PER_RESOURCE_MAX)
        births[int(chance.random() * HOURS)].append((life, Resource(chance, number)))
    alive, written = [], 0
    with open(path, "w", buffering=1 << 20) as file:
        file.write(",".join(COLUMNS) + "\n")
        for hour in range(HOURS):
            alive = [(left - 1, resource) for left, resource in alive if left > 1] + births[hour]
            for _, resource in alive[:line_count - written]:
                file.write(resource.line(chance, hour))
            written += min(len(alive), line_count - written)
    if written < line_count:
        sys.exit(f"only {written} of {line_count} lines were made")


if __name__ == "__main__":
    generate(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
