// The register: filter, sort, and show a part at a time, from the columns in faelle.js. No row exists before it is seen.
(() => {
  "use strict";
  const CHUNK = 100;
  const FACETS = ["jahr", "art", "thema", "status", "zustaendig", "bewertung", "zusage", "kanal", "traeger", "dritte"];
  const SEARCHED = ["art", "thema", "status", "bewertung", "zustaendig", "kanal", "traeger", "dritte"];
  const KNOWN = new Set(["beleg", "suche", ...FACETS, "sortiert", "richtung", "gezeigt"]);
  const LATE = new Set(["versäumt", "überfällig"]);
  const DAY = 86400000;
  const form = document.getElementById("filter");
  const table = document.getElementById("faelle");
  const body = table.tBodies[0];
  const headers = [...table.tHead.rows[0].cells];
  const more = document.getElementById("mehr");
  const note = document.getElementById("beleg");
  const german = new Intl.NumberFormat("de-DE");
  const collator = new Intl.Collator("de", { numeric: true });

  let data, total, texts, numbers;
  let found = [];
  const periods = new Map();

  // The order as long as nobody asks for another: newest first.
  const AS_WRITTEN = { sortiert: "eingang", richtung: "ab" };
  let state = AS_WRITTEN;

  // ä is found as ä and as ae.
  const folded = (text) =>
    text.toLowerCase().replace(/[äöüß]/g, (letter) => ({ ä: "ae", ö: "oe", ü: "ue", ß: "ss" })[letter]);

  const dayText = (day) => {
    const date = new Date(day * DAY);
    return [date.getUTCDate(), date.getUTCMonth() + 1].map((n) => String(n).padStart(2, "0")).join(".") + "." + date.getUTCFullYear();
  };

  // The names of a facet of a case; most have one, some none or several.
  const namesOf = (facet, row) => {
    const place = data.spalten[facet][row];
    if (typeof place === "number") return place < 0 ? [] : [data.namen[facet][place]];
    return place.map((each) => data.namen[facet][each]);
  };

  function searchTexts() {
    const { nummer, kurz } = data.spalten;
    texts ??= nummer.map((number, row) =>
      folded([number, kurz[row], ...SEARCHED.flatMap((facet) => namesOf(facet, row))].join(" ")));
    return texts;
  }

  // --- the address

  function readAddress() {
    const address = [...new URLSearchParams(location.hash.slice(1))].filter(([name]) => KNOWN.has(name));
    state = { ...AS_WRITTEN, ...Object.fromEntries(address) };
    for (const field of form.elements) {
      if (field.name) field.value = state[field.name] || "";
    }
    if ([...document.querySelectorAll("#weitere select")].some((field) => field.value)) {
      document.getElementById("weitere").open = true;
    }
  }

  function writeAddress(typing) {
    const asWritten = state.sortiert === AS_WRITTEN.sortiert && state.richtung === AS_WRITTEN.richtung;
    const given = Object.entries(state).filter(([name, value]) => value && !(asWritten && name in AS_WRITTEN));
    const hash = new URLSearchParams(given).toString().replace(/%2F/g, "/").replace(/%3A/g, ":").replace(/%3D/g, "=");
    // Every choice is a step for the back button; letters of a word are not.
    history[typing ? "replaceState" : "pushState"](null, "", hash ? `#${hash}` : location.pathname + location.search);
  }

  // --- the cases behind a figure

  const positions = (text) => {
    let place = -1;
    return text === "" ? [] : text.split(",").map((step) => (place += step === "" ? 1 : parseInt(step, 36)));
  };

  function rowsOf(period, set) {
    const all = period.rows;
    if (set === "*") return all;
    if (set[0] === ".") return positions(set.slice(1)).map((place) => all[place]);
    const bytes = atob(set);
    return all.filter((_, place) => bytes.charCodeAt(place >> 3) & (1 << (place & 7)));
  }

  // Called by the script of a period.
  globalThis.beleg = (period) => {
    period.rows = positions(period.faelle);
    periods.set(period.zeitraum, period);
    update();
  };

  function fetchPeriod(name) {
    const script = document.createElement("script");
    script.src = `belege/${name}.js`;
    script.addEventListener("error", () => {
      periods.set(name, null);
      update();
    });
    periods.set(name, undefined);
    document.head.append(script);
  }

  function link(address, text) {
    const made = document.createElement("a");
    made.href = address;
    made.textContent = text;
    return made;
  }

  // The rows the figure allows, all of them (null) without one, none while its period is on its way.
  function readEvidence() {
    note.hidden = !state.beleg;
    if (!state.beleg) return null;
    const [, label, rest] = state.beleg.match(/^([\w-]+)\/(.+)$/) || [];
    if (label && !periods.has(label)) fetchPeriod(label);
    const period = periods.get(label);
    if (label && period === undefined) return [];
    const among = rest?.endsWith("/alle");
    const key = among ? rest.slice(0, -5) : rest || "";
    const [, of, entry = ""] = key.match(/^([^:]*)(?::(.*))?$/);
    const figure = period?.zahlen[of]?.[entry];
    if (!figure) {
      note.replaceChildren("Zu dieser Zahl sind keine Fälle verzeichnet. ", link("#", "Alle Fälle zeigen"));
      return [];
    }
    const [counted, all, name, value] = figure;
    const title = entry ? `${period.namen[name]}: ${period.eintraege[entry]}` : period.namen[name];
    const rows = rowsOf(period, period.mengen[among ? all : counted]);
    const others = rowsOf(period, period.mengen[among ? counted : all]);
    showFigure(period, key, { among, title, value, rows, others });
    return rows;
  }

  function showFigure(period, key, figure) {
    const head = document.createElement("p");
    const strong = document.createElement("strong");
    strong.textContent = `${figure.title}, ${period.name}: ${figure.value}`;
    const one = figure.rows.length === 1;
    const which = figure.among ? `unter ${one ? "dem" : "denen"} gezählt wurde` : one ? "der gezählt wurde" : "die gezählt wurden";
    const cases = one ? "Es ist der eine Fall" : `Es sind die ${german.format(figure.rows.length)}`;
    head.append("Gezeigt sind nur die Fälle hinter einer Zahl: ", strong, `. ${cases}, ${which}.`);
    const ways = document.createElement("p");
    ways.className = "evidence__ways";
    ways.append(link(`${period.seite}#${key.split(".")[0]}`, "Zurück zur Zahl"));
    if (figure.others.length && figure.others.length !== figure.rows.length) {
      const address = `#beleg=${period.zeitraum}/${key}${figure.among ? "" : "/alle"}`;
      const text = figure.among ? "Nur die gezählten" : "Alle, unter denen gezählt wurde";
      ways.append(link(address, `${text} (${german.format(figure.others.length)})`));
    }
    ways.append(link("#", "Alle Fälle zeigen"));
    note.replaceChildren(head, ways);
  }

  // --- filter and sort

  function filtered() {
    const words = folded(state.suche || "").split(/\s+/).filter(Boolean);
    const searched = words.length ? searchTexts() : null;
    const wanted = FACETS.filter((facet) => state[facet]).map((facet) => [
      data.spalten[facet], data.namen[facet].indexOf(state[facet]),
    ]);
    const fits = (row) =>
      wanted.every(([column, place]) => {
        const own = column[row];
        return place >= 0 && (own === place || (typeof own === "object" && own.includes(place)));
      }) && (!searched || words.every((word) => searched[row].includes(word)));
    const rows = readEvidence() ?? Array.from({ length: total }, (_, row) => row);
    return rows.filter(fits);
  }

  // Numbers by which a column sorts; text is ranked once by its German order.
  function sortKeys() {
    const { spalten, namen } = data;
    const column = state.sortiert;
    if (column === "eingang" || column === "zugesagt") return spalten[column];
    if (column === "aktenzeichen") return numbers;
    if (!FACETS.includes(column)) return null;
    const order = namen[column].map((_, place) => place);
    order.sort((a, b) => collator.compare(namen[column][a], namen[column][b]));
    const rank = [];
    order.forEach((place, position) => (rank[place] = position + 1));
    return spalten[column].map((place) => rank[typeof place === "number" ? place : place[0]] ?? 0);
  }

  function sorted(rows) {
    const keys = sortKeys() ?? data.spalten.eingang;
    const sign = state.richtung === "ab" ? -1 : 1;
    // Cases without a value stay at the end, whichever way the others run; equal ones newest first.
    return rows.sort((a, b) =>
      (keys[a] === 0) - (keys[b] === 0) || sign * (keys[a] - keys[b]) || numbers[b] - numbers[a]);
  }

  // --- rows

  function element(tag, text, className) {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function rowOf(row) {
    const { nummer, eingang, zugesagt, kurz, schreiben } = data.spalten;
    const name = (facet) => namesOf(facet, row)[0] || "";
    const line = document.createElement("tr");
    const head = element("th");
    head.scope = "row";
    head.append(link(`faelle/${nummer[row]}.html`, nummer[row]));
    const topics = element("td");
    for (const topic of namesOf("thema", row)) topics.append(element("b", topic), " ");
    topics.append(element("p", kurz[row]));
    const promised = element("td", zugesagt[row] ? dayText(zugesagt[row]) : "");
    if (name("zusage")) promised.append(" ", element("em", name("zusage"), LATE.has(name("zusage")) ? "late" : ""));
    const letters = element("td");
    if (schreiben[row]) {
      const way = link(`faelle/${nummer[row]}.html#schreiben`, String(schreiben[row]));
      way.append(element("span", ` Schreiben zu ${nummer[row]}`, "kern-sr-only"));
      letters.append(way);
    }
    line.append(head, element("td", dayText(eingang[row])), element("td", name("art")), topics,
      element("td", name("status")), element("td", name("bewertung")), element("td", name("zustaendig")), promised, letters);
    return line;
  }

  function show(upTo) {
    const rows = document.createDocumentFragment();
    for (const row of found.slice(0, upTo)) rows.append(rowOf(row));
    body.replaceChildren(rows);
    more.hidden = upTo >= found.length;
    const shown = upTo < found.length ? ` (${german.format(upTo)} gezeigt)` : "";
    document.getElementById("anzahl").textContent = `${german.format(found.length)} von ${german.format(total)} Fällen${shown}`;
  }

  function update() {
    if (!data) return;
    found = sorted(filtered());
    for (const header of headers) {
      if (header.dataset.key === state.sortiert) {
        header.setAttribute("aria-sort", state.richtung === "ab" ? "descending" : "ascending");
      } else {
        header.removeAttribute("aria-sort");
      }
    }
    show(Number(state.gezeigt) || CHUNK);
  }

  function change(changes, typing) {
    state = { ...state, gezeigt: "", ...changes };
    writeAddress(typing);
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

  form.addEventListener("input", (event) => change({ [event.target.name]: event.target.value }, event.target.id === "suche"));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => change(Object.fromEntries(["suche", ...FACETS].map((name) => [name, ""])))));
  more.addEventListener("click", () => {
    const before = body.rows.length;
    change({ gezeigt: String(before + CHUNK) }, true);
    body.rows[before]?.querySelector("a")?.focus();
  });
  const isAnchor = () => location.hash === "#inhalt" || location.hash === "#stand";
  addEventListener("hashchange", () => {
    if (isAnchor()) return;
    readAddress();
    update();
  });

  // Called by faelle.js.
  globalThis.faelle = (register) => {
    data = register;
    total = data.spalten.nummer.length;
    numbers = data.spalten.nummer.map((number) => Number(number.slice(0, 4)) * 1e6 + Number(number.slice(5)));
    if (!isAnchor()) readAddress();
    update();
    table.classList.add("ready");
  };
})();
