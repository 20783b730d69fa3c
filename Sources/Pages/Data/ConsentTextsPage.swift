public import HTML
import People
import Vocabulary

/// A text to which people agree, in one of its versions; texts that were replaced stay readable.
struct ConsentText {
    let purpose: Consent.Purpose
    let version: Int64
    let title: DataPhrase
    let text: DataPhrase
    /// What taking it back means.
    let meaning: DataPhrase

    /// Every version of every text, the present one of each first.
    static let all: [ConsentText] = Consent.Purpose.allCases.map { purpose in
        let (title, text, meaning): (DataPhrase, DataPhrase, DataPhrase) =
            switch purpose {
            case .account: (.consentAccountTitle, .consentAccount, .consentAccountMeaning)
            case .childData: (.consentChildDataTitle, .consentChildData, .consentChildDataMeaning)
            case .care: (.consentCareTitle, .consentCare, .consentCareMeaning)
            case .provision: (.consentProvisionTitle, .consentProvision, .consentProvisionMeaning)
            case .activity: (.consentActivityTitle, .consentActivity, .consentActivityMeaning)
            }
        return ConsentText(purpose: purpose, version: 1, title: title, text: text, meaning: meaning)
    }

    static func text(of purpose: Consent.Purpose, _ version: Int64) -> ConsentText? {
        all.first { $0.purpose == purpose && $0.version == version }
    }
}

/// `/privacy/consents`: every text to which people agree, with its version and what taking it back means.
public struct ConsentTextsPage: Sendable {
    /// The page needs nothing.
    public init() {}

    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let body: HTML = """
            <p>\(words(.consentTextsIntro))</p>\(each: ConsentText.all, { text in
                let id = "\(text.purpose.rawValue)-\(text.version)"
                return """
                    <section class="card stack tight" aria-labelledby="\(id)"><h2 class="lab" id="\(id)">\(words(text.title))</h2>\
                    <p class="meta">\(words(.consentVersion, ["version": String(text.version)]))</p><p>\(words(text.text))</p>\
                    <p>\(words(text.meaning))</p></section>
                    """
            })<p><a href="\(Address.data)">\(words(.noticeMine))</a> · <a href="\(Address.privacy)">\(words(.dataNotice))</a></p>
            """
        return pen.page(
            words(.consentTexts), .bar(title: words(.consentTexts), back: Address.privacy), section: .me, body)
    }
}
