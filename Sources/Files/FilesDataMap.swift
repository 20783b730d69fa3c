public import Store

extension Files {
    /// What the tables of this module hold.
    public static let dataMap = DataMap(
        "Files",
        [
            TableNote(
                "file", about: "owner", for: .files, on: .contract, keep: .whileThere,
                inside: "id type bytes width height made_ms owner place community level"),
            TableNote("file_part", for: .files, on: .contract, keep: .whileThere, inside: "file part hash"),
            TableNote(
                "file_content", for: .files, on: .contract, keep: .whileThere, inside: "hash bytes made_ms removing_ms"),
            TableNote(
                "file_chunk", for: .files, on: .contract, keep: .whileThere, inside: "hash number", personal: "content"),
            TableNote(
                "file_reference", for: .files, on: .contract, keep: .whileThere, inside: "file subject kind position",
                personal: "words"),
            TableNote("file_claim", for: .running, on: .nobody, keep: .whileThere, inside: "upload hash made_ms"),
            TableNote("file_total", for: .running, on: .nobody, keep: .forGood, inside: "community files bytes"),
            TableNote(
                "file_use", about: "owner", for: .running, on: .contract, keep: .whileThere,
                inside: "owner day files bytes"),
        ])
}
