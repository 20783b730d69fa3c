extension HTML {
    /// Collects a page's bytes, literal by literal and value by value.
    public struct StringInterpolation: StringInterpolationProtocol {
        private var bytes: [UInt8] = []
        private var scanner = LiteralScanner()

        /// Reserves room for the literals and a little for each value.
        public init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + interpolationCount * 24)
        }

        /// Appends markup of the program itself and reads where it ends.
        public mutating func appendLiteral(_ literal: String) {
            var literal = literal
            literal.withUTF8 { piece in
                scanner.read(piece)
                bytes.append(contentsOf: piece)
            }
            check(scanner.fault)
        }

        /// Appends a value as text, or as the value of an attribute that is no address.
        public mutating func appendInterpolation(_ value: String) {
            guard accepts(.text) else { return }
            Escaping.append(value, to: &bytes)
        }

        /// Appends a value as text, or as the value of an attribute that is no address.
        public mutating func appendInterpolation(_ value: Substring) {
            guard accepts(.text) else { return }
            Escaping.append(String(value), to: &bytes)
        }

        /// Appends a whole number in decimal digits.
        public mutating func appendInterpolation(_ value: Int) {
            guard accepts(.text) else { return }
            Escaping.append(decimal: value, to: &bytes)
        }

        /// Appends an address as the value of an attribute that is one.
        public mutating func appendInterpolation(_ link: Link) {
            guard accepts(.link) else { return }
            Escaping.append(link.text, to: &bytes)
        }

        /// Appends a piece; only where text may stand.
        public mutating func appendInterpolation(_ piece: HTML) {
            guard accepts(.piece) else { return }
            bytes.append(contentsOf: piece.bytes)
        }

        /// Appends a piece if there is one.
        public mutating func appendInterpolation(_ piece: HTML?) {
            guard accepts(.piece), let piece else { return }
            bytes.append(contentsOf: piece.bytes)
        }

        /// Appends pieces one after the other.
        public mutating func appendInterpolation(_ pieces: [HTML]) {
            guard accepts(.piece) else { return }
            for piece in pieces { bytes.append(contentsOf: piece.bytes) }
        }

        /// Appends what is drawn for each element, in order.
        public mutating func appendInterpolation<Elements: Sequence>(
            each elements: Elements, _ draw: (Elements.Element) -> HTML
        ) {
            guard accepts(.piece) else { return }
            for element in elements { bytes.append(contentsOf: draw(element).bytes) }
        }

        /// Appends a piece where a condition holds.
        public mutating func appendInterpolation(if condition: Bool, _ piece: @autoclosure () -> HTML) {
            guard accepts(.piece), condition else { return }
            bytes.append(contentsOf: piece().bytes)
        }

        /// Appends an attribute without a value, such as `checked`, inside a tag where a condition holds.
        public mutating func appendInterpolation(attribute name: StaticString, if condition: Bool) {
            guard accepts(.attribute), condition else { return }
            appendName(name)
        }

        /// Appends an attribute and its escaped value inside a tag where there is one.
        public mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
            guard accepts(.attribute), accepts(.text, under: name), let value else { return }
            appendName(name)
            appendQuoted(value)
        }

        /// Appends an attribute that is an address inside a tag where there is one.
        public mutating func appendInterpolation(attribute name: StaticString, _ link: Link?) {
            guard accepts(.attribute), accepts(.link, under: name), let link else { return }
            appendName(name)
            appendQuoted(link.text)
        }

        consuming func finish() -> [UInt8] {
            check(scanner.faultAtEnd)
            return scanner.isWhole ? bytes : []
        }

        private mutating func appendName(_ name: StaticString) {
            if bytes.last != Byte.space { bytes.append(Byte.space) }
            name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        }

        private mutating func appendQuoted(_ value: String) {
            bytes.append(Byte.equals)
            bytes.append(Byte.quote)
            Escaping.append(value, to: &bytes)
            bytes.append(Byte.quote)
        }

        private func accepts(_ kind: LiteralScanner.Kind, under name: StaticString) -> Bool {
            let attribute = name.withUTF8Buffer { LiteralScanner.attribute(named: $0) }
            let fault = LiteralScanner.fault(of: kind, in: attribute)
            check(fault)
            return fault == nil
        }

        private mutating func accepts(_ kind: LiteralScanner.Kind) -> Bool {
            let fault = scanner.fault(of: kind)
            check(fault)
            scanner.didPass(kind)
            return fault == nil
        }

        private func check(_ fault: LiteralScanner.Fault?) {
            #if DEBUG
                if let fault { preconditionFailure(fault.description) }
            #endif
        }
    }
}
