// Characters nobody can see: soft hyphens, zero-width and control characters, as the reader refuses them.

/** Takes them out of every text; `places` are the paths where something was taken out. */
export const cleaner = ({ suspect, joined }) => {
  const hidden = new RegExp(suspect, 'gu');
  const between = new RegExp(joined, 'uy');

  const text = (value) =>
    value.replace(hidden, (character, index, whole) => {
      between.lastIndex = index;
      return between.test(whole) ? character : '';
    });

  const walk = (value, path, places) => {
    if (typeof value === 'string') {
      // Lines from Windows and old Macs end in another way; nothing is lost with that.
      const lines = value.replace(/\r\n?/g, '\n');
      const cleaned = text(lines);
      if (cleaned !== lines) {
        places.push(path);
      }
      return cleaned;
    }
    if (Array.isArray(value)) {
      return value.map((item, index) => walk(item, [...path, index], places));
    }
    if (value && typeof value === 'object') {
      const pairs = Object.entries(value).map(([name, item]) => [name, walk(item, [...path, name], places)]);
      return Object.fromEntries(pairs);
    }
    return value;
  };

  return (value) => {
    const places = [];
    return { value: walk(value, [], places), places };
  };
};
