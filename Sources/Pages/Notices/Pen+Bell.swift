import HTML

extension Pen {
    /// The bell with the number of notices that were not read; for a guest the way in, for whom nobody knows nothing.
    var bell: HTML {
        guard !frame.isGuest else { return wayIn }
        guard let unread = frame.unreadCount else { return .nothing }
        return """
            <a class="bell" href="\(Address.notices)" aria-label="\(words.bell(unread))" \
            data-bell="\(Address.noticeCount.text)" data-live="\(Address.noticeLive.text)">\(icon(.bell))\
            <span class="count"\(attribute: "hidden", if: unread == 0)>\(unread)</span></a>
            """
    }
}

extension Words {
    /// What the bell is called.
    func bell(_ unread: Int) -> String {
        unread == 0 ? self(.bellNone) : self(.bellLabel, ["count": String(unread)])
    }
}
