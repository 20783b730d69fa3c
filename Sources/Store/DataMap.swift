/// What is held in each column of a module's tables: for what, on which ground, how long, in which form.
///
/// A test compares the maps of all modules with the database: a column without a row here does not pass.
public struct DataMap: Sendable {
    /// The module's name, as of its target.
    public let module: String
    /// Every table of the module, in the order of the schema.
    public let tables: [TableNote]

    /// Declares a module's map.
    public init(_ module: String, _ tables: [TableNote]) {
        self.module = module
        self.tables = tables
    }
}

/// What a table holds, and its columns.
public struct TableNote: Sendable, Hashable {
    /// The table, as in the schema.
    public let name: String
    /// Columns that name the person whom a row is about; empty for tables about nobody.
    public let persons: [String]
    /// For what it is held.
    public let purpose: DataPurpose
    /// The ground on which it may be held.
    public let basis: DataBasis
    /// How long.
    public let keeping: DataKeeping
    /// Every column.
    public let columns: [ColumnNote]

    /// Declares a table's notes; columns are words with spaces between them, each in exactly one level.
    ///
    /// - Parameters:
    ///   - persons: Columns that name the person whom a row is about.
    ///   - open: Columns that everybody may see.
    ///   - inside: Columns for the work inside: identifiers, states, counts.
    ///   - personal: Columns that tell something about a person.
    ///   - sensitive: Columns that could harm a person in the wrong hands.
    ///   - sealed: Which of them are sealed.
    ///   - hashed: Which of them are blind indexes or hashes.
    public init(
        _ name: String, about persons: String = "", for purpose: DataPurpose, on basis: DataBasis, keep: DataKeeping,
        open: String = "", inside: String = "", personal: String = "", sensitive: String = "", sealed: Sealing? = nil,
        hashed: String = ""
    ) {
        self.name = name
        self.persons = Self.words(persons)
        self.purpose = purpose
        self.basis = basis
        keeping = keep
        let hashes = Set(Self.words(hashed))
        let levels: [(DataLevel, String)] = [
            (.open, open), (.inside, inside), (.personal, personal), (.sensitive, sensitive),
        ]
        columns = levels.flatMap { level, names in
            Self.words(names).map { name in
                let form: DataForm =
                    if let sealed, sealed.columns.contains(name) {
                        .sealed(owner: sealed.owner, row: sealed.row)
                    } else {
                        hashes.contains(name) ? .hashed : .clear
                    }
                return ColumnNote(name: name, level: level, form: form)
            }
        }
    }

    static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
}

/// One column: how much harm it could do, and in which form it is stored.
public struct ColumnNote: Sendable, Hashable {
    /// The column, as in the schema.
    public let name: String
    /// How much harm it could do in the wrong hands.
    public let level: DataLevel
    /// In which form it is stored.
    public let form: DataForm
}

/// Which columns of a table are sealed, and by whose key.
public struct Sealing: Sendable, Hashable {
    /// The columns.
    public let columns: [String]
    /// The column that names the owner of the key; nil for secrets that belong to no person.
    public let owner: String?
    /// The column that names the row to which values are bound.
    public let row: String

    /// Says which columns are sealed.
    ///
    /// - Parameter columns: Words with spaces between them.
    public init(_ columns: String, owner: String?, row: String) {
        self.columns = TableNote.words(columns)
        self.owner = owner
        self.row = row
    }
}

/// In which form a column is stored.
public enum DataForm: Sendable, Hashable {
    /// As it is.
    case clear
    /// Sealed by the key of the owner that a column names, or of no person where that is nil.
    case sealed(owner: String?, row: String)
    /// As a hash or a blind index, from which it cannot be read.
    case hashed
}

/// How much harm a column's content could do in the wrong hands.
///
/// Source: Decision 0009, after the levels of data of GB/T 22239-2019 and the sensitive personal information of article 28 of
/// the Personal Information Protection Law.
public enum DataLevel: Int, Sendable, Hashable, CaseIterable, Comparable {
    /// L1: everybody may see it.
    case open = 1
    /// L2: for the work inside.
    case inside
    /// L3: tells something about a person.
    case personal
    /// L4: could harm a person: numbers of documents, health, minors, whereabouts, protection.
    case sensitive

    public static func < (left: DataLevel, right: DataLevel) -> Bool { left.rawValue < right.rawValue }
}

/// For what something is held.
public enum DataPurpose: String, Sendable, Hashable, CaseIterable {
    /// To know who somebody is.
    case identity
    /// To know who lives where and owns what.
    case home
    /// To know who may do what.
    case rights
    /// To let people in, and only them.
    case signIn = "sign-in"
    /// To get done what was reported.
    case matters
    /// To tell people what concerns them.
    case notices
    /// To keep pictures and documents that people gave.
    case files
    /// To prove what happened and who read what.
    case proof
    /// To know what somebody agreed to.
    case consent
    /// To know the places.
    case places
    /// To run the system.
    case running
}

/// The ground on which something may be held.
///
/// Source: Personal Information Protection Law, article 13.
public enum DataBasis: String, Sendable, Hashable, CaseIterable {
    /// It is about no person.
    case nobody
    /// The person agreed: article 13, item 1.
    case consent
    /// A contract with the person needs it: article 13, item 2.
    case contract
    /// A duty by law: article 13, item 3.
    case duty
}

/// How long something is held.
public enum DataKeeping: Sendable, Hashable {
    /// As long as the thing is there that the row is about.
    case whileThere
    /// Until the person is erased.
    case untilErased
    /// So many days after the moment in a column (milliseconds); then the nightly job removes it.
    case days(Int, since: String)
    /// For good: it proves what happened.
    case forGood
}
