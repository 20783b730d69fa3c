public import Store

extension Places {
    /// What the tables of this module hold.
    public static let dataMap = DataMap(
        "Places",
        [
            TableNote(
                "place", for: .places, on: .nobody, keep: .forGood,
                open: "code name_zh name_en longitude_e7 latitude_e7",
                inside: "id kind level folded parent community placement"),
            TableNote("reach", for: .places, on: .nobody, keep: .forGood, inside: "ancestor place from_ms until_ms"),
            TableNote(
                "place_stage", for: .running, on: .nobody, keep: .whileThere,
                inside: """
                    run line id kind level code parent_code name_zh name_en folded longitude_e7 latitude_e7 placement
                    """),
        ])
}
