public import HTML
import Places
import Vocabulary

extension KeepPage {
    /// Draws the page.
    public func view(in frame: Frame) -> HTML {
        let pen = Pen(frame)
        let words = pen.words
        let wrongView: HTML? = wrong.map {
            """
            <p class="notice error" role="alert">\(pen.icon(.attention))<span>\
            \(words(.keepWrong, ["field": words($0)]))</span></p>
            """
        }
        let ended: HTML? = mergedInto.map {
            let said = words(.keepEnded, ["place": words(place.name), "other": words($0.name)])
            return #"<p class="notice">\#(pen.icon(.info))<a href="\#(Address.place($0.id))">\#(said)</a></p>"#
        }
        let isWhole = place.kind.level >= PlaceKind.community.level
        let body: HTML = """
            \(pen.saidView)\(wrongView)\(ended)<p><strong>\(words(place.name))</strong> \
            <span class="meta">\(words(place.kind.phrase))</span></p><div class="keep">\
            \(if: rights.contains(.code) && isWhole, codesView(in: pen))\
            \(if: rights.contains(.rename), namesView(in: pen))\
            \(if: rights.contains(.rename), aliasesView(in: pen))\
            \(card.map { cardView($0, in: pen) })\
            \(if: rights.contains(.add) && mayHoldBuildings, buildingView(in: pen))\
            \(if: rights.contains(.rename), foreignView(in: pen))\
            \(if: !rights.isDisjoint(with: [.move, .moveCommunity]), moveView(in: pen))\(movesView(in: pen))</div>
            """
        return pen.page(
            words(.keepTitle), .bar(title: words(.keepTitle), back: Address.place(place.id)), section: nil, body)
    }

    private var mayHoldBuildings: Bool { place.kind == .community || place.kind == .compound }

    private func section(_ id: String, _ title: GroundPhrase, in pen: Pen, _ inner: HTML) -> HTML {
        """
        <section class="card stack tight" aria-labelledby="\(id)"><h2 class="lab" id="\(id)">\(pen.words(title))</h2>\
        \(inner)</section>
        """
    }

    private func codesView(in pen: Pen) -> HTML {
        let words = pen.words
        let grids: HTML? =
            place.kind == .community
            ? #"<a class="btn" href="\#(Address.grids(place.id))">\#(pen.icon(.grid))\#(words(.keepGrids))</a>"# : nil
        let inner: HTML = """
            \(if: codes.isEmpty, "<p class=\"soft\">\(words(.keepCodesNone))</p>")<ul>\(each: codes, { code($0, in: pen) })</ul>\
            <form method="post" action="\(Address.keep(place.id, "codes"))">\(pen.hidden())<div class="pair">\
            \(pen.labelled("label", .keepCodeLabel, max: DirectCode.labelMax))\
            <button class="btn main">\(words(.keepCodeMake))</button></div></form>\
            <p class="row wrap"><a class="btn" href="\(Address.sheets(place.id))">\(words(.keepSheets))</a>\(grids)</p>
            """
        return section("codes", .keepCodes, in: pen, inner)
    }

    private func code(_ code: DirectCode, in pen: Pen) -> HTML {
        let words = pen.words
        let label = code.label.isEmpty ? words(.keepCodeWhole) : code.label
        guard code.withdrawn == nil else {
            return
                #"<li><span class="soft">\#(label)</span><span class="meta">\#(words(.keepCodeWithdrawn, ["code": code.code.grouped]))</span></li>"#
        }
        let sheet = Address.sheet(place.id).query("code", code.code.description)
        let withdraw: HTML = """
            <form method="post" action="\(Address.codeWithdrawal(code.code.description))">\(pen.hidden(returns: true))\
            <button class="btn sm plain">\(words(.keepCodeWithdraw, ["code": code.code.grouped]))</button></form>
            """
        return """
            <li><span>\(label)<br><strong class="num">\(code.code.grouped)</strong></span>\
            <span class="row wrap"><a class="btn sm" href="\(sheet)">\(words(.keepSheet))</a>\
            \(if: rights.contains(.withdrawCode), withdraw)</span></li>
            """
    }

    private func namesView(in pen: Pen) -> HTML {
        let words = pen.words
        let past: HTML = """
            <h3>\(words(.keepPast))</h3><ul>\(each: pastNames, { past in
                let day = words(.keepPastUntil, ["day": pen.dates.moment(past.until)])
                return #"<li><span>\#(words(past.name))</span><span class="meta">\#(day)</span></li>"#
            })</ul>
            """
        let inner: HTML = """
            <form method="post" action="\(Address.keep(place.id, "name"))">\(pen.hidden())<div class="pair">\
            \(pen.labelled("name_zh", .keepNameZh, value: place.name.zhHans, max: 200))\
            \(pen.labelled("name_en", .keepNameEn, value: place.name.en, max: 200))\
            <button class="btn">\(words(.keepNameSave))</button></div></form>\(if: !pastNames.isEmpty, past)
            """
        return section("names", .keepNames, in: pen, inner)
    }

    private func aliasesView(in pen: Pen) -> HTML {
        let words = pen.words
        let inner: HTML = """
            \(if: aliases.isEmpty, "<p class=\"soft\">\(words(.keepAliasesNone))</p>")<ul>\(each: aliases, { alias($0, in: pen) })</ul>\
            <form method="post" action="\(Address.keep(place.id, "aliases"))">\(pen.hidden())<div class="pair">\
            \(pen.labelled("words", .keepAliasWords, max: 200))\
            <select class="input" name="kind" aria-label="\(words(.keepAliases))"><option value="popular">\
            \(words(.keepAliasPopular))</option><option value="former">\(words(.keepAliasFormer))</option></select>\
            <button class="btn">\(words(.keepAliasAdd))</button></div></form>
            """
        return section("aliases", .keepAliases, in: pen, inner)
    }

    private func alias(_ alias: PlaceAlias, in pen: Pen) -> HTML {
        let words = pen.words
        let kind: GroundPhrase =
            switch alias.kind {
            case .former: .keepAliasFormer
            case .popular: .keepAliasPopular
            case .merged: .keepAliasMerged
            }
        let end: HTML = """
            <form method="post" action="\(Address.keep(place.id, "alias-ends"))">\(pen.hidden())<button class="btn sm plain" \
            name="alias" value="\(alias.id.description)">\(words(.keepAliasEnd, ["words": alias.words]))</button></form>
            """
        return """
            <li><span>\(alias.words) <span class="meta">\(words(kind))</span></span>\(if: alias.kind != .merged, end)</li>
            """
    }

    private func cardView(_ card: CommunityCard, in pen: Pen) -> HTML {
        let words = pen.words
        let formats: [(AddressFormat, GroundPhrase)] = [
            (.buildingUnitRoom, .keepCardBuildingRoom), (.unitRoom, .keepCardUnitRoom),
            (.buildingUnit, .keepCardBuildingUnit),
        ]
        let inner: HTML = """
            <form method="post" action="\(Address.keep(place.id, "card"))">\(pen.hidden())<div class="pair">\
            \(pen.labelled("telephone", .keepCardPhone, value: card.telephone, max: 20))\
            <div class="field"><label for="format">\(words(.keepCardFormat))</label>\
            <select class="input" id="format" name="format">\(each: formats, { format, phrase in
                #"<option value="\#(format.rawValue)"\#(attribute: "selected", if: format == card.addressFormat)>\#(words(phrase))</option>"#
            })</select></div><button class="btn">\(words(.keepCardSave))</button></div></form>
            """
        return section("card", .keepCard, in: pen, inner)
    }

    private func buildingView(in pen: Pen) -> HTML {
        let inner: HTML = """
            <form method="post" action="\(Address.keep(place.id, "buildings"))">\(pen.hidden())<div class="pair">\
            \(pen.labelled("number", .keepBuildingNumber, max: 8))\(pen.labelled("units", .keepBuildingUnits, value: "2", max: 2))\
            \(pen.labelled("storeys", .keepBuildingStoreys, value: "6", max: 2))\
            \(pen.labelled("homes", .keepBuildingHomes, value: "2", max: 2))\
            <button class="btn">\(pen.words(.keepBuildingAdd))</button></div></form>
            """
        return section("building", .keepBuilding, in: pen, inner)
    }

    private func foreignView(in pen: Pen) -> HTML {
        let words = pen.words
        let inner: HTML = """
            \(if: !foreign.isEmpty, "<ul>\(each: foreign, { foreignCode($0, in: pen) })</ul>")\
            <form method="post" action="\(Address.keep(place.id, "system-codes"))">\(pen.hidden())<div class="pair">\
            <div class="field"><label for="system">\(words(.keepSystemName))</label><select class="input" id="system" name="system">\
            <option value="standard-address">\(words(.keepSystemAddress))</option>\
            <option value="division">\(words(.keepSystemDivision))</option></select></div>\
            \(pen.labelled("code", .keepSystemCode, max: 64))<button class="btn">\(words(.keepSystemAdd))</button></div></form>
            """
        return section("foreign", .keepSystem, in: pen, inner)
    }

    private func foreignCode(_ code: ForeignCode, in pen: Pen) -> HTML {
        let words = pen.words
        return """
            <li><span><span class="meta">\(name(of: code.system, words))</span> <span class="num">\(code.code)</span></span>\
            <form method="post" action="\(Address.keep(place.id, "system-code-ends"))">\(pen.hidden())<input type="hidden" \
            name="system" value="\(code.system)"><button class="btn sm plain" name="code" value="\(code.code)">\
            \(words(.keepSystemRemove, ["code": code.code]))</button></form></li>
            """
    }

    private func name(of system: String, _ words: Words) -> String {
        switch system {
        case "division": words(.keepSystemDivision)
        case "standard-address": words(.keepSystemAddress)
        default: system
        }
    }

    private func moveView(in pen: Pen) -> HTML {
        let isCommunity = place.kind == .community
        func form(_ name: String, _ phrase: GroundPhrase) -> HTML {
            """
            <form action="\(Address.move(place.id))"><div class="pair">\(pen.labelled("to", phrase, max: 64, id: name))\
            <button class="btn">\(pen.words(.keepMoveLook))</button></div></form>
            """
        }
        return section(
            "move", .keepMove, in: pen,
            "\(form("to", .keepMoveTo))\(if: isCommunity, form("into", .keepMerge))")
    }

    private func movesView(in pen: Pen) -> HTML {
        guard !moves.isEmpty else { return .nothing }
        let words = pen.words
        let inner: HTML = """
            <ul>\(each: moves, { move in
                let line = words(.keepMoveLine, [
                    "day": pen.dates.moment(move.at), "place": words(move.place), "from": words(move.from), "to": words(move.to),
                ])
                let undo: HTML = """
                    <form method="post" action="\(Address.undo(move.id))">\(pen.hidden(returns: true))\
                    <button class="btn sm">\(words(.keepUndo))</button></form>
                    """
                return """
                    <li><span>\(line)\(if: move.isUndone, " <span class=\"meta\">\(words(.keepMoveUndone))</span>")</span>\
                    \(if: move.mayUndo, undo)</li>
                    """
            })</ul>
            """
        return section("moves", .keepMoves, in: pen, inner)
    }
}

extension Pen {
    /// A field of one line with its label.
    func labelled(
        _ name: String, _ label: GroundPhrase, value: String = "", max: Int, id: String? = nil
    ) -> HTML {
        let id = id ?? name
        return """
            <div class="field"><label for="\(id)">\(words(label))</label><input class="input" id="\(id)" name="\(name)" \
            value="\(value)" maxlength="\(max)" autocomplete="off"></div>
            """
    }
}
