import Foundation
import Testing

@testable import CityModel

@Suite("Reading OpenStreetMap")
struct OSMReaderTests {
    @Test("XML gives nodes, ways, relations and tags in the order of the file")
    func readsXML() throws {
        let extract = try OSMExtract(reading: OSMFixtures.bytes("compound.osm"))
        #expect(extract.nodes.map(\.id) == [-7, 1, 2, 3, 4, 5, 6, 7, 8, 9])
        #expect(extract.nodes[0].latitude == -30.2000001)
        #expect(extract.nodes[0].longitude == -120.1000009)
        #expect(extract.nodes[9].tags.pairs.map(\.key) == ["amenity", "name"])
        #expect(extract.nodes[9].tags["name"] == "里坊幼儿园 & 托育")
        #expect(extract.nodes[9].tags["Name"] == nil)
        #expect(extract.ways.map(\.nodes.count) == [3, 3, 5, 3, 4])
        #expect(extract.relations[0].members.map(\.role) == ["outer", "outer", "inner"])
        #expect(extract.relations[1].members.map(\.kind) == [.node, .relation])
        #expect(extract.bounds?.maxLongitude == 120.103)
        #expect(extract.deletedCount == 0)
    }

    @Test("PBF, dense or plain, packed or not, gives the same as XML", arguments: ["dense", "plain"])
    func readsPBF(_ form: String) throws {
        let plain = try OSMExtract(reading: OSMFixtures.bytes("compound.osm"))
        let packed = try OSMExtract(reading: OSMFixtures.bytes("compound-\(form).osm.pbf"))
        #expect(packed == plain)
    }

    @Test("a file in pieces of any size gives the same", arguments: ["compound.osm", "compound-dense.osm.pbf"])
    func readsPieces(_ name: String) throws {
        let bytes = try OSMFixtures.bytes(name)
        let whole = try OSMExtract(reading: bytes)
        for size in [1, 2, 3, 7, 64, 500] {
            var reader = OSMReader()
            for start in stride(from: 0, to: bytes.count, by: size) {
                try Array(bytes[start..<min(start + size, bytes.count)]).withUnsafeBytes { try reader.feed($0) }
            }
            #expect(try reader.finish() == whole)
        }
    }

    @Test("broken XML is refused with line and reason")
    func refusesXML() {
        let cases: [(String, OSMError)] = [
            ("", .unknownFormat),
            ("hello, this is a text and no map at all, whatever its name may say", .unknownFormat),
            ("<osm>", .malformed(.notWellFormed, at: .line(1))),
            ("<osm>\n<node id='1' lat='1' lon='1'></osm>", .malformed(.notWellFormed, at: .line(2))),
            ("<gpx></gpx>", .malformed(.root, at: .line(1))),
            ("<osm>\n<node lat='1' lon='1'/></osm>", .malformed(.attribute, at: .line(2))),
            ("<osm><node id='1' lon='1'/></osm>", .malformed(.attribute, at: .line(1))),
            ("<osm><node id='1' lat='90.01' lon='1'/></osm>", .malformed(.attribute, at: .line(1))),
            ("<osm><node id='1' lat='1' lon='-181'/></osm>", .malformed(.attribute, at: .line(1))),
            ("<osm><node id='1' lat='nan' lon='1'/></osm>", .malformed(.attribute, at: .line(1))),
            ("<osm><node id='1' lat='1,5' lon='1'/></osm>", .malformed(.attribute, at: .line(1))),
            ("<osm><node id='1x' lat='1' lon='1'/></osm>", .malformed(.attribute, at: .line(1))),
            ("<osm><node id='9223372036854775808' lat='1' lon='1'/></osm>", .malformed(.attribute, at: .line(1))),
            ("<osm><way id='1'><nd/></way></osm>", .malformed(.attribute, at: .line(1))),
            ("<osm><way id='1'><tag k='a'/></way></osm>", .malformed(.attribute, at: .line(1))),
            (
                "<osm><relation id='1'><member type='area' ref='1'/></relation></osm>",
                .malformed(.memberKind, at: .line(1))
            ),
            ("<!DOCTYPE osm [<!ENTITY a 'b'>]><osm/>", .malformed(.documentType, at: .line(1))),
            ("<osm/><osm/>", .malformed(.notWellFormed, at: .line(1))),
        ]
        for (text, expected) in cases { #expect(OSMFixtures.fault(text) == expected, "\(text)") }
    }

    @Test("deleted elements are left out and counted")
    func leavesOutDeleted() throws {
        let text = """
            <osm><node id='1' visible='false'/><node id='2' action='delete' lat='1' lon='1'><tag k='a' v='b'/></node>
            <node id='3' visible='true' action='modify' lat='1' lon='1'/></osm>
            """
        let extract = try OSMExtract(reading: Array(text.utf8))
        #expect(extract.nodes.map(\.id) == [3])
        #expect(extract.nodes[0].tags.isEmpty)
        #expect(extract.deletedCount == 2)
    }

    @Test("unknown elements are passed over with all that they hold")
    func passesOverUnknown() throws {
        let text = """
            <osm><note>x</note><meta/><changeset id='1'><tag k='a' v='b'/><node id='8'/></changeset>
            <node id='3' lat='1' lon='1'><extra><tag k='x' v='y'/></extra><tag k='a' v='b'/></node></osm>
            """
        let extract = try OSMExtract(reading: Array(text.utf8))
        #expect(extract.nodes.count == 1)
        #expect(extract.nodes.first?.tags == ["a": "b"])
    }

    @Test("every cut of a PBF file is refused and none crashes")
    func refusesCutPBF() throws {
        for name in ["compound-dense.osm.pbf", "compound-plain.osm.pbf"] {
            let bytes = try OSMFixtures.bytes(name)
            let header = 4 + Int(bytes[3])
            var wholeCuts = 0
            for count in 0..<bytes.count where OSMFixtures.fault(Array(bytes.prefix(count))) == nil { wholeCuts += 1 }
            #expect(wholeCuts < 5, "only a cut between two blobs leaves a whole file")
            #expect(OSMFixtures.fault(Array(bytes.prefix(header + 3))) == .malformed(.truncated, at: .byte(0)))
        }
    }

    @Test("every byte of a PBF file, changed, gives an extract or a reason")
    func survivesChangedPBF() throws {
        let bytes = try OSMFixtures.bytes("compound-plain.osm.pbf")
        var refused = 0
        for at in bytes.indices {
            for change: UInt8 in [0x01, 0x80, 0xFF] {
                var changed = bytes
                changed[at] ^= change
                if OSMFixtures.fault(changed) != nil { refused += 1 }
            }
        }
        #expect(refused > bytes.count / 4)
    }

    @Test("other compressions and features are named, not guessed")
    func refusesOtherForms() throws {
        #expect(
            try OSMFixtures.fault(OSMFixtures.bytes("compound-lz4.osm.pbf")) == .unsupportedCompression(at: .byte(0)))
        #expect(
            try OSMFixtures.fault(OSMFixtures.bytes("compound-history.osm.pbf")) == .unsupportedFeature(at: .byte(0)))
    }

    @Test("limits hold in both formats", arguments: ["compound.osm", "compound-dense.osm.pbf"])
    func holdsLimits(_ name: String) throws {
        let bytes = try OSMFixtures.bytes(name)
        func bound(_ set: (inout OSMLimits) -> Void) -> OSMBound? {
            var limits = OSMLimits()
            set(&limits)
            if case .limitExceeded(let bound, _)? = OSMFixtures.fault(bytes, limits) { return bound }
            return nil
        }
        #expect(bound { $0.elementCountMax = 5 } == .elements)
        #expect(bound { $0.elementCountMax = 17 } == nil)
        #expect(bound { $0.tagCountMax = 1 } == .tags)
        #expect(bound { $0.memberCountMax = 4 } == .members)
        #expect(bound { $0.memberCountMax = 5 } == nil)
    }

    @Test("deep nesting is refused")
    func refusesDepth() {
        let text = String(repeating: "<osm>", count: 70)
        #expect(OSMFixtures.fault(text) == .limitExceeded(.depth, at: .line(1)))
    }

    @Test("a reading can be cancelled and filtered")
    func cancelsAndFilters() throws {
        let bytes = try OSMFixtures.bytes("compound.osm")
        #expect(throws: OSMError.cancelled) { try OSMExtract(reading: bytes) { _ in false } }
        var reader = OSMReader(keep: { if case .way = $0 { true } else { false } })
        try bytes.withUnsafeBytes { try reader.feed($0) }
        let extract = try reader.finish()
        #expect(extract.nodes.isEmpty)
        #expect(extract.ways.count == 5)
    }

    @Test("numbers are read to the last digit")
    func readsNumbers() throws {
        for text in ["39.9603882", "-0.0000001", "+1.5", "1e1", "12.345678901234567890", "0", "90"] {
            let extract = try OSMExtract(reading: Array("<osm><node id='1' lat='\(text)' lon='0'/></osm>".utf8))
            #expect(extract.nodes.first?.latitude == Double(text))
        }
    }

    @Test("an index finds the later of two elements with one number, sorted or not")
    func indexes() {
        let index = OSMIndex([5, 3, 9, 3, -1])
        #expect(index.position(of: 3) == 3)
        #expect(index.position(of: -1) == 4)
        #expect(index.position(of: 4) == nil)
        #expect(OSMIndex([1, 2, 8]).position(of: 8) == 2)
        #expect(OSMIndex([]).position(of: 8) == nil)
    }

    @Test(
        "real extracts have the counts of the truth file",
        .enabled(if: OSMFixtures.maps != nil, "shared/data/twin/osm is absent"))
    func readsRealExtracts() throws {
        let folder = try #require(OSMFixtures.maps)
        let data = try Data(contentsOf: folder.appendingPathComponent("EXPECTED.json"))
        let truth = try #require(JSONSerialization.jsonObject(with: data) as? [String: [String: Any]])
        #expect(!truth.isEmpty)
        for (name, numbers) in truth {
            let extract = try OSMExtract(reading: [UInt8](Data(contentsOf: folder.appendingPathComponent(name))))
            #expect(extract.nodes.count == numbers["nodes"] as? Int)
            #expect(extract.ways.count == numbers["ways"] as? Int)
            #expect(extract.relations.count == numbers["relations"] as? Int)
            let bounds = try #require(numbers["bounds"] as? [String: Double])
            #expect(extract.bounds?.minLatitude == bounds["minlat"])
            #expect(extract.bounds?.maxLongitude == bounds["maxlon"])
            let features = OSMFeatures(extract)
            let tagged = extract.ways.filter { $0.tags.has("building") }.count
            #expect(tagged == numbers["buildings"] as? Int)
            #expect(features.buildings.count + features.shapelessCount >= tagged)
            #expect(features.roads.count <= numbers["highway_ways"] as? Int ?? 0)
        }
    }
}
