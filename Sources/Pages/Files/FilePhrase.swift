/// What is said about pictures and other files.
enum FilePhrase: Int, RoomPhrase {
    case filePictures, fileHint, fileKept, fileTitle, fileAlt, fileDocument, fileDraftAlt
    case fileErrorsType, fileErrorsTooLarge, fileErrorsPixels, fileErrorsUnreadable, fileErrorsTooMany
    case fileErrorsQuota, fileErrorsGone, fileShows, fileShowsHint, fileErrorsShows

    static let texts = RoomTexts(
        FilePhrase.self, zhHans: PackageResources.Files_zh_Hans_json, en: PackageResources.Files_en_json)
}

extension Words {
    func callAsFunction(_ phrase: FilePhrase) -> String { said(phrase) }
    func callAsFunction(_ phrase: FilePhrase, _ values: KeyValuePairs<String, String>) -> String {
        said(phrase, values)
    }
}
