/// A kind of frame that can be cut out of a byte stream by its own marks and length field.
public protocol StreamFrame {
    /// What one frame is read as, together with the findings of its check.
    associatedtype Received: Sendable

    /// Reads the frame that starts at the first byte.
    ///
    /// - Returns: The frame and the bytes it takes.
    /// - Throws: ``DecodeError/truncated(at:)`` if more bytes may complete the frame; any other case of ``DecodeError``
    ///   if no frame can start here.
    static func first(in bytes: ArraySlice<UInt8>) throws(DecodeError) -> (received: Received, byteCount: Int)

    /// How many bytes to pass over when no frame starts at the first one: 1 unless frames start at certain places only.
    ///
    /// - Returns: 1 … the number of bytes.
    static func step(in bytes: ArraySlice<UInt8>) -> Int
}

extension StreamFrame {
    /// Every byte may be a start.
    public static func step(in bytes: ArraySlice<UInt8>) -> Int { 1 }
}

/// Cuts frames out of a byte stream by their length fields, and finds the next frame after a wrong one.
///
/// End marks are never searched for: they occur inside frames. Behind a wrong frame every place is tried at which one may
/// start. At most one frame plus what was appended last is kept.
///
/// ```swift
/// var stream = FrameStream<GB26875Frame>()
/// stream.append(segment)
/// while let element = stream.next() { … }
/// ```
public struct FrameStream<Frame: StreamFrame>: Sendable {
    /// What was found in the stream.
    public enum Element: Sendable {
        /// A frame whose marks and length fit; its check may still have failed.
        case frame(Frame.Received)
        /// Bytes that are no frame, passed over; the reason is that of the first of them.
        case skipped(byteCount: Int, reason: DecodeError)
    }

    private var buffer: [UInt8] = []
    private var head = 0
    private var skippedCount = 0
    private var reason: DecodeError?

    /// An empty stream.
    public init() {}

    /// Bytes kept because their frame is not complete.
    public var pendingByteCount: Int { buffer.count - head }

    /// Adds bytes as they came from the network.
    public mutating func append(_ bytes: some Sequence<UInt8>) {
        if head == buffer.count {
            buffer.removeAll(keepingCapacity: true)
        } else if head > 0 {
            buffer.removeFirst(head)
        }
        head = 0
        buffer += bytes
    }

    /// The next element, or `nil` if more bytes are needed.
    public mutating func next() -> Element? { next(isFinished: false) }

    /// The next element when no more bytes will come: connection closed, or a frame not completed in time.
    ///
    /// - Returns: Frames behind an incomplete one, then the incomplete bytes as ``Element/skipped(byteCount:reason:)``.
    public mutating func finish() -> Element? { next(isFinished: true) }

    private mutating func next(isFinished: Bool) -> Element? {
        while head < buffer.count {
            do throws(DecodeError) {
                let (received, byteCount) = try Frame.first(in: buffer[head...])
                if let skipped = takeSkipped() { return skipped }
                head += max(byteCount, 1)
                return .frame(received)
            } catch .truncated where !isFinished {
                return takeSkipped()
            } catch {
                reason = reason ?? error
                let step = min(max(Frame.step(in: buffer[head...]), 1), buffer.count - head)
                skippedCount += step
                head += step
            }
        }
        return takeSkipped()
    }

    private mutating func takeSkipped() -> Element? {
        guard let reason else { return nil }
        defer {
            self.reason = nil
            skippedCount = 0
        }
        return .skipped(byteCount: skippedCount, reason: reason)
    }
}

extension FrameStream.Element: Equatable where Frame.Received: Equatable {}
