/** The quarantine page: why rows and events were rejected, and each of them. Which cause is chosen stands in the address. */
import * as api from './api.js';
import { h, keyed, say } from './element.js';
import { count, momentText } from './format.js';
import { showHeader } from './header.js';

const EVERY_MILLIS = 2_000;
const AT_ONCE = 50;

const WRONG = {
  type: 'is not of its type',
  required: 'is missing',
  minimum: 'is too small',
  maximum: 'is too large',
  minLength: 'is too short',
  maxLength: 'is too long',
  pattern: 'does not look as it should',
  allowed: 'is none of the allowed values',
  maxItems: 'has too many entries',
  duplicate: 'is there twice',
  size: 'is too large to be taken',
  depth: 'is nested too deep',
};

let zone = 'UTC';
let timer;
let shown = AT_ONCE;

const moment = (text) => momentText(Date.parse(text), zone, Date.now());
const wrong = ({ column, rule }) => `${column || 'It'} ${WRONG[rule] ?? `breaks the rule ${rule}`}`;
const quoted = (value) =>
  value === null ? h('span.soft', {}, 'nothing') : h('code', {}, value === '' ? '(empty)' : value);

const CAUSES = [
  ['Dataset', (row) => row.dataset],
  ['What is wrong', (row) => pick(row)],
  ['Values', (row) => examples(row)],
  ['Records', (row) => count(row.records), true],
  ['Rows shown as before', (row) => stale(row.stale), true],
  ['Last', (row) => moment(row.last)],
];

const RECORDS = [
  ['Set aside', (row) => moment(row.setAside)],
  ['Dataset', (row) => row.dataset],
  ['What is wrong', (row) => wrong(row)],
  ['Value', (row) => quoted(row.value)],
  ['From', (row) => row.where],
];

const stale = (rows) => (rows ? h('span.flagged', {}, count(rows)) : '–');
const chosen = () => Object.fromEntries(new URLSearchParams(location.search));
const isChosen = (row) =>
  ['dataset', 'rule', 'column'].every((name) => !chosen()[name] || chosen()[name] === row[name]);

function pick(row) {
  const to = `?${api.queryOf({ dataset: row.dataset, rule: row.rule, column: row.column })}`;
  const onclick = (event) => {
    event.preventDefault();
    choose(to);
  };
  return h('a', { href: to, onclick }, wrong(row));
}

function examples({ examples: some, recordsOfOtherValues: others }) {
  const parts = some.map(({ value, records }) => h('span.example', {}, quoted(value), ` × ${count(records)}`));
  return others ? [...parts, h('span.soft', {}, `${count(others)} with other values`)] : parts;
}

function rows(name, columns, items, keyOf) {
  const table = document.querySelector(`[data-testid="quarantine-${name}"]`);
  if (!table.tHead.childElementCount)
    table.tHead.append(
      h('tr', {}, columns.map(([title, , isNumber]) => h(isNumber ? 'th.number' : 'th', { scope: 'col' }, title))),
    );
  keyed(
    table.tBodies[0],
    items,
    keyOf,
    (row) => h('tr', { 'data-testid': keyOf(row) }),
    (element, row) => draw(element, columns, row),
  );
}

/** Drawn anew only where it says something else; what is open in it stays open, and what has the focus keeps it. */
function draw(element, columns, row) {
  const said = JSON.stringify([row, zone]);
  if (element.dataset.said === said) return;
  element.dataset.said = said;
  const open = element.querySelector('details')?.open;
  const focused = element.contains(document.activeElement) ? document.activeElement.tagName : null;
  element.replaceChildren(
    ...columns.map(([, text, isNumber], index) =>
      h(index === 0 ? 'th' : isNumber ? 'td.number' : 'td', index === 0 ? { scope: 'row' } : {}, text(row)),
    ),
  );
  if (row.original) element.lastElementChild.append(original(row, open));
  if (focused) element.querySelector(focused)?.focus();
}

function markChosen() {
  for (const link of document.querySelectorAll('[data-testid="quarantine-causes"] a')) {
    if (link.search === location.search) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}

/** The record as it came, column by column. */
function original(row, open) {
  return h(
    'details.said',
    { open },
    h('summary', {}, 'All of it'),
    h(
      'dl',
      { tabindex: '0' },
      ...Object.entries(row.original).flatMap(([name, value]) => [
        h(name === row.column ? 'dt.flagged' : 'dt', {}, name),
        h('dd', {}, value === null ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value)),
      ]),
      h('dt', {}, 'Contract'),
      h('dd', {}, row.contract),
    ),
  );
}

function summary({ records, stale: kept, causes, complete }) {
  if (!complete) return `The quarantine is being read; ${count(records)} records so far.`;
  if (!records) return 'Nothing was rejected: every row and every event kept to its contract.';
  const datasets = new Set(causes.map((row) => row.dataset)).size;
  const rejected = records === 1 ? '1 record was' : `${count(records)} records were`;
  const of = datasets === 1 ? '1 dataset' : `${count(datasets)} datasets`;
  if (!kept) return `${rejected} rejected, of ${of}.`;
  const unchanged = kept === 1 ? '1 row is' : `${count(kept)} rows are`;
  return `${rejected} rejected, of ${of}; ${unchanged} shown as before the change that was rejected.`;
}

async function look() {
  clearTimeout(timer);
  const trouble = document.querySelector('#quarantine-trouble');
  try {
    const [standing, { records }] = await Promise.all([api.quarantine(), api.quarantined({ ...chosen(), n: shown })]);
    rows('causes', CAUSES, standing.causes, (row) => `cause-${row.dataset}-${row.column}-${row.rule}`);
    rows('records', RECORDS, records, (row) => `record-${row.place}`);
    say(document.querySelector('#summary'), summary(standing));
    const wanted = standing.causes.filter(isChosen).reduce((sum, row) => sum + row.records, 0);
    document.querySelector('#older').hidden = records.length >= Math.min(wanted, 500);
    document.querySelector('#tables').hidden = !standing.records;
    markChosen();
    chosenText();
    trouble.hidden = true;
  } catch (problem) {
    say(trouble, `${problem.message} What is below is what was known last.`);
    trouble.hidden = false;
  }
  clearTimeout(timer);
  timer = setTimeout(look, EVERY_MILLIS);
}

function chosenText() {
  const { dataset, rule, column } = chosen();
  document.querySelector('#all').hidden = !dataset && !rule && !column;
  const what = rule ? `Where ${wrong({ column, rule })}, in ${dataset}` : dataset ? `Of ${dataset}` : 'Of every cause';
  say(document.querySelector('#chosen'), `${what}, the newest first. What a contract calls personal is not shown`);
}

function choose(address) {
  history.pushState(null, '', address);
  shown = AT_ONCE;
  look();
}

async function open() {
  document.querySelector('#all').addEventListener('click', () => choose(location.pathname));
  document.querySelector('#older').addEventListener('click', () => {
    shown = Math.min(500, shown + 100);
    look();
  });
  addEventListener('popstate', look);
  zone = await showHeader('/status', zone);
  look();
}

open();
