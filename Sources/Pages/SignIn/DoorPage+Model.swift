package import HTML
package import Vocabulary

/// A page at the door: what to do in a sentence, a few fields, one main action.
///
/// Every form of signing in is a value of this; they differ in what they ask for, not in how they look.
package struct DoorPage: Sendable {
    /// One field of the form.
    struct Field: Sendable {
        enum Kind: Sendable {
            case text, telephone, digits, password, newPassword, number
            case check
            case choice([(value: String, name: LocalizedText)])
        }

        let id: String
        let kind: Kind
        let label: SignInPhrase
        var hint: SignInPhrase?
        var value = ""
        /// The word of the HTML standard by which browsers fill it in.
        var autocomplete = "off"
    }

    /// What stands between the lead and the fields.
    enum Note: Sendable {
        case good(SignInPhrase, [(String, String)])
        case plain(SignInPhrase)
        case words(SignInPhrase, String)
        case codes([String])
        case picture(HTML)
    }

    /// What has to be mended, and in which field; nil for the whole.
    package struct Fault: Sendable {
        let field: String?
        let phrase: SignInPhrase
        let values: [(String, String)]

        package init(field: String?, phrase: SignInPhrase, values: [(String, String)] = []) {
            self.field = field
            self.phrase = phrase
            self.values = values
        }
    }

    /// A way in by another house.
    package struct Way: Sendable {
        let link: Link
        let name: LocalizedText

        package init(link: Link, name: LocalizedText) {
            self.link = link
            self.name = name
        }
    }

    /// A further form of one button, for what a link may not do.
    struct Further: Sendable {
        let action: Link
        let hidden: [(String, String)]
        let phrase: SignInPhrase
    }

    let title: SignInPhrase
    var titleValues: [(String, String)] = []
    var lead: SignInPhrase?
    var leadValues: [(String, String)] = []
    var notes: [Note] = []
    /// Where the form is sent; nil for a page without one.
    var action: Link?
    var hidden: [(String, String)] = []
    var fields: [Field] = []
    var button: SignInPhrase?
    var furthers: [Further] = []
    /// Other houses that vouch for people.
    package var ways: [Way] = []
    var links: [(link: Link, phrase: SignInPhrase)] = []
    package var faults: [Fault] = []
    /// The way back.
    var back: Link = Address.home

    init(_ title: SignInPhrase) { self.title = title }
}
