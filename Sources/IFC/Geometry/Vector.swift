/// A point or direction in space; lengths in metres.
typealias Vector3 = SIMD3<Double>

/// A point or direction in a plane; lengths in metres.
typealias Vector2 = SIMD2<Double>

extension SIMD3<Double> {
    @inline(__always)
    func dot(_ other: Self) -> Double { x * other.x + y * other.y + z * other.z }

    @inline(__always)
    func cross(_ other: Self) -> Self {
        Self(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x)
    }

    var length: Double { dot(self).squareRoot() }

    /// The direction of unit length, nil for a vector without one.
    var unit: Self? {
        let length = length
        return length > 1e-30 && length.isFinite ? self / length : nil
    }

    var isFinite: Bool { x.isFinite && y.isFinite && z.isFinite }

    /// The largest of the three amounts.
    var largest: Double { Swift.max(Swift.abs(x), Swift.abs(y), Swift.abs(z)) }

    /// Some direction of unit length at a right angle to this unit vector.
    var anyNormal: Self {
        let axis: Self = abs(x) < 0.6 ? [1, 0, 0] : (abs(y) < 0.6 ? [0, 1, 0] : [0, 0, 1])
        return cross(axis).unit ?? [1, 0, 0]
    }
}

extension SIMD2<Double> {
    @inline(__always)
    func cross(_ other: Self) -> Double { x * other.y - y * other.x }

    @inline(__always)
    func dot(_ other: Self) -> Double { x * other.x + y * other.y }

    var length: Double { dot(self).squareRoot() }
}

/// An affine map: three axes and an origin.
struct Transform: Sendable, Hashable {
    /// Where the first axis goes.
    var x: Vector3 = [1, 0, 0]
    /// Where the second axis goes.
    var y: Vector3 = [0, 1, 0]
    /// Where the third axis goes.
    var z: Vector3 = [0, 0, 1]
    /// Where the origin goes, metres.
    var origin: Vector3 = [0, 0, 0]

    static let identity = Transform()

    @inline(__always)
    func point(_ p: Vector3) -> Vector3 { x * p.x + y * p.y + z * p.z + origin }

    @inline(__always)
    func direction(_ p: Vector3) -> Vector3 { x * p.x + y * p.y + z * p.z }

    static func * (a: Transform, b: Transform) -> Transform {
        Transform(x: a.direction(b.x), y: a.direction(b.y), z: a.direction(b.z), origin: a.point(b.origin))
    }

    var determinant: Double { x.dot(y.cross(z)) }

    /// The inverse map, nil where there is none.
    var inverse: Transform? {
        let d = determinant
        guard abs(d) > 1e-15, d.isFinite else { return nil }
        let a = y.cross(z) / d
        let b = z.cross(x) / d
        let c = x.cross(y) / d
        let rows = Transform(x: [a.x, b.x, c.x], y: [a.y, b.y, c.y], z: [a.z, b.z, c.z])
        return Transform(x: rows.x, y: rows.y, z: rows.z, origin: -rows.direction(origin))
    }

    /// A right-handed frame of unit axes from a third axis and a hint for the first.
    static func frame(origin: Vector3, axis: Vector3?, reference: Vector3?) -> Transform {
        let z = axis?.unit ?? [0, 0, 1]
        var hint = reference ?? [1, 0, 0]
        if (hint - z * hint.dot(z)).length < 1e-9 { hint = z.anyNormal }
        let x = (hint - z * hint.dot(z)).unit ?? z.anyNormal
        return Transform(x: x, y: z.cross(x), z: z, origin: origin)
    }
}

/// An upright box.
public struct IFCBox: Sendable, Hashable {
    /// The lowest corner, metres.
    public var low: SIMD3<Double>
    /// The highest corner, metres.
    public var high: SIMD3<Double>

    static let empty = IFCBox(low: Vector3(repeating: .infinity), high: Vector3(repeating: -.infinity))

    var isEmpty: Bool { !(low.x <= high.x) }

    @inline(__always)
    mutating func add(_ p: Vector3) {
        low = pointwiseMin(low, p)
        high = pointwiseMax(high, p)
    }

    func meets(_ other: IFCBox, margin: Double) -> Bool {
        let gap = pointwiseMax(low - other.high, other.low - high)
        return gap.max() <= margin
    }

    /// A box from its lowest and highest corner, metres.
    public init(low: SIMD3<Double>, high: SIMD3<Double>) {
        self.low = low
        self.high = high
    }

    init(of points: some Sequence<Vector3>) {
        self = .empty
        for point in points { add(point) }
    }
}
