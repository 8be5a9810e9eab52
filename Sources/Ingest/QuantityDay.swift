import Keys
import Store
import Usage

/// The hours of one series on one UTC day, as `usage.quantity_day` keeps them: arrays with a place for each hour.
struct QuantityDay {
    /// The columns of the arrays, in the order in which they are put.
    static let columns = [
        "quantities", "from_seconds", "to_seconds", "covered_seconds", "samples_present", "samples_expected",
    ]
    private static let hoursOfDay = 24

    /// The UTC day.
    private(set) var date: UTCDate
    /// The index of the series in its batch.
    private(set) var series: Int
    private var first: QuantityHour
    /// Whether all hours there are differ in nothing but the quantity: then one element stands for all.
    private var isEven = true
    private var quantities = [Int64?](repeating: nil, count: hoursOfDay)
    private var fromSeconds = [Int16?](repeating: nil, count: hoursOfDay)
    private var toSeconds = [Int16?](repeating: nil, count: hoursOfDay)
    private var coveredSeconds = [Int16?](repeating: nil, count: hoursOfDay)
    private var samplesPresent = [Int32?](repeating: nil, count: hoursOfDay)
    private var samplesExpected = [Int32?](repeating: nil, count: hoursOfDay)

    /// A day of the one hour.
    init(_ hour: QuantityHour) {
        (date, series, first) = (hour.date, hour.series, hour)
        set(hour)
    }

    /// Adds an hour; `false` where it belongs to another series or day.
    mutating func add(_ hour: QuantityHour) -> Bool {
        guard hour.series == series, hour.date == date else { return false }
        precondition(quantities[hour.hour] == nil, "a series has an hour twice")
        isEven =
            isEven && hour.fromSecond == first.fromSecond && hour.toSecond == first.toSecond
            && hour.coveredSeconds == first.coveredSeconds && hour.samplesPresent == first.samplesPresent
            && hour.samplesExpected == first.samplesExpected
        set(hour)
        return true
    }

    /// Starts anew with an hour of another series or day, in the same memory.
    mutating func start(_ hour: QuantityHour) {
        for index in 0..<Self.hoursOfDay where quantities[index] != nil {
            quantities[index] = nil
            (fromSeconds[index], toSeconds[index], coveredSeconds[index]) = (nil, nil, nil)
            (samplesPresent[index], samplesExpected[index]) = (nil, nil)
        }
        (date, series, first, isEven) = (hour.date, hour.series, hour, true)
        set(hour)
    }

    private mutating func set(_ hour: QuantityHour) {
        precondition(hour.fromSecond < hour.toSecond && hour.toSecond <= 3600, "the part of the hour is none")
        quantities[hour.hour] = hour.quantity
        fromSeconds[hour.hour] = Int16(hour.fromSecond)
        toSeconds[hour.hour] = Int16(hour.toSecond)
        coveredSeconds[hour.hour] = Int16(hour.coveredSeconds)
        samplesPresent[hour.hour] = Int32(hour.samplesPresent)
        samplesExpected[hour.hour] = Int32(hour.samplesExpected)
    }

    /// Puts the arrays, in the order of `columns`.
    func put(into stream: inout CopyStream) {
        stream.put(quantities)
        stream.put(compact(fromSeconds))
        stream.put(compact(toSeconds))
        stream.put(compact(coveredSeconds))
        stream.put(compact(samplesPresent))
        stream.put(compact(samplesExpected))
    }

    private func compact<Number>(_ values: [Number?]) -> [Number?] { isEven ? [values[first.hour]] : values }
}
