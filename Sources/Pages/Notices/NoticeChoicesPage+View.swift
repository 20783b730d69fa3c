public import HTML
import Notices
import Vocabulary

extension NoticeChoicesPage {
    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let body: HTML = """
            \(if: isSaidKept, pen.good(words(.choicesSaid)))\(pen.summary(of: errors))<p>\(words(.choicesAbout)) \(words(.choicesAlways))</p>\
            <form class="stack" method="post" action="\(Address.noticeChoices)">\(pen.hidden())\
            \(wishes.map { wished($0, in: pen) })\(each: NoticeTopic.allCases, { topic($0, in: pen) })\(quiet(in: pen))\(digest(in: pen))\
            <button class="btn main">\(pen.icon(.check))\(words(.choicesKeep))</button></form>
            """
        let title = words(.choicesTitle)
        return pen.page(title, .bar(title: title, back: Address.me), section: .me, body)
    }

    private func wished(_ wishes: Wishes, in pen: Pen) -> HTML {
        let words = pen.words
        let error = errors.first { $0.field == "email" }
        return """
            <fieldset class="card field"><legend>\(words(.choicesLanguage))</legend><p class="hint">\
            \(words(.choicesLanguageHint))</p><div class="pick">\
            \(each: Language.allCases, { language in """
                <label><input type="radio" name="language" value="\(language.rawValue)"\
                \(attribute: "checked", if: wishes.language == language)>\
                <span lang="\(language.htmlLanguage)">\(language == .zhHans ? "中文" : "English")</span></label>
                """ })</div></fieldset><div class="card field"><label for="email">\(words(.choicesEmail))</label>\
            <span class="hint" id="email-hint">\(words(.choicesEmailHint))</span>\
            <input class="input" type="email" id="email" name="email" autocomplete="email" maxlength="254" \
            value="\(wishes.email)" aria-describedby="\(error == nil ? "email-hint" : "email-hint email-error")"\
            \(attribute: "aria-invalid", error == nil ? nil : "true")>\(pen.error(error, id: "email-error"))</div>
            """
    }

    private func topic(_ topic: NoticeTopic, in pen: Pen) -> HTML {
        let language = pen.words.language
        let chosen = choices.channels(of: topic)
        return """
            <fieldset class="card field"><legend>\(topic.name(in: language))</legend><div class="pick">\
            \(each: NoticeChannel.personal, { channel in
                let isFixed = !topic.canBeSwitchedOff && topic.defaultChannels.contains(channel)
                return """
                    <label><input type="checkbox" name="\(topic.rawValue)" value="\(channel.rawValue)"\
                    \(attribute: "checked", if: chosen.contains(channel))\(attribute: "disabled", if: isFixed)>\
                    \(channel.name(in: language))</label>
                    """
            })</div></fieldset>
            """
    }

    private func quiet(in pen: Pen) -> HTML {
        let words = pen.words
        return """
            <fieldset class="card field"><legend>\(words(.choicesQuiet))</legend><p class="hint" id="quiet-hint">\
            \(words(.choicesQuietHint))</p><div class="pick">\
            \(clock("quietFrom", words(.choicesQuietFrom), choices.rhythm.quietFromMinute, isHinted: true))\
            \(clock("quietUntil", words(.choicesQuietUntil), choices.rhythm.quietUntilMinute, isHinted: true))</div></fieldset>
            """
    }

    private func digest(in pen: Pen) -> HTML {
        let words = pen.words
        let ways: [(NoticeRhythm.Digest, NoticesPhrase)] = [
            (.none, .choicesDigestNone), (.daily, .choicesDigestDaily), (.weekly, .choicesDigestWeekly),
        ]
        let days = words(.choicesDays).split(separator: " ").enumerated().map { ($0.offset + 1, String($0.element)) }
        return """
            <fieldset class="card field"><legend>\(words(.choicesDigest))</legend><div class="pick">\
            \(each: ways, { way, phrase in """
                <label><input type="radio" name="digest" value="\(way.rawValue)"\
                \(attribute: "checked", if: choices.rhythm.digest == way)>\(words(phrase))</label>
                """ })</div><div class="pick">\(clock("digestAt", words(.choicesDigestAt), choices.rhythm.digestMinute))\
            <label>\(words(.choicesDigestOn))<select class="input" name="digestOn">\
            \(each: days, { number, name in """
                <option value="\(number)"\(attribute: "selected", if: choices.rhythm.digestWeekday == number)>\(name)</option>
                """ })</select></label></div></fieldset>
            """
    }

    private func clock(_ name: String, _ label: String, _ minute: Int, isHinted: Bool = false) -> HTML {
        let hour = minute / 60
        let text = (hour < 10 ? "0" : "") + "\(hour):" + (minute % 60 < 10 ? "0" : "") + "\(minute % 60)"
        return """
            <label>\(label)<input class="input" type="time" required name="\(name)" value="\(text)"\
            \(attribute: "aria-describedby", isHinted ? "quiet-hint" : nil)></label>
            """
    }
}
