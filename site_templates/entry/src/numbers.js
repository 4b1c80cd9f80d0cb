// Numbers that are taken, as far as this browser has seen, and the one that comes next.

const taken = new Map();
const listeners = new Set();

/** A number the register or this browser already uses. */
export const seen = (number) => {
  const match = /^([0-9]{4})-([0-9]+)$/.exec(number ?? '');
  if (match && (taken.get(match[1]) ?? 0) < Number(match[2])) {
    taken.set(match[1], Number(match[2]));
    listeners.forEach((listener) => listener());
  }
};

/** The number after the highest one of a year; a gap is never filled. */
export const following = (year) => `${year}-${String((taken.get(String(year)) ?? 0) + 1).padStart(4, '0')}`;

/** Told whenever a higher number is seen; returns how to stop listening. */
export const onChange = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
