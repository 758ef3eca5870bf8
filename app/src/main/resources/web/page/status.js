/** The status page: what is read, what was refused, and how far behind each part is. */
import * as api from './api.js';
import { h, keyed, say } from './element.js';
import { ageText, count, momentText } from './format.js';
import { showHeader } from './header.js';
import { outcome, rowsOf } from './outcome.js';

const EVERY_MILLIS = 2_000;
const GOOD = ['streaming', 'running', 'live', 'ready'];
const WAITING = ['snapshot', 'starting', 'connecting', 'rebuilding'];

let zone = 'UTC';
const moment = (text) => (text ? momentText(Date.parse(text), zone, Date.now()) : 'not yet');
const megabytes = (bytes) => (bytes === null || bytes === undefined ? 'nothing' : `${count(Math.round(bytes / 1048576))} MB`);
const age = (millis) => (millis === null || millis === undefined ? 'not known yet' : ageText(millis));

const state = (value) => {
  const name = String(value ?? '').toLowerCase();
  const kind = GOOD.includes(name) ? 'good' : WAITING.includes(name) ? 'waiting' : 'bad';
  return h('span.state', { 'data-kind': kind }, name || 'not known');
};

const TABLES = {
  sources: [
    ['Source', (row) => row.name],
    ['State', (row) => state(row.state)],
    ['Last change seen', (row) => moment(row.lastChangeSeen)],
    ['Behind', (row) => age(row.lagMillis), true],
    ['Log held back', (row) => megabytes(row.logHeldBackBytes), true],
  ],
  datasets: [
    ['Dataset', (row) => row.name],
    ['Read', (row) => count(row.read), true],
    ['Accepted', (row) => count(row.accepted), true],
    ['In quarantine', (row) => quarantined(row), true],
    ['Stale', (row) => flagged(row.stale), true],
    ['Rows now', (row) => count(row.rows), true],
  ],
  marts: [
    ['Mart', (row) => row.name],
    ['State', (row) => state(row.state ?? 'running')],
    ['Rows', (row) => count(row.rows), true],
    ['Complete up to', (row) => moment(row.completeTo)],
    ['Behind', (row) => age(row.lagMillis), true],
  ],
  lake: [
    ['Kept', (row) => row.name],
    ['State', (row) => state(row.state)],
    ['Versions of rows', (row) => count(row.rows), true],
    ['Last commit', (row) => moment(row.lastCommit)],
    ['Holds all up to', (row) => moment(row.heldTo)],
    ['Behind', (row) => age(row.lagMillis), true],
  ],
  profiles: [
    ['Job', (row) => row.name],
    ['State', (row) => state(row.state)],
    ['Events not in them yet', (row) => (row.behind === null ? 'not known yet' : count(row.behind)), true],
    ['Orders since events are told', (row) => (row.orders === undefined ? '–' : count(row.orders)), true],
    ['Of which no event told', (row) => (row.orders === undefined ? '–' : count(row.ordersWithoutEvent)), true],
  ],
  scheduled: [
    ['Work', (row) => row.what],
    ['State', (row) => outcome(row.newest)],
    ['Last success', (row) => moment(row.lastSuccess?.ended)],
    ['Rows', (row) => rowsOf(row.lastSuccess), true],
    ['Failures', (row) => flagged(row.failures), true],
  ],
};

/** What the one row of a table is called, where it is not the name of something of the shop. */
const ROWS = { lake: 'histories', profiles: 'folding' };

/** The lake as the one row of its table; none where nothing is written to it. */
function histories({ lake }) {
  if (!lake) return [];
  const datasets = Object.keys(lake.rows);
  const rows = Object.values(lake.rows).reduce((sum, one) => sum + one, 0);
  return [{ ...lake, rows, name: datasets.length ? `History of ${datasets.join(', ')}` : 'Nothing yet' }];
}

/** A changed model beside the one that is shown: how far it is, or why it does not go on. */
function rebuilt({ rebuilding }) {
  const how = rebuilding.message ?? `${Math.floor(100 * rebuilding.progress)} % done`;
  return `The changed model is being rebuilt since ${moment(rebuilding.since)}: ${how}. These figures go on until then.`;
}

function flagged(value) {
  return value > 0 ? h('span.flagged', {}, count(value)) : count(value ?? 0);
}

function quarantined({ name, quarantined: rows }) {
  return rows > 0 ? h('a', { href: `/quarantine?dataset=${encodeURIComponent(name)}` }, flagged(rows)) : flagged(rows);
}

function fill(name, rows) {
  const columns = TABLES[name];
  const table = document.querySelector(`[data-testid="status-${name}"]`);
  if (!table.tHead.childElementCount)
    table.tHead.append(
      h(
        'tr',
        {},
        columns.map(([title, , isNumber]) => h(isNumber ? 'th.number' : 'th', { scope: 'col' }, title)),
      ),
    );
  keyed(
    table.tBodies[0],
    rows ?? [],
    (row) => (name === 'lake' ? 'lake' : row.name),
    (row) => h('tr', { 'data-testid': `status-${ROWS[name] ?? row.name}` }),
    (element, row) => {
      const cells = columns.map(([, text, isNumber], index) =>
        h(index === 0 ? 'th' : isNumber ? 'td.number' : 'td', index === 0 ? { scope: 'row' } : {}, text(row)),
      );
      if (row.newest?.message && row.newest.state !== 'skipped') cells[0].append(h('p.message', {}, row.newest.message));
      if (row.message) cells[0].append(h('p.message', {}, row.message));
      if (row.rebuilding) cells[0].append(h('p.message', { 'data-testid': `rebuilding-${row.name}` }, rebuilt(row)));
      element.replaceChildren(...cells);
    },
  );
}

/** One sentence for those who want no tables. */
function summary(status, schedules) {
  const silent = (status.sources ?? []).filter((one) => !GOOD.includes(String(one.state).toLowerCase()));
  const stopped = (status.marts ?? []).filter((one) => one.state && !GOOD.includes(String(one.state).toLowerCase()));
  const refused = (status.datasets ?? []).reduce((sum, one) => sum + (one.quarantined ?? 0), 0);
  const parts = [
    silent.length
      ? `${silent.map((one) => `${one.name} is ${one.state}`).join(', ')}`
      : 'Every source is being followed',
  ];
  parts.push(
    stopped.length ? `${stopped.map((one) => `${one.name} is ${one.state}`).join(', ')}` : 'every mart is kept current',
  );
  parts.push(
    refused ? `${count(refused)} rows were refused by their contracts and lie in quarantine` : 'no row was refused',
  );
  if (status.lake && !GOOD.includes(status.lake.state)) parts.push(`the lake is ${status.lake.state}`);
  if (status.profiles?.state === 'failed') parts.push('the folding of profiles has failed');
  const failed = schedules.filter((one) => ['failed', 'interrupted'].includes(one.newest?.state));
  if (failed.length) parts.push(`the last run of ${failed.map((one) => one.name).join(', ')} did not succeed`);
  const stale = (status.datasets ?? []).reduce((sum, one) => sum + (one.stale ?? 0), 0);
  if (stale)
    parts.push(
      stale === 1
        ? '1 row counts as it was before its last change, which was refused'
        : `${count(stale)} rows count as they were before their last change, which was refused`,
    );
  return `${parts.join('; ')}.`;
}

async function look() {
  const trouble = document.querySelector('#status-trouble');
  try {
    const [status, { schedules }] = await Promise.all([api.status(), api.runs().catch(() => ({ schedules: [] }))]);
    const { orders, ordersWithoutEvent } = status.recommendations ?? {};
    const profiles = status.profiles
      ? [{ ...status.profiles, orders, ordersWithoutEvent, name: 'Folding of profiles' }]
      : [];
    const rows = { ...status, lake: histories(status), profiles, scheduled: schedules };
    for (const name of Object.keys(TABLES)) fill(name, rows[name]);
    document.querySelector('#lake').hidden = !status.lake;
    document.querySelector('#profiles').hidden = !status.profiles;
    document.querySelector('#scheduled').hidden = !schedules.length;
    say(document.querySelector('#summary'), summary(status, schedules));
    document.querySelector('#tables').hidden = false;
    trouble.hidden = true;
  } catch (problem) {
    say(trouble, `${problem.message} The figures below are the last ones known.`);
    trouble.hidden = false;
  }
  setTimeout(look, EVERY_MILLIS);
}

async function open() {
  zone = await showHeader('/status', zone);
  look();
}

open();
