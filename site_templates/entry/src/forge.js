// What a forge answers when it refuses, in words a clerk can use. Everything else passes through unchanged.

import { refusal } from './notices.js';

const SENTENCES = [
  [401, /./s, 'Ihre Anmeldung ist abgelaufen. Melden Sie sich in einem zweiten Fenster neu an und speichern Sie dann noch einmal. Ihr Entwurf bleibt hier stehen.'],
  [403, /^(?!.*pre-receive).*$/s, 'Sie dürfen in diesem Register nicht speichern. Bitten Sie die Leitung um das Recht zum Schreiben.'],
  [0, /already exists/i, 'Diese Nummer hat eben jemand anders vergeben. Laden Sie die Seite neu; das Formular nennt dann die nächste freie Nummer, und Ihr Entwurf bleibt erhalten.'],
  [0, /sha does not match|does not match|expectedHeadOid|expected branch to point|has been changed|stale/i, 'Der Fall wurde inzwischen an anderer Stelle geändert. Es wurde nichts überschrieben. Öffnen Sie ihn neu und tragen Sie Ihre Änderung noch einmal ein.'],
];
const OFFLINE = 'Die Verbindung zur Forge ist unterbrochen. Es wurde nichts gespeichert, Ihr Entwurf bleibt hier stehen. Versuchen Sie es gleich noch einmal.';

const message = (body) => body?.message ?? body?.error ?? body?.errors?.map?.((each) => each.message ?? each).join(', ') ?? '';

/** The lines our hook wrote, without what Git and the forge put around them. */
const fromHook = (text) => {
  const marked = text.split('\n').filter((line) => line.includes('remote:'));
  const lines = marked.length ? marked.map((line) => line.replace(/^.*?remote: ?/, '')) : text.split('\n');
  const first = lines.findIndex((line) => /^ *(?:Fehler|Hinweis): /.test(line));
  return first < 0 ? '' : lines.slice(Math.max(first - 1, 0)).join('\n').trim();
};

/** A number that somebody else has just taken, with the next one; nothing where the forge names no file. */
const numberTaken = (text, taken) => {
  const number = /already exists/i.test(text) && /([0-9]{4}-[0-9]{4,6})\.yaml/.exec(text)?.[1];
  return number ? taken(number) : '';
};

export const inGerman = (status, text, taken) =>
  fromHook(text) || numberTaken(text, taken) || (SENTENCES.find(([code, pattern]) => (!code || code === status) && pattern.test(text || ' '))?.[2] ?? text);

/** The sentence for a refused save; one that the forge refuses because it has it already is none. */
const inWords = async (status, text, saving) =>
  (/already exists|does not match|expected branch/i.test(text) && (await saving.wasSaved())) ||
  inGerman(status, text, saving.takenBySomebody);

const answer = (status, body) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });

const NUMBERED = /\/([0-9]{4}-[0-9]{4,6})"/;

/** That the branch of a case is there already, Sveltia CMS takes as a reason to go on: it deletes it, or writes over what
 *  is there. Where the case is new, that is the case of somebody else. */
const guardBranch = (asked, text, saving) => {
  const number = NUMBERED.exec(asked)?.[1];
  if (/"start_branch"|createRef\(/.test(asked) && saving.isCreated(number) && /already exists/.test(text)) {
    throw new TypeError(saving.takenBySomebody(number));
  }
};

/** GraphQL refuses with an answer that is no refusal. */
const graphQL = async (asked, response, saving) => {
  const body = await response.clone().json();
  if (!body.errors) {
    return response;
  }
  const text = message(body);
  if (!asked.includes('createRef(')) {
    return answer(200, { ...body, errors: [{ message: await inWords(200, text, saving) }] });
  }
  guardBranch(asked, text, saving);
  return response;
};

/** Answers of the forge to the form's own questions, with the sign-in of Sveltia CMS. */
const asking = (fetched, signIn) => async (address, accept = 'application/json') => {
  const headers = { Accept: accept, Authorization: signIn() };
  const response = await fetched(address, { headers, cache: 'no-store' }).catch(() => undefined);
  if (!response?.ok) {
    throw refusal([(response && inGerman(response.status, '')) || OFFLINE]);
  }
  return response;
};

/** Talks to the forge: `ask` for the form's own questions, `fetch` for Sveltia CMS. */
export const forgeAt = (origin, original = window.fetch.bind(window)) => {
  let signIn;
  return {
    ask: asking(original, () => signIn),

    /** Every refused request carries a German sentence; `saving` knows numbers, `onSignIn` is told of each sign-in. */
    fetch: (saving, onSignIn) => async (input, init) => {
      const address = new URL(input instanceof Request ? input.url : input, window.location.href);
      if (address.origin !== origin) {
        return original(input, init);
      }
      const current = new Headers(init?.headers).get('Authorization');
      if (current && current !== signIn) {
        signIn = current;
        onSignIn();
      }
      let response;
      try {
        response = await original(input, init);
      } catch (error) {
        if (init?.method !== 'POST' && init?.method !== 'PUT') {
          throw error;
        }
        saving.lose();
        throw new TypeError(OFFLINE, { cause: error });
      }
      if (response.ok) {
        return address.pathname.endsWith('/graphql') ? graphQL(init.body, response, saving) : response;
      }
      const body = await response.clone().json().catch(() => undefined);
      if (!body) {
        return response;
      }
      const text = await inWords(response.status, message(body), saving);
      guardBranch(init?.body, message(body), saving);
      return answer(response.status, { ...body, errors: undefined, error: undefined, message: text });
    },
  };
};
