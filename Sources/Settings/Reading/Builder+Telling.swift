import Keys
import Money

extension Builder {
    /// Who is told by a rule, how much it matters, and after how many nights.
    mutating func telling(_ mapping: CheckedMapping) -> Settings.Telling {
        .init(
            receivers: receivers(mapping), severity: mapping.text("severity").flatMap { .init(rawValue: $0) },
            nights: mapping.whole("for") ?? 1)
    }

    /// The calendar that a mapping names.
    mutating func calendar(of mapping: CheckedMapping) -> Settings.Calendar? {
        guard let name = mapping.text("calendar") else { return nil }
        refuseUndeclared(
            name, among: Array(calendars.keys).sorted(), kind: "calendar", section: "calendars",
            at: mapping.placeOfValue("calendar"))
        return calendars[name]
    }

    /// Refuses a name that the file does not declare.
    mutating func refuseUndeclared(
        _ name: String, among known: [String], kind: String, section: String, at position: Position
    ) {
        guard !known.contains(name) else { return }
        let nearest = nearestWord(to: name, in: known)
        problems.add(.nameUnknown(name, kind: kind, section: section, nearest: nearest), at: position)
    }

    static func calendar(_ mapping: CheckedMapping) -> Settings.Calendar? {
        guard let name = mapping.text("name"), let zone = mapping.text("time_zone"),
            let minutes = mapping.text("hours").flatMap(Settings.Calendar.minutes)
        else { return nil }
        let holidays = mapping.list("holidays").compactMap { value -> UTCDate? in
            if case .date(let date) = value.content { date } else { nil }
        }
        return .init(
            name: name, weekdays: Set(mapping.texts("weekdays").compactMap(Settings.Calendar.weekdayNames.firstIndex)),
            minutes: minutes, holidays: Set(holidays), timeZone: zone)
    }

    /// Refuses budgets that are parts of none, and parts that do not fit into what they are parts of.
    mutating func refuseParts(_ budgets: [Settings.Budget]) {
        let mappings = root.mappings("budgets")
        func mapping(_ name: String) -> CheckedMapping? { mappings.first { $0.text("name") == name } }
        for budget in budgets {
            guard let parent = budget.within, let own = mapping(budget.name) else { continue }
            let place = own.placeOfValue("within")
            guard let whole = budgets.first(where: { $0.name == parent }), parent != budget.name else {
                refuseUndeclared(
                    parent, among: budgets.map(\.name).filter { $0 != budget.name }, kind: "budget", section: "budgets", at: place)
                if parent == budget.name { problems.add(.keyIdle("within", because: "it is the budget itself"), at: place) }
                continue
            }
            guard whole.amount.currency == budget.amount.currency, whole.period == budget.period, whole.cost == budget.cost else {
                problems.add(
                    .keyIdle("within", because: "'\(parent)' has another currency, period or cost"), at: place)
                continue
            }
            // Said once, where the part stands that is too many.
            let parts = budgets.filter {
                $0.within == parent && $0.amount.currency == whole.amount.currency && $0.period == whole.period
            }
            guard let sum = try? parts.reduce(ExactDecimal.zero, { try $0.adding($1.amount.amount) }) else { continue }
            if sum > whole.amount.amount, parts.last?.name == budget.name {
                problems.add(
                    .partsExceed(whole: parent, "\(whole.amount.amount)", sum: "\(sum)"), at: own.placeOfValue("amount"))
            }
        }
    }
}
