// An address that names folded details opens them.
const openNamed = () => {
  const named = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (named instanceof HTMLDetailsElement) named.open = true;
};
addEventListener("hashchange", openNamed);
openNamed();
