// Between the form and the file: clean, judge, write. A save that nobody judged is refused.

import { cleaner } from './clean.js';
import { refusal } from './notices.js';
import { seen, taken } from './numbers.js';
import { inLabels, judged } from './rules.js';
import { label, restored, shown, tidy } from './shape.js';
import { parsed, written } from './text.js';

const UNJUDGED = 'Die Regeln konnten nicht geladen werden, deshalb wurde nichts gespeichert. ' +
  'Laden Sie die Seite neu; Ihr Entwurf bleibt in diesem Browser erhalten. Hilft das nicht, hilft Ihre IT.';

const OTHER_WINDOW = 'Dieser Fall wurde inzwischen in einem anderen Fenster dieses Browsers gespeichert. Es wurde nichts ' +
  'überschrieben. Laden Sie die Seite neu und tragen Sie Ihre Änderung noch einmal ein.';

/** The custom format and the event listeners for Sveltia CMS. `today` gives a day, `say` shows a sentence,
 *  `showAll` every field, `forgetDraft` drops what is kept of a saved case, `cases` knows what others do,
 *  `lost` what became of a save without an answer. */
export const saving = (settings, { today, say, showAll, forgetDraft, cases, lost }) => {
  const cleaned = cleaner(settings.clean);
  const files = new Map();
  let approved;
  let created;

  // The CMS takes a save from another window of this browser for its own and would write over it.
  const elsewhere = new Set();
  const windows = new BroadcastChannel('casebook-saved');
  windows.onmessage = ({ data }) => {
    elsewhere.add(data);
    files.set(data, {});
    seen(data);
  };

  const finished = (entered) => {
    const { value, places } = cleaned(entered);
    const data = tidy(settings.schema, value);
    return { data: restored(files.get(data.aktenzeichen), data), places };
  };

  const judge = (data, isNew) => {
    const problems = judged(settings, data, today());
    if (problems.length) {
      showAll();
    }
    const sentences = problems.map(({ field, text, hint }) => `${field}: ${inLabels(settings.schema, `${text} ${hint}`)}`);
    if (isNew && files.has(data.aktenzeichen)) {
      sentences.unshift(taken(data.aktenzeichen));
    } else if (elsewhere.has(data.aktenzeichen)) {
      sentences.unshift(OTHER_WINDOW);
    }
    return sentences;
  };

  return {
    fromFile(text) {
      const data = parsed(text);
      files.set(data.aktenzeichen, data);
      seen(data.aktenzeichen);
      cases.read(data.aktenzeichen, text);
      return shown(settings.schema, data);
    },

    toFile(value) {
      const { data, places } = finished(value);
      if (approved?.number !== data.aktenzeichen) {
        throw refusal([UNJUDGED]);
      }
      const { number, path, collection } = approved;
      approved = undefined;
      if (places.length) {
        const names = [...new Set(places.map((path) => label(settings.schema, path)))].join(', ');
        say(`Unsichtbare Zeichen wurden entfernt: ${names}. Sonst hat sich am Text nichts geändert.`);
      }
      const text = written(data, settings.schemaAddress);
      lost.send({ number, path, collection, text });
      return text;
    },

    async preSave({ entry }) {
      const { data } = finished(entry.get('data').toJS());
      const [number, isNew] = [data.aktenzeichen, entry.get('newRecord')];
      const [path, collection] = [entry.get('path'), entry.get('collection')];
      const sentences = await lost.faults();
      if (!sentences.length) {
        sentences.push(...judge(data, isNew));
      }
      if (!sentences.length && !lost.isOwn(number)) {
        sentences.push(...(await cases.faults({ number, isNew, path })));
      }
      if (sentences.length) {
        throw refusal(sentences);
      }
      approved = { number, path, collection };
      created = isNew ? number : undefined;
    },

    /** The forge says that somebody else was faster; the sentence for the clerk. */
    takenBySomebody(number) {
      files.set(number, {});
      seen(number);
      return taken(number);
    },

    /** Whether a case is new here, so that whatever the forge has under its number is somebody else's. */
    isCreated: (number) => number === created && !lost.isOwn(number),
    lose: lost.lose,
    wasSaved: lost.wasSaved,

    async postSave({ entry }) {
      const number = entry.getIn(['data', 'aktenzeichen']);
      files.set(number, {});
      seen(number);
      forgetDraft(number);
      windows.postMessage(number);
      await cases.saved(number);
    },
  };
};
