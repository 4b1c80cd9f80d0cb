// Numbers that are taken, as far as this browser has seen, and the one that comes next.

const highest = new Map();
const listeners = new Set();

/** A number the register or this browser already uses. */
export const seen = (number) => {
  const match = /^([0-9]{4})-([0-9]+)$/.exec(number ?? '');
  if (match && (highest.get(match[1]) ?? 0) < Number(match[2])) {
    highest.set(match[1], Number(match[2]));
    listeners.forEach((listener) => listener());
  }
};

/** The number after the highest one of a year; a gap is never filled. */
export const following = (year) => `${year}-${String((highest.get(String(year)) ?? 0) + 1).padStart(4, '0')}`;

/** Told whenever a higher number is seen; returns how to stop listening. */
export const onChange = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The sentence for a clerk who wants a number that is taken. */
export const taken = (number) =>
  `Die Nummer ${number} ist schon vergeben. Die nächste freie ist ${following(number.slice(0, 4))}. ` +
  'Steht sie oben noch nicht, tragen Sie sie ein. Nennen Sie der Person die neue Nummer.';
