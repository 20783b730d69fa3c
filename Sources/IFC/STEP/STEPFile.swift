/// A STEP file: its bytes and an index of its records; values are read when they are asked for.
///
/// Memory: the bytes themselves plus 10 to 14 bytes for each record.
///
/// Source: ISO 10303-21.
public final class STEPFile: Sendable {
    let bytes: [UInt8]
    /// Instance numbers, ascending.
    let ids: [UInt32]
    private let starts: [UInt32]
    private let kinds: [UInt16]
    private let dense: [UInt32]
    let kindNames: [String]
    /// What is wrong with the structure of the file, in file order; empty for a good file.
    public let problems: [STEPProblem]
    /// The first name in `FILE_SCHEMA`, in capitals, such as `IFC4X3_ADD2`; empty where there is none.
    public let schema: String
    /// The name of the file and the moment of writing as the header gives them.
    public let headerName: (name: String, writtenAt: String)

    /// The number of records in the DATA sections.
    public var count: Int { ids.count }

    /// Indexes a file.
    ///
    /// - Parameters:
    ///   - bytes: The whole file. At most 4,294,967,295 bytes.
    ///   - isCancelled: Asked about every 65,536 records; when true the work stops.
    /// - Throws: ``IFCError/tooLarge``; ``IFCError/cancelled``; ``IFCError/unreadable(_:)`` if the file does not
    ///   begin as an exchange structure.
    public init(_ bytes: [UInt8], isCancelled: () -> Bool = { false }) throws(IFCError) {
        guard bytes.count < Int(UInt32.max) else { throw .tooLarge }
        let scanned = try STEPFile.scan(bytes, isCancelled)
        if let first = scanned.problems.first, first.0 == .noExchangeStructure {
            throw .unreadable(STEPProblem(.noExchangeStructure, line: 1))
        }
        self.bytes = bytes
        kindNames = scanned.kindNames
        var problems = scanned.problems
        let sorted = STEPFile.sort(scanned, &problems)
        ids = sorted.ids
        starts = sorted.starts
        kinds = sorted.kinds
        dense = STEPFile.makeDense(sorted.ids)
        let header = STEPFile.readHeader(bytes, scanned.header)
        schema = header.schema
        headerName = (header.name, header.writtenAt)
        if header.schema.isEmpty { problems.append((.noSchema, 0)) }
        self.problems = STEPFile.lines(of: problems, in: bytes)
    }

    private static func scan(_ bytes: [UInt8], _ isCancelled: () -> Bool) throws(IFCError) -> STEPScanner {
        guard !bytes.isEmpty else { throw .unreadable(STEPProblem(.noExchangeStructure, line: 1)) }
        let result = bytes.withUnsafeBufferPointer { buffer -> Result<STEPScanner, IFCError> in
            var scanner = STEPScanner(buffer)
            do throws(IFCError) {
                try scanner.run(isCancelled: isCancelled)
                return .success(scanner)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Puts the records in ascending order of their numbers; of several with one number the last one counts.
    private static func sort(
        _ scanner: STEPScanner, _ problems: inout [(STEPProblem.Reason, Int)]
    ) -> (ids: [UInt32], starts: [UInt32], kinds: [UInt16]) {
        let ids = scanner.ids
        var ascending = true
        for index in ids.indices.dropFirst() where ids[index] <= ids[index - 1] {
            ascending = false
            break
        }
        if ascending { return (ids, scanner.starts, scanner.kinds) }
        let order = ids.indices.sorted { (ids[$0], $0) < (ids[$1], $1) }
        var result: (ids: [UInt32], starts: [UInt32], kinds: [UInt16]) = ([], [], [])
        result.ids.reserveCapacity(order.count)
        result.starts.reserveCapacity(order.count)
        result.kinds.reserveCapacity(order.count)
        for index in order {
            if result.ids.last == ids[index] {
                if problems.count < 1_000 { problems.append((.duplicateInstance, Int(scanner.starts[index]))) }
                result.starts[result.starts.count - 1] = scanner.starts[index]
                result.kinds[result.kinds.count - 1] = scanner.kinds[index]
            } else {
                result.ids.append(ids[index])
                result.starts.append(scanner.starts[index])
                result.kinds.append(scanner.kinds[index])
            }
        }
        return result
    }

    /// A table from number to record where the numbers are dense enough; empty otherwise.
    private static func makeDense(_ ids: [UInt32]) -> [UInt32] {
        guard let last = ids.last, Int(last) < ids.count * 4 + 1024 else { return [] }
        var table = [UInt32](repeating: .max, count: Int(last) + 1)
        for (index, id) in ids.enumerated() { table[Int(id)] = UInt32(index) }
        return table
    }

    private static func readHeader(
        _ bytes: [UInt8], _ statements: [(name: String, start: Int)]
    ) -> (schema: String, name: String, writtenAt: String) {
        var schema = ""
        var name = ""
        var writtenAt = ""
        bytes.withUnsafeBufferPointer { buffer in
            for statement in statements {
                var decoder = STEPDecoder(buffer, at: statement.start)
                guard let values = decoder.arguments() else { continue }
                if statement.name == "FILE_SCHEMA" {
                    schema = values[at: 0].list?.first?.text?.uppercased() ?? values[at: 0].text?.uppercased() ?? ""
                } else if statement.name == "FILE_NAME" {
                    name = values[at: 0].text ?? ""
                    writtenAt = values[at: 1].text ?? ""
                }
            }
        }
        return (schema, name, writtenAt)
    }

    private static func lines(of places: [(STEPProblem.Reason, Int)], in bytes: [UInt8]) -> [STEPProblem] {
        guard !places.isEmpty else { return [] }
        var result: [STEPProblem] = []
        var line = 1
        var at = 0
        for (reason, place) in places.sorted(by: { $0.1 < $1.1 }) {
            while at < min(place, bytes.count) {
                if bytes[at] == 0x0A { line += 1 }
                at += 1
            }
            result.append(STEPProblem(reason, line: line))
        }
        return result
    }

    /// The line on which a record begins, from 1.
    public func line(of id: UInt32) -> Int {
        guard let row = row(of: id) else { return 0 }
        return 1 + bytes[..<Int(starts[row])].lazy.filter { $0 == 0x0A }.count
    }

    /// The row of an instance in the index, nil where there is no such instance.
    @inline(__always)
    func row(of id: UInt32) -> Int? {
        if !dense.isEmpty {
            guard Int(id) < dense.count else { return nil }
            let row = dense[Int(id)]
            return row == .max ? nil : Int(row)
        }
        var low = 0
        var high = ids.count
        while low < high {
            let middle = (low + high) / 2
            if ids[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low < ids.count && ids[low] == id ? low : nil
    }

    /// The number of the kind of a row, an index into `kindNames`.
    @inline(__always)
    func kind(row: Int) -> Int { Int(kinds[row]) }

    /// The name of an instance's entity in capitals, nil where there is no such instance.
    public func entity(of id: UInt32) -> String? {
        guard let row = row(of: id) else { return nil }
        return kindNames[Int(kinds[row])]
    }

    /// The values of an instance, nil where it does not exist or cannot be read.
    public func arguments(of id: UInt32) -> [STEPValue]? {
        guard let row = row(of: id) else { return nil }
        return arguments(row: row)
    }

    func arguments(row: Int) -> [STEPValue]? {
        bytes.withUnsafeBufferPointer { buffer in
            var decoder = STEPDecoder(buffer, at: Int(starts[row]))
            return decoder.arguments()
        }
    }

    /// Lets a decoder stand at the beginning of a record's values, before the opening parenthesis.
    @inline(__always)
    func read<T>(row: Int, _ body: (inout STEPDecoder) -> T) -> T {
        bytes.withUnsafeBufferPointer { buffer in
            var decoder = STEPDecoder(buffer, at: Int(starts[row]))
            return body(&decoder)
        }
    }

    /// The instances whose entity is in a set of names (capitals), in ascending order of their numbers.
    public func instances(of names: Set<String>) -> [UInt32] {
        let wanted = kindNames.map(names.contains)
        guard wanted.contains(true) else { return [] }
        return ids.indices.compactMap { wanted[Int(kinds[$0])] ? ids[$0] : nil }
    }

    /// Reads every value of every record once and reports what cannot be read and references to nothing.
    ///
    /// - Returns: At most 1,000 problems, in ascending order of instance numbers.
    public func check() -> [STEPProblem] {
        var broken: [(STEPProblem.Reason, Int)] = []
        bytes.withUnsafeBufferPointer { buffer in
            for row in ids.indices where broken.count < 1_000 {
                var decoder = STEPDecoder(buffer, at: Int(starts[row]))
                if let reason = decoder.check({ self.row(of: $0) != nil }) {
                    broken.append((reason, Int(starts[row])))
                }
            }
        }
        return STEPFile.lines(of: broken, in: bytes)
    }
}
