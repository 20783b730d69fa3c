public import HTML

extension PeoplePage {
    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let body: HTML = """
            \(pen.view(of: told))<form class="find" role="search" method="post" \
            action="\(Address.peopleSearch(community.id))">\(pen.hidden())\
            <input class="input" type="search" name="q" value="\(search)" maxlength="50" \
            aria-label="\(words(.peopleSearch))" placeholder="\(words(.peopleSearchHint))">\
            <button class="btn main">\(words(.peopleSearchGo))</button></form>\(list(in: pen))\(newPerson(in: pen))\
            <p><a href="\(Address.claims(community.id))">\(words(.claimsTitle))</a> · \
            <a href="\(Address.roles(community.id))">\(words(.rolesTitle))</a> · \
            <a href="\(Address.organisations(community.id))">\(words(.organisationsTitle))</a> · \
            <a href="\(Address.confirmations)">\(words(.confirmTitle))</a></p>
            """
        let title = words(.peopleTitle, ["place": words(community.name)])
        return pen.page(title, .bar(title: title, back: Address.desk(community.id)), section: .desk, body)
    }

    private func list(in pen: Pen) -> HTML {
        let words = pen.words
        guard !rows.isEmpty else {
            return pen.empty(words(search.isEmpty ? .peopleEmpty : .peopleNotFound))
        }
        let list = Address.people(community.id)
        let pages =
            search.isEmpty
            ? pen.pager(page: page, of: pageCount) { list.query("page", String($0)) } : pager(in: pen)
        return """
            <p class="meta">\(words(.peopleCount, ["count": String(count)]))</p><ul class="places">\
            \(each: rows, { view(of: $0, in: pen) })</ul>\
            \(pages)
            """
    }

    /// The pages of what was found; what was looked for stays in the body.
    private func pager(in pen: Pen) -> HTML {
        guard pageCount > 1 else { return .nothing }
        func button(_ number: Int, _ phrase: Phrase) -> HTML? {
            guard (1...pageCount).contains(number) else { return nil }
            return #"<button class="btn sm" name="page" value="\#(String(number))">\#(pen.words(phrase))</button>"#
        }
        let at = pen.words(.pagerAt, ["page": String(page), "pages": String(pageCount)])
        return """
            <form class="row between wrap" method="post" aria-label="\(pen.words(.pagerLabel))" \
            action="\(Address.peopleSearch(community.id))">\(pen.hidden())<input type="hidden" name="q" value="\(search)">\
            <span class="meta">\(at)</span>\
            <span class="row">\(button(page - 1, .pagerPrevious))\(button(page + 1, .pagerNext))</span></form>
            """
    }

    private func view(of row: Row, in pen: Pen) -> HTML {
        let name = row.serviceName.map { pen.words($0) } ?? row.name ?? pen.words(.peopleErased)
        return """
            <li><a class="place" href="\(Address.person(row.id, at: community.id))">\(pen.icon(.person))\
            <span class="grow"><span class="name">\(name)</span>\
            <span class="meta">\(row.phone ?? pen.words(.peopleNoPhone))</span></span>\(pen.icon(.onward))</a></li>
            """
    }

    private func newPerson(in pen: Pen) -> HTML {
        let fields: HTML = """
            \(pen.field("name", .peopleName))\(pen.field("phone", .peoplePhone, hint: .peoplePhoneHint, type: "tel", max: 32))\
            \(pen.field("birth", .peopleBirth, hint: .peopleOptional, type: "date", max: 10))\
            <p class="meta">\(pen.words(.peoplePrivacy))</p>
            """
        return pen.section("new", .peopleAdd, pen.form(Address.people(community.id), .peopleAddGo, fields))
    }
}
