// Copies of drafts that Sveltia CMS keeps in this browser. It writes one half a second after the last key, and that may
// be after the save: then the next new case would be offered the words of the last one, to be saved a second time.

const STORE = 'draft-backups';
const LATE = 3000;

/** Keeps no copy of a draft that has been saved; returns what to call with the number of a saved case.
 *
 *  What is begun as new and has a number that is saved is over for good; a known case may be carried on a while later. */
export const keepNoSavedDraft = () => {
  const saved = new Map();
  const copies = new Map();
  const numberOf = ({ currentValues }) => Object.values(currentValues)[0]?.aktenzeichen;
  const isOver = (number, slug) => saved.has(number) && (!slug || performance.now() - saved.get(number) < LATE);
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (value, ...key) {
    if (this.name !== STORE) {
      return put.call(this, value, ...key);
    }
    const [number, place] = [numberOf(value), [value.collectionName, value.slug]];
    if (isOver(number, value.slug)) {
      return this.delete(place);
    }
    copies.set(number, { database: this.transaction.db, place });
    return put.call(this, value, ...key);
  };
  return (number) => {
    saved.set(number, performance.now());
    const copy = copies.get(number);
    copy?.database.transaction(STORE, 'readwrite').objectStore(STORE).delete(copy.place);
  };
};
