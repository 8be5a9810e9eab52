/// Measures the range-export reader alone, beside Foundation's JSONDecoder: `bench-reader ours|jsondecoder FILE`.
///
/// Ours checks UTF-8, unescapes, keeps labels, digests the file and adds up by the hour; JSONDecoder makes its objects and
/// adds up. Prints megabytes per CPU-second and the largest resident set.
import Foundation
import Settings
import Usage

@main
struct BenchReader {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else {
            FileHandle.standardError.write(Data("usage: bench-reader ours|jsondecoder FILE\n".utf8))
            exit(64)
        }
        let samples = arguments[1] == "ours" ? try ours(arguments[2]) : try decoded(arguments[2])
        var usage = rusage()
        getrusage(0, &usage)  // RUSAGE_SELF, whose type Glibc does not agree with itself about
        let seconds = [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
        let bytes = try FileManager.default.attributesOfItem(atPath: arguments[2])[.size] as? Int ?? 0
        let megabytes = Double(bytes) / 1e6
        print(
            "\(arguments[1]): \(samples) samples, \(Int(megabytes)) MB, \(seconds) CPU s, "
                + "\(Int(megabytes / seconds)) MB per CPU-second, peak \(usage.ru_maxrss / 1024) MiB")
    }

    private static func ours(_ path: String) throws -> Int {
        let reader = try RangeExportReader(path: path, catalogue: .standard, options: UsageOptions(cluster: "bench"))
        var hours = 0
        let summary = try reader.read { hours += $0.quantities.count }
        precondition(hours > 0)
        return summary.samples
    }

    private struct Answer: Decodable {
        struct Content: Decodable { let result: [Series] }
        struct Series: Decodable {
            let metric: [String: String]
            let values: [Sample]
        }
        struct Sample: Decodable {
            let time: Double
            let value: Double
            init(from decoder: any Decoder) throws {
                var list = try decoder.unkeyedContainer()
                time = try list.decode(Double.self)
                value = Double(try list.decode(String.self)) ?? .nan
            }
        }
        let data: Content
    }

    private static func decoded(_ path: String) throws -> Int {
        let answer = try JSONDecoder().decode(Answer.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
        let sum = answer.data.result.reduce(0) { $0 + $1.values.reduce(0) { $0 + ($1.value.isFinite ? $1.value : 0) } }
        precondition(sum > 0)
        return answer.data.result.reduce(0) { $0 + $1.values.count }
    }
}
