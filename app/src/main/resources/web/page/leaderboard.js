/** A ranking of one dimension: name, bar, figure, change and line; a click filters, a double click or Enter opens. */
import { changeSpoken, changeText } from './change.js';
import { plural } from './dimensions.js';
import { h, icon, keyed, say, tick } from './element.js';
import { compact, full, signed } from './format.js';
import { Panel } from './panel.js';
import { byValues, inComparison, inPeriod } from './questions.js';
import { ranking } from './ranking.js';
import { rowKeys } from './rows.js';
import { seriesOf, unfinishedAt } from './series.js';
import { Sparkline } from './sparkline.js';
import { addressOf, isFiltered, toggled } from './view.js';

const FIRST_ROWS = 12;
/** So few more are shown rather than hidden behind a button. */
const FEW = 3;
const DOUBLE_MILLIS = 800;

export class Leaderboard extends Panel {
  constructor(dimension, { searchable = false, wide = false } = {}) {
    super(`leaderboard-${dimension.name}`, { title: plural(dimension.title), wide });
    Object.assign(this, { dimension, searchable, fileWords: `by-${dimension.name}` });
    this.rows = h('tbody');
    this.parts = new WeakMap();
    this.figureHead = h('th.number', { scope: 'col' });
    this.changeHead = h('th.number', { scope: 'col' });
    this.sparkHead = searchable ? null : h('th.spark-cell', { scope: 'col' }, 'Trend');
    this.more = h('button.quiet.more', {
      type: 'button',
      hidden: true,
      onclick: () => {
        this.showsAll = true;
        this.draw(this.model, this.context);
      },
    });
    this.none = h('p.nothing', { hidden: true });
    this.body.append(
      h(
        'div.board-scroll',
        {},
        h(
          'table.board',
          {},
          h(
            'thead',
            {},
            h(
              'tr',
              {},
              h('th', { scope: 'col' }, dimension.title),
              this.figureHead,
              this.changeHead,
              this.sparkHead,
              h('td.open-cell'),
            ),
          ),
          this.rows,
        ),
      ),
      this.none,
      this.more,
    );
    rowKeys(this.rows, 'button.name');
    this.element.addEventListener('dblclick', () => this.doubleClick());
  }

  async load(context) {
    const what = { by: [this.dimension.name], without: [this.dimension.name] };
    const [period, compared, series] = await Promise.all([
      inPeriod(context, what),
      inComparison(context, what),
      this.searchable ? null : inPeriod(context, { ...what, grain: context.grain }),
    ]);
    return {
      rows: period.rows,
      before: byValues(compared.rows, [this.dimension.name]),
      series: this.grouped(series?.rows ?? []),
    };
  }

  grouped(rows) {
    const groups = new Map();
    for (const row of rows) {
      const value = String(row[this.dimension.name] ?? '(none)');
      if (!groups.has(value)) groups.set(value, []);
      groups.get(value).push(row);
    }
    return groups;
  }

  lines(model, context) {
    const byChange = this.searchable && context.view.sort === 'change';
    return ranking(model, { dimension: this.dimension, measure: context.measure, byChange });
  }

  show(model, context) {
    const all = this.lines(model, context);
    for (const { value, label } of all) context.remember(this.dimension.name, value, label);
    const sought = this.searchable ? context.view.find.toLowerCase() : '';
    const found = sought ? all.filter((line) => `${line.label} ${line.value}`.toLowerCase().includes(sought)) : all;
    const shown =
      this.showsAll || sought ? found : found.slice(0, found.length <= FIRST_ROWS + FEW ? found.length : FIRST_ROWS);
    this.most = Math.max(...all.map((line) => Math.abs(line.now ?? 0)), 0);
    this.anyFilter = context.view.filters.some((one) => one.dimension === this.dimension.name);
    if (this.searchable) this.heads(context);
    this.nameHeads(context);
    keyed(
      this.rows,
      shown,
      (line) => line.value,
      (line) => this.create(line),
      (element, line) => this.update(element, line, model, context),
    );
    this.more.hidden = shown.length >= found.length;
    say(this.more, `Show all ${found.length.toLocaleString()}`);
    this.none.hidden = found.length > 0;
    say(this.none, sought ? `Nothing here is called “${context.view.find}”.` : 'Nothing was sold here in this range.');
    this.rows.dispatchEvent(new Event('rows'));
  }

  /** The search stays in place while figures change under it. */
  heads(context) {
    if (this.search) {
      if (document.activeElement !== this.search) this.search.value = context.view.find;
      return;
    }
    this.search = h('input.search', {
      type: 'search',
      value: context.view.find,
      placeholder: `Find ${plural(this.dimension.title).toLowerCase()}`,
      'aria-label': `Find ${plural(this.dimension.title).toLowerCase()}`,
      'data-testid': `search-${this.dimension.name}`,
    });
    this.search.addEventListener('input', () =>
      this.context.go({ find: this.search.value }, { replace: true, quiet: true }),
    );
    this.actions.prepend(this.search);
    this.offerTable();
  }

  nameHeads(context) {
    for (const [name, head, title] of [
      ['figure', this.figureHead, context.measure.title],
      ['change', this.changeHead, 'Change'],
    ]) {
      const isChosen = context.view.sort === name;
      if (!this.searchable) {
        say(head, title);
        continue;
      }
      if (!head.firstElementChild)
        head.append(
          h('button.sort', {
            type: 'button',
            'data-testid': `sort-${name}-${this.dimension.name}`,
            onclick: () => this.context.go({ sort: name }, { quiet: true }),
          }),
        );
      say(head.firstElementChild, `${title}${isChosen ? ' ↓' : ''}`);
      if (isChosen) head.setAttribute('aria-sort', 'descending');
      else head.removeAttribute('aria-sort');
    }
  }

  create(line) {
    const label = h('span.name-text');
    const name = h(
      'button.name',
      { type: 'button', 'aria-keyshortcuts': 'Enter Space' },
      h('span.bar', { 'aria-hidden': 'true' }),
      label,
    );
    const figure = h('td.number', { 'data-testid': `row-${line.value}-value` });
    const moved = h('span.change');
    const spark = this.searchable ? null : new Sparkline();
    const open = h('a.open', {}, icon('right'));
    const element = h(
      'tr.line',
      { 'data-testid': `row-${line.value}` },
      h('th', { scope: 'row' }, name),
      figure,
      h('td.number', {}, moved),
      spark && h('td.spark-cell', {}, spark.element),
      h('td.open-cell', {}, open),
    );
    element.addEventListener('click', (event) => this.click(event, line.value));
    name.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      this.open(line.value);
    });
    open.addEventListener('click', (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      this.open(line.value);
    });
    this.parts.set(element, { name, label, figure, moved, spark, open });
    return element;
  }

  /** The second click of a double click opens; it does not take the filter away again. */
  click(event, value) {
    if (event.target.closest('a') || event.detail > 1) return;
    this.clicked = { value, at: performance.now() };
    this.context.go((now) => ({ filters: toggled(now.filters, this.dimension.name, value) }));
  }

  /** A filter's chip may have moved the rows in between: what counts is the row of the first click. */
  doubleClick() {
    if (this.clicked && performance.now() - this.clicked.at < DOUBLE_MILLIS)
      this.open(this.clicked.value, { replace: true });
    this.clicked = null;
  }

  opened(view, value) {
    const filters = view.filters.filter((one) => one.dimension !== this.dimension.name);
    return { inside: [...view.inside, { dimension: this.dimension.name, value }], filters, find: '', sort: 'figure' };
  }

  /** After a double click, `replace` takes the place of the filter its first click set, so that one step back undoes it. */
  open(value, how) {
    this.context.go((now) => this.opened(now, value), how);
  }

  update(element, line, model, context) {
    const part = this.parts.get(element);
    const { measure, currency } = context;
    const isChosen = isFiltered(context.view, this.dimension.name, line.value);
    element.classList.toggle('chosen', isChosen);
    element.classList.toggle('unchosen', this.anyFilter && !isChosen);
    part.name.setAttribute('aria-pressed', String(isChosen));
    say(part.label, line.label);
    part.name.title = `${line.label}: click to filter, double-click or Enter to open`;
    element.style.setProperty('--share', this.most ? Math.max(0, line.now ?? 0) / this.most : 0);
    part.figure.title = full(line.raw, measure, currency);
    part.figure.dataset.value = line.raw ?? '';
    part.figure.dataset.live = context.isLive ? 'yes' : 'no';
    tick(part.figure, full(line.raw, measure, currency));
    part.moved.dataset.kind = line.moved.kind;
    say(part.moved, context.compared ? changeText(line.moved) : '–');
    part.moved.title =
      line.moved.difference === null
        ? ''
        : `${changeSpoken(line.moved)}, ${signed(line.moved.difference, measure, currency)} from ${compact(line.before, measure, currency)}`;
    part.open.setAttribute(
      'href',
      addressOf({ ...context.view, ...this.opened(context.view, line.value) }, context.dashboard, context.isFirst),
    );
    part.open.setAttribute('aria-label', `Open ${line.label}`);
    part.spark?.draw(
      seriesOf(model.series.get(line.value) ?? [], context.starts, measure, context.completeTo()),
      unfinishedAt(context.starts, context.grain, context.range.end, context.completeTo()) >= 0,
      context,
    );
  }

  table(model, context) {
    const { measure } = context;
    const sought = context.view.find.toLowerCase();
    const lines = this.lines(model, context).filter(
      (line) => !this.searchable || !sought || `${line.label} ${line.value}`.toLowerCase().includes(sought),
    );
    const named = Boolean(this.dimension.label);
    return {
      columns: [
        this.dimension.name,
        ...(named ? [this.dimension.label] : []),
        measure.title,
        ...(context.compared ? [`${measure.title} then`, 'change %'] : []),
      ],
      rows: lines.map((line) => [
        line.value,
        ...(named ? [line.label] : []),
        line.raw,
        ...(context.compared
          ? [
              model.before.get(line.value)?.[measure.name] ?? null,
              line.moved.share === null ? null : (line.moved.share * 100).toFixed(1),
            ]
          : []),
      ]),
    };
  }
}
