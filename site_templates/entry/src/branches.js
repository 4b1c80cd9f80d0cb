// Where every case waits on a branch of its own, Sveltia CMS looks at neither main nor other branches before it saves:
// two clerks would take one number, or one would write over the other. So the form looks itself.

import { seen, taken } from './numbers.js';
import { placesOf } from './places.js';

const CASE_BRANCH = /(?:^|\/)([0-9]{4}-[0-9]{4,6})$/;

const CHANGED = 'Diesen Fall hat inzwischen jemand anders geändert; vielleicht ist die Änderung noch nicht übernommen. ' +
  'Es wurde nichts überschrieben. Laden Sie die Seite neu und tragen Sie Ihre Änderung noch einmal ein.';

/** Nothing to look at: the forge itself refuses what has changed meanwhile. */
const NONE = { start() {}, look() {}, read() {}, open() {}, faults: async () => [], async saved() {} };

/** What others do while this window is open; `ask(address, accept)` gets an answer of the forge. */
export const openCases = (backend, ask) => {
  const forge = placesOf(backend);
  if (!forge.branches) {
    return NONE;
  }
  const texts = new Map();
  const opened = new Map();
  let known;

  const everyBranch = async () => {
    const found = [];
    for (let page = 1; ; page += 1) {
      const some = await (await ask(forge.branches(page))).json();
      found.push(...some);
      if (some.length < forge.together) {
        return found;
      }
    }
  };

  const list = async () => {
    const found = new Map();
    for (const each of await everyBranch()) {
      const { name, commit } = forge.branch(each);
      const number = CASE_BRANCH.exec(name)?.[1];
      if (number) {
        seen(number);
        found.set(number, `${found.get(number) ?? ''} ${name} ${commit}`);
      }
    }
    return found;
  };

  // Sveltia CMS reads a file without the blanks at its ends.
  const hasMoved = async (number, path) => {
    const now = await (await ask(forge.file(path), forge.raw)).text();
    return now.trim() !== opened.get(number)?.trim();
  };

  return {
    /** What the window is about to load. */
    start() {
      known = list();
      known.catch(() => {});
    },

    /** A new case is begun: which numbers are taken by now. */
    look() {
      known?.then(list).catch(() => {});
    },

    /** The text of a case as this window has read it, and that it is opened with this text. */
    read(number, text) {
      texts.set(number, text);
    },
    open(number) {
      opened.set(number, texts.get(number));
    },

    /** Why a case must not be saved now. */
    async faults({ number, path, isNew }) {
      if (!known) {
        return []; // a local copy: nobody has signed in
      }
      const [before, now] = [await known.catch(() => new Map()), await list()];
      if (isNew) {
        return now.has(number) ? [taken(number)] : [];
      }
      const isOthers = now.has(number) ? now.get(number) !== before.get(number) : await hasMoved(number, path);
      return isOthers ? [CHANGED] : [];
    },

    /** A save of this window is no surprise to it. */
    async saved(number) {
      if (!known) {
        return;
      }
      const [before, now] = [await known.catch(() => new Map()), await list().catch(() => new Map())];
      before.set(number, now.get(number));
      known = Promise.resolve(before);
    },
  };
};
