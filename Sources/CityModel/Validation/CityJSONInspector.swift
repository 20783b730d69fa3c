/// Validates and counts CityJSON or CityJSONSeq from pieces of any size.
///
/// Which of the two it is shows in the content: a sequence has a first line that is a whole JSON object, and more
/// lines after it. A sequence needs the memory of its longest line, a file that of itself.
public struct CityJSONInspector: Sendable {
    /// Findings so far.
    public private(set) var validator: CityJSONValidator
    /// Counts so far; complete after ``finish()``, and only for what could be read.
    public private(set) var summary = CitySummary()
    /// Why reading stopped, when the text is not JSON or not CityJSON at all.
    public private(set) var failure: CityJSONError?
    /// Bytes taken.
    public private(set) var byteCount = 0

    private let limits: JSONLimits
    private var lines = LineSplitter()
    private var whole = [UInt8]()
    private var isSequence: Bool?
    private var header: CityHeader?
    private var firstLine: JSONDocument?

    /// Makes an inspector.
    public init(limits: JSONLimits = JSONLimits(), issuesMax: Int = 1000) {
        self.limits = limits
        validator = CityJSONValidator(issuesMax: issuesMax)
    }

    /// Whether the text was read to its end without an error.
    public var isValid: Bool { failure == nil && validator.isValid }

    /// Takes the next bytes.
    public mutating func read(_ bytes: some Collection<UInt8>) {
        byteCount += bytes.count
        guard failure == nil else { return }
        if isSequence == false {
            whole.append(contentsOf: bytes)
        } else {
            if isSequence == nil { whole.append(contentsOf: bytes) }
            lines.append(bytes)
            while isSequence != false, failure == nil, let line = lines.next() { take(line) }
        }
        if max(whole.count, lines.pendingCount) > limits.bytesMax {
            failure = .json(.tooLarge(offset: limits.bytesMax), line: nil)
        }
    }

    /// Takes what is left; call it once, at the end.
    public mutating func finish() {
        guard failure == nil else { return }
        if isSequence == true {
            if let line = lines.last() { take(line) }
            return
        }
        do {
            let document: JSONDocument
            do throws(JSONError) {
                document = try JSONDocument(whole, limits: limits)
            } catch {
                throw CityJSONError.json(error, line: nil)
            }
            validator.check(document)
            let model = try CityModel(document)
            summary.add(model.header)
            summary.add(model.body)
        } catch let error as CityJSONError {
            failure = error
        } catch {
            failure = .cancelled
        }
        whole = []
    }

    private mutating func take(_ line: [UInt8]) {
        guard !LineSplitter.isBlank(line) else { return }
        do throws(JSONError) {
            let document = try JSONDocument(line, limits: limits)
            if header == nil, firstLine == nil, isSequence == nil {
                guard document.root.isObject else { return isSequence = false }
                firstLine = document
                return
            }
            if let first = firstLine { beginSequence(first) }
            guard failure == nil else { return }
            feature(document)
        } catch {
            // A first line that is not whole JSON: the text is one file over several lines.
            if isSequence == nil, firstLine == nil {
                isSequence = false
                return
            }
            if let first = firstLine { beginSequence(first) }
            failure = .json(error, line: lines.number)
        }
    }

    private mutating func beginSequence(_ first: JSONDocument) {
        isSequence = true
        whole = []
        firstLine = nil
        validator.check(line: 1, isFirst: true, first)
        summary.features = 0
        do throws(CityJSONError) {
            let header = try CityJSONReader.header(first.root)
            summary.add(header)
            self.header = header
        } catch {
            failure = error.atLine(1)
        }
    }

    private mutating func feature(_ document: JSONDocument) {
        validator.check(line: lines.number, isFirst: false, document)
        do throws(CityJSONError) {
            summary.add(
                try CityJSONReader.body(
                    document.root, templates: header?.templates?.geometries.count ?? 0, isFeature: true))
            summary.features = (summary.features ?? 0) + 1
        } catch {
            // The validator has the same finding with its place; the other lines are still worth reading.
            if validator.isValid { failure = error.atLine(lines.number) }
        }
    }
}

extension CityModel {
    /// Reads a CityJSON file or a CityJSONSeq, whichever the content is.
    ///
    /// - Throws: ``CityJSONError`` as the two readers do.
    public init(city bytes: [UInt8], limits: JSONLimits = JSONLimits()) throws(CityJSONError) {
        var isSequence = false
        if let end = bytes.firstIndex(of: 0x0A), bytes[end...].contains(where: { $0 > 0x20 }) {
            // Only the first line is parsed twice.
            isSequence = (try? JSONDocument(bytes[..<end], limits: limits))?.root.isObject ?? false
        }
        if isSequence {
            try self.init(cityJSONSequence: bytes, limits: limits)
        } else {
            try self.init(cityJSON: bytes, limits: limits)
        }
    }
}
