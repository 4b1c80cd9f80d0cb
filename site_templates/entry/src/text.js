// The text of a case file, byte for byte as `casebook` writes it (casefile.py), and such a text read back.

import { isScalar, parseDocument, visit } from 'yaml';

const STEP = '  ';
const NEVER_PLAIN = '\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ud800-\\udfff\\ufeff\\ufffe\\uffff';
const LETTER = '[\\p{L}\\p{Nl}\\p{No}]';
const PLAIN = new RegExp(
  `^(?:(?:${LETTER}|[(§„‚»€–]|[0-9]+ ${LETTER})(?:[^${NEVER_PLAIN}:#]|:(?=\\S)|(?<=\\S)#)*(?<!\\s)` +
    '|[0-9]{4}-(?:[0-9]{2}-[0-9]{2}|[0-9]{4,6}))$',
  'u',
);
const WORDS = new Set(['null', 'true', 'false', 'y', 'n', 'yes', 'no', 'on', 'off']);
const ESCAPED = new RegExp(`[${NEVER_PLAIN}"\\\\]`, 'gu');
const NOT_LITERAL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]/u;
const SHORT = { '\n': '\\n', '\t': '\\t', '\r': '\\r', '"': '\\"', '\\': '\\\\' };

const quoted = (text) => {
  const hex = (character) => character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0');
  return `"${text.replace(ESCAPED, (character) => SHORT[character] ?? `\\u${hex(character)}`)}"`;
};

const mayBeLiteral = (text) => {
  const lines = text.split('\n');
  const body = lines.at(-1) === '' ? lines.slice(0, -1) : lines;
  if (lines.length < 2 || NOT_LITERAL.test(text) || !body.length || !body[0] || !body.at(-1)) {
    return false;
  }
  return !/^\s/u.test(body[0]) && body.every((line) => !line || !/\s$/u.test(line));
};

const literal = (text, indent) => {
  const [head, body] = text.endsWith('\n') ? ['|', text.slice(0, -1)] : ['|-', text];
  return [head, ...body.split('\n').map((line) => (line ? indent + line : ''))].join('\n');
};

const scalar = (value, indent) => {
  if (typeof value !== 'string') {
    return String(value);
  }
  if (PLAIN.test(value) && !WORDS.has(value.toLowerCase())) {
    return value;
  }
  return mayBeLiteral(value) ? literal(value, indent + STEP) : quoted(value);
};

const block = (data, indent) =>
  Object.entries(data).flatMap(([name, value]) => {
    if (Array.isArray(value)) {
      return value.length ? [`${indent}${name}:`, ...items(value, indent + STEP)] : [];
    }
    if (value && typeof value === 'object') {
      const lines = block(value, indent + STEP);
      return lines.length ? [`${indent}${name}:`, ...lines] : [];
    }
    return [`${indent}${name}: ${scalar(value, indent)}`];
  });

const items = (values, indent) =>
  values.flatMap((value) => {
    if (value && typeof value === 'object') {
      const [first, ...others] = block(value, indent + STEP);
      return [`${indent}- ${first.trimStart()}`, ...others];
    }
    return [`${indent}- ${scalar(value, indent)}`];
  });

/** The file of a tidy case. */
export const written = (data, schemaAddress) => {
  const first = schemaAddress ? [`# yaml-language-server: $schema=${schemaAddress}`] : [];
  return `${[...first, ...block(data, '')].join('\n')}\n`;
};

/** A file's values. What looks like a number to YAML but not to the check stays the text it is. */
export const parsed = (text) => {
  const document = parseDocument(text, { version: '1.2', schema: 'core', uniqueKeys: true });
  if (document.errors.length) {
    throw new Error(`Die Datei lässt sich nicht lesen: ${document.errors[0].message}`);
  }
  visit(document, {
    Scalar(_, node) {
      if (isScalar(node) && typeof node.value === 'number' && !/^(?:0|-?[1-9][0-9]{0,8})$/.test(node.source)) {
        node.value = node.source;
      }
    },
  });
  return document.toJS() ?? {};
};
