/// How much each consumer counts in each window.
struct SplitWeights {
    private var windows: [Int32] = []
    /// The consumers, in the order they came.
    private(set) var consumers: [Int32] = []
    private var cpu: [UInt128] = []
    private var memory: [UInt128] = []
    /// The rows by window, in each by consumer; where each window starts among them.
    private var order: [Int32] = []
    private var starts: [Int32] = []
    private var firstWindow: Int32 = 0
    /// The rows of `add`, by window and consumer.
    private var rows: [UInt64: Int] = [:]

    /// A row of a window and a consumer that have none yet.
    mutating func append(window: Int32, consumer: Int32, cpu: UInt128, memory: UInt128) {
        windows.append(window)
        consumers.append(consumer)
        self.cpu.append(cpu)
        self.memory.append(memory)
    }

    /// Adds to the row of a window and a consumer.
    mutating func add(window: Int32, consumer: Int32, cpu: UInt128, memory: UInt128) {
        let key = UInt64(UInt32(bitPattern: window)) << 32 | UInt64(UInt32(bitPattern: consumer))
        if let row = rows[key] {
            self.cpu[row] += cpu
            self.memory[row] += memory
        } else {
            rows[key] = windows.count
            append(window: window, consumer: consumer, cpu: cpu, memory: memory)
        }
    }

    /// What all consumers of each window count together.
    func sums() -> [(window: Int32, cpu: UInt128, memory: UInt128)] {
        guard let first = windows.min(), let last = windows.max() else { return [] }
        var sums = [(cpu: UInt128, memory: UInt128)?](repeating: nil, count: Int(last - first) + 1)
        for (row, window) in windows.enumerated() {
            let sum = sums[Int(window - first)] ?? (0, 0)
            sums[Int(window - first)] = (sum.cpu + cpu[row], sum.memory + memory[row])
        }
        return sums.enumerated().compactMap { index, sum in
            sum.map { (window: first + Int32(index), cpu: $0.cpu, memory: $0.memory) }
        }
    }

    /// Puts the rows in order; windows are numbered without large gaps.
    mutating func sort() {
        guard let first = windows.min(), let last = windows.max() else { return }
        firstWindow = first
        starts = [Int32](repeating: 0, count: Int(last - first) + 2)
        for window in windows { starts[Int(window - first) + 1] += 1 }
        for index in 1..<starts.count { starts[index] += starts[index - 1] }
        var next = starts
        order = [Int32](repeating: 0, count: windows.count)
        for (row, window) in windows.enumerated() {
            order[Int(next[Int(window - first)])] = Int32(row)
            next[Int(window - first)] += 1
        }
        for index in 0..<starts.count - 1 {
            let span = Int(starts[index])..<Int(starts[index + 1])
            order[span].sort { consumers[Int($0)] < consumers[Int($1)] }
        }
    }

    /// The rows of those that count for an amount, by consumer; -1, idle capacity, last.
    func places(of amount: SplitAmount) -> [Int] {
        var places: [Int] = []
        let window = Int(amount.window) - Int(firstWindow)
        if window >= 0, window < starts.count - 1 {
            let span = Int(starts[window])..<Int(starts[window + 1])
            places.reserveCapacity(span.count + 1)
            let weights = amount.isOfMemory ? memory : cpu
            for row in order[span] where weights[Int(row)] > 0 { places.append(Int(row)) }
        }
        if amount.idle > 0 { places.append(-1) }
        return places
    }

    /// The shares of an amount, in its last decimal: quotas cut to whole units of 10⁻¹⁸, the units left over to the larger
    /// remainders, of equals to the earlier place.
    func shares(of amount: SplitAmount, among places: [Int]) -> [Int128] {
        var shares = [UInt128](repeating: 0, count: places.count)
        var remainders = [UInt128](repeating: 0, count: places.count)
        var given: UInt128 = 0
        let weights = amount.isOfMemory ? memory : cpu
        if let units = UInt64(exactly: amount.units), let total = UInt64(exactly: amount.total) {
            // No weight is above the total, so the quotient fits.
            for (index, place) in places.enumerated() {
                let product = units.multipliedFullWidth(by: UInt64(place < 0 ? amount.idle : weights[place]))
                let (quotient, remainder) = total.dividingFullWidth(product)
                (shares[index], remainders[index]) = (UInt128(quotient), UInt128(remainder))
                given += UInt128(quotient)
            }
        } else {
            for (index, place) in places.enumerated() {
                let product = amount.units.multipliedFullWidth(by: place < 0 ? amount.idle : weights[place])
                (shares[index], remainders[index]) = amount.total.dividingFullWidth(product)
                given += shares[index]
            }
        }
        let leftOver = Int(amount.units - given)
        precondition(leftOver < max(places.count, 1), "the weights do not add up to their total")
        let unit = amount.unit
        if leftOver > 0 || amount.tail != 0 {
            // With their remainders beside them, so that what compares them reads nothing else.
            var ranked = remainders.enumerated().map { (remainder: $1, place: $0) }
            ranked.sort { $0.remainder == $1.remainder ? $0.place < $1.place : $0.remainder > $1.remainder }
            for rank in ranked.prefix(leftOver) { shares[rank.place] += 1 }
            return finish(shares, unit: unit, amount, first: ranked.first?.place)
        }
        return finish(shares, unit: unit, amount, first: nil)
    }

    /// In the last decimal that the amount has, with its tail and its sign.
    private func finish(_ shares: [UInt128], unit: UInt128, _ amount: SplitAmount, first: Int?) -> [Int128] {
        var final = shares.map { Int128($0 * unit) }
        if let first { final[first] += amount.tail }
        return amount.isNegative ? final.map { -$0 } : final
    }
}
