/** The recommendations page: what became of them, who is recommended what and why, experiments, and how answers come about. */
import { showLatency, showSteps } from './answering.js';
import * as api from './api.js';
import { h, say } from './element.js';
import { showExperiments } from './experiments.js';
import { Explained } from './explained.js';
import { count, longDay, momentText } from './format.js';
import { showHeader } from './header.js';
import { OutcomeTiles } from './outcometiles.js';
import { columns, fill, money, percent } from './shares.js';

const EVERY_MILLIS = 3_000;
const DAYS = [1, 7, 14, 30];
const NAMES = { personal: 'Personal', similar: 'Similar', popular: 'Popular', static: 'Kept list', '': 'Not told' };

let zone = 'UTC';
let timer;
const element = (id) => document.querySelector(`#${id}`);
const tiles = new OutcomeTiles(element('tiles'));
const explained = new Explained((chosen) => go(chosen));

/** All state is in the address: days, and who is looked at. */
function state() {
  const query = new URLSearchParams(location.search);
  const days = Number(query.get('days'));
  const text = (name) => query.get(name) || undefined;
  return { days: DAYS.includes(days) ? days : 7, user: text('user'), visitor: text('visitor'), beside: text('beside') };
}

function go(chosen) {
  const { days } = state();
  const query = api.queryOf({ days: days === 7 ? '' : days, ...chosen });
  history.pushState(null, '', query ? `?${query}` : location.pathname);
  look();
}

function showDays(chosen) {
  const group = element('days');
  if (!group.childElementCount)
    group.append(
      ...DAYS.map((days) =>
        h(
          'button.control',
          {
            type: 'button',
            'data-days': days,
            'data-testid': `days-${days}`,
            onclick: () => go({ ...state(), days: days === 7 ? '' : days }),
          },
          days === 1 ? 'Today' : `${days} days`,
        ),
      ),
    );
  for (const button of group.children)
    button.setAttribute('aria-pressed', String(Number(button.dataset.days) === chosen));
  group.hidden = false;
}

function summary(report) {
  const { total } = report;
  if (!total.shown)
    return 'No page has told of a list that was shown on these days. Blocks tell it by themselves; servers tell the event Recommendations Shown.';
  const sold = total.bought
    ? `${count(total.bought)} led to a sale of what was clicked, worth ${money(total.revenue, report.currency)} together`
    : 'none has led to a sale yet';
  return `${count(total.shown)} lists were shown on ${report.days.length === 1 ? 'this day' : `these ${report.days.length} days`}. In ${percent(total.clickThrough)} of them something was clicked; ${sold}.`;
}

const rows = (named, names = {}) =>
  Object.entries(named)
    .map(([name, figures]) => ({ name: names[name] ?? name, ...figures }))
    .sort((one, other) => other.shown - one.shown);

/** A table without rows says nothing that the summary has not said. */
function showTable(name, title, all, currency) {
  const table = document.querySelector(`[data-testid="${name}"]`);
  table.closest('section').hidden = !all.length;
  fill(table, columns(title, all, currency), all);
}

/** The newest first; days on which nothing was shown, before the first on which something was, are left out. */
function daysOf({ days }) {
  const first = days.findIndex((day) => day.shown);
  return (first < 0 ? [] : days.slice(first))
    .map((day) => ({ ...day, name: longDay(Date.parse(`${day.day}T12:00:00Z`), 'UTC') }))
    .reverse();
}

/** Whoever keeps models says of each: version, state, trained, dataTo and its measured figures by their names. */
function showModels(models) {
  const known = models ?? [];
  element('models').hidden = !known.length;
  element('no-models').hidden = known.length > 0;
  if (!known.length) return;
  const measured = [...new Set(known.flatMap((model) => Object.keys(model.metrics ?? {})))];
  const moment = (text) => (text ? momentText(Date.parse(text), zone, Date.now()) : '–');
  fill(
    document.querySelector('[data-testid="models"]'),
    [
      ['Version', (model) => model.name],
      ['State', (model) => model.state ?? '–'],
      ['Trained', (model) => moment(model.trained)],
      ['On data up to', (model) => moment(model.dataTo)],
      ...measured.map((name) => [name, (model) => model.metrics?.[name] ?? '–', true]),
    ],
    known.map((model) => ({ name: model.version, ...model })),
  );
}

async function look() {
  clearTimeout(timer);
  const now = state();
  const wrong = element('wrong');
  try {
    const [report, experiments, recent, status, metrics] = await Promise.all([
      api.outcomes(now.days),
      api.experiments(),
      api.recentVisitors(),
      api.status(),
      api.metrics(),
    ]);
    showDays(now.days);
    tiles.show(report);
    say(element('summary'), summary(report));
    showTable('sources', 'Worked out from', rows(report.sources, NAMES), report.currency);
    showTable('placements', 'Placement', rows(report.placements, { '': 'Not told' }), report.currency);
    showTable('by-day', 'Day', report.days.length > 1 ? daysOf(report) : [], report.currency);
    showExperiments(element('experiments'), experiments, zone);
    explained.showRecent(recent.visitors);
    showSteps(element('steps'), element('stepped'), status.recommendations);
    showLatency(element('latency'), metrics);
    showModels(report.models);
    element('figures').hidden = false;
    wrong.hidden = true;
  } catch (problem) {
    say(
      wrong,
      problem.status === 404
        ? 'Nothing is recommended: the shop’s folder has no recommendations.yaml.'
        : `${problem.message} What is below is what was known last.`,
    );
    wrong.hidden = false;
  }
  await explained.show(now);
  clearTimeout(timer);
  timer = setTimeout(look, EVERY_MILLIS);
}

async function open() {
  zone = await showHeader('/recommendations', zone);
  addEventListener('popstate', look);
  look();
}

open();
