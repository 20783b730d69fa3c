import HTML

extension Pen {
    /// Where a guest signs in to come back to this page.
    var signInLink: Link { Address.signIn.query("return", frame.path.text) }

    /// At the top of a guest's page; nothing on the pages at the door, which are the way in themselves.
    var wayIn: HTML {
        let isAtDoor = [Address.signIn, Address.start].contains { frame.path.text.hasPrefix($0.text) }
        guard !isAtDoor else { return .nothing }
        return #"<a class="bell" href="\#(signInLink)" aria-label="\#(words(.outIn))">\#(icon(.person))</a>"#
    }

    /// On 我: signing in, or signing out and what belongs to it.
    var doorView: HTML {
        guard let person = frame.person else {
            return #"<a class="btn main full" href="\#(signInLink)">\#(words(.outIn))</a>"#
        }
        let password: HTML? =
            person.isStaff ? #"<a class="btn" href="\#(Address.password)">\#(words(.passwordOpen))</a>"# : nil
        let keys: HTML? =
            frame.keepsKeys ? #"<a class="btn" href="\#(Address.programKeys)">\#(words(.keysOpen))</a>"# : nil
        let accounts: HTML? =
            frame.keepsAccounts ? #"<a class="btn" href="\#(Address.accounts)">\#(words(.accountsOpen))</a>"# : nil
        return """
            <div class="choices"><a class="btn" href="\(Address.sessions)">\(words(.sessionsOpen))</a>\(password)\(keys)\
            \(accounts)\
            <form method="post" action="\(Address.signOut)">\(hidden())<button class="btn">\(words(.outGo))</button></form></div>
            """
    }
}
