internal import ArgumentParser
internal import BudgetShares
internal import Foundation

/// `lifang budget`: divides a budget among projects by what people voted for.
struct BudgetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "budget", abstract: "Divide a budget among projects by votes.", subcommands: [Allocate.self])

    /// Chooses projects of an election in Pabulib's format.
    struct Allocate: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Choose projects of an election (Pabulib format).")

        @Option(help: "greedy, equal-shares or equal-shares-add1.", transform: BudgetChoice.rule) var rule: BudgetRule
        @Option(
            help: "cost, cardinality or points; default: points where votes have them, otherwise cost.",
            transform: BudgetChoice.satisfaction)
        var satisfaction: Satisfaction?
        @Flag(help: "Print JSON.") var json = false
        @Argument(help: "The election.") var file: String

        struct Report: Encodable {
            struct Project: Encodable {
                let id: String
                let name: String
                let cost: Foundation.Decimal
                let selected: Bool
                let explanation: String
            }

            let rule: String
            let satisfaction: String
            let tie_breaking: String
            let budget: Foundation.Decimal
            let spent: Foundation.Decimal
            let added_per_voter: Int
            let selected: [String]
            let projects: [Project]
        }

        func run() throws {
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
            let election = try Election(PabulibFile(text: bytes))
            let satisfaction = satisfaction ?? .usual(for: election.voteType)
            let allocation = election.allocation(by: rule, satisfaction: satisfaction)
            let chosen = Set(allocation.selected)
            func amount(_ units: Int) -> Foundation.Decimal {
                Foundation.Decimal(units) / Foundation.Decimal(election.unitsPerCurrencyUnit)
            }
            let report = Report(
                rule: rule.rawValue, satisfaction: satisfaction.rawValue,
                tie_breaking: "first identifier, code point by code point",
                budget: amount(election.budget), spent: amount(allocation.spent),
                added_per_voter: allocation.addedPerVoter,
                selected: allocation.selected.map { election.projects[$0].id },
                projects: election.projects.indices.map { index in
                    let project = election.projects[index]
                    return Report.Project(
                        id: project.id, name: project.name, cost: amount(project.cost),
                        selected: chosen.contains(index),
                        explanation: allocation.reasons[index].sentence(
                            unitsPerCurrencyUnit: election.unitsPerCurrencyUnit))
                })
            if json { return try JSONOutput.print(report) }
            print("\(report.selected.count) projects for \(report.spent) of \(report.budget)")
            for project in report.projects {
                print("\(project.selected ? "+" : "-") \(project.id)\t\(project.cost)\t\(project.explanation)")
            }
        }
    }
}

/// Reads the names of rules and satisfactions.
enum BudgetChoice {
    static func rule(_ name: String) throws -> BudgetRule {
        guard let rule = BudgetRule(rawValue: name) else {
            throw ValidationError("the rule is one of " + BudgetRule.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return rule
    }

    static func satisfaction(_ name: String) throws -> Satisfaction {
        guard let satisfaction = Satisfaction(rawValue: name) else {
            throw ValidationError(
                "the satisfaction is one of " + Satisfaction.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return satisfaction
    }
}
