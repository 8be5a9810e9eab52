import Errors
import Labels
@testable import Settings
@testable import Streams
@testable import Usage

/// Gzip: zlib and isa-l take the same files and make the same bytes of them, up to the same end.
func fuzzGzip(_ bytes: UnsafeBufferPointer<UInt8>) {
    let outcomes = GzipEngine.allCases.filter(\.isAvailable).map { engine in withFile(bytes) { inflate($0, engine) } }
    for outcome in outcomes.dropFirst() {
        // Where a file is damaged in two ways each may have seen another one first.
        require((outcome.code == nil) == (outcomes[0].code == nil), "one decompressor refuses what the other takes")
        if outcome.code == nil { require(outcome.content == outcomes[0].content, "the decompressors differ") }
    }
    use(outcomes)
}

private func inflate(_ path: String, _ engine: GzipEngine) -> (content: [UInt8], code: Int?) {
    var content: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    do {
        let stream = try ByteStream(path: path, engine: engine)
        while content.count < 1 << 24 {
            let count = try buffer.withUnsafeMutableBytes { bytes throws in try stream.read(into: bytes) }
            if count == 0 { break }
            content += buffer[..<count]
        }
        return (content, nil)
    } catch { return (content, (error as? StreamError)?.code ?? 0) }
}

/// Range exports: windows of any size read the same, hour by hour.
func fuzzExport(_ bytes: UnsafeBufferPointer<UInt8>) {
    let small = withFile(bytes) { export($0, windowSize: 64) }
    let large = withFile(bytes) { export($0, windowSize: JSONScanner.windowSize) }
    require(small == large, "the windows' size changes what is read: \(small) \(large)")
    use(small)
}

private func export(_ path: String, windowSize: Int) -> String {
    do {
        var options = UsageOptions()
        options.signal = "pod_request_cpu_cores"
        let reader = try RangeExportReader(path: path, catalogue: .standard, options: options, windowSize: windowSize)
        var rows: [String] = []
        let summary = try reader.read { batch in rows += batch.quantities.map { "\($0)" } }
        return "\(rows.joined()) \(summary.samples)"
    } catch {
        // The path is another one each time; what is wrong and where is not.
        return "\(error)".replacing(path, with: "FILE")
    }
}

/// The configuration: what is taken says the same when it is written out and read again.
func fuzzSettings(_ bytes: UnsafeBufferPointer<UInt8>) {
    let text = String(decoding: bytes, as: UTF8.self)
    do {
        let settings = try Settings.parse(text, file: "fuzz.yaml")
        if let again = try? Settings.parse(settings.canonicalText, file: "again.yaml") {
            require(again.canonicalText == settings.canonicalText, "written out and read again it is another configuration")
        }
        use(settings)
    } catch { use(error) }
}

/// The catalogue of signals.
func fuzzCatalogue(_ bytes: UnsafeBufferPointer<UInt8>) {
    do { use(try CatalogueFile.parse(Array(bytes), file: "fuzz.yaml")) } catch { use(error) }
}

/// Label files.
func fuzzLabels(_ bytes: UnsafeBufferPointer<UInt8>) {
    withFile(bytes) { path in
        do { use(try LabelsFile(path: path)) } catch { use(error) }
    }
}
