/** Boxes that open from a button, on the browser's own popovers: Escape and a click elsewhere close them. */
import { h } from './element.js';

let last = 0;

/** The button with its box behind it; `onopen` fills the box when it opens. */
export function popover(button, box, onopen = () => {}) {
  box.id ||= `box-${++last}`;
  box.classList.add('box');
  box.setAttribute('popover', 'auto');
  button.setAttribute('popovertarget', box.id);
  button.setAttribute('aria-haspopup', 'dialog');
  box.setAttribute('role', 'dialog');
  if (!box.hasAttribute('aria-label'))
    box.setAttribute('aria-label', button.getAttribute('aria-label') || button.textContent);
  box.addEventListener('beforetoggle', (event) => {
    if (event.newState === 'open') onopen(box);
  });
  box.addEventListener('toggle', (event) => {
    if (event.newState === 'open') place(button, box);
  });
  return h('span.opens', {}, button, box);
}

/** Under the button, inside the window; on a phone the style sheet makes it a sheet at the bottom. */
function place(button, box) {
  const at = button.getBoundingClientRect();
  const width = box.offsetWidth;
  const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8));
  const below = at.bottom + 6;
  const fits = below + box.offsetHeight < innerHeight || at.top < box.offsetHeight;
  box.style.setProperty('--left', `${left}px`);
  box.style.setProperty(
    '--top',
    `${fits ? Math.min(below, Math.max(8, innerHeight - box.offsetHeight - 8)) : at.top - box.offsetHeight - 6}px`,
  );
  (box.querySelector('[data-first]') ?? box.querySelector('button, input, select, a'))?.focus();
}

export const closeBoxes = () => document.querySelectorAll('[popover]:popover-open').forEach((box) => box.hidePopover());
