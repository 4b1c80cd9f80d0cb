// The rules that can run in a browser: first the shape of every value, then the table that `casebook` wrote.

import { label, nodeAt, resolved } from './shape.js';

const DAY = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const german = (value) => {
  const day = typeof value === 'string' && DAY.exec(value);
  return day ? `${day[3]}.${day[2]}.${day[1]}` : value;
};
const isDay = (value) => {
  const [, year, month, day] = DAY.exec(value).map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};
const has = (value) =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && !value.length);
const below = (value, path) => path.reduce((at, step) => at?.[step], value);

// --- the shape

function* shapeOf(schema, value, node, path, form) {
  const at = resolved(schema, node);
  if (at.type === 'object') {
    yield* objectFaults(schema, value, at, path, form);
  } else if (at.type === 'array') {
    yield* listFaults(schema, value, at, path, form);
  } else {
    yield* scalarFaults(value, at, path, form);
  }
}

function* objectFaults(schema, value, node, path, form) {
  for (const name of node.required ?? []) {
    if (!has(value[name])) {
      yield { id: 'feld-fehlt', path: [...path, name], found: name };
    }
  }
  for (const [name, item] of Object.entries(value)) {
    if (node.properties[name]) {
      yield* shapeOf(schema, item, node.properties[name], [...path, name], form);
    }
  }
}

const entries = (count) => ({ 0: 'keinen Eintrag', 1: 'einen Eintrag' })[count] ?? `${count} Einträge`;

function* listFaults(schema, value, node, path, form) {
  if (value.length > (node.maxItems ?? Infinity)) {
    yield { id: 'liste-laenge', path, found: entries(value.length), expected: `höchstens ${node.maxItems}` };
  }
  for (const [index, item] of value.entries()) {
    yield* shapeOf(schema, item, node.items, [...path, index], form);
  }
}

function* scalarFaults(value, node, path, form) {
  const allowed = node.anyOf?.flatMap((each) => each.enum ?? [each.const]) ?? node.enum;
  if (node['x-liste']) {
    yield* entryFaults(value, node['x-liste'], path, form);
  } else if (allowed && !allowed.includes(value)) {
    yield { id: 'wert-unbekannt', path, found: value };
  } else if (node.format === 'date' && !DAY.test(value)) {
    yield { id: 'datum-form', path, found: value, expected: 'Jahr-Monat-Tag, zum Beispiel 2026-03-04' };
  } else if (node.format === 'date' && !isDay(value)) {
    yield { id: 'datum-unmoeglich', path, found: value, expected: 'ein Tag, den es im Kalender gibt' };
  } else if (node.maxLength && [...String(value)].length > node.maxLength) {
    const found = String([...value].length);
    yield { id: 'text-zu-lang', path, found, expected: `höchstens ${node.maxLength}` };
  } else if (node.pattern && !new RegExp(node.pattern, 'u').test(value)) {
    yield { id: form.patternIds[node.pattern] ?? 'feld-form', path, found: value, expected: form.forms[node.pattern] ?? '' };
  } else if (node.minimum !== undefined && (value < node.minimum || value > node.maximum)) {
    yield { id: 'zahl-bereich', path, found: String(value), expected: `${node.minimum} bis ${node.maximum}` };
  }
}

/** The day by which a value is judged: of its event in the log, else of the receipt. */
const ownDay = (form, path) => (path[0] === 'verlauf' ? form.case.verlauf[path[1]].datum : form.case.eingang?.datum);

function* entryFaults(value, list, path, form) {
  const entry = form.lists[list][value];
  if (!entry) {
    const isImported = value === 'unbekannt' && form.case.herkunft;
    const id = value === 'unbekannt' ? 'unbekannt-ohne-herkunft' : 'wert-nicht-im-vokabular';
    if (!isImported) {
      yield { id, path, found: value };
    }
    return;
  }
  const [from, until] = entry;
  const day = ownDay(form, path);
  if ((from && day < from) || (until && day > until)) {
    const span = [from && `gültig ab ${german(from)}`, until && `gültig bis ${german(until)}`];
    yield { id: 'wert-ausser-dienst', path, found: value, expected: span.filter(Boolean).join(', ') };
  }
}

// --- the table

class Row {
  constructor(form, row, list, index) {
    Object.assign(this, { form, row, list, index });
  }

  get item() {
    return this.index === undefined ? undefined : below(this.form.case, this.list)[this.index];
  }

  value(operand) {
    if (Array.isArray(operand)) {
      return this.computed(operand);
    }
    if (typeof operand !== 'string') {
      return operand;
    }
    const path = operand.slice(1).split('.').filter(Boolean);
    if (operand.startsWith('.')) return below(this.form.case, path);
    if (operand.startsWith('@')) return below(this.item, path);
    if (operand.startsWith('^')) return this.index ? below(below(this.form.case, this.list)[this.index - 1], path) : undefined;
    return operand === '$today' ? this.form.today : operand;
  }

  computed([operator, ...operands]) {
    const [first, second, third] = operands;
    switch (operator) {
      case 'year':
        return this.value(first)?.slice(0, 4);
      case 'on':
        return `am ${german(this.value(first))}`;
      case 'or':
        return has(this.value(first)) ? this.value(first) : this.value(second);
      case 'match':
        return new RegExp(second, 'iu').exec(this.value(first))?.[0];
      case 'missing':
        return second
          .filter((names) => !names.split('|').some((name) => has(this.value(`${first}${first.length > 1 ? '.' : ''}${name}`))))
          .map((names) => names.replace('|', ' oder '))
          .join(', ');
      case 'handed': {
        const day = german(this.value(first)) ?? 'kein Tag';
        return has(this.value(second)) ? day : `${day}, keine Stelle`;
      }
      case 'last': {
        const list = this.value(first) ?? [];
        const at = list.findLastIndex((_, index) => new Row(this.form, this.row, first.slice(1).split('.'), index).holds(second));
        return list[at]?.[third];
      }
      default:
        throw new Error(`unknown value ${operator}`);
    }
  }

  holds([operator, first, second]) {
    const operands = [first, second];
    switch (operator) {
      case 'and':
        return this.all(arguments[0].slice(1));
      case 'or':
        return arguments[0].slice(1).some((condition) => this.holds(condition));
      case 'not':
        return !this.holds(first);
      case 'has':
        return has(this.value(first));
      case '=':
        return this.value(first) === this.value(second);
      case 'in':
        return second.includes(this.value(first));
      case '<': {
        const [one, other] = operands.map((operand) => this.value(operand));
        return has(one) && has(other) && one < other;
      }
      case '~':
        return new RegExp(second, 'iu').test(this.value(first) ?? '');
      case 'some':
        return (this.value(first) ?? []).some((_, index) =>
          new Row(this.form, this.row, first.slice(1).split('.'), index).holds(second));
      default:
        throw new Error(`unknown condition ${operator}`);
    }
  }

  all(conditions) {
    return conditions.every((condition) => this.holds(condition));
  }

  problem() {
    const { id, at, found = '', expected = '' } = this.row;
    const path = at.slice(1).split('.').filter(Boolean);
    return {
      id,
      path: at.startsWith('@') ? [...this.list, this.index, ...path] : path,
      found: german(this.value(found)),
      expected: german(this.value(expected)),
    };
  }
}

const rowsOf = (form, row) => {
  if (!row.each) {
    return [new Row(form, row)];
  }
  const list = row.each.slice(1).split('.');
  return (below(form.case, list) ?? []).map((_, index) => new Row(form, row, list, index));
};

const once = (problems) => {
  const seen = new Set();
  return problems.filter(({ id, path }) => {
    const key = `${id} ${path.join('.')}`;
    return !seen.has(key) && seen.add(key);
  });
};

/** Every problem of a tidy case, with its German sentence; shape first, and alone while it speaks. */
export const judged = (settings, data, today) => {
  const form = { ...settings, case: data, today };
  const shape = [...shapeOf(settings.schema, data, settings.schema, [], form)];
  if (shape.length) {
    return once(shape).map((problem) => worded(settings, problem));
  }
  const excused = new Set((data.ausnahmen ?? []).map(({ regel }) => regel).filter((id) => settings.excusable.includes(id)));
  const spoken = settings.rows
    .flatMap((row) => rowsOf(form, row))
    .filter((row) => !excused.has(row.row.id) && row.holds(row.row.when))
    .map((row) => row.problem());
  return once(spoken).map((problem) => worded(settings, problem));
};

/** A sentence of the check as the form says it: names of fields as they stand above them, not as in the file. */
export const inLabels = (schema, sentence) => {
  const nodes = [schema, ...Object.values(schema.$defs)];
  const titles = Object.assign({}, ...nodes.map((node) => node.properties));
  const named = (name) => titles[name]?.title;
  const quoted = (name) => (named(name) ? `„${named(name)}“` : name);
  return sentence
    .replace(/(?<=fehlt: )[a-z_]+(?:(?:, | oder )[a-z_]+)*/g, (names) => names.replace(/[a-z_]+/g, quoted))
    .replace(/„([a-z_]+)“/g, (whole, name) => (named(name) ? `„${named(name)}“` : whole))
    .replace(/\b[a-z]+(?:_[a-z]+)+\b/g, quoted);
};

/** A problem with field, sentence and remedy in words. */
export const worded = (settings, problem) => {
  const { id, path, found = '', expected = '' } = problem;
  const field = label(settings.schema, path);
  const fill = (text) =>
    text.replace(/\{(feld|gefunden|erwartet)\}/g, (_, name) => ({ feld: field, gefunden: found, erwartet: expected })[name]);
  const { text, hint, page } = settings.messages[id];
  return { id, path, field, text: fill(text), hint: fill(hint), page, isKnown: !!nodeAt(settings.schema, path) };
};
