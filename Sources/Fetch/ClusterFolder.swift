import Foundation
import Keys

/// Where the range exports of a cluster lie, a folder for each day; one process at a time fetches into it.
final class ClusterFolder {
    let path: String
    private let cluster: String
    private let server: String
    private let descriptor: Int32
    private var days: [UTCDate: DayFolder] = [:]

    /// Opens and locks the folder, making it where it is missing.
    init(output: String, cluster: String, server: String) throws {
        // A cluster's name may be an ARN; what a file's name cannot hold becomes an underscore.
        let name = String(
            cluster.unicodeScalars.map { scalar in
                let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
                return isPlain || ".-_".unicodeScalars.contains(scalar) ? Character(scalar) : "_"
            })
        path = output + "/" + (name.hasPrefix(".") ? "_" + name.dropFirst() : name)
        self.cluster = cluster
        self.server = server
        try DayFolder.make(path)
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FetchError(.notWritten(errno), at: path) }
        // The kernel gives the lock back when the process ends, however it ends.
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw FetchError(.busy, at: path)
        }
    }

    deinit { close(descriptor) }

    /// The folder of a day.
    func day(_ date: UTCDate) throws -> DayFolder {
        if let known = days[date] { return known }
        let folder = try DayFolder(path: "\(path)/\(date)", cluster: cluster, server: server)
        days[date] = folder
        return folder
    }

    /// The days that were opened and have files, in order.
    var filledDays: [DayFolder] {
        days.sorted { $0.key < $1.key }.map(\.value).filter { !$0.manifest.files.isEmpty }
    }
}
