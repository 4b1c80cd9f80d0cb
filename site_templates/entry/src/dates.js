// A browser hands on nothing of a day that does not exist: 31.02. would be saved as no day at all, without a word.

const IMPOSSIBLE = 'Dieser Tag ist unvollständig oder steht nicht im Kalender. Es wurde nichts gespeichert. ' +
  'Schreiben Sie Tag, Monat und Jahr neu, oder leeren Sie das Feld.';

const pathOf = (input) =>
  input.closest('[data-key-path]').dataset.keyPath.split('.').map((step) => (/^[0-9]+$/.test(step) ? Number(step) : step));

/** Whether a date field holds what is no day; then it has the focus and `say` has shown the sentence. `nameOf` gives the
 *  name of a field. */
export const daysAt = (nameOf, say) => () => {
  const inputs = [...document.querySelectorAll('.content-editor input[type=date]')];
  const wrong = inputs.find(({ validity }) => validity.badInput);
  if (wrong) {
    say(`${nameOf(pathOf(wrong))}: ${IMPOSSIBLE}`);
    wrong.focus();
  }
  return !!wrong;
};
