import Bills
import Keys
import Store

/// Stores the items of a load, which wait until there are many of them, and the wordings and sets of tags that they share.
struct ItemStore: ~Copyable {
    private let connection: Connection
    private var waiting: [Item] = []
    private var waitingBytes = 0
    /// What this load has met; within a file no two items are alike.
    private var items: Set<Key128> = []
    private var wordings: Set<Key128> = []
    private var tagSets: Set<Key128> = []
    private let hasSeveralFiles: Bool
    /// Whether the tables had no item when this load first stored some; nil until then.
    private var isFirstLoad: Bool?

    /// How many bytes of items wait at most: enough that the change of COPY costs nothing.
    private static let bytesMax = 1 << 22

    init(_ connection: Connection, hasSeveralFiles: Bool) {
        self.connection = connection
        self.hasSeveralFiles = hasSeveralFiles
    }

    /// Whether it is time to store those that wait.
    var areMany: Bool { waitingBytes > Self.bytesMax }

    /// Takes the items of a batch.
    mutating func add(_ more: [Item]) {
        for item in more where !hasSeveralFiles || items.insert(item.key).inserted {
            waiting.append(item)
            waitingBytes += item.byteCount
        }
    }

    /// Stores what waits, after which no more may come.
    mutating func finish() throws {
        try store()
        if isFirstLoad == true { try connection.execute(SQL.text("bills/end_items.sql")) }
    }

    /// Copies what waits into the tables, without what they have.
    mutating func store() throws {
        guard !waiting.isEmpty else { return }
        if isFirstLoad == nil {
            try connection.execute(SQL.text("bills/lock_items.sql"))
            let isFirst = try connection.query(SQL.text("bills/items_are_none.sql"))[0].flag("is_empty")
            if isFirst { try connection.execute(SQL.text("bills/start_items.sql")) }
            isFirstLoad = isFirst
        }
        // Nor has this load stored any of these itself.
        let new = try unknown(waiting.map { ($0.key, $0) }, among: "bills/known_items.sql")
        waiting.removeAll(keepingCapacity: true)
        waitingBytes = 0
        guard !new.isEmpty else { return }
        var made = ItemDigester()
        let keys = new.map { (made.wordingKey(of: $0.1), made.tagSetKey(of: $0.1)) }
        var newWordings: [(Key128, Item)] = []
        var newTagSets: [(Key128, Item)] = []
        for (key, item) in zip(keys, new) {
            if wordings.insert(key.0).inserted { newWordings.append((key.0, item.1)) }
            if tagSets.insert(key.1).inserted { newTagSets.append((key.1, item.1)) }
        }
        try copy(unknown(newTagSets, among: "bills/known_tag_sets.sql"), to: "bill.tag_set", ["tag_set_key", "tags"]) { copy, tagSet in
            copy.put(tagSet.0)
            copy.putTags(of: tagSet.1)
        }
        try copy(unknown(newWordings, among: "bills/known_wordings.sql"), to: "bill.wording", Self.wordingColumns) { copy, wording in
            copy.put(wording.0)
            wording.1.forEachField { field, bytes in if !field.isOfResource { copy.put(bytes) } }
            copy.putExtras(of: wording.1)
        }
        try copy(Array(zip(keys, new)), to: "bill.stored_item", Self.itemColumns) { copy, row in
            let (keys, (key, item)) = row
            copy.put(key)
            copy.put(keys.0)
            copy.put(keys.1)
            copy.put(item.resourceKey)
            item.forEachField { field, bytes in if field.isOfResource { copy.put(bytes) } }
        }
    }

    private static let wordingColumns =
        ["wording_key"] + ItemField.allCases.filter { !$0.isOfResource }.map(\.columnName) + ["extras"]
    private static let itemColumns =
        ["item_key", "wording_key", "tag_set_key", "resource_key"]
        + ItemField.allCases.filter(\.isOfResource).map(\.columnName)

    private func copy<Element>(
        _ elements: [Element], to table: String, _ columns: [String], _ put: (inout CopyStream, Element) -> Void
    ) throws {
        guard !elements.isEmpty else { return }
        var copy = try CopyStream(connection, table: table, columns: columns, isFrozen: isFirstLoad == true)
        for element in elements {
            copy.startRow()
            put(&copy, element)
            try copy.endRow()
        }
        try copy.finish()
    }

    /// Those of which a table has not the key.
    private func unknown(_ keyed: [(Key128, Item)], among query: String) throws -> [(Key128, Item)] {
        if isFirstLoad == true || keyed.isEmpty { return keyed }
        try connection.execute(SQL.text("bills/create_item_stage.sql"))
        try copy(Array(keyed.enumerated()), to: "load_item", ["position", "item_key"]) { copy, row in
            copy.put(Int32(row.offset))
            copy.put(row.element.0)
        }
        var isKnown = [Bool](repeating: false, count: keyed.count)
        for row in try connection.query(SQL.text(query)) { isKnown[Int(row.integer("position"))] = true }
        return zip(keyed, isKnown).filter { !$0.1 }.map(\.0)
    }
}

extension CopyStream {
    /// A `text` of bytes, or null.
    fileprivate mutating func put(_ bytes: UnsafeBufferPointer<UInt8>?) {
        if let bytes { put(UnsafeRawBufferPointer(bytes)) } else { putNull() }
    }

    fileprivate mutating func putTags(of item: Item) {
        startObject()
        item.forEachTag { putMember($0, $1) }
        endObject()
    }

    fileprivate mutating func putExtras(of item: Item) {
        startObject()
        item.forEachExtra { putMember($0, $1) }
        endObject()
    }
}
