// What the form says beside what Sveltia CMS says: one quiet line at the bottom, read out by screen readers.

const place = () => document.getElementById('hinweise');

/** Show a sentence, with a link where one helps, until the next one comes or somebody closes it. */
export const say = (sentence, link) => {
  const line = place();
  const text = document.createElement('span');
  text.textContent = sentence;
  if (link) {
    const way = document.createElement('a');
    Object.assign(way, link);
    text.append(' ', way);
  }
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = 'Schließen';
  close.addEventListener('click', () => line.replaceChildren());
  line.replaceChildren(text, close);
};

/** Refuse a save in the words Sveltia CMS shows in its dialog. */
export const refusal = (sentences) =>
  new Error('saving_failed', { cause: new Error(sentences.join('\n\n')) });
