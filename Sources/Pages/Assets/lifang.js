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
