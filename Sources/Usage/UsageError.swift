import Errors

/// Why a range export is refused; nothing of it may be kept.
public struct UsageError: CodedError, Equatable {
    /// The causes.
    public enum Reason: Sendable, Equatable {
        /// The content is a text, such as `Unauthorized` or a login page; how it starts.
        case notJSON(start: String)
        /// The server said that the query failed; its kind of error and its words.
        case errorAnswer(type: String, message: String)
        /// The content stops in the middle; how many bytes there are.
        case endsEarly(bytes: Int64)
        /// Something else than the grammar allows.
        case malformed(expected: String, found: String)
        /// A byte that is no UTF-8.
        case notUTF8(byte: UInt8)
        /// `\` and something that is no escape.
        case badEscape
        /// One half of a surrogate pair.
        case loneSurrogate
        /// `\u0000`, which PostgreSQL cannot store.
        case nulCharacter
        /// A control character that is not escaped.
        case controlCharacter
        /// A text of more than `JSONScanner.textMax` bytes.
        case textTooLong
        /// The same key twice in one object.
        case duplicateKey(String)
        /// Nesting deeper than `JSONScanner.depthMax`.
        case tooDeep
        /// Something behind the answer.
        case trailingBytes
        /// The answer lacks a part that every answer has.
        case partMissing(String)
        /// An answer that is no series of samples, e.g. `scalar`.
        case wrongResultType(String)
        /// A result type that the series do not bear out.
        case shapeDiffers(name: String, content: String)
        /// One moment only where a time is to be covered.
        case snapshotOfQuantity(signal: String)
        /// Native histograms.
        case histograms
        /// `timestamps` within an answer: the lines of two exports were mixed.
        case rawExport
        /// An export line with another number of values than of timestamps.
        case lengthsDiffer(values: Int, times: Int)
        /// Lines of one series too far apart in the file to be put together.
        case linesApart
        /// A timestamp that is no whole number of milliseconds.
        case badMilliseconds(String)
        /// The server said that something is missing; its words.
        case partial([String])
        /// A timestamp that is no number of seconds with up to three decimals.
        case badTime(String)
        /// A timestamp not later than the one before.
        case timeNotIncreasing
        /// A value that Prometheus does not write.
        case notANumber(String)
        /// Two samples nearer to each other than the step; both in milliseconds.
        case stepChanges(from: Int64, to: Int64)
        /// A step that no query has; in milliseconds.
        case badStep(Int64)
        /// An increase over one time, asked for at another step; in seconds.
        case increaseStep(signal: String, is: Int, expected: Int)
        /// A timestamp that is no whole number of steps from the first one of the file.
        case offGrid(at: String, stepSeconds: Int)
        /// No signal has this name; the names most like it.
        case unknownSignal(String, nearest: [String])
        /// Neither metric nor file name says what it is.
        case unnamedSignal
        /// A file of two metrics.
        case signalsDiffer(String, String)
        /// The user says one thing, the metric's name another.
        case signalContradicts(option: String, name: String)
        /// A label is missing that the signal cannot do without.
        case labelMissing(String, signal: String)
        /// A label that does not say which of several signals it is, e.g. without `resource`.
        case labelUndecided(String, name: String)
        /// A required signal without any series.
        case noSeries(signal: String)
        /// Series, but none that a signal wants; the labels of the first.
        case noSignalWants(String)
        /// The user says one cluster, the series another.
        case clusterDiffers(option: String, label: String)
        /// A second series of one subject where the signal refuses it.
        case duplicateSeries
        /// A sum of one series and hour beyond 64 bits.
        case quantityTooLarge
        /// More samples than `SampleBuffer.countMax` in one series.
        case tooManySamples
        /// More series than a file may have.
        case tooManySeries(Int)
        /// More labels than a series may have.
        case tooManyLabels(Int)
        /// More keys than an object may have.
        case tooManyKeys(Int)
        /// A counter as it is counted, not its rate or increase.
        case rawCounter(String)
        /// Timestamps of one file too far apart; in years.
        case tooLong(years: Int)
    }

    /// What is wrong.
    public let reason: Reason
    private let location: String

    init(_ reason: Reason, at location: String) {
        self.reason = reason
        self.location = location
    }

    /// `FILE:LINE:COLUMN`, the column counted in bytes from 1; `FILE` where it is the file as a whole.
    public var place: String? { location }

    /// Always 65: nothing is stored.
    public var exitCode: ExitCode { .inputRefused }
}

extension UsageError {
    /// CB050 to CB069, by what the user does about it.
    public var code: Int {
        switch reason {
        case .notJSON: 50
        case .errorAnswer: 51
        case .endsEarly: 52
        case .malformed, .trailingBytes, .tooDeep, .partMissing: 53
        case .notUTF8, .badEscape, .loneSurrogate, .nulCharacter, .controlCharacter, .textTooLong: 54
        case .duplicateKey: 55
        case .wrongResultType, .shapeDiffers, .snapshotOfQuantity, .histograms, .rawExport, .rawCounter: 56
        case .partial: 57
        case .badTime, .badMilliseconds, .timeNotIncreasing: 58
        case .notANumber: 59
        case .stepChanges, .badStep, .offGrid, .increaseStep: 60
        case .unknownSignal, .unnamedSignal, .noSignalWants: 61
        case .signalsDiffer, .signalContradicts: 62
        case .labelMissing, .labelUndecided: 63
        case .noSeries: 64
        case .clusterDiffers: 65
        case .duplicateSeries: 66
        case .lengthsDiffer, .linesApart: 69
        case .quantityTooLarge: 67
        case .tooManySamples, .tooManySeries, .tooManyLabels, .tooManyKeys, .tooLong: 68
        }
    }

    /// What is wrong; what to do.
    public var description: String {
        switch reason {
        case .notJSON, .errorAnswer, .endsEarly, .malformed, .trailingBytes, .tooDeep, .partMissing: documentText
        case .notUTF8, .badEscape, .loneSurrogate, .nulCharacter, .controlCharacter, .textTooLong, .duplicateKey:
            textText
        case .wrongResultType, .shapeDiffers, .snapshotOfQuantity, .histograms, .rawExport, .rawCounter, .partial:
            answerText
        case .badTime, .badMilliseconds, .timeNotIncreasing, .notANumber, .stepChanges, .badStep, .offGrid, .increaseStep,
            .quantityTooLarge:
            sampleText
        default: seriesText
        }
    }
}
