/** The keys, and the box that lists them. Single keys can be switched off, for those whose tools type into the page. */
import { h } from './element.js';

const STORED = 'shopstream.single-keys';

export class Keys {
  /** `actions`: [{key, words, act}] */
  constructor(actions) {
    this.actions = actions;
    this.dialog = h('dialog.keys', { 'aria-labelledby': 'keys-title', 'data-testid': 'keys' });
    document.body.append(this.dialog);
    document.addEventListener('keydown', (event) => this.press(event));
    this.dialog.addEventListener('click', (event) => {
      if (event.target === this.dialog) this.dialog.close();
    });
  }

  get areOn() {
    return localStorage.getItem(STORED) !== 'off';
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, select, textarea')) return;
    if (this.dialog.open || document.querySelector('[popover]:popover-open')) return;
    if (event.key !== 'Escape' && !this.areOn) return;
    const action = this.actions.find((one) => one.key === event.key);
    if (!action) return;
    event.preventDefault();
    action.act();
  }

  list() {
    const box = h('input', { type: 'checkbox' });
    box.checked = this.areOn;
    box.addEventListener('change', () => localStorage.setItem(STORED, box.checked ? 'on' : 'off'));
    const line = (keys, words) => [
      h(
        'dt',
        {},
        keys.map((key) => h('kbd', {}, key)),
      ),
      h('dd', {}, words),
    ];
    this.dialog.replaceChildren(
      h('h2', { id: 'keys-title' }, 'Keys'),
      h(
        'dl',
        {},
        this.actions.flatMap((one) => line([one.shown ?? one.key], one.words)),
        line(['↑', '↓'], 'Move through a list or table'),
        line(['Space'], 'Filter by the row'),
        line(['Enter'], 'Open the row'),
        line(['←', '→'], 'Read the timeline; with Shift, select; Enter looks closer'),
      ),
      h('label.value', {}, box, 'Use single keys'),
      h('form', { method: 'dialog' }, h('button.primary', {}, 'Close')),
    );
    this.dialog.showModal();
  }
}
