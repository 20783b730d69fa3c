import { strings } from "./twin-view-strings.js";

const PALETTE = ["#1d5753", "#c47f00", "#3d70b8", "#983c8c", "#6f9a7c", "#b4573a"];
const SCALE = ["#e4efeb", "#bcd8d0", "#86b8ad", "#4a8d84", "#1d5753"];
const OTHER = "#a3b0ab";
const PAGE = 100;

const at = (id) => document.getElementById(id);
const state = {
  language: new URLSearchParams(location.search).get("lang") === "en" ? "en" : "zh",
  model: { features: [], storeys: [], attributes: [] }, telling: [], byId: new Map(), scene: null, selected: null,
  hidden: new Set(), shown: PAGE, notice: "loading",
};
const say = (key) => strings[state.language][key];
const spoken = (text) => (typeof text === "object" && text !== null ? text[state.language] ?? text.zh ?? text.en ?? "" : text ?? "");

function element(tag, text, properties = {}) {
  const made = Object.assign(document.createElement(tag), properties);
  if (text !== undefined) made.textContent = text;
  return made;
}

function speak() {
  document.documentElement.lang = state.language === "zh" ? "zh-CN" : "en";
  for (const one of document.querySelectorAll("[data-text]")) one.textContent = say(one.dataset.text);
  at("title").textContent = spoken(state.model.title) || say("name");
  document.title = at("title").textContent;
  at("count").textContent = say("count")(state.model.features.length);
  at("canvas").setAttribute("aria-label", say("picture")(state.model.features.length));
  at("language").textContent = state.language === "zh" ? "English" : "中文";
  at("language").lang = state.language === "zh" ? "en" : "zh-CN";
  at("notice").textContent = state.notice ? say(state.notice) : "";
  listColours();
  listStoreys();
  listThings();
  describe();
  cut();
}

/** The attributes that tell things apart; others would paint everything alike. */
function telling() {
  return state.model.attributes.filter((attribute) => {
    let first;
    return state.model.features.some((one) => {
      const value = one.values?.[attribute.key];
      if (value === undefined || value === null) return false;
      first ??= value;
      return value !== first;
    });
  });
}

/** The set and the name of an attribute; one without a set has an empty one. */
function attributeName(attribute) {
  const text = spoken(attribute.name) || attribute.key;
  const dot = typeof attribute.name === "string" ? text.indexOf(".") : -1;
  return dot > 0 ? [text.slice(0, dot), text.slice(dot + 1)] : ["", text];
}

/** Attributes of a set, written as "set.name", stand together under the name of the set. */
function listColours() {
  const before = at("colour").value;
  const sets = new Map();
  const plain = [element("option", say("colour-none"), { value: "" })];
  for (const one of state.telling) {
    const [set, name] = attributeName(one);
    const option = element("option", name, { value: one.key });
    if (!set) plain.push(option);
    else {
      if (!sets.has(set)) sets.set(set, element("optgroup", undefined, { label: set }));
      sets.get(set).append(option);
    }
  }
  at("colour").replaceChildren(...plain, ...sets.values());
  at("colour").value = before;
  colour();
}

/** The classes of an attribute: the six most frequent values, or five equal steps of a number. */
function classes(attribute) {
  const values = state.model.features.map((one) => one.values?.[attribute.key]).filter((one) => one !== undefined && one !== null);
  if (attribute.kind === "number") {
    const numbers = values.map(Number).filter(Number.isFinite);
    const low = numbers.reduce((a, b) => Math.min(a, b), Infinity);
    const high = numbers.reduce((a, b) => Math.max(a, b), -Infinity);
    const step = (high - low) / SCALE.length || 1;
    const short = (number) => String(Math.round(number * 100) / 100);
    return {
      rows: numbers.length ? SCALE.map((tint, n) => [`${short(low + n * step)}–${short(low + (n + 1) * step)} ${attribute.unit ?? ""}`, tint]) : [],
      of: (value) => (Number.isFinite(Number(value)) ? SCALE[Math.min(SCALE.length - 1, Math.floor((Number(value) - low) / step))] : OTHER),
    };
  }
  const counts = new Map();
  for (const value of values) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  const first = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, PALETTE.length);
  const tints = new Map(first.map(([value], n) => [value, PALETTE[n]]));
  const word = (value) => (value === "true" || value === "false" ? said(value === "true") : value);
  const rows = first.map(([value, count], n) => [`${word(value)} (${count})`, PALETTE[n]]);
  if (counts.size > first.length || values.length < state.model.features.length) rows.push([say("other"), OTHER]);
  return { rows, of: (value) => tints.get(String(value)) ?? OTHER };
}

function colour() {
  const attribute = state.model.attributes.find((one) => one.key === at("colour").value);
  const found = attribute ? classes(attribute) : null;
  at("legend").replaceChildren(...(found?.rows ?? []).map(([text, tint]) => {
    const row = element("li");
    const mark = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    mark.setAttribute("viewBox", "0 0 16 16");
    mark.setAttribute("aria-hidden", "true");
    const box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [name, value] of [["width", 16], ["height", 16], ["rx", 2], ["fill", tint]]) box.setAttribute(name, value);
    mark.append(box);
    row.append(mark, text);
    return row;
  }));
  if (!state.scene) return;
  const tints = new Map();
  state.scene.paint(found && ((id) => {
    const tint = found.of(state.byId.get(id)?.values?.[attribute.key]);
    if (!tints.has(tint)) tints.set(tint, state.scene.constructor.colour(tint));
    return tints.get(tint);
  }));
}

function listStoreys() {
  at("storeys-part").hidden = state.model.storeys.length === 0;
  at("storeys").replaceChildren(...state.model.storeys.map((storey) => {
    const row = element("li");
    const label = element("label");
    const box = element("input", undefined, { type: "checkbox", checked: !state.hidden.has(storey.id) });
    box.addEventListener("change", () => {
      if (box.checked) state.hidden.delete(storey.id);
      else state.hidden.add(storey.id);
      hide();
    });
    const place = Number.isFinite(storey.elevation) ? `${storey.elevation} ${say("metres")}` : "";
    label.append(box, spoken(storey.name), element("span", place, { className: "meta" }));
    row.append(label);
    return row;
  }));
}

function hide() {
  const left = state.scene?.hide((id) => state.hidden.has(state.byId.get(id)?.storey));
  at("canvas").dataset.triangles = left ?? "";
}

function matches() {
  const word = at("find").value.trim().toLowerCase();
  return state.model.features.filter((one) => !word || spoken(one.name).toLowerCase().includes(word) || String(one.key ?? one.id).toLowerCase().includes(word));
}

function listThings() {
  const found = matches();
  at("found").textContent = say("found")(found.length, state.model.features.length);
  at("more").hidden = found.length <= state.shown;
  at("list").replaceChildren(...found.slice(0, state.shown).map((one) => {
    const row = element("li");
    const button = element("button", spoken(one.name) || String(one.key ?? one.id), { type: "button" });
    button.setAttribute("aria-pressed", String(one.id === state.selected));
    button.dataset.id = one.id;
    const storey = state.model.storeys.find((other) => other.id === one.storey);
    const about = [one.values?.type ?? one.values?.class, storey && spoken(storey.name)].filter(Boolean).join(" · ");
    if (about) button.append(element("small", about));
    button.addEventListener("click", () => {
      select(one.id);
      state.scene?.approach(one.id);
    });
    row.append(button);
    return row;
  }));
}

function select(id) {
  state.selected = state.byId.has(id) ? id : null;
  state.scene?.select(state.selected);
  for (const button of at("list").querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(Number(button.dataset.id) === state.selected));
  }
  describe();
}

/** A value as it is read: truth values in words. */
function said(value) {
  return typeof value === "boolean" ? say(value ? "yes" : "no") : String(value);
}

function describe() {
  const one = state.byId.get(state.selected);
  if (!one) {
    at("details").replaceChildren(element("p", say("nothing"), { className: "meta" }));
    return;
  }
  const storey = state.model.storeys.find((other) => other.id === one.storey);
  const rows = [[say("thing"), spoken(one.name)], [say("key"), one.key ?? one.id]];
  if (storey) rows.push([say("storey"), spoken(storey.name)]);
  const sets = new Map([["", rows]]);
  for (const attribute of state.model.attributes) {
    const value = one.values?.[attribute.key];
    if (value === undefined || value === null) continue;
    const [set, name] = attributeName(attribute);
    if (!sets.has(set)) sets.set(set, []);
    sets.get(set).push([name, `${said(value)} ${attribute.unit ?? ""}`]);
  }
  at("details").replaceChildren(...[...sets].flatMap(([set, rows]) => {
    const table = element("dl");
    for (const [name, value] of rows) table.append(element("dt", name), element("dd", String(value)));
    return set ? [element("h3", set), table] : [table];
  }));
  at("details").scrollTop = 0;
}

function cut() {
  const axis = at("axis").value;
  at("cut").disabled = !axis;
  const place = state.scene?.cut(axis, at("cut").value / 1000) ?? null;
  at("cut-at").textContent = place === null ? "" : `${place.toFixed(1)} ${say("metres")}`;
}

function reset() {
  state.hidden.clear();
  at("colour").value = "";
  at("axis").value = "";
  at("cut").value = 1000;
  at("find").value = "";
  state.shown = PAGE;
  select(null);
  state.scene?.home();
  speak();
  hide();
}

async function open() {
  at("language").addEventListener("click", () => { state.language = state.language === "zh" ? "en" : "zh"; speak(); });
  at("colour").addEventListener("change", colour);
  at("axis").addEventListener("change", cut);
  at("cut").addEventListener("input", cut);
  at("reset").addEventListener("click", reset);
  at("find").addEventListener("input", () => { state.shown = PAGE; listThings(); });
  at("more").addEventListener("click", () => { state.shown += PAGE; listThings(); });
  speak();
  try {
    const answer = await fetch("model.json");
    if (!answer.ok) throw new Error(String(answer.status));
    const model = await answer.json();
    state.model = { attributes: [], storeys: [], features: [], ...model };
    state.telling = telling();
    state.byId = new Map(state.model.features.map((one) => [one.id, one]));
  } catch {
    state.notice = "broken";
  }
  if (state.notice === "loading") await show();
  speak();
  hide();
  document.documentElement.dataset.state = state.notice ?? "ready";
}

async function show() {
  let scene = null;
  try {
    const { TwinScene } = await import("./twin-view-scene.js");
    scene = new TwinScene(at("canvas"), select);
  } catch {
    state.notice = "flat";
    return;
  }
  try {
    await scene.load("model.glb");
    state.scene = scene;
    state.notice = null;
  } catch {
    state.notice = "broken";
  }
}

open();
