/// What the pages of codes, places and grids can say.
public enum GroundPhrase: Int, RoomPhrase {
    case wallTitle
    case wallTypeLead
    case wallMisread
    case wallUnknown
    case wallWithdrawn
    case wallField
    case wallHint
    case wallGo
    case wallSearch
    case wallReport
    case wallSpot
    case sheetTitle
    case sheetManyTitle
    case sheetSentence
    case sheetPrint
    case sheetManyPrint
    case sheetPhone
    case sheetLabel
    case sheetNone
    case sheetMissing
    case sheetMakeAll
    case sheetKind
    case sheetShow
    case keepTitle
    case keepLink
    case keepNames
    case keepNameZh
    case keepNameEn
    case keepNameSave
    case keepPast
    case keepPastUntil
    case keepAliases
    case keepAliasesNone
    case keepAliasWords
    case keepAliasFormer
    case keepAliasPopular
    case keepAliasMerged
    case keepAliasAdd
    case keepAliasEnd
    case keepCodes
    case keepCodesNone
    case keepCodeWhole
    case keepCodeLabel
    case keepCodeMake
    case keepCodeWithdraw
    case keepCodeWithdrawn
    case keepSheet
    case keepSheets
    case keepSystem
    case keepSystemName
    case keepSystemDivision
    case keepSystemAddress
    case keepSystemCode
    case keepSystemAdd
    case keepSystemRemove
    case keepBuilding
    case keepBuildingNumber
    case keepBuildingUnits
    case keepBuildingStoreys
    case keepBuildingHomes
    case keepBuildingAdd
    case keepCard
    case keepCardPhone
    case keepCardFormat
    case keepCardBuildingRoom
    case keepCardUnitRoom
    case keepCardBuildingUnit
    case keepCardSave
    case keepGrids
    case keepMove
    case keepMoveTo
    case keepMerge
    case keepMoveLook
    case keepMoves
    case keepMoveLine
    case keepMoveUndone
    case keepUndo
    case keepEnded
    case keepWrong
    case moveTitle
    case moveFrom
    case moveTo
    case moveMerge
    case movePlaces
    case moveCommunity
    case moveGrids
    case moveCodes
    case moveKeep
    case moveGo
    case moveMergeGo
    case gridsTitle
    case gridsNone
    case gridsCount
    case gridsCovered
    case gridsGaps
    case gridsOverlaps
    case gridsAdd
    case gridsCode
    case gridsAddGo
    case gridMembers
    case gridMembersSave
    case gridPeople
    case gridWorker
    case gridDeputy
    case gridNobody
    case gridPostOpen
    case gridNoWorkers
    case gridNotFound
    case gridSearch
    case gridSearchGo
    case gridPeopleSave
    case gridDuty
    case gridDutyHint
    case gridDay
    case gridFrom
    case gridUntil
    case gridHolder
    case gridDutySave
    case gridOnDuty
    case gridOffDuty
    case gridEnd
    case gridEndAsk
    case gridEndGo

    /// The texts of `Ground.zh-Hans.json` and `Ground.en.json`.
    public static let texts = RoomTexts(
        GroundPhrase.self, zhHans: PackageResources.Ground_zh_Hans_json, en: PackageResources.Ground_en_json)
}

extension Words {
    /// Says a phrase of codes, places and grids.
    func callAsFunction(_ phrase: GroundPhrase) -> String { said(phrase) }

    /// Says a phrase of codes, places and grids with its placeholders filled.
    func callAsFunction(_ phrase: GroundPhrase, _ values: KeyValuePairs<String, String>) -> String {
        said(phrase, values)
    }
}
