// What the theme leaves out for keyboards and screen readers. Stores nothing and asks no other host.
(() => {
  "use strict";

  const WORDS = {
    de: {
      menu: "Menü",
      search: "Suche öffnen",
      dialog: "Suche",
      section: "Unterseiten",
      table: "Tabelle, seitlich verschiebbar",
    },
    en: { menu: "Menu", search: "Open search", dialog: "Search", section: "Pages", table: "Table, scrolls sideways" },
    tr: { menu: "Menü", search: "Aramayı aç", dialog: "Arama", section: "Sayfalar", table: "Tablo, yana kaydırılır" },
    ar: { menu: "القائمة", search: "افتح البحث", dialog: "البحث", section: "صفحات", table: "جدول يتحرك جانبيًا" },
    uk: { menu: "Меню", search: "Відкрити пошук", dialog: "Пошук", section: "Сторінки", table: "Таблиця, гортається вбік" },
    ru: { menu: "Меню", search: "Открыть поиск", dialog: "Поиск", section: "Страницы", table: "Таблица, прокручивается вбок" },
  };
  const words = WORDS[document.documentElement.lang.split("-")[0]] || WORDS.de;
  // The theme's own widths: below these, menu and search are folded away.
  const narrow = matchMedia("(max-width: 76.1875em)");
  const hidesSearch = matchMedia("(max-width: 59.9375em)");

  // Menu and search open by <label>s on small screens, which no keyboard reaches.
  function openByButton(box, name) {
    const label = document.querySelector(`label.md-header__button[for=${box.id}]`);
    if (!label) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = `${label.className} opener opener-${box.id.slice(2)}`;
    button.innerHTML = label.innerHTML;
    button.setAttribute("aria-label", name);
    const tell = () => button.setAttribute("aria-expanded", String(box.checked));
    button.addEventListener("click", () => box.click());
    box.addEventListener("change", tell);
    tell();
    label.replaceWith(button);
  }

  // A closed menu must not take the focus; Escape closes an open one.
  function guardMenu(drawer) {
    const menu = document.querySelector(".md-sidebar--primary");
    const guard = () => { if (menu) menu.inert = narrow.matches && !drawer.checked; };
    drawer.addEventListener("change", guard);
    narrow.addEventListener("change", guard);
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !drawer.checked) return;
      drawer.click();
      document.querySelector(".opener-drawer")?.focus();
    });
    guard();
  }

  // Sections of the menu open and close by <label>s as well; on wide screens these are plain headings.
  function openSections() {
    for (const label of document.querySelectorAll("label:is(.md-nav__link, .md-nav__title)[for^=__nav_]")) {
      const box = document.getElementById(label.htmlFor);
      const opener = document.createElement("span");
      for (const { name, value } of label.attributes) opener.setAttribute(name, value);
      opener.append(...label.childNodes);
      if (!opener.textContent.trim()) {
        opener.setAttribute("aria-label", `${words.section}: ${label.parentElement.textContent.trim()}`);
      }
      label.replaceWith(opener);
      // Inside a section with a page of its own the arrow folds on wide screens too.
      const folds = () => narrow.matches || opener.parentElement.matches(".md-nav__container");
      const tell = () => {
        if (folds()) {
          opener.tabIndex = 0;
          opener.setAttribute("role", "button");
          opener.setAttribute("aria-expanded", String(box.checked));
        } else {
          for (const name of ["tabindex", "role", "aria-expanded"]) opener.removeAttribute(name);
        }
      };
      opener.addEventListener("click", () => { if (folds()) box.click(); });
      opener.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        opener.click();
      });
      box.addEventListener("change", tell);
      narrow.addEventListener("change", tell);
      tell();
    }
  }

  // The folded search must not take the focus either.
  function guardSearch(search) {
    document.querySelector(".md-search")?.setAttribute("aria-label", words.dialog);
    const results = document.querySelector(".md-search__scrollwrap");
    const input = document.querySelector(".md-search__input");
    if (!results || !input) return;
    const guard = () => {
      results.tabIndex = search.checked ? 0 : -1;
      input.tabIndex = search.checked || !hidesSearch.matches ? 0 : -1;
    };
    search.addEventListener("change", guard);
    hidesSearch.addEventListener("change", guard);
    guard();
  }

  // Whatever scrolls sideways is reached by Tab and has a name, as long as it does scroll.
  function nameScrollers() {
    for (const area of document.querySelectorAll(".md-typeset__scrollwrap, [data-scroll]")) {
      const scrolls = area.scrollWidth > area.clientWidth;
      if (scrolls) {
        area.tabIndex = 0;
        area.setAttribute("role", "region");
        area.setAttribute("aria-label", area.dataset.scroll || words.table);
      } else {
        for (const name of ["tabindex", "role", "aria-label"]) area.removeAttribute(name);
      }
    }
  }

  const drawer = document.getElementById("__drawer");
  const search = document.getElementById("__search");
  openByButton(drawer, words.menu);
  openByButton(search, words.search);
  guardMenu(drawer);
  guardSearch(search);
  openSections();
  nameScrollers();
  // The theme wraps wide tables only after it has started.
  addEventListener("load", () => setTimeout(nameScrollers, 300));
  addEventListener("resize", nameScrollers);
})();
