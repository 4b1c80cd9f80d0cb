// For whoever fills in by keyboard and quickly: nothing is lost between two keys, no field is passed over.

const BUTTON = 'button[aria-keyshortcuts~="Ctrl+S"], button[aria-keyshortcuts~="Meta+S"]';

const isSave = ({ key, ctrlKey, metaKey, altKey, shiftKey }) =>
  key.toLowerCase() === 's' && ctrlKey !== metaKey && !altKey && !shiftKey;

const stop = (event) => {
  event.preventDefault();
  event.stopImmediatePropagation();
};

/** Ctrl+S always saves and leaves the focus where it is; a message that stands open is read first. Neither key nor
 *  button saves what `mustNot` refuses.
 *
 *  Sveltia CMS lets the key pass while anything lies over its button, and then the browser offers to save the page:
 *  nothing is in the register, and the clerk does not know. */
export const saveByKey = (mustNot) => {
  const byKey = (event) => {
    if (!isSave(event)) {
      return;
    }
    stop(event);
    if (!document.querySelector('dialog[open]') && !mustNot()) {
      document.querySelector(BUTTON)?.click();
    }
  };
  const byButton = (event) => {
    if (event.target.closest?.(BUTTON) && mustNot()) {
      stop(event);
    }
  };
  window.addEventListener('keydown', byKey, { capture: true });
  window.addEventListener('click', byButton, { capture: true });
};

/** Pages change at once: while one fades into the next, whatever is clicked is lost. */
export const changeAtOnce = () => {
  document.startViewTransition = undefined;
};

/** Every field is there from the start: Sveltia CMS draws what is below the window later, and Tab goes past it. */
export const drawEveryField = () => {
  window.IntersectionObserver = class extends window.IntersectionObserver {
    #seen;

    constructor(seen, options) {
      super(seen, options);
      this.#seen = seen;
    }

    observe(target) {
      if (target.matches('.content-editor .placeholder')) {
        this.#seen([{ isIntersecting: true, target }], this);
      } else {
        super.observe(target);
      }
    }
  };
};
