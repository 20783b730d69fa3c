import Files

extension Problem {
    /// What an error of the files means to a caller.
    init(file error: FileError) {
        switch error {
        case .notFound: self.init(.notFound)
        case .signInNeeded: self.init(.signInNeeded)
        case .wrongType: self.init(.mediaType)
        case .empty: self.init(.fields, fields: [Field("file", .missing)])
        case .tooLarge(let max): self.init(.tooLarge, fields: [Field("file", .tooLarge, limit: String(max))])
        case .tooManyPixels(let max): self.init(.tooLarge, fields: [Field("file", .tooLarge, limit: String(max))])
        case .unreadable: self.init(.fields, fields: [Field("file", .form)])
        case .tooMany(let max): self.init(.fields, fields: [Field("file", .tooLarge, limit: String(max))])
        case .wordsUnfit(let max): self.init(.fields, fields: [Field("words", .tooLarge, limit: String(max))])
        case .quotaOfPerson(let seconds): self.init(.tooOften, secondsToWait: seconds)
        case .quotaOfCommunity, .noSpace: self.init(.noSpace)
        case .inUse: self.init(.state, state: "attached")
        case .busy: self.init(.busy)
        case .lost, .disk, .noWorkshop: self.init(.failure)
        }
    }
}
