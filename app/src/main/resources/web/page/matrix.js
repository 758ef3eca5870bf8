/** Two dimensions against each other, tinted by the figure, with totals both ways. */
import { change, changeSpoken, changeText } from './change.js';
import { labelIn, plural } from './dimensions.js';
import { h, keyed, say, tick } from './element.js';
import { compact, full, numberOf } from './format.js';
import { Panel } from './panel.js';
import { byValues, inComparison, inPeriod, keyOf } from './questions.js';
import { rowKeys } from './rows.js';
import { isFiltered } from './view.js';

const TOTAL = '\u0000total';

export class Matrix extends Panel {
  constructor(down, across) {
    super('matrix', { title: `${down.title} × ${across.title.toLowerCase()}`, wide: true });
    Object.assign(this, { down, across, fileWords: `${down.name}-by-${across.name}` });
    this.head = h('tr');
    this.rows = h('tbody');
    this.foot = h('tfoot');
    this.parts = new WeakMap();
    this.body.append(
      h(
        'div.scroll',
        {
          tabindex: '0',
          role: 'region',
          'aria-label': `${down.title} by ${across.title.toLowerCase()}, scrolls sideways`,
        },
        h('table.matrix', {}, h('thead', {}, this.head), this.rows, this.foot),
      ),
    );
    rowKeys(this.rows, 'button.cell');
  }

  /**
   * Totals are asked for and not added up: an order with two categories counts once. Its own filters are left out, so that
   * what was clicked stands among its neighbours.
   */
  async load(context) {
    const [down, across] = [this.down.name, this.across.name];
    const parts = [[down, across], [down], [across], []];
    const answers = await Promise.all(
      parts.flatMap((by) => [
        inPeriod(context, { by, without: [down, across] }),
        inComparison(context, { by, without: [down, across] }),
      ]),
    );
    const now = new Map();
    const before = new Map();
    parts.forEach((by, index) => {
      for (const [target, rows] of [
        [now, answers[index * 2].rows],
        [before, answers[index * 2 + 1].rows],
      ]) {
        for (const [, row] of byValues(rows, by)) target.set(this.place(row, by), row);
      }
    });
    return {
      now,
      before,
      downs: this.ranked(answers[2].rows, this.down, context),
      acrosses: this.ranked(answers[4].rows, this.across, context),
    };
  }

  place(row, by) {
    const of = (name) => (by.includes(name) ? keyOf(row, [name]) : TOTAL);
    return `${of(this.down.name)}\u0001${of(this.across.name)}`;
  }

  ranked(rows, dimension, context) {
    return rows
      .map((row) => ({
        value: keyOf(row, [dimension.name]),
        label: labelIn(row, dimension),
        weight: numberOf(row[context.dashboard.measures[0].name]),
      }))
      .sort((one, other) => other.weight - one.weight);
  }

  show(model, context) {
    const columns = [...model.acrosses, { value: TOTAL, label: 'Total' }];
    for (const { value, label } of model.downs) context.remember(this.down.name, value, label);
    const hasBefore = context.compared && model.before.size > 0;
    say(
      this.note,
      `${context.measure.title}${hasBefore ? ', with the change from the comparison under it' : context.compared ? '; there is no earlier figure to compare with' : ''}`,
    );
    const cells = model.downs.flatMap((row) =>
      model.acrosses.map(
        (column) => numberOf(model.now.get(`${row.value}\u0001${column.value}`)?.[context.measure.name]) ?? 0,
      ),
    );
    this.most = Math.max(...cells, 0);
    keyed(
      this.head,
      [{ value: '\u0000corner', label: this.down.title }, ...columns],
      (one) => one.value,
      (one) => this.createHead('col', this.across, one),
      (element, one) => say(element.firstElementChild ?? element, one.label),
    );
    const line = () => h('tr');
    const fill = (element, row) => this.fill(element, row, columns, model, context);
    keyed(this.rows, model.downs, (row) => row.value, line, fill);
    keyed(this.foot, [{ value: TOTAL, label: 'Total' }], (row) => row.value, line, fill);
    this.rows.dispatchEvent(new Event('rows'));
  }

  fill(element, row, columns, model, context) {
    keyed(
      element,
      [{ value: '\u0000name' }, ...columns],
      (one) => one.value,
      (one) => (one.value === '\u0000name' ? this.createHead('row', this.down, row) : this.createCell(row, one)),
      (cell, one) =>
        one.value === '\u0000name'
          ? say(cell.firstElementChild ?? cell, row.label)
          : this.updateCell(cell, row, one, model, context),
    );
  }

  /** A name opens what it names; the corner and the totals name nothing that could be opened. */
  createHead(scope, dimension, { value }) {
    if (value.startsWith('\u0000')) return h('th', { scope });
    const open = () =>
      this.context.go((view) => ({
        inside: [...view.inside, { dimension: dimension.name, value }],
        filters: view.filters.filter((one) => one.dimension !== dimension.name),
        find: '',
        sort: 'figure',
      }));
    return h(
      'th',
      { scope },
      h('button.head', { type: 'button', title: 'Open', 'data-testid': `open-${value}`, onclick: open }),
    );
  }

  createCell(row, column) {
    const value = h('span.cell-value');
    const moved = h('span.change');
    const isTotal = row.value === TOTAL || column.value === TOTAL;
    const where = isTotal ? null : h('span.unseen');
    const inner = isTotal ? h('div.cell', {}, value, moved) : h('button.cell', { type: 'button' }, where, value, moved);
    const cell = h(
      isTotal ? 'td.total' : 'td',
      {
        'data-testid': `cell-${isTotal && row.value === TOTAL ? 'total' : row.value}-${column.value === TOTAL ? 'total' : column.value}`,
      },
      inner,
    );
    if (!isTotal) inner.addEventListener('click', () => this.filter(row.value, column.value));
    this.parts.set(cell, { where, value, moved, inner });
    return cell;
  }

  hasFilter(dimension) {
    return this.context.view.filters.some((one) => one.dimension === dimension.name);
  }

  filter(downValue, acrossValue) {
    const own = [
      { dimension: this.down.name, value: downValue },
      { dimension: this.across.name, value: acrossValue },
    ];
    this.context.go((view) => {
      const rest = view.filters.filter((one) => one.dimension !== this.down.name && one.dimension !== this.across.name);
      const isAlone =
        own.every((one) => isFiltered(view, one.dimension, one.value)) && view.filters.length === rest.length + 2;
      return { filters: isAlone ? rest : [...rest, ...own] };
    });
  }

  updateCell(cell, row, column, model, context) {
    const part = this.parts.get(cell);
    const { measure, currency } = context;
    const at = `${row.value}\u0001${column.value}`;
    const raw = model.now.get(at)?.[measure.name] ?? null;
    const before = model.before.get(at)?.[measure.name] ?? null;
    const moved = change(numberOf(raw) ?? 0, numberOf(before));
    cell.style.setProperty(
      '--tint',
      this.most && !cell.classList.contains('total') ? Math.max(0, numberOf(raw) ?? 0) / this.most : 0,
    );
    const isIn = (dimension, value) =>
      value === TOTAL || !this.hasFilter(dimension) || isFiltered(context.view, dimension.name, value);
    const isChosen = isIn(this.down, row.value) && isIn(this.across, column.value);
    const isNarrowed = this.hasFilter(this.down) || this.hasFilter(this.across);
    cell.classList.toggle('chosen', isNarrowed && isChosen && !cell.classList.contains('total'));
    cell.classList.toggle('unchosen', isNarrowed && !isChosen);
    part.value.dataset.live = context.isLive ? 'yes' : 'no';
    cell.dataset.value = raw ?? '';
    tick(part.value, compact(raw, measure, currency));
    part.inner.title = `${full(raw, measure, currency)}, ${changeSpoken(moved)}`;
    if (part.where) say(part.where, `${row.label}, ${column.label}: `);
    part.moved.dataset.kind = moved.kind;
    say(part.moved, !context.compared || !model.before.size ? '' : moved.kind === 'none' ? '–' : changeText(moved));
  }

  table(model, context) {
    const { measure } = context;
    const columns = [...model.acrosses, { value: TOTAL, label: 'Total' }];
    const figure = (row, column) => model.now.get(`${row}\u0001${column}`)?.[measure.name] ?? null;
    return {
      columns: [`${measure.title}: ${plural(this.down.title).toLowerCase()}`, ...columns.map((column) => column.label)],
      rows: [...model.downs, { value: TOTAL, label: 'Total' }].map((row) => [
        row.label,
        ...columns.map((column) => figure(row.value, column.value)),
      ]),
    };
  }
}
