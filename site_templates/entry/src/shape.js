// The case schema, walked: what a field is, what it is called, a form's values as the file has them.

export const resolved = (schema, node) => (node?.$ref ? schema.$defs[node.$ref.split('/').pop()] : node);

const isEmpty = (value) =>
  value === undefined || value === null || value === '' ||
  (typeof value === 'string' && !value.trim()) ||
  (typeof value === 'object' && !Object.keys(value).length);

/** The node of a path such as ['anliegen', 0, 'kurz']; undefined where the model knows none. */
export const nodeAt = (schema, path) =>
  path.reduce((node, step) => {
    const at = resolved(schema, node);
    return typeof step === 'number' ? at?.items : at?.properties?.[step];
  }, schema);

/** `Anliegen 1 › Kurz gesagt`, as the check calls it. */
export const label = (schema, path) => {
  const parts = [];
  path.forEach((step, index) => {
    if (typeof step === 'number') {
      parts.push(`${parts.pop()} ${step + 1}`);
    } else {
      parts.push(nodeAt(schema, path.slice(0, index + 1))?.title ?? step);
    }
  });
  return parts.join(' › ');
};

/** A form's values as a file has them: fields in the model's order, nothing empty, yes and no as such. */
export const tidy = (schema, value, node = schema) => {
  const at = resolved(schema, node);
  if (Array.isArray(value)) {
    return value.map((item) => tidy(schema, item, at?.items)).filter((item) => !isEmpty(item));
  }
  if (value && typeof value === 'object') {
    const known = Object.keys(at?.properties ?? {}).filter((name) => name in value);
    const foreign = Object.keys(value).filter((name) => !known.includes(name));
    const pairs = [...known, ...foreign].map((name) => [name, tidy(schema, value[name], at?.properties?.[name])]);
    return Object.fromEntries(pairs.filter(([, item]) => !isEmpty(item)));
  }
  if (at?.type === 'boolean' && (value === 'true' || value === 'false')) {
    return value === 'true';
  }
  if (at?.type === 'integer' && typeof value === 'string' && /^-?[0-9]+$/.test(value)) {
    return Number(value);
  }
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : value;
};

/** Texts that only lost blanks at their ends on the way through the form stay as they were in the file. */
export const restored = (before, value) => {
  if (typeof value === 'string') {
    return typeof before === 'string' && before.trim() === value ? before : value;
  }
  if (Array.isArray(value)) {
    return value.map((item, index) => restored(before?.[index], item));
  }
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, restored(before?.[name], item)]));
  }
  return value;
};

/** A file's values as the form shows them: yes and no are entries of a list there. */
export const shown = (schema, value, node = schema) => {
  const at = resolved(schema, node);
  if (Array.isArray(value)) {
    return value.map((item) => shown(schema, item, at?.items));
  }
  if (value && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, shown(schema, item, at?.properties?.[name])]),
    );
  }
  const isChoice = at?.type === 'boolean' && typeof value === 'boolean' && at.title !== 'Erfundenes Beispiel';
  return isChoice ? String(value) : value;
};
