import Foundation
import Keys
import Usage

/// A cluster's range exports of one UTC day, with their manifest.
///
/// A file has its name before the manifest names it, and the manifest is replaced in one step: whenever the process
/// ends, what the manifest names is there and whole.
final class DayFolder {
    let path: String
    private(set) var manifest: UsageManifest

    /// Opens a day's folder, which is made once there is a file for it; files that are not as its manifest says are
    /// forgotten.
    init(path: String, cluster: String, server: String) throws {
        self.path = path
        if let known = try UsageManifest(folder: path) {
            if let other = known.cluster, other != cluster { throw FetchError(.otherCluster(other), at: path) }
            manifest = known
            for file in known.files where (try? known.check(file)) == nil { manifest.forget(path: file.path) }
        } else {
            manifest = UsageManifest(folder: path, cluster: cluster, server: server)
        }
    }

    /// Makes a folder and those above it; only the owner and group may look into it.
    static func make(_ path: String) throws(FetchError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
        } catch {
            throw FetchError(.notWritten(errno == 0 ? EIO : errno), at: path)
        }
    }

    /// What a query gave before, as often as it was asked in parts.
    func known(_ query: RangeQuery) -> UsageManifest.File? {
        manifest.files.first { query.isAnswered(by: $0) }
    }

    /// Whether a query was asked before and had no series.
    func isEmpty(_ query: RangeQuery) -> Bool { manifest.empty.contains(query.nothing) }

    /// The times of a day for which all series of a signal are there.
    func covered(_ signal: Signal) -> [TimeSpan] {
        var shards: [TimeSpan: Set<Shard>] = [:]
        func note(_ expression: String?, _ step: Int?, _ from: String?, _ to: String?, _ shard: String?) {
            guard expression == signal.expression, step == signal.stepSeconds,
                let from = from.flatMap({ Instant(iso: $0) }), let to = to.flatMap({ Instant(iso: $0) })
            else { return }
            shards[TimeSpan(from: from.seconds, to: to.seconds), default: []].insert(Shard(text: shard ?? ""))
        }
        for file in manifest.files where file.query == signal.id {
            note(file.expression, file.stepSeconds, file.from, file.to, file.shard)
        }
        for nothing in manifest.empty where nothing.query == signal.id {
            note(nothing.expression, nothing.stepSeconds, nothing.from, nothing.to, nothing.shard)
        }
        return shards.filter { Self.isWhole(.whole, $0.value) }.map(\.key)
    }

    private static func isWhole(_ shard: Shard, _ known: Set<Shard>) -> Bool {
        if known.contains(shard) { return true }
        let parts = shard.parts
        return !parts.isEmpty && parts.allSatisfy { isWhole($0, known) }
    }

    /// The times for which a signal has series.
    func filled(_ id: String) -> [TimeSpan] {
        manifest.files.filter { $0.query == id && $0.seriesCount ?? 1 > 0 }.compactMap { file in
            guard let from = file.from.flatMap({ Instant(iso: $0) }), let to = file.to.flatMap({ Instant(iso: $0) })
            else { return nil }
            return TimeSpan(from: from.seconds, to: to.seconds)
        }
    }

    /// A file for an answer, under a temporary name.
    func stage(_ query: RangeQuery) throws(FetchError) -> AnswerFile {
        let place = path + "/" + query.folderName
        try Self.make(place)
        return try AnswerFile(path: place + "/." + query.fileName + ".part")
    }

    /// Gives a staged file its name and notes it in the manifest.
    func keep(_ answer: AnswerFile, as file: UsageManifest.File) throws(FetchError) {
        let place = path + "/" + file.path
        guard rename(answer.path, place) == 0 else { throw FetchError(.notWritten(errno), at: place) }
        try Self.sync(Self.folder(of: place))
        let replaced = manifest.add(file)
        try write()
        for old in replaced { unlink(path + "/" + old) }
    }

    /// Notes what was asked for and had no series.
    func keep(nothing: [UsageManifest.Empty]) throws(FetchError) {
        for entry in nothing { manifest.add(entry) }
        try write()
    }

    private func write() throws(FetchError) {
        try Self.make(path)
        let place = path + "/" + UsageManifest.fileName
        let temporary = path + "/." + UsageManifest.fileName + ".part"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { throw FetchError(.notWritten(errno), at: place) }
        let bytes = manifest.bytes
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + done, bytes.count - done) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            done += count
        }
        let isWhole = done == bytes.count && fsync(descriptor) == 0
        let number = errno
        close(descriptor)
        guard isWhole, rename(temporary, place) == 0 else { throw FetchError(.notWritten(isWhole ? errno : number), at: place) }
        try Self.sync(path)
    }

    private static func folder(of path: String) -> String {
        String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }

    private static func sync(_ folder: String) throws(FetchError) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FetchError(.notWritten(errno), at: folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw FetchError(.notWritten(errno), at: folder) }
    }
}
