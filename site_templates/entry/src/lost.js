// A save whose answer got lost: whether it arrived can only be asked afterwards, and saved again it would be two cases.

import { seen } from './numbers.js';
import { placesOf } from './places.js';

const arrived = (number) =>
  `Die Verbindung riss ab, als der Fall ${number} schon gespeichert war. Speichern Sie ihn nicht noch einmal, sonst ` +
  'gibt es ihn zweimal. Schließen Sie dieses Formular. Was noch fehlt, tragen Sie unter „Alle Fälle“ nach.';

const AGAIN = 'Die Verbindung riss beim Speichern ab. Speichern Sie bitte noch einmal.';

/** What this window sent and whether it arrived; `ask(address, accept)` gets an answer of the forge.
 *
 *  On a branch of its own the case only lacks the proposed change, and saving again makes it; elsewhere it is done. */
export const lostSaves = (backend, ask) => {
  const forge = placesOf(backend);
  const branchOf = ({ collection, number }) => (forge.branches ? `cms/${collection}/${number}` : undefined);
  const isThere = async (save) => {
    const answer = await ask(forge.file(save.path, branchOf(save)), forge.raw).catch(() => undefined);
    return (await answer?.text())?.trim() === save.text.trim();
  };
  let sent;
  let unsure;
  let own;
  const tell = ({ number }) => {
    own = number;
    return forge.branches ? AGAIN : arrived(number);
  };
  return {
    /** A case is about to be sent: number, path, collection and text. */
    send(save) {
      sent = save;
      unsure = undefined;
    },

    /** No answer came. */
    lose() {
      unsure = sent;
    },

    /** The form is closed; the next case is another one, with another number. */
    leave() {
      seen(own);
      own = undefined;
      unsure = undefined;
    },

    /** Whether a number is taken by this very case. */
    isOwn: (number) => number === own,

    /** Why this must not be saved again. */
    async faults() {
      const sentence = unsure && (await isThere(unsure)) && tell(unsure);
      return sentence && !forge.branches ? [sentence] : [];
    },

    /** The forge refuses what it has already: a browser sends again by itself when a line breaks. */
    async wasSaved() {
      unsure = (await isThere(sent)) ? sent : undefined;
      return unsure ? tell(sent) : '';
    },
  };
};
