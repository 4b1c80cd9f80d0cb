import CMS from '@sveltia/cms';

import { openCases } from './branches.js';
import { daysAt } from './dates.js';
import { keepNoSavedDraft } from './drafts.js';
import { forgeAt } from './forge.js';
import { changeAtOnce, drawEveryField, saveByKey } from './keyboard.js';
import { lostSaves } from './lost.js';
import { say } from './notices.js';
import { numberField } from './number-field.js';
import { saving } from './saving.js';
import { label } from './shape.js';
import { view } from './view.js';

const FAILED = 'Das Formular konnte nicht geladen werden. Laden Sie die Seite neu. Hilft das nicht, nehmen Sie die ' +
  'Vorlage auf der Startseite und geben Sie Ihrer IT Bescheid.';

const NO_FOLDERS = 'Mit diesem Browser können Sie nicht in einem Ordner auf Ihrem Rechner arbeiten; das können Chrome und ' +
  'Edge. Melden Sie sich an, oder schreiben Sie den Fall ohne Formular:';

/** On somebody's own machine the form can write into a folder, in browsers that let it. */
const sayWhereNoFolders = () => {
  const isOwnMachine = ['127.0.0.1', 'localhost'].includes(window.location.hostname);
  if (isOwnMachine && !('showDirectoryPicker' in window)) {
    say(NO_FOLDERS, { href: 'index.html#ohne', textContent: 'zur Vorlage' });
  }
};

/** A calendar day as the clerk's clock shows it; the frozen day where the register has one. */
const dayOf = (settings) => () => settings.today ?? new Intl.DateTimeFormat('sv-SE').format(new Date());

/** The form speaks German whatever the browser speaks; who chooses another language in the settings keeps it. */
const speakGermanFirst = () => {
  const key = 'sveltia-cms.prefs';
  if (!localStorage.getItem(key)) {
    localStorage.setItem(key, JSON.stringify({ locale: 'de' }));
  }
};

const start = async () => {
  speakGermanFirst();
  changeAtOnce();
  drawEveryField();
  const forgetDraft = keepNoSavedDraft();
  const response = await fetch('formular.json');
  if (!response.ok) {
    throw new Error(`formular.json: ${response.status}`);
  }
  const { config, rules } = await response.json();
  const today = dayOf(rules);
  const forge = forgeAt(new URL(config.backend.api_root).origin);
  const cases = openCases(config.backend, forge.ask);
  const lost = lostSaves(config.backend, forge.ask);
  const work = saving(rules, { today, say, forgetDraft, cases, lost, showAll: view().showAll });
  window.fetch = forge.fetch(work, cases.start);
  saveByKey(daysAt((path) => label(rules.schema, path), say));
  CMS.registerCustomFormat('fall', 'yaml', { fromFile: work.fromFile, toFile: work.toFile });
  CMS.registerEventListener({ name: 'preSave', handler: work.preSave });
  CMS.registerEventListener({ name: 'postSave', handler: work.postSave });
  CMS.registerFieldType('aktenzeichen', numberField(today, cases, lost));
  await CMS.init({ config });
  sayWhereNoFolders();
};

start().catch((error) => {
  console.error(error);
  say(FAILED);
});
