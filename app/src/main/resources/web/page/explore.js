/** The page on which anything can be asked in SQL. The question and its chart are in the address. */
import * as api from './api.js';
import { AnswerTable } from './answer.js';
import { Tables } from './tables.js';
import { Editor } from './editor.js';
import { h, icon, say } from './element.js';
import { count, secondText } from './format.js';
import { showHeader } from './header.js';
import { Kept } from './kept.js';
import { Plot, chosenPlot, plotWords, suitedPlot } from './plot.js';

const EXAMPLE = 'SELECT region, sum(revenue) AS revenue\nFROM sales_by_day\nGROUP BY region\nORDER BY revenue DESC';
const at = (id) => document.getElementById(id);
const declared = api.dashboards().catch(() => []);
const zoneOf = (dashboards) => dashboards[0]?.zone ?? 'UTC';

let running = null;
let chart = '';
let answered = null;

const editor = new Editor(at('sql'), at('words'), run);
const tables = new Tables(at('catalog'), at('find'), (name) => editor.insert(name));
const table = new AnswerTable(document.querySelector('.answer-table'), at('all-rows'));
const plot = new Plot(at('plot'), at('plot-controls'), (chosen) => {
  chart = plotWords(chosen);
  history.replaceState(null, '', address());
  plot.show(answered, chosen);
});
new Kept({
  section: at('kept'),
  list: at('kept-list'),
  place: at('save-place'),
  now: () => ({ sql: editor.sql, chart }),
  onopen: (question) => {
    editor.sql = question.sql;
    chart = question.chart;
    ask();
  },
});

function address() {
  const query = new URLSearchParams({ sql: editor.sql });
  if (chart) query.set('chart', chart);
  return `/explore?${query}`;
}

/** Runs the question, or stops the one that runs. */
function run() {
  return running ? running.abort() : ask();
}

/** Runs the question; one that runs still gives way to it. */
async function ask() {
  running?.abort();
  if (!editor.sql.trim()) return at('sql').focus();
  if (address() !== location.pathname + location.search) history.pushState(null, '', address());
  const mine = (running = new AbortController());
  const begun = performance.now();
  say(at('run'), 'Stop');
  at('answer').classList.add('dimmed');
  at('first').hidden = true;
  const clock = setInterval(() => {
    if (performance.now() - begun > 1000) say(at('answer-note'), `Running for ${Math.round((performance.now() - begun) / 1000)} s`);
  }, 500);
  try {
    const answer = await api.answer(editor.sql, mine.signal);
    const millis = performance.now() - begun;
    const zone = zoneOf(await declared);
    if (running === mine) show(answer, millis, zone);
  } catch (problem) {
    if (running !== mine) return;
    if (problem.name === 'AbortError') say(at('answer-note'), 'Stopped.');
    else fail(problem);
  } finally {
    clearInterval(clock);
    if (running === mine) rest();
  }
}

/** Nothing runs any more. */
function rest() {
  running = null;
  say(at('run'), 'Run');
  at('answer').classList.remove('dimmed');
}

function show(answer, millis, zone) {
  answered = answer;
  at('problem').hidden = true;
  at('answer').hidden = false;
  const rows = `${count(answer.rows.length)} ${answer.rows.length === 1 ? 'row' : 'rows'}`;
  const parts = [answer.more ? `The first ${rows}, there are more: a download has up to a million` : rows];
  parts.push(`${(millis / 1000).toFixed(1)} s`);
  if (answer.shownAt) parts.push(`marts as of ${secondText(Date.parse(answer.shownAt), zone)}`);
  say(at('answer-note'), parts.join(' · '));
  table.show(answer);
  plot.show(answer, chosenPlot(chart, answer.columns) ?? suitedPlot(answer));
}

function fail(problem) {
  at('answer').hidden = true;
  const next = problem.next ?? (problem.isSilence ? 'Run it again when it does.' : '');
  at('problem').replaceChildren(h('p.problem-words', {}, problem.message), next ? h('p', {}, next) : '');
  at('problem').hidden = false;
}

function offerFiles() {
  const file = (format, title) =>
    h(
      'button.tool',
      {
        type: 'button',
        'data-testid': `download-${format}`,
        'aria-label': `Download the answer as ${title}`,
        onclick: async () => {
          try {
            download(await api.answerFile(editor.sql, format), `answer.${format}`);
          } catch (problem) {
            fail(problem);
          }
        },
      },
      icon('save'),
      h('span', {}, title),
    );
  at('answer-actions').replaceChildren(file('csv', 'CSV'), file('parquet', 'Parquet'));
}

function download(blob, name) {
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}

/** Shows what the address says. */
function read() {
  const query = new URLSearchParams(location.search);
  editor.sql = query.get('sql') ?? EXAMPLE;
  chart = query.get('chart') ?? '';
  if (query.has('sql')) ask();
  else running?.abort();
}

function open() {
  at('run').addEventListener('click', run);
  at('copy').addEventListener('click', async () => {
    await navigator.clipboard.writeText(new URL(address(), location.href));
    say(at('copy'), 'Copied');
    setTimeout(() => say(at('copy'), 'Copy link'), 2_000);
  });
  addEventListener('popstate', read);
  offerFiles();
  read();
  api.tables().then(
    (answer) => {
      editor.tables = answer.tables;
      tables.fill(answer.tables, answer.missing);
    },
    (problem) => tables.fail(problem),
  );
  showHeader('/explore', 'UTC', declared);
}

open();
