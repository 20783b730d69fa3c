import ArgumentParser

/// Commands that work on models of the digital twin without a server.
struct TwinCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "twin", abstract: "Read, check and convert models and maps.",
        subcommands: [
            TwinInspectCommand.self, TwinConvertCommand.self, TwinTilesCommand.self, TwinViewCommand.self,
            CircleCommand.self,
        ])
}
