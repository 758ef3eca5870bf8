/** Entries as boxes, from left to right as data flows, with a line to whatever is made of each. */
import { svg } from './element.js';

const WIDTH = 172;
const HEIGHT = 44;
const ACROSS = 64;
const DOWN = 14;
const EDGE = 8;
const LETTERS = 23;

/**
 * `chosen` is the entry that the page is about, `touched` the columns by entry that are followed, where one is. `linkOf` gives
 * the address of an entry, `wordsOf` what stands below its name.
 */
export function flow(entries, origins, { chosen, touched, linkOf, wordsOf }) {
  const places = place(entries, origins);
  const right = Math.max(...[...places.values()].map(({ x }) => x + WIDTH));
  const bottom = Math.max(...[...places.values()].map(({ y }) => y + HEIGHT));
  const [width, height] = [right + EDGE, bottom + EDGE];
  const isOff = (id) => touched && !touched.has(id);
  const lines = entries.flatMap(({ id }) =>
    [...origins.sources.get(id)]
      .filter((source) => places.has(source))
      .map((source) => line(places.get(source), places.get(id), isOff(id) || isOff(source))),
  );
  const boxes = entries.map((entry) =>
    box(entry, places.get(entry.id), {
      words: touched?.get(entry.id)?.size ? [...touched.get(entry.id)].join(', ') : wordsOf(entry),
      isChosen: entry.id === chosen,
      isOff: isOff(entry.id),
      link: linkOf(entry),
    }),
  );
  // A list for those who hear it; the lines are said by what each column is made of.
  return svg('svg.flow', { viewBox: `0 0 ${width} ${height}`, width, height, role: 'list', 'aria-label': 'What is made of what' }, ...lines, ...boxes);
}

/** In each step from top to bottom, as near to what it is made of as there is room. */
function place(entries, origins) {
  const steps = origins.steps(entries);
  const places = new Map();
  const last = Math.max(...steps.values());
  for (let step = 0; step <= last; step++) {
    const those = entries.filter((entry) => steps.get(entry.id) === step);
    const heights = new Map(those.map((entry) => [entry.id, height(origins.sources.get(entry.id), places)]));
    those.sort((a, b) => heights.get(a.id) - heights.get(b.id));
    let y = EDGE;
    for (const { id } of those) {
      places.set(id, { x: EDGE + step * (WIDTH + ACROSS), y });
      y += HEIGHT + DOWN;
    }
  }
  return places;
}

function height(sources, places) {
  const known = [...sources].filter((id) => places.has(id)).map((id) => places.get(id).y);
  return known.length ? known.reduce((sum, y) => sum + y, 0) / known.length : 0;
}

function line(from, to, isOff) {
  const [x1, y1, x2, y2] = [from.x + WIDTH, from.y + HEIGHT / 2, to.x, to.y + HEIGHT / 2];
  const middle = (x1 + x2) / 2;
  return svg(isOff ? 'path.flow-line.off' : 'path.flow-line', {
    d: `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`,
  });
}

function box({ id, name }, { x, y }, { words, isChosen, isOff, link }) {
  return svg(
    'g',
    { role: 'listitem' },
    svg(
      `a.flow-box${isOff ? '.off' : ''}`,
      { href: link, 'aria-current': isChosen ? 'true' : undefined, 'data-testid': `box-${id}`, 'aria-label': `${name}, ${words}` },
      svg('rect', { x, y, width: WIDTH, height: HEIGHT, rx: 9 }),
      svg('text.flow-name', { x: x + 12, y: y + 19 }, short(name)),
      svg('text.flow-words', { x: x + 12, y: y + 34 }, short(words)),
      svg('title', {}, `${name}: ${words}`),
    ),
  );
}

const short = (text) => (text.length > LETTERS ? `${text.slice(0, LETTERS - 1)}…` : text);
