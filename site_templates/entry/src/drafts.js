// Copies of drafts that Sveltia CMS keeps in this browser. It writes one half a second after the last key, and that may
// be after the save: then the next new case would be offered the words of the last one, to be saved a second time.

const STORE = 'draft-backups';
const LATE = 3000;

/** Keeps no copy of a draft that has just been saved; returns what to call with the number of a saved case. */
export const keepNoSavedDraft = () => {
  const saved = new Map();
  const isSaved = (number) => performance.now() - saved.get(number) < LATE;
  const numberOf = ({ currentValues }) => Object.values(currentValues)[0]?.aktenzeichen;
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (value, ...key) {
    if (this.name === STORE && isSaved(numberOf(value))) {
      return this.delete([value.collectionName, value.slug]);
    }
    return put.call(this, value, ...key);
  };
  return (number) => saved.set(number, performance.now());
};
