/** The catalog: what there is, what each column means, and what is made of what. What is chosen stands in the address. */
import * as api from './api.js';
import { h, say } from './element.js';
import { flow } from './flow.js';
import { count } from './format.js';
import { showHeader } from './header.js';
import { Origins } from './origins.js';

/** As a heading, and of one. */
const KINDS = {
  DATASET: ['Datasets', 'dataset'],
  EVENTS: ['Events', 'stream of events'],
  SEED: ['Small tables', 'small table'],
  VIEW: ['Views', 'view'],
  MART: ['Marts', 'mart'],
  DASHBOARD: ['Dashboards', 'dashboard'],
  TRAINING_SET: ['Training sets', 'training set'],
  RECOMMENDATIONS: ['Recommendations', 'for recommendations'],
  OWN_RECOMMENDER: ['Own recommenders', 'own recommender'],
};

const at = (id) => document.querySelector(`#${id}`);
const chosen = () => Object.fromEntries(new URLSearchParams(location.search));
const addressOf = (entry, column) => `?${api.queryOf({ entry, column })}`;
const kindOf = ({ kind }) => KINDS[kind][1];

let origins;
let rejected = new Map();

function link(to, text, attributes = {}) {
  const onclick = (event) => {
    if (event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    choose(to);
  };
  return h('a', { href: to, onclick, ...attributes }, text);
}

function choose(address) {
  if (address !== location.search) history.pushState(null, '', address);
  show();
}

function showList() {
  const wanted = at('find').value.trim().toLowerCase();
  const has = (text) => text.toLowerCase().includes(wanted);
  const columnsOf = (entry) => (wanted ? entry.columns.filter((column) => has(column.name)) : []);
  const found = origins.entries.filter(
    (entry) => !wanted || has(entry.name) || has(entry.title) || has(entry.description) || columnsOf(entry).length,
  );
  const groups = Object.entries(KINDS).flatMap(([kind, [title]]) => {
    const those = found.filter((entry) => entry.kind === kind);
    return those.length ? [h('h3', {}, title), h('ul', {}, those.map((entry) => item(entry, columnsOf(entry))))] : [];
  });
  at('list').replaceChildren(...groups);
  say(at('found'), wanted ? `${count(found.length)} found` : '');
  if (!found.length) at('list').append(h('p.soft', {}, `Nothing here is called “${at('find').value}”, and no column.`));
}

function item(entry, columns) {
  return h(
    'li',
    {},
    link(addressOf(entry.id), entry.name, {
      'aria-current': entry.id === chosen().entry ? 'true' : undefined,
      'data-testid': `entry-${entry.id}`,
    }),
    columns.length ? h('span.known-words', {}, columns.map((column) => column.name).join(', ')) : null,
  );
}

function facts(entry) {
  const lines = [['File', entry.place]];
  if (entry.contract) lines.push(['Contract', entry.contract]);
  if (entry.inLake) lines.push(['Lake', 'Every version of each row is kept there']);
  const records = rejected.get(entry.name);
  if (entry.kind === 'DATASET' || entry.kind === 'EVENTS')
    lines.push([
      'Rejected',
      records ? h('a', { href: `/quarantine?${api.queryOf({ dataset: entry.name })}` }, `${count(records)} records`) : 'nothing',
    ]);
  return lines.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value)));
}

function columnRow(entry, column, touched) {
  const isChosen = column.name === chosen().column;
  const to = isChosen ? addressOf(entry.id) : addressOf(entry.id, column.name);
  return h(
    'tr',
    { 'data-testid': `column-${column.name}`, class: isChosen || touched?.get(entry.id)?.has(column.name) ? 'followed' : undefined },
    h('th', { scope: 'row' }, link(to, column.name, { 'aria-current': isChosen ? 'true' : undefined })),
    h('td', {}, column.role === 'column' ? column.type : column.role),
    h(
      'td',
      {},
      column.description,
      column.expression ? h('code', {}, column.expression) : null,
      column.personal ? h('span.flagged', {}, ' Personal') : null,
      column.rules.length ? h('span.soft', {}, ` ${column.rules.join('; ')}`) : null,
    ),
    h('td', {}, madeOf(column.from)),
  );
}

function madeOf(fields) {
  return fields.flatMap(({ table, column }, index) => {
    const name = origins.entry(table)?.name ?? table;
    return [index ? ', ' : '', link(addressOf(table, column), `${name}.${column}`)];
  });
}

function show() {
  const { entry: id, column } = chosen();
  const entry = origins.entry(id);
  const touched = entry && column ? origins.touched(id, column) : undefined;
  showList();
  document.title = `${entry ? entry.name : 'Catalog'} · Shopstream`;
  say(at('name'), entry ? entry.name : 'Catalog');
  say(at('kind'), entry ? kindOf(entry) : '');
  say(at('what'), entry ? entry.description : overview());
  at('facts').replaceChildren(...(entry ? facts(entry) : []));
  say(at('flow-note'), note(entry, column));
  const entries = entry ? origins.around(id) : origins.entries;
  at('flow').replaceChildren(
    flow(entries, origins, { chosen: id, touched, linkOf: (one) => addressOf(one.id), wordsOf: kindOf }),
  );
  at('columns').hidden = !entry;
  if (entry) at('rows').replaceChildren(...entry.columns.map((one) => columnRow(entry, one, touched)));
  const decides = entry?.rows.length ? ['Which rows there are is decided by ', ...madeOf(entry.rows), '.'] : [];
  at('decided').replaceChildren(...decides);
  at('show-all').hidden = !entry;
}

function overview() {
  const numbers = ['DATASET', 'EVENTS', 'MART', 'DASHBOARD', 'TRAINING_SET']
    .map((kind) => [KINDS[kind], origins.entries.filter((entry) => entry.kind === kind).length])
    .filter(([, number]) => number)
    .map(([[several, one], number]) => `${count(number)} ${number === 1 ? one : several.toLowerCase()}`);
  return `${numbers.join(', ')}. Choose one to see what its columns mean and what they are made of.`;
}

function note(entry, column) {
  if (!entry) return 'From what comes in, on the left, to what people see';
  if (column) return `What ${entry.name}.${column} is made of, and what is made of it`;
  return 'What it is made of, and what is made of it. Choose a column below to follow it alone';
}

async function open() {
  at('find').addEventListener('input', showList);
  at('flow').addEventListener('click', (event) => {
    const box = event.target.closest('a');
    if (!box || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    choose(box.getAttribute('href'));
  });
  at('show-all').addEventListener('click', () => choose(location.pathname));
  addEventListener('popstate', show);
  showHeader('/catalog', 'UTC');
  try {
    const [{ entries }, { causes }] = await Promise.all([api.catalog(), api.quarantine().catch(() => ({ causes: [] }))]);
    origins = new Origins(entries);
    for (const { dataset, records } of causes) rejected.set(dataset, (rejected.get(dataset) ?? 0) + records);
    at('tables').hidden = false;
    show();
  } catch (problem) {
    say(at('what'), problem.message);
  }
}

open();
