// The field of the number: filled in with the next one known, for the year of receipt; a clerk may write another.

import { following, onChange } from './numbers.js';

const NEW = 'Nennen Sie der Person diese Nummer. Sie gilt, sobald der Fall gespeichert ist.';
const KNOWN = 'Die Nummer bleibt, wie sie ist.';

/** The control for Sveltia CMS, made with the React that it brings along; `cases` is told what is
 *  opened, `lost` what is closed. */
export const numberField = (today, cases, lost) =>
  window.createClass({
    componentDidMount() {
      this.offered = undefined;
      this.stop = onChange(() => this.offer());
      this.offer();
      if (this.props.entry?.get('slug')) {
        cases.open(this.props.value);
      } else {
        cases.look();
      }
    },

    componentDidUpdate() {
      this.offer();
    },

    componentWillUnmount() {
      this.stop();
      lost.leave();
    },

    year() {
      const received = this.props.entry?.getIn(['data', 'eingang', 'datum']);
      return (received || today()).slice(0, 4);
    },

    /** Offer the next number in place of none, or of the one offered before. */
    offer() {
      const isNew = !this.props.entry?.get('slug') || this.offered;
      const next = following(this.year());
      const { value } = this.props;
      if (isNew && next !== value && (!value || value === this.offered)) {
        this.offered = next;
        this.props.onChange(next);
      }
    },

    render() {
      const { forID, classNameWrapper, value, entry } = this.props;
      return window.h(
        'div',
        { className: 'casebook-number' },
        window.h('input', {
          id: forID,
          type: 'text',
          className: classNameWrapper,
          value: value ?? '',
          'aria-label': 'Aktenzeichen',
          'aria-describedby': `${forID}-hint`,
          'aria-required': 'true',
          inputMode: 'numeric',
          autoComplete: 'off',
          onChange: (event) => this.props.onChange(event.target.value.trim()),
        }),
        window.h('p', { id: `${forID}-hint` }, entry?.get('slug') ? KNOWN : NEW),
      );
    },
  });
