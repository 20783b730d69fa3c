import HTML

extension Pen {
    /// On 我: signing in, or signing out and what belongs to it.
    var doorView: HTML {
        guard let person = frame.person else {
            let link = Address.signIn.query("return", frame.path.text)
            return #"<a class="btn main full" href="\#(link)">\#(words(.outIn))</a>"#
        }
        let password: HTML? =
            person.isStaff ? #"<a class="btn" href="\#(Address.password)">\#(words(.passwordOpen))</a>"# : nil
        let keys: HTML? =
            frame.keepsKeys ? #"<a class="btn" href="\#(Address.programKeys)">\#(words(.keysOpen))</a>"# : nil
        return """
            <div class="choices"><a class="btn" href="\(Address.sessions)">\(words(.sessionsOpen))</a>\(password)\(keys)\
            <form method="post" action="\(Address.signOut)">\(hidden())<button class="btn">\(words(.outGo))</button></form></div>
            """
    }
}
