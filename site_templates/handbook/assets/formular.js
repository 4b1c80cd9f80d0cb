// The complaint form: prints, or opens the reader's own mail program. Sends nothing, stores nothing.
(() => {
  "use strict";

  const form = document.querySelector(".complaint-form");
  if (!form) return;
  // Some mail programs cut addresses off behind about 2,000 characters.
  const LONGEST = 1900;
  const said = form.querySelector(".form-said");

  function answers() {
    const lines = [];
    for (const part of form.querySelectorAll("[data-frage]")) {
      const chosen = [...part.querySelectorAll("input:checked")].map((box) => box.value);
      const written = [...part.querySelectorAll("textarea, input[type=text]")].map((field) => field.value.trim());
      const answer = [...chosen, ...written].filter(Boolean).join(", ");
      if (answer) lines.push(`${part.dataset.frage}\n${answer}`);
    }
    return lines.join("\n\n");
  }

  function mail() {
    const { an, betreff, leer, lang, fertig } = form.dataset;
    const first = form.querySelector("textarea");
    if (!first.value.trim()) {
      said.textContent = leer;
      first.focus();
      return;
    }
    const address = `mailto:${an}?subject=${encodeURIComponent(betreff)}&body=${encodeURIComponent(answers())}`;
    if (address.length > LONGEST) {
      said.textContent = lang;
      return;
    }
    said.textContent = fertig;
    const link = document.createElement("a");
    link.href = address;
    link.hidden = true;
    form.append(link);
    link.click();
    link.remove();
  }

  // Paper shows all that was written, not only what fits the field.
  function grow() {
    for (const field of form.querySelectorAll("textarea")) {
      field.rows = Math.max(field.rows, Math.ceil(field.value.length / 60) + field.value.split("\n").length);
    }
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("beforeprint", grow);
  form.querySelector("[data-tun=drucken]").addEventListener("click", () => print());
  form.querySelector("[data-tun=mail]").addEventListener("click", mail);
  form.querySelector(".form-actions").hidden = false;
})();
