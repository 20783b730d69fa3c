import ArgumentParser

@main
struct Lifang: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lifang",
        abstract: "The platform of a neighbourhood: services, property management and self-government.",
        version: Version.current,
        subcommands: [
            Serve.self, Import.self, Backup.self, Restore.self, Verify.self, Connector.self, Keys.self,
            RetentionCommand.self,
        ],
        groupedSubcommands: [
            CommandGroup(
                name: "Engine",
                subcommands: [
                    TwinCommand.self, DeviceCommand.self, ClassifyCommand.self, HotspotsCommand.self,
                    BudgetCommand.self,
                    LogCommand.self, AssemblyCommand.self,
                ])
        ])
}

enum Version {
    /// The version of this program; raised with CHANGELOG.md.
    static let current = "0.1.0"
}
