import Bills
import Money

/// The billing periods of a load, numbered from 1 in the order in which they are met.
struct PeriodTable {
    private(set) var numbers: [BillingPeriod: Int16] = [:]

    /// The period's number.
    mutating func number(of period: BillingPeriod) -> Int16 {
        if let number = numbers[period] { return number }
        let number = Int16(numbers.count + 1)
        numbers[period] = number
        return number
    }

    /// The files' summaries added up by period, in the order of the numbers.
    func summaries(of files: [BillFileSummary]) throws -> [(Int16, PeriodSum)] {
        var sums: [BillingPeriod: PeriodSum] = [:]
        for file in files {
            for summary in file.periods {
                sums[summary.period] = try sums[summary.period]?.adding(summary) ?? PeriodSum(summary)
            }
        }
        return numbers.sorted { $0.value < $1.value }.compactMap { period, number in sums[period].map { (number, $0) } }
    }
}

/// What the reader counted and added up for one period, over all files of a load.
struct PeriodSum {
    let period: BillingPeriod
    var rows: Int64
    var charges: Int64
    var contentDigest: ContentDigest
    var totals: [Currency: Totals]

    struct Totals: Equatable {
        var billed = ExactDecimal.zero
        var effective = ExactDecimal.zero
        var contracted = ExactDecimal.zero
        var list = ExactDecimal.zero
        var contractedMissing: Int64 = 0
        var listMissing: Int64 = 0
    }

    init(_ summary: PeriodSummary) throws {
        period = summary.period
        (rows, charges, contentDigest, totals) = (0, 0, ContentDigest(), [:])
        try add(summary)
    }

    func adding(_ summary: PeriodSummary) throws -> PeriodSum {
        var sum = self
        try sum.add(summary)
        return sum
    }

    private mutating func add(_ summary: PeriodSummary) throws {
        rows += summary.rows
        charges += summary.charges
        contentDigest = contentDigest + summary.contentDigest
        for (currency, more) in summary.totals {
            var total = totals[currency] ?? Totals()
            total.billed = try total.billed.adding(more.billed)
            total.effective = try total.effective.adding(more.effective)
            total.contracted = try total.contracted.adding(more.contracted)
            total.list = try total.list.adding(more.list)
            total.contractedMissing += more.contractedNullCount
            total.listMissing += more.listNullCount
            totals[currency] = total
        }
    }
}
