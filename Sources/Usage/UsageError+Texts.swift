extension UsageError {
    /// The words for what is wrong with the document.
    var documentText: String {
        switch reason {
        case .notJSON(""): "is empty; fetch it again"
        case .notJSON(let start): "is not JSON but starts with \(start); save the answer of /api/v1/query_range"
        case .errorAnswer(let type, let message):
            "is an error answer: \(type): \(message); mend the query and run it again"
        case .endsEarly(let bytes): "ends early, after \(bytes) bytes; fetch it again"
        case .malformed(let expected, let found): "expected \(expected), found \(found); fetch the file again"
        case .trailingBytes: "something follows the end of the answer; save one answer per file"
        case .tooDeep: "nests deeper than \(JSONScanner.depthMax) levels; no Prometheus answers so"
        case .partMissing(let part): "the answer has no \(part); save the whole answer of /api/v1/query_range"
        default: ""
        }
    }

    /// The words for what is wrong with a text.
    var textText: String {
        switch reason {
        case .notUTF8(let byte): "byte 0x\(hexadecimal(byte)) is not UTF-8; the file is damaged or not JSON"
        case .badEscape: "a backslash that escapes nothing; the file is damaged"
        case .loneSurrogate: "half of a surrogate pair, which is no character; the file is damaged"
        case .nulCharacter: "a label with the character U+0000 cannot be stored; mend it where it is set"
        case .controlCharacter: "a text is broken by a control character; the file is damaged"
        case .textTooLong: "a text is longer than \(JSONScanner.textMax) bytes; drop the label in the query"
        case .duplicateKey(let key): "the key \(key) comes twice in one object; the file was put together wrongly"
        default: ""
        }
    }

    /// The words for an answer of the wrong kind.
    var answerText: String {
        switch reason {
        case .wrongResultType(let type):
            "the result is a \(type), not a matrix; export with /api/v1/query_range"
        case .shapeDiffers(let name, let content):
            "the result is called a \(name) but holds a \(content); the file was put together wrongly"
        case .snapshotOfQuantity(let signal):
            "holds one moment (a vector), which gives no hours of \(signal); export with /api/v1/query_range, or say with "
                + "--step how many seconds it stands for"
        case .histograms: "holds native histograms, not numbers; take histogram_sum() or histogram_count() in the query"
        case .rawExport: "timestamps stand in an answer of query_range; the file was put together wrongly"
        case .rawCounter(let name):
            "\(name) is a counter, which only grows; export rate() or increase() of it (docs/prometheus.md)"
        case .partial(let words):
            "is incomplete, as the server says: \(words.joined(separator: "; ")); fetch it again, or take it with "
                + "--allow-partial"
        default: ""
        }
    }

    /// The words for what is wrong with samples.
    var sampleText: String {
        switch reason {
        case .badTime(let text): "\(text) is not a timestamp in seconds, e.g. 1790812800 or 1790812800.125"
        case .badMilliseconds(let text): "\(text) is not a timestamp in milliseconds, e.g. 1790812800000"
        case .timeNotIncreasing: "the timestamp is not later than the one before; export the series anew"
        case .notANumber(let text): "\(text) is not a number as Prometheus writes it, e.g. 0.25 or 1e-07"
        case .stepChanges(let from, let to):
            "two samples are \(seconds(to)) seconds apart, but the step is \(seconds(from)); export it with one "
                + "step, and say which with --step"
        case .badStep(let step):
            "the samples are \(seconds(step)) seconds apart, which is no step of whole seconds up to a day; export "
                + "with query_range, or say which step with --step"
        case .increaseStep(let signal, let step, let expected):
            "the samples of \(signal) are \(step) seconds apart, but it is an increase over \(expected) seconds; "
                + "ask for it at that step, or say --step \(step) if that is its range"
        case .offGrid(let time, let step):
            "the sample at \(time) is not a whole number of steps (\(step) s) from the file's first; export with one "
                + "query_range"
        case .quantityTooLarge: "the sum of one hour is beyond 64 bits; look at the values and their unit"
        default: ""
        }
    }

    /// The words for what is wrong with series and their labels.
    var seriesText: String {
        switch reason {
        case .unknownSignal(let name, let nearest):
            "no signal is called \(name); say which with --signal, e.g. \(nearest.joined(separator: ", "))"
        case .unnamedSignal: "neither the series nor the file name say what this is; say it with --signal"
        case .signalsDiffer(let first, let second): "holds \(first) and \(second); export each metric to its own file"
        case .signalContradicts(let option, let name):
            "the series are \(name), which is not \(option); leave --signal out, or name another file"
        case .labelMissing(let label, let signal):
            "a series of \(signal) has no label \(label); keep it in the query, e.g. sum by (\(label), …)"
        case .labelUndecided(let label, let name):
            "a series of \(name) has no label \(label), which says what it is; keep it in the query, or say --signal"
        case .noSignalWants(let labels): "no series is one that is known, e.g. not \(labels); check the query"
        case .noSeries(let signal):
            "no series: an empty answer for \(signal) looks like no pods; check the query or the allow-list"
        case .clusterDiffers(let option, let label):
            "the series are of cluster \(label), not of \(option); leave --cluster out, or drop the label in the query"
        case .lengthsDiffer(let values, let times):
            "the line has \(values) values but \(times) timestamps; the file is damaged, fetch it again"
        case .linesApart:
            "a line of a series that ended long before; put the lines of each series together, e.g. with sort"
        case .duplicateSeries: "a second series of the same subject; aggregate the query by the subject's labels"
        case .tooManySamples: "a series has more than \(SampleBuffer.countMax) samples; export shorter times"
        case .tooManySeries(let count): "more than \(count) series; split the query, e.g. by namespace"
        case .tooManyLabels(let count): "a series has more than \(count) labels; drop some in the query"
        case .tooManyKeys(let count): "an object has more than \(count) keys; no Prometheus answers so"
        case .tooLong(let years): "the samples are more than \(years) years apart; check the timestamps"
        default: ""
        }
    }
}

/// Two hexadecimal digits.
private func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
}

/// Milliseconds as seconds, with decimals only where there are any.
private func seconds(_ milliseconds: Int64) -> String {
    guard milliseconds % 1000 != 0 else { return "\(milliseconds / 1000)" }
    var digits = String(milliseconds % 1000 + 1000).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "\(milliseconds / 1000).\(digits)"
}

/// Foreign text for an error line, without quotes.
func printable(_ text: String) -> String { String(printed(Array(text.utf8)).dropFirst().dropLast()) }

/// Foreign bytes for an error line: in quotes, cut at some bytes, control characters and bad bytes as `\xNN`.
func printed(_ bytes: [UInt8], max: Int = 60) -> String {
    let text = String(decoding: bytes.prefix(max), as: UTF8.self)
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse:
            result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return "'\(result)'" + (bytes.count > max ? "…" : "")
}
