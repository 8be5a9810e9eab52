import Foundation
import Glibc

/// The entry that libFuzzer calls with one input after the other; `CHARGEBACK_FUZZ_TARGET` says what is tried.
///
/// `make fuzz` builds it with coverage and AddressSanitizer (scripts/fuzz). It is no part of any other build.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    target(UnsafeBufferPointer(start: start, count: count))
    return 0
}

private let target: @Sendable (UnsafeBufferPointer<UInt8>) -> Void = {
    let name = ProcessInfo.processInfo.environment["CHARGEBACK_FUZZ_TARGET"] ?? ""
    guard let target = targets[name] else {
        fatalError("CHARGEBACK_FUZZ_TARGET is '\(name)', not one of \(targets.keys.sorted().joined(separator: ", "))")
    }
    return target
}()

private let targets: [String: @Sendable (UnsafeBufferPointer<UInt8>) -> Void] = [
    "canary": fuzzCanary, "decimal": fuzzDecimal, "moment": fuzzMoment, "rows": fuzzRows, "bill": fuzzBill, "gzip": fuzzGzip,
    "export": fuzzExport, "settings": fuzzSettings, "catalogue": fuzzCatalogue, "labels": fuzzLabels,
]

/// Has a bug on purpose, behind conditions that only coverage finds: where it is not found, nothing else would be.
private func fuzzCanary(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count >= 4, bytes[0] == UInt8(ascii: "b"), bytes[1] == UInt8(ascii: "i") else { return use(0) }
    guard bytes[2] == UInt8(ascii: "l"), bytes[3] == UInt8(ascii: "l") else { return use(1) }
    fatalError("the canary's bug was found")
}

/// Keeps a result from being optimised away, and with it what made it.
@inline(never) @_optimize(none)
func use<Value>(_ value: Value) {}

/// Stops the fuzzer where something does not hold.
func require(_ holds: Bool, _ words: @autoclosure () -> String) {
    if !holds { fatalError(words()) }
}

/// Gives the bytes a path, for readers of files; the file is in memory only, and the same one each time.
func withFile<Value>(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (String) throws -> Value) rethrows -> Value {
    precondition(ftruncate(memoryFile, 0) == 0, "the file in memory cannot be emptied")
    var offset = 0
    while offset < bytes.count {
        let count = pwrite(memoryFile, bytes.baseAddress! + offset, bytes.count - offset, offset)
        precondition(count > 0, "the file in memory cannot be written")
        offset += count
    }
    return try body("/proc/self/fd/\(memoryFile)")
}

private let memoryFile: Int32 = {
    var name = Array("/dev/shm/chargeback-fuzz-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    precondition(descriptor >= 0, "no file in memory")
    unlink(name)
    return descriptor
}()
