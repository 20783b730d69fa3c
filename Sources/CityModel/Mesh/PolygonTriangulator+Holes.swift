extension PolygonTriangulator {
    /// Joins every hole to the outer ring by a bridge; a hole that lies outside is left out and spoils exactness.
    mutating func joinHoles(_ rings: [Int], _ start: Int32) -> Int32 {
        var holes = [Int32]()
        var first = rings[0]
        for count in rings.dropFirst() {
            let range = first..<first + count
            first += count
            guard count >= 3, let ring = link(range, isHole: true) else { continue }
            var leftmost = ring
            var node = next[Int(ring)]
            while node != ring {
                if isLeft(node, of: leftmost) { leftmost = node }
                node = next[Int(node)]
            }
            holes.append(leftmost)
        }
        holes.sort { isLeft($0, of: $1) }
        for hole in holes {
            if let bridge = bridge(to: hole, outer: start) { split(bridge, hole) } else { markInexact() }
        }
        return start
    }

    private func isLeft(_ a: Int32, of b: Int32) -> Bool {
        let (a, b) = (Int(a), Int(b))
        return x[a] != x[b] ? x[a] < x[b] : (y[a] != y[b] ? y[a] < y[b] : a < b)
    }

    /// A node of the outer ring that the leftmost node of a hole can see.
    private func bridge(to hole: Int32, outer: Int32) -> Int32? {
        let (holeX, holeY) = (x[Int(hole)], y[Int(hole)])
        var best: Int32?
        var bestX = -Double.infinity
        var node = outer
        // The nearest edge to the left that runs downwards, so that the inside is on its right.
        repeat {
            let after = next[Int(node)]
            let (x1, y1, x2, y2) = (x[Int(node)], y[Int(node)], x[Int(after)], y[Int(after)])
            if y1 >= holeY, holeY >= y2, y1 != y2 {
                let hit = Double(x1) + Double((holeY - y1) * (x2 - x1)) / Double(y2 - y1)
                if hit <= Double(holeX), hit > bestX {
                    bestX = hit
                    best = x1 < x2 ? node : after
                    if hit == Double(holeX) {
                        if y1 == holeY { best = node } else if y2 == holeY { best = after }
                    }
                }
            }
            node = after
        } while node != outer
        guard var chosen = best else { return nil }
        if bestX < Double(holeX) { chosen = nearestBlocker(of: chosen, hole, hitX: bestX, outer) }
        // Of several nodes at one place take the one whose inside holds the bridge.
        node = outer
        repeat {
            if isSamePlace(node, chosen), sees(node, hole) { return node }
            node = next[Int(node)]
        } while node != outer
        return chosen
    }

    /// The corner in the triangle of hole, hit and candidate that makes the smallest angle with the ray.
    private func nearestBlocker(of candidate: Int32, _ hole: Int32, hitX: Double, _ outer: Int32) -> Int32 {
        let (holeX, holeY) = (Double(x[Int(hole)]), Double(y[Int(hole)]))
        let (endX, endY) = (Double(x[Int(candidate)]), Double(y[Int(candidate)]))
        var chosen = candidate
        var smallest = Double.infinity
        var node = outer
        func side(_ ax: Double, _ ay: Double, _ bx: Double, _ by: Double, _ px: Double, _ py: Double) -> Double {
            (bx - ax) * (py - ay) - (by - ay) * (px - ax)
        }
        repeat {
            let (px, py) = (Double(x[Int(node)]), Double(y[Int(node)]))
            if px <= holeX, px >= min(endX, hitX), !isSamePlace(node, hole) {
                let sides = (
                    side(holeX, holeY, hitX, holeY, px, py), side(hitX, holeY, endX, endY, px, py),
                    side(endX, endY, holeX, holeY, px, py)
                )
                let inside =
                    (sides.0 >= 0 && sides.1 >= 0 && sides.2 >= 0) || (sides.0 <= 0 && sides.1 <= 0 && sides.2 <= 0)
                if inside, px < holeX {
                    let slope = abs(py - holeY) / (holeX - px)
                    if sees(node, hole), slope < smallest || (slope == smallest && x[Int(node)] > x[Int(chosen)]) {
                        smallest = slope
                        chosen = node
                    }
                }
            }
            node = next[Int(node)]
        } while node != outer
        return chosen
    }

    /// Whether the way from a node to another starts inside of the ring.
    private func sees(_ node: Int32, _ other: Int32) -> Bool {
        let (before, after) = (previous[Int(node)], next[Int(node)])
        let leftOfNext = turn(node, after, other) >= 0
        let rightOfPrevious = turn(node, other, before) >= 0
        return turn(before, node, after) > 0 ? leftOfNext && rightOfPrevious : leftOfNext || rightOfPrevious
    }

    /// Cuts the ring open at `outer`, runs round the hole and returns: both ends of the bridge are doubled.
    private mutating func split(_ outer: Int32, _ hole: Int32) {
        let outerAgain = Int32(x.count)
        append(x[Int(outer)], y[Int(outer)], corner[Int(outer)])
        let holeAgain = Int32(x.count)
        append(x[Int(hole)], y[Int(hole)], corner[Int(hole)])
        let afterOuter = next[Int(outer)]
        let beforeHole = previous[Int(hole)]
        next[Int(outer)] = hole
        previous[Int(hole)] = outer
        next[Int(beforeHole)] = holeAgain
        previous[Int(holeAgain)] = beforeHole
        next[Int(holeAgain)] = outerAgain
        previous[Int(outerAgain)] = holeAgain
        next[Int(outerAgain)] = afterOuter
        previous[Int(afterOuter)] = outerAgain
        // A hole of one node closes on its own copy.
        if beforeHole == hole {
            next[Int(hole)] = holeAgain
            previous[Int(holeAgain)] = hole
        }
    }
}
