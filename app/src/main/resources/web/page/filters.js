/** The box that adds a filter: a dimension, then its values with their figures. */
import { labelIn } from './dimensions.js';
import { h, keyed, say } from './element.js';
import { compact, numberOf } from './format.js';
import { inPeriod } from './questions.js';
import { isFiltered, toggled } from './view.js';

const SHOWN_MAX = 60;
let chosen;

export function filterBox(box, context) {
  const { dashboard } = context;
  const inside = new Set(context.view.inside.map((step) => step.dimension));
  const free = dashboard.dimensions.filter((one) => !inside.has(one.name));
  if (!free.includes(chosen)) chosen = free[0];
  const which = h(
    'select',
    { 'aria-label': 'Filter by', 'data-testid': 'filter-dimension' },
    free.map((one) => h('option', { value: one.name }, one.title)),
  );
  which.value = chosen.name;
  const find = h('input.search', {
    type: 'search',
    placeholder: 'Find',
    'aria-label': 'Find a value',
    'data-first': true,
  });
  const list = h('ul.values', { 'aria-label': 'Values' });
  const note = h('p.soft', { role: 'status' });
  const fill = () => fillValues(list, note, find.value, context);
  which.addEventListener('change', () => {
    chosen = free.find((one) => one.name === which.value);
    find.value = '';
    fill();
  });
  find.addEventListener('input', fill);
  box.replaceChildren(h('div.filter-head', {}, which, find), note, list);
  fill();
}

/** Filters chosen here take effect at once; the box stays open for the next one. */
async function fillValues(list, note, sought, context) {
  const dimension = chosen;
  const { measure, currency } = context;
  const { rows } = await inPeriod(context, { by: [dimension.name], without: [dimension.name] }).catch((problem) => {
    say(note, problem.message);
    return { rows: [] };
  });
  if (dimension !== chosen) return;
  const found = rows
    .map((row) => ({ row, value: String(row[dimension.name] ?? '(none)'), label: labelIn(row, dimension) }))
    .filter((one) => `${one.label} ${one.value}`.toLowerCase().includes(sought.toLowerCase()))
    .sort((one, other) => numberOf(other.row[measure.name]) - numberOf(one.row[measure.name]));
  say(
    note,
    found.length > SHOWN_MAX
      ? `The first ${SHOWN_MAX} of ${found.length}. Type to find others.`
      : found.length
        ? ''
        : 'Nothing is called that in this range.',
  );
  keyed(
    list,
    found.slice(0, SHOWN_MAX),
    (one) => `${dimension.name}:${one.value}`,
    (one) => valueLine(one, dimension, context),
    (element, one) => say(element.querySelector('.number'), compact(one.row[measure.name], measure, currency)),
  );
}

function valueLine({ value, label }, dimension, context) {
  context.remember(dimension.name, value, label);
  const box = h('input', { type: 'checkbox', 'data-testid': `filter-${dimension.name}-${value}` });
  box.checked = isFiltered(context.view, dimension.name, value);
  box.addEventListener('change', () => {
    context.go((now) => ({ filters: toggled(now.filters, dimension.name, value) }));
  });
  return h('li', {}, h('label.value', {}, box, h('span', {}, label), h('span.number.soft')));
}
