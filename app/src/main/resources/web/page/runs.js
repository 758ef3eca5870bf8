/** The runs page: what is done by itself, how it went, and a button to do it now. */
import * as api from './api.js';
import { h, hidden, keyed, say } from './element.js';
import { ageText, count, momentText } from './format.js';
import { showHeader } from './header.js';
import { outcome, rowsOf } from './outcome.js';

const EVERY_MILLIS = 2_000;
const WHILE_RUNNING_MILLIS = 500;
const CAUSES = {
  timetable: 'at its time',
  'catching-up': 'to make up for a pause',
  retry: 'tried again',
  asked: 'when asked',
};

let zone = 'UTC';
let timer;
const watched = new Map();
const moment = (text) => (text ? momentText(Date.parse(text), zone, Date.now()) : '–');
const took = (run) =>
  run ? ageText(run.tookMillis ?? Math.max(0, Date.now() - Date.parse(run.begun))) : '–';
const runs = (schedule) => schedule.newest?.state === 'running';

const SCHEDULES = [
  ['Work', (row) => [row.what, h('p.soft', {}, row.name)]],
  ['When', (row) => [row.when, row.cron ? h('p.soft', {}, `${row.cron} · ${row.zone}`) : '']],
  ['Next', (row) => row.off ?? (row.next ? moment(row.next) : 'when asked')],
  ['Last run', (row) => outcome(row.newest)],
  ['Last success', (row) => (row.lastSuccess ? moment(row.lastSuccess.ended) : 'not yet')],
  ['Rows', (row) => rowsOf(row.lastSuccess), true],
  ['Took', (row) => took(row.lastSuccess), true],
];

const RUNS = [
  ['Schedule', (row) => row.schedule],
  ['Begun', (row) => moment(row.begun)],
  ['Outcome', (row) => outcome(row)],
  ['Why', (row) => `${CAUSES[row.cause]}${row.attempt > 1 ? `, attempt ${row.attempt}` : ''}`],
  ['Rows', (row) => rowsOf(row), true],
  ['Took', (row) => (row.state === 'skipped' ? '–' : took(row)), true],
];

function cells(columns, row) {
  return columns.map(([, text, isNumber], index) =>
    h(index === 0 ? 'th' : isNumber ? 'td.number' : 'td', index === 0 ? { scope: 'row' } : {}, text(row)),
  );
}

function headed(name, columns, last) {
  const table = document.querySelector(`[data-testid="runs-${name}"]`);
  if (!table.tHead.childElementCount)
    table.tHead.append(
      h(
        'tr',
        {},
        columns.map(([title, , isNumber]) => h(isNumber ? 'th.number' : 'th', { scope: 'col' }, title)),
        last,
      ),
    );
  return table.tBodies[0];
}

/** The button stays the same element, so that it keeps the focus while its row is drawn anew. */
function schedules(rows) {
  keyed(
    headed('schedules', SCHEDULES, h('th', { scope: 'col' }, hidden('Run it'))),
    rows,
    (row) => row.name,
    (row) =>
      h(
        'tr',
        { 'data-testid': `schedule-${row.name}` },
        h(
          'td.act',
          {},
          h('button.quiet', { type: 'button', 'data-testid': `run-${row.name}`, onclick: () => start(row.name) }),
        ),
      ),
    (element, row) => {
      const act = element.lastElementChild;
      const button = act.firstElementChild;
      say(button, runs(row) ? 'Running' : 'Run now');
      button.setAttribute('aria-label', `${button.textContent}: ${row.what}`);
      // Not disabled, which would take the focus away.
      button.setAttribute('aria-disabled', String(runs(row)));
      while (element.firstElementChild !== act) element.firstElementChild.remove();
      act.before(...cells(SCHEDULES, row));
    },
  );
}

function history(rows) {
  document.querySelector('#no-runs').hidden = rows.length > 0;
  keyed(
    headed('runs', RUNS),
    rows,
    (row) => `${row.schedule} ${row.id}`,
    (row) => h('tr', { 'data-testid': `run-of-${row.schedule}` }, h('th', { scope: 'row' }, row.schedule)),
    (element, row) => {
      // The first cell stays, with what is open in it and the focus.
      const name = element.firstElementChild;
      if (row.log.length) said(name, row);
      const drawn = cells(RUNS, row).slice(1);
      if (row.message) drawn[1].append(h('p.message', {}, row.message));
      if (row.retryAt && Date.parse(row.retryAt) > Date.now())
        drawn[1].append(h('p.soft', {}, `Tried again at ${moment(row.retryAt)}`));
      while (name.nextElementSibling) name.nextElementSibling.remove();
      name.after(...drawn);
    },
  );
}

/** What a run said, line by line, to be opened. */
function said(cell, row) {
  if (!cell.querySelector('details'))
    cell.append(
      h(
        'details.said',
        {},
        h('summary', {}),
        h('ol', { tabindex: '0', role: 'list', 'aria-label': `What the run of ${row.schedule} said` }),
      ),
    );
  const [summary, list] = cell.querySelector('details').children;
  say(summary, row.log.length === 1 ? '1 line' : `${count(row.log.length)} lines`);
  list.append(...row.log.slice(list.childElementCount).map((line) => h('li', {}, line.text)));
}

async function start(name) {
  const told = document.querySelector('#runs-told');
  const trouble = document.querySelector('#runs-trouble');
  if (document.querySelector(`[data-testid="run-${name}"]`).getAttribute('aria-disabled') === 'true') return;
  try {
    const run = await api.startRun(name);
    watched.set(name, run.id);
    trouble.hidden = true;
    say(told, `${name} has started.`);
  } catch (problem) {
    say(trouble, problem.message);
    trouble.hidden = false;
  }
  look();
}

/** Who has pressed the button hears how it ended. */
function tellEnds(all) {
  for (const run of all) {
    if (watched.get(run.schedule) !== run.id || run.state === 'running') continue;
    watched.delete(run.schedule);
    say(document.querySelector('#runs-told'), `${run.schedule} has ${run.state === 'interrupted' ? 'been ' : ''}${run.state}.`);
  }
}

function summary({ following, schedules: known }) {
  if (!following) return 'The program is starting: schedules are followed once the dashboard is complete.';
  if (!known.length) return 'Nothing is scheduled. Declare it in shop.yaml, below schedules.';
  const going = known.filter(runs);
  const failed = known.filter((one) => ['failed', 'interrupted'].includes(one.newest?.state));
  const next = known
    .filter((one) => one.next)
    .sort((one, other) => Date.parse(one.next) - Date.parse(other.next))[0];
  const parts = [going.length ? `${going.map((one) => one.name).join(', ')} is running` : 'Nothing is running'];
  if (failed.length) parts.push(`the last run of ${failed.map((one) => one.name).join(', ')} did not succeed`);
  if (next) parts.push(`next is ${next.name}, ${moment(next.next)}`);
  return `${parts.join('; ')}.`;
}

async function look() {
  clearTimeout(timer);
  const trouble = document.querySelector('#runs-trouble');
  let going = false;
  try {
    const answer = await api.runs();
    schedules(answer.schedules);
    history(answer.runs);
    tellEnds(answer.runs);
    document.querySelector('#schedules').hidden = !answer.schedules.length;
    say(document.querySelector('#summary'), summary(answer));
    document.querySelector('#tables').hidden = false;
    going = answer.schedules.some(runs);
    if (trouble.dataset.silence) trouble.hidden = true;
    delete trouble.dataset.silence;
  } catch (problem) {
    say(trouble, `${problem.message} What is below is what was known last.`);
    trouble.dataset.silence = 'yes';
    trouble.hidden = false;
  }
  clearTimeout(timer);
  timer = setTimeout(look, going ? WHILE_RUNNING_MILLIS : EVERY_MILLIS);
}

async function open() {
  zone = await showHeader('/runs', zone);
  look();
}

open();
