/// The labels of the series that is being read, in the order of the file.
///
/// Servers sort series by their labels, so a label mostly has the name and often the value it had in the
/// series before; its strings are then kept, not made anew.
struct SeriesLabels {
    /// More labels than anything has: a series of kube-state-metrics has some dozens at most.
    static let countMax = 4096

    private var slots: [(name: String, value: String)] = []
    /// How many labels the series has so far.
    private(set) var count = 0

    mutating func removeAll() { count = 0 }

    /// Starts a label.
    mutating func append(name: [UInt8]) {
        if count < slots.count {
            if !isEqual(slots[count].name, name) { slots[count].name = String(decoding: name, as: UTF8.self) }
        } else {
            slots.append((String(decoding: name, as: UTF8.self), ""))
        }
        count += 1
    }

    /// Gives the label that was started its value.
    mutating func setValue(_ value: [UInt8]) {
        if !isEqual(slots[count - 1].value, value) { slots[count - 1].value = String(decoding: value, as: UTF8.self) }
    }

    /// The labels.
    var all: ArraySlice<(name: String, value: String)> { slots[..<count] }

    /// A number for these labels with their values.
    var hash: Int {
        var hasher = Hasher()
        for slot in slots[..<count].sorted(by: { $0.name < $1.name }) {
            hasher.combine(slot.name)
            hasher.combine(slot.value)
        }
        return hasher.finalize()
    }

    /// The value of a label, `nil` where it is absent or empty.
    subscript(name: String) -> String? {
        for slot in slots[..<count] where slot.name == name { return slot.value.isEmpty ? nil : slot.value }
        return nil
    }

    /// The value of a subject's label: `exported_…` first, as the plain one is then the exporter's own.
    func value(of key: SubjectKey) -> String? {
        var plain: String?
        for slot in slots[..<count] where !slot.value.isEmpty {
            if slot.name == key.label { plain = slot.value }
            if slot.name == key.exportedLabel { return slot.value }
        }
        return plain
    }

    /// The pod's uid that the kubelet's `id`, a cgroup's path, has in it: `…-pod0a1b2c3d_…_….slice/…`.
    var uidOfPath: String? {
        guard let path = self["id"], let range = path.utf8.lastRange(ofPod: 36) else { return nil }
        let uid = String(decoding: path.utf8[range].map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0 }, as: UTF8.self)
        let lengths = uid.split(separator: "-", omittingEmptySubsequences: false).map(\.utf8.count)
        let isHexadecimal = uid.utf8.allSatisfy { $0 == 0x2D || (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        return lengths == [8, 4, 4, 4, 12] && isHexadecimal ? uid : nil
    }

    /// A name that comes twice.
    var duplicateName: String? {
        let names = slots[..<count].map(\.name)
        let isSorted = zip(names, names.dropFirst()).allSatisfy { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        if isSorted { return nil }
        var seen: Set<[UInt8]> = []
        return names.first { !seen.insert(Array($0.utf8)).inserted }
    }

    /// `{resource="cpu",unit="core"}` without the name, for an error line.
    var printedLabels: String {
        let pairs = all.filter { $0.name != "__name__" }.prefix(6).map { "\($0.name)=\"\($0.value)\"" }
        return printed(Array("{\(pairs.joined(separator: ","))}".utf8), max: 300)
    }

    /// Compared as bytes: Swift's own `==` holds some texts for equal that are not the same bytes.
    private func isEqual(_ text: String, _ bytes: [UInt8]) -> Bool {
        text.utf8.count == bytes.count && text.utf8.elementsEqual(bytes)
    }
}

extension SubjectKey {
    /// The label's name where Prometheus renamed it on a clash with the target's own.
    var exportedLabel: String {
        switch self {
        case .namespace: "exported_namespace"
        case .pod: "exported_pod"
        case .uid: "exported_uid"
        case .node: "exported_node"
        case .container: "exported_container"
        case .claim: "exported_persistentvolumeclaim"
        case .volume: "exported_persistentvolume"
        case .service: "exported_service"
        case .ingress: "exported_ingress"
        // Of a scrape's own series the target's labels count.
        case .job, .instance: rawValue
        }
    }
}

extension String.UTF8View {
    /// Where so many bytes stand behind the last `pod` that has as many behind it.
    fileprivate func lastRange(ofPod count: Int) -> Range<Index>? {
        let bytes = Array(self)
        guard bytes.count >= count + 3 else { return nil }
        for start in stride(from: bytes.count - count - 3, through: 0, by: -1)
        where bytes[start] == UInt8(ascii: "p") && bytes[start + 1] == UInt8(ascii: "o") && bytes[start + 2] == UInt8(ascii: "d") {
            return index(startIndex, offsetBy: start + 3)..<index(startIndex, offsetBy: start + 3 + count)
        }
        return nil
    }
}
