/** A simple chart of an answer: one column along, one figure up. Which is in the address as "bar:region:revenue". */
import { isNumber, isTime } from './tables.js';
import { timeText } from './answer.js';
import { colours, echarts } from './drawing.js';
import { h, icon } from './element.js';
import { numberOf } from './format.js';

const KINDS = [
  ['none', 'No chart'],
  ['bar', 'Bars'],
  ['line', 'Line'],
];
const MOST_BARS = 60;

/** {kind, along, up} of an address's words; null where they say nothing about this answer. */
export function chosenPlot(words, columns) {
  const [kind, along, up] = (words ?? '').split(':').map((part) => decodeURIComponent(part));
  const has = (name) => columns.some((column) => column.name === name);
  if (kind === 'none') return { kind, along: columns[0]?.name, up: columns[0]?.name };
  return KINDS.some(([known]) => known === kind) && has(along) && has(up) ? { kind, along, up } : null;
}

export const plotWords = ({ kind, along, up }) =>
  kind === 'none' ? 'none' : [kind, along, up].map(encodeURIComponent).join(':');

/** What suits the answer: a line over time, bars over a few names, else nothing. */
export function suitedPlot({ columns, rows }) {
  const up = columns.find((column, index) => index > 0 && isNumber(column.type));
  const along = columns[0];
  const none = { kind: 'none', along: along?.name, up: (up ?? along)?.name };
  if (!up || rows.length < 2) return none;
  if (isTime(along.type)) return { kind: 'line', along: along.name, up: up.name };
  const isFew = rows.length <= MOST_BARS && new Set(rows.map((row) => row[0])).size === rows.length;
  return isFew ? { kind: 'bar', along: along.name, up: up.name } : none;
}

export class Plot {
  /** `onchoose` is told the chosen {kind, along, up}. */
  constructor(element, controls, onchoose) {
    this.element = element;
    this.controls = controls;
    this.onchoose = onchoose;
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.draw());
    new ResizeObserver(() => this.chart?.resize()).observe(element);
  }

  show(answer, plot) {
    this.answer = answer;
    this.plot = plot;
    const names = answer.columns.map((column) => [column.name, column.name]);
    const figures = answer.columns.filter((column) => isNumber(column.type)).map((column) => [column.name, column.name]);
    this.controls.hidden = !figures.length || !answer.rows.length;
    this.controls.replaceChildren(
      this.choice('kind', 'Chart', KINDS),
      plot.kind === 'none' ? '' : this.choice('along', 'Along', names),
      plot.kind === 'none' ? '' : this.choice('up', 'Up', figures),
    );
    this.draw();
  }

  choice(part, title, options) {
    const select = h(
      'select',
      { 'data-testid': `plot-${part}` },
      options.map(([value, text]) => h('option', { value }, text)),
    );
    select.value = this.plot[part];
    select.addEventListener('change', () => this.onchoose({ ...this.suited(), ...this.plot, [part]: select.value }));
    return h('label.plot-choice', {}, h('span', {}, title), h('span.pick', {}, select, icon('down')));
  }

  /** Columns to begin with where there was no chart. */
  suited() {
    const figure = this.answer.columns.find((column) => isNumber(column.type));
    if (this.plot.kind === 'none') this.plot = { ...this.plot, along: this.answer.columns[0].name, up: figure.name };
    return this.plot;
  }

  async draw() {
    if (!this.plot) return;
    const { kind, along, up } = this.plot;
    this.element.hidden = kind === 'none' || !this.answer.rows.length;
    if (this.element.hidden) return;
    this.element.setAttribute('aria-label', `${up} by ${along}; the same figures are in the table below`);
    const library = await echarts();
    this.chart ??= library.init(this.element);
    this.chart.setOption(this.options(kind, along, up), true);
  }

  options(kind, along, up) {
    const { columns, rows } = this.answer;
    const [x, y] = [along, up].map((name) => columns.findIndex((column) => column.name === name));
    const time = isTime(columns[x].type);
    const ordered = time ? [...rows].sort((a, b) => (a[x] < b[x] ? -1 : 1)) : rows;
    const label = (value) => (value === null ? 'null' : time ? timeText(String(value)).replace(' 00:00:00', '') : String(value));
    const colour = colours();
    const size = Math.round(parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.75);
    const text = { color: colour.text, fontSize: size };
    return {
      animation: false,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 8, right: 16, top: 16, bottom: 4, containLabel: true },
      tooltip: { trigger: 'axis', backgroundColor: colour.surface, borderColor: colour.line, textStyle: text },
      xAxis: {
        type: 'category',
        data: ordered.map((row) => label(row[x])),
        boundaryGap: kind === 'bar',
        axisLine: { lineStyle: { color: colour.line } },
        axisTick: { show: false },
        axisLabel: { ...text, hideOverlap: true, margin: 12, width: 120, overflow: 'truncate' },
      },
      yAxis: {
        type: 'value',
        splitNumber: 4,
        axisLabel: { ...text, formatter: (value) => value.toLocaleString(undefined, { notation: 'compact' }) },
        splitLine: { lineStyle: { color: colour.line } },
      },
      series: [
        {
          type: kind,
          name: up,
          data: ordered.map((row) => numberOf(row[y])),
          itemStyle: { color: colour.accent, borderRadius: kind === 'bar' ? [4, 4, 0, 0] : 0 },
          lineStyle: { width: 2.25 },
          areaStyle: kind === 'line' ? { color: colour.fill } : undefined,
          showSymbol: rows.length < 3,
          barMaxWidth: 48,
        },
      ],
    };
  }
}
