// Runs before the page is drawn: the list stays hidden until cases.js shows a part of it.
document.documentElement.classList.add("script");
