// The short form for a new case, the long one on demand. Which fields are short says kurz.css.

const SHORT = 'Nur das Nötige zeigen';
const LONG = 'Alle Felder zeigen';

const isNew = () => /^#\/collections\/[^/]+\/new/.test(window.location.hash);

/** The button and what it does; `showAll` opens every field, for a rule that asks for a hidden one. */
export const view = () => {
  const button = document.getElementById('ansicht');
  let isShort = true;

  const update = () => {
    document.body.classList.toggle('kurz', isNew() && isShort);
    button.hidden = !isNew();
    button.textContent = isShort ? LONG : SHORT;
  };
  const set = (value) => {
    isShort = value;
    update();
  };
  button.addEventListener('click', () => set(!isShort));
  window.addEventListener('hashchange', () => set(true));
  update();
  return { showAll: () => set(false) };
};
