public import Store

extension Places {
    /// What the tables of this module hold.
    public static let dataMap = DataMap(
        "Places",
        [
            TableNote(
                "place", for: .places, on: .nobody, keep: .forGood,
                open: "code name_zh name_en longitude_e7 latitude_e7",
                inside: "id kind level folded parent community placement also until_ms merged_into"),
            TableNote("reach", for: .places, on: .nobody, keep: .forGood, inside: "ancestor place from_ms until_ms"),
            TableNote(
                "place_name", for: .places, on: .nobody, keep: .forGood, open: "place until_ms name_zh name_en"),
            TableNote(
                "place_alias", for: .places, on: .nobody, keep: .forGood,
                open: "id place words kind source from_ms until_ms"),
            TableNote("place_code", for: .places, on: .nobody, keep: .forGood, open: "system code place"),
            TableNote(
                "place_move", for: .places, on: .nobody, keep: .forGood,
                inside: "id kind place from_parent to_parent part_of at_ms undone_ms"),
            TableNote(
                "community_card", for: .places, on: .nobody, keep: .forGood, open: "community address_format telephone"),
            TableNote("community_source", for: .places, on: .nobody, keep: .forGood, inside: "community source"),
            TableNote(
                "direct_code", for: .places, on: .nobody, keep: .forGood,
                open: "code subject_kind subject place label made_ms withdrawn_ms"),
            TableNote(
                "grid", about: "worker deputy", for: .rights, on: .contract, keep: .forGood, inside: "id worker deputy"),
            TableNote(
                "grid_duty", for: .rights, on: .contract, keep: .forGood,
                inside: "grid holder weekday from_minute until_minute"),
            TableNote("grid_member", for: .places, on: .nobody, keep: .forGood, inside: "grid place from_ms until_ms"),
            TableNote(
                "place_stage", for: .running, on: .nobody, keep: .whileThere,
                inside: """
                    run line id kind level code parent_code name_zh name_en folded longitude_e7 latitude_e7 placement
                    """),
        ])
}
