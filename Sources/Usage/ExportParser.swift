import Keys

/// Reads the document of a range export and hands each series to the collector.
struct ExportParser: ~Copyable {
    var scanner: JSONScanner
    var collector: SeriesCollector
    private let options: UsageOptions
    var labels = SeriesLabels()
    private var samples = SampleBuffer()
    /// The samples of one export line.
    var rawTimes: [Int64] = []
    var rawValues: [Double] = []
    var envelope = Envelope()

    init(scanner: consuming JSONScanner, collector: SeriesCollector, options: UsageOptions) {
        self.scanner = scanner
        self.collector = collector
        self.options = options
    }

    /// Reads the document to its last byte.
    mutating func read(_ deliver: (UsageBatch) throws -> Void) throws -> UsageFileSummary {
        try readDocument(deliver)
        try envelope.check(options: options, name: scanner.name)
        do {
            try collector.finish(deliver)
        } catch let failure as FinderFailure {
            // A series that was held back has its own place; else it is the file as a whole.
            throw failure.place.map { scanner.failure(failure.reason, at: $0) }
                ?? UsageError(failure.reason, at: scanner.name)
        }
        var summary = collector.summary
        summary.contentDigest = scanner.contentDigest()
        summary.bytes = scanner.offset
        summary.isPartial = envelope.isIncomplete
        summary.warnings = envelope.warnings + summary.warnings
        return summary
    }

    private mutating func readDocument(_ deliver: (UsageBatch) throws -> Void) throws {
        switch try scanner.skipSpace() {
        case UInt8(ascii: "{"): try readEnvelope(deliver)
        case UInt8(ascii: "["):
            envelope.isBare = true
            try readResult(deliver)
        default: throw try notJSON()
        }
        guard try scanner.skipSpace() == nil else { throw scanner.failure(.trailingBytes) }
    }

    /// The error of a text where an answer should be, with how it starts.
    private mutating func notJSON() throws -> UsageError {
        let start = scanner.place
        _ = try scanner.refill()
        let bytes = UnsafeBufferPointer(start: scanner.window + scanner.cursor, count: scanner.end - scanner.cursor)
        let line = bytes.prefix(61).prefix { $0 != 0x0A && $0 != 0x0D }
        return scanner.failure(.notJSON(start: bytes.isEmpty ? "" : printed(Array(line))), at: start)
    }

    private mutating func readEnvelope(_ deliver: (UsageBatch) throws -> Void) throws {
        let start = scanner.place
        var keys = try scanner.openObject()
        while let key = try scanner.nextKey(&keys) {
            switch key {
            case "status": envelope.status = try scanner.readString()
            case "data": try readData(deliver)
            case "errorType": envelope.errorType = try scanner.readString()
            case "error": envelope.errorMessage = try scanner.readString()
            case "warnings": envelope.note(warnings: try readTexts())
            case "infos": envelope.note(infos: try readTexts())
            case "isPartial": envelope.isPartial = try scanner.readBoolean()
            case "metric", "values", "timestamps": return try readLines(key, keys, at: start, deliver)
            default: try scanner.skipValue()
            }
        }
    }

    private mutating func readData(_ deliver: (UsageBatch) throws -> Void) throws {
        // An error answer may have `null` or an empty text here.
        guard try scanner.skipSpaceRequired() == UInt8(ascii: "{") else { return try scanner.skipValue() }
        var keys = try scanner.openObject()
        while let key = try scanner.nextKey(&keys) {
            switch key {
            case "resultType":
                let type = try scanner.readString()
                guard ["matrix", "vector"].contains(type) else {
                    throw scanner.failure(.wrongResultType(printed(Array(type.utf8))))
                }
                envelope.resultType = type
            case "result": try readResult(deliver)
            default: try scanner.skipValue()
            }
        }
    }

    private mutating func readTexts() throws -> [String] {
        if try scanner.skipSpaceRequired() == UInt8(ascii: "n") {
            try scanner.takeWord("null")
            return []
        }
        try scanner.take("[", "a list of texts, '['")
        if try scanner.takes("]") { return [] }
        var texts: [String] = []
        repeat {
            let text = try scanner.readString()
            if texts.count < Envelope.textsMax { texts.append(text) }
        } while try scanner.takes(",")
        try scanner.take("]", "',' or ']'")
        return texts
    }

    private mutating func readResult(_ deliver: (UsageBatch) throws -> Void) throws {
        envelope.hasResult = true
        try scanner.take("[", "the list of series, '['")
        if try scanner.takes("]") { return }
        repeat {
            guard try scanner.skipSpaceRequired() == UInt8(ascii: "{") else {
                // A scalar or a string: `[1790812800,"33"]`.
                throw scanner.failure(.wrongResultType("single value"))
            }
            let start = scanner.place
            try readSeries(at: start)
            do {
                try collector.take(labels, samples, at: start, deliver)
            } catch let failure as FinderFailure {
                throw scanner.failure(failure.reason, at: failure.place ?? start)
            }
        } while try scanner.takes(",")
        try scanner.take("]", "',' or ']' after a series")
    }

    private mutating func readSeries(at start: TextPlace) throws {
        labels.removeAll()
        samples.removeAll()
        var hasMetric = false
        var shape: Envelope.Shape?
        var keys = try scanner.openObject()
        while let key = try scanner.nextKey(&keys) {
            switch key {
            case "metric":
                hasMetric = true
                try readLabels()
            case "values", "value":
                guard shape == nil else { throw scanner.failure(.duplicateKey("values")) }
                shape = key == "values" ? .matrix : .vector
                _ = try scanner.skipSpaceRequired()
                if shape == .matrix {
                    try scanner.readSamples(into: &samples)
                } else {
                    try scanner.readSample(into: &samples)
                }
            case "histogram", "histograms": throw scanner.failure(.histograms)
            case "timestamps": throw scanner.failure(.rawExport)
            default: try scanner.skipValue()
            }
        }
        guard hasMetric, let shape else {
            throw scanner.failure(.partMissing(hasMetric ? "values of a series" : "metric of a series"), at: start)
        }
        guard envelope.see(shape) else {
            throw scanner.failure(.wrongResultType("mixture of matrix and vector"), at: start)
        }
        collector.shape = shape
    }

    mutating func readLabels() throws {
        try scanner.take("{", "the labels, '{'")
        if try scanner.takes("}") { return }
        repeat {
            try scanner.readText("a label's name")
            labels.append(name: scanner.text)
            try scanner.take(":", "':' after the label's name")
            try scanner.readText("a label's value")
            labels.setValue(scanner.text)
            guard labels.count <= SeriesLabels.countMax else {
                throw scanner.failure(.tooManyLabels(SeriesLabels.countMax))
            }
        } while try scanner.takes(",")
        try scanner.take("}", "',' or '}' after a label")
        if let name = labels.duplicateName { throw scanner.failure(.duplicateKey(printed(Array(name.utf8)))) }
    }
}
