/** Elements made in code: no markup in texts, so nothing a shop calls its products can become markup. */

const SVG = 'http://www.w3.org/2000/svg';

/** h('button.primary', {type: 'button', onclick}, 'Apply'): attributes by name, listeners by on…, falsy children skipped. */
export function h(what, attributes = {}, ...children) {
  return build(document.createElement(tagOf(what)), what, attributes, children);
}

export function svg(what, attributes = {}, ...children) {
  return build(document.createElementNS(SVG, tagOf(what)), what, attributes, children);
}

const tagOf = (what) => what.split('.')[0];

function build(element, what, attributes, children) {
  const classes = what.split('.').slice(1);
  if (classes.length) element.setAttribute('class', classes.join(' '));
  for (const [name, value] of Object.entries(attributes)) assign(element, name, value);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function assign(element, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
  else if (name === 'value') element.value = value;
  else element.setAttribute(name, value === true ? '' : value);
}

/** Sets the text only when it differs; true when it did. */
export function say(element, text) {
  if (element.textContent === text) return false;
  element.textContent = text;
  return true;
}

/** A figure that changed ticks softly, once; the style sheet leaves it still for those who asked for less motion. */
export function tick(element, text) {
  const had = element.textContent !== '';
  if (say(element, text) && had && element.dataset.live === 'yes') {
    // two animations of the same look take turns: that restarts them without making the browser lay out the page
    element.classList.toggle('again');
    element.classList.add('ticked');
  }
  return element;
}

/** Keeps one element per key under `parent`, in the order of `items`, so that focus and hover survive an update. */
export function keyed(parent, items, keyOf, create, update) {
  const known = new Map([...parent.children].map((element) => [element.dataset.key, element]));
  let at = parent.firstElementChild;
  for (const item of items) {
    const key = String(keyOf(item));
    let element = known.get(key);
    known.delete(key);
    if (!element) {
      element = create(item);
      element.dataset.key = key;
    }
    if (element === at) at = at.nextElementSibling;
    else parent.insertBefore(element, at);
    update(element, item);
  }
  for (const left of known.values()) left.remove();
}

/** Icons of one stroke, in the text's colour. */
const PATHS = {
  calendar: 'M3 6.5h14M6.5 2.5v3M13.5 2.5v3M4 4h12a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1Z',
  compare: 'M3 7h12l-3-3M17 13H5l3 3',
  filter: 'M3 5h14M6 10h8M8.5 15h3',
  close: 'm5.5 5.5 9 9m0-9-9 9',
  down: 'm6 8 4 4 4-4',
  right: 'm8 5.5 4.5 4.5L8 14.5',
  table: 'M3 4h14v12H3zM3 8h14M8 8v8',
  chart: 'm3 14 4.5-5 3.5 3 6-7',
  save: 'M10 3v9m0 0 3.5-3.5M10 12 6.5 8.5M4 16h12',
  globe: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14Zm0 0c4 4 4 10 0 14-4-4-4-10 0-14ZM3 10h14',
  search: 'M9 4a5 5 0 1 0 0 10A5 5 0 0 0 9 4Zm4 9 4 4',
};

export const icon = (name) =>
  svg('svg.icon', { viewBox: '0 0 20 20', 'aria-hidden': 'true', focusable: 'false' }, svg('path', { d: PATHS[name] }));

export const hidden = (text) => h('span.unseen', {}, text);
