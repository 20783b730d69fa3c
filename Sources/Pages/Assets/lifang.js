// What a page gains with JavaScript; everything works without it.

// A summary of errors takes the focus, so that a screen reader says it and the keyboard is there.
const summary = document.querySelector("[data-focus]");
if (summary instanceof HTMLElement) summary.focus();

// A form is sent once: a second press while the first is under way does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
});

// A page that comes back from the history may be sent again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button")) button.removeAttribute("aria-disabled");
  }
});

// Characters left, counted as the server counts them: one per Unicode scalar.
const lengthOf = (text) => [...text].length;
for (const box of document.querySelectorAll("textarea[data-limit]")) {
  const counter = document.getElementById(box.dataset.counter ?? "");
  if (!counter) continue;
  const show = () => {
    const left = Number(box.dataset.limit) - lengthOf(box.value.replaceAll("\r\n", "\n"));
    const sentence = left < 0 ? counter.dataset.over : counter.dataset.left;
    counter.textContent = (sentence ?? "").replace("{count}", String(Math.abs(left)));
    counter.classList.toggle("over", left < 0);
    counter.hidden = left > 100;
  };
  box.addEventListener("input", show);
  // Where the server has already said it, the counter waits for the first key.
  if (!box.hasAttribute("aria-invalid")) show();
}

// The bell counts while the page is looked at; where it rang, the inbox shows what came.
const bell = document.querySelector("[data-bell]");
if (bell instanceof HTMLElement && "EventSource" in window) {
  let source;
  const refresh = async () => {
    const answer = await fetch(bell.dataset.bell ?? "", { headers: { accept: "application/json" } });
    if (!answer.ok) return;
    const told = await answer.json();
    const count = bell.querySelector(".count");
    if (count instanceof HTMLElement) {
      count.textContent = String(told.unread);
      count.hidden = told.unread === 0;
    }
    bell.setAttribute("aria-label", told.label);
    const inbox = document.getElementById("inbox");
    if (!inbox) return;
    const page = await fetch(location.href);
    const fresh = new DOMParser().parseFromString(await page.text(), "text/html").getElementById("inbox");
    // Who is typing or choosing in the list keeps it as it is.
    if (fresh && !inbox.contains(document.activeElement)) inbox.replaceWith(document.adoptNode(fresh));
  };
  const listen = () => {
    source?.close();
    source = undefined;
    if (document.visibilityState !== "visible") return;
    source = new EventSource(bell.dataset.live ?? "");
    source.addEventListener("journal", refresh);
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => source?.close());
  listen();
}
