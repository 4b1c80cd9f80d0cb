// The list of cases: filter, sort, and show a part at a time. Without this file it is a plain long table.
(() => {
  "use strict";
  const CHUNK = 200;
  const PROMISED = 7;
  const FILTERS = ["jahr", "art", "thema", "status"];
  const KNOWN = new Set(["suche", ...FILTERS, "sortiert", "richtung"]);
  const form = document.getElementById("filter");
  const table = document.getElementById("faelle");
  const body = table.tBodies[0];
  const headers = [...table.tHead.rows[0].cells];
  const more = document.getElementById("mehr");
  const total = body.rows.length;
  const german = new Intl.NumberFormat("de-DE");
  const collator = new Intl.Collator("de", { numeric: true });

  // ä is found as ä and as ae.
  const folded = (text) =>
    text.toLowerCase().replace(/[äöüß]/g, (letter) => ({ ä: "ae", ö: "oe", ü: "ue", ß: "ss" })[letter]);

  const cases = [...body.rows].map((row) => {
    const cells = row.cells;
    return {
      row,
      // Without the names of letters, which would find every open case.
      text: folded([...cells].slice(0, PROMISED + 1).map((cell) => cell.textContent).join(" ")),
      jahr: cells[0].textContent.trim().slice(0, 4),
      art: cells[2].textContent,
      thema: [...cells[3].querySelectorAll("b")].map((topic) => topic.textContent),
      status: cells[4].textContent,
    };
  });

  const keyOf = {
    day: (cell) => cell.textContent.trim().slice(0, 10).split(".").reverse().join(""),
    number: (cell) => cell.textContent.trim(),
    text: (cell) => cell.textContent.trim(),
  };

  // The order of the file: newest first.
  const AS_WRITTEN = { sortiert: "eingang", richtung: "ab" };
  let state = AS_WRITTEN;
  let found = [];

  function readAddress() {
    const address = [...new URLSearchParams(location.hash.slice(1))].filter(([name]) => KNOWN.has(name));
    state = { ...AS_WRITTEN, ...Object.fromEntries(address) };
    for (const field of form.elements) {
      if (field.name) field.value = state[field.name] || "";
    }
  }

  function writeAddress() {
    const asWritten = state.sortiert === AS_WRITTEN.sortiert && state.richtung === AS_WRITTEN.richtung;
    const given = Object.entries(state).filter(([name, value]) => value && !(asWritten && name in AS_WRITTEN));
    const hash = new URLSearchParams(given).toString();
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  }

  function matches(item, words) {
    for (const name of FILTERS) {
      const wanted = state[name];
      if (wanted && (name === "thema" ? !item.thema.includes(wanted) : item[name] !== wanted)) return false;
    }
    return words.every((word) => item.text.includes(word));
  }

  function sorted(items) {
    const column = headers.findIndex((header) => header.dataset.key === state.sortiert);
    if (column < 0 || (state.sortiert === AS_WRITTEN.sortiert && state.richtung === AS_WRITTEN.richtung)) return items;
    const key = keyOf[headers[column].dataset.type || "text"];
    const sign = state.richtung === "ab" ? -1 : 1;
    const keyed = items.map((item) => [key(item.row.cells[column]), item]);
    // Cases without a value stay at the end, whichever way the others run.
    keyed.sort(([a], [b]) => (a === "" || b === "" ? (a === "") - (b === "") : sign * collator.compare(a, b)));
    return keyed.map(([, item]) => item);
  }

  function show(upTo) {
    body.replaceChildren(...found.slice(0, upTo).map((item) => item.row));
    more.hidden = upTo >= found.length;
    const shown = upTo < found.length ? ` (${german.format(upTo)} gezeigt)` : "";
    const count = `${german.format(found.length)} von ${german.format(total)} Fällen${shown}`;
    document.getElementById("anzahl").textContent = count;
  }

  function update() {
    const words = folded(state.suche || "").split(/\s+/).filter(Boolean);
    found = sorted(cases.filter((item) => matches(item, words)));
    for (const header of headers) {
      if (header.dataset.key === state.sortiert) {
        header.setAttribute("aria-sort", state.richtung === "ab" ? "descending" : "ascending");
      } else {
        header.removeAttribute("aria-sort");
      }
    }
    show(CHUNK);
  }

  function change(changes) {
    state = { ...state, ...changes };
    writeAddress();
    update();
  }

  for (const header of headers.filter((header) => header.dataset.key)) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener("click", () => {
      const again = state.sortiert === header.dataset.key;
      change({ sortiert: header.dataset.key, richtung: again && state.richtung !== "ab" ? "ab" : "auf" });
    });
  }

  form.addEventListener("input", (event) => change({ [event.target.name]: event.target.value }));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => change({ suche: "", jahr: "", art: "", thema: "", status: "" })));
  more.addEventListener("click", () => {
    const before = body.rows.length;
    show(before + CHUNK);
    body.rows[before]?.querySelector("a")?.focus();
  });
  addEventListener("hashchange", () => {
    if (location.hash === "#inhalt") return;
    readAddress();
    update();
  });

  readAddress();
  update();
  table.classList.add("ready");
})();
