/// A task of a schedule.
public struct IFCTask: Sendable, Hashable {
    /// The instance number.
    public let id: UInt32
    /// The GlobalId: 22 characters.
    public let globalId: String
    /// The code of the task in its schedule, nil where none is given.
    public let code: String?
    /// The name, nil where none is given.
    public let name: String?
    /// The state in the words of the model, nil where none is given.
    public let status: String?
    /// Whether the task is a milestone.
    public let isMilestone: Bool
    /// Planned and actual times.
    public let times: Times
    /// The task of which this one is a part, nil for the uppermost.
    public let parent: UInt32?
    /// The products that the task makes or acts on, in file order, each once.
    public let products: [UInt32]

    /// Moments as ISO 8601 text and durations as ISO 8601 durations; each nil where not given.
    public struct Times: Sendable, Hashable {
        /// Working time planned.
        public internal(set) var duration: String?
        /// Planned start, else the earliest.
        public internal(set) var start: String?
        /// Planned finish, else the earliest.
        public internal(set) var finish: String?
        /// Actual start.
        public internal(set) var actualStart: String?
        /// Actual finish.
        public internal(set) var actualFinish: String?
        /// Share done, from 0 to 1.
        public internal(set) var completion: Double?
        /// Whether the task lies on the critical path.
        public internal(set) var isCritical: Bool?
    }
}

/// One task follows another.
public struct IFCSequence: Sendable, Hashable {
    /// How the tasks are tied.
    public enum Kind: String, Sendable, Hashable {
        case startStart = "START_START"
        case startFinish = "START_FINISH"
        case finishStart = "FINISH_START"
        case finishFinish = "FINISH_FINISH"
        case userDefined = "USERDEFINED"
        case notDefined = "NOTDEFINED"
    }

    /// The task that goes before.
    public let predecessor: UInt32
    /// The task that follows.
    public let successor: UInt32
    /// How they are tied.
    public let kind: Kind
    /// The time between them as an ISO 8601 duration or a number of the project's time unit, nil for none.
    public let lag: String?
}

/// A plan or schedule of work.
public struct IFCWorkSchedule: Sendable, Hashable {
    /// The instance number.
    public let id: UInt32
    /// The GlobalId.
    public let globalId: String
    /// `IfcWorkPlan` or `IfcWorkSchedule`.
    public let className: String
    /// The name, nil where none is given.
    public let name: String?
    /// Start as ISO 8601 text, nil where none is given.
    public let start: String?
    /// Finish as ISO 8601 text, nil where none is given.
    public let finish: String?
    /// The tasks that it controls, in file order, each once.
    public let tasks: [UInt32]
}

/// The whole schedule of a model.
public struct IFCSchedule: Sendable, Hashable {
    /// Plans and schedules, ascending by instance number.
    public let schedules: [IFCWorkSchedule]
    /// Tasks, ascending by instance number.
    public let tasks: [IFCTask]
    /// Sequences, ascending by instance number.
    public let sequences: [IFCSequence]
}

extension IFCModel {
    /// The tasks, their times, order and products.
    ///
    /// Source: ISO 16739-1, IfcTask, IfcTaskTime, IfcRelSequence, IfcLagTime, IfcRelAssignsToProcess,
    /// IfcRelAssignsToProduct, IfcRelAssignsToControl; IFC2X3 TC1, IfcScheduleTimeControl, IfcRelAssignsTasks.
    public func schedule() -> IFCSchedule {
        var products: [UInt32: [UInt32]] = [:]
        var controlled: [UInt32: [UInt32]] = [:]
        var controls: [UInt32: UInt32] = [:]
        for id in instances(.relAssignsToProcess, .relAssignsToProduct, .relAssignsToControl, .relAssignsTasks) {
            let values = values(id)
            let objects = values[at: 4].references
            guard let other = values[at: 6].reference else { continue }
            switch entity(id) {
            case .relAssignsToProcess: add(objects, to: &products[other, default: []])
            case .relAssignsToProduct: for object in objects { add([other], to: &products[object, default: []]) }
            default:
                add(objects.filter { entity($0) == .task }, to: &controlled[other, default: []])
                if let time = values[at: 7].reference { for object in objects { controls[object] = time } }
            }
        }
        let schedules = instances(.workPlan, .workSchedule).map { id in
            let values = values(id)
            return IFCWorkSchedule(
                id: id, globalId: values[at: 0].text ?? "", className: className(of: id), name: values[at: 2].text,
                start: moment(values[at: 11]), finish: moment(values[at: 12]), tasks: controlled[id] ?? [])
        }
        let tasks = instances(.task).map { task($0, products[$0] ?? [], controls[$0]) }
        return IFCSchedule(schedules: schedules, tasks: tasks, sequences: instances(.relSequence).compactMap(sequence))
    }

    private func add(_ new: [UInt32], to list: inout [UInt32]) {
        for id in new where !list.contains(id) { list.append(id) }
    }

    private func task(_ id: UInt32, _ products: [UInt32], _ control: UInt32?) -> IFCTask {
        let values = values(id)
        // IFC4 inserts LongDescription before Status.
        let shift = isIFC2X3 ? 0 : 1
        var times = IFCTask.Times()
        if !isIFC2X3, let time = values[at: 11].reference { times = taskTime(self.values(time)) }
        if isIFC2X3, let control { times = scheduleTime(self.values(control)) }
        return IFCTask(
            id: id, globalId: values[at: 0].text ?? "", code: values[at: 5].text, name: values[at: 2].text,
            status: values[at: 6 + shift].text, isMilestone: values[at: 8 + shift].truth ?? false, times: times,
            parent: relations.parent[id].flatMap { entity($0) == .task ? $0 : nil }, products: products)
    }

    private func taskTime(_ values: [STEPValue]) -> IFCTask.Times {
        var times = IFCTask.Times()
        times.duration = values[at: 4].text
        times.start = values[at: 5].text ?? values[at: 7].text
        times.finish = values[at: 6].text ?? values[at: 8].text
        times.isCritical = values[at: 13].truth
        times.actualStart = values[at: 16].text
        times.actualFinish = values[at: 17].text
        times.completion = values[at: 19].number
        return times
    }

    private func scheduleTime(_ values: [STEPValue]) -> IFCTask.Times {
        var times = IFCTask.Times()
        times.actualStart = moment(values[at: 5])
        times.start = moment(values[at: 8]) ?? moment(values[at: 6])
        times.actualFinish = moment(values[at: 9])
        times.finish = moment(values[at: 12]) ?? moment(values[at: 10])
        times.duration = values[at: 13].number.map { "PT\(Int($0.clampedToWhole))S" }
        times.isCritical = values[at: 18].truth
        times.completion = values[at: 22].number
        return times
    }

    private func sequence(_ id: UInt32) -> IFCSequence? {
        let values = values(id)
        guard let before = values[at: 4].reference, let after = values[at: 5].reference else { return nil }
        var lag = values[at: 6].text ?? values[at: 6].number.map { "\($0)" }
        if let time = values[at: 6].reference {
            let value = self.values(time)[at: 3]
            lag = value.text ?? value.number.map { "\($0)" }
        }
        let kind = values[at: 7].name.flatMap(IFCSequence.Kind.init(rawValue:)) ?? .notDefined
        return IFCSequence(predecessor: before, successor: after, kind: kind, lag: lag)
    }

    /// A moment: text in IFC4, a record of date and time in IFC2X3.
    private func moment(_ value: STEPValue) -> String? {
        guard let id = value.reference else { return value.text }
        let values = values(id)
        switch entity(id) {
        case .dateAndTime:
            guard let date = moment(values[at: 0]) else { return nil }
            guard let time = values[at: 1].reference else { return date }
            let clock = self.values(time)
            let parts = [
                clock[at: 0].whole ?? 0, clock[at: 1].whole ?? 0, Int((clock[at: 2].number ?? 0).clampedToWhole),
            ]
            return date + "T" + parts.map { IFCModel.digits($0, 2) }.joined(separator: ":")
        case .calendarDate:
            guard let day = values[at: 0].whole, let month = values[at: 1].whole, let year = values[at: 2].whole else {
                return nil
            }
            return [IFCModel.digits(year, 4), IFCModel.digits(month, 2), IFCModel.digits(day, 2)].joined(separator: "-")
        default: return nil
        }
    }

    private static func digits(_ value: Int, _ count: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }
}

extension Double {
    /// The value within the range that fits a whole number; 0 where it is none.
    fileprivate var clampedToWhole: Double { isFinite ? Swift.min(Swift.max(self, -9e15), 9e15) : 0 }
}
