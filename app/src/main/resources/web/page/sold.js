/** Just sold: the last orders as they come in; of a dashboard of something else, the last of these. */
import { h, keyed, say } from './element.js';
import { full, momentText, secondText } from './format.js';
import { dayOf } from './calendar.js';
import { Panel } from './panel.js';
import { lastOrders } from './questions.js';
import { amountText } from './unconverted.js';

const ORDERS = 8;

/** An order without a rate, or with lines without one, has its amounts side by side. */
function amounts(value, row, measure, currency) {
  if (!row.unconverted || measure.unit !== 'currency') return null;
  const apart = row.unconverted.map((one) => amountText(one[measure.name], one.currency));
  return [value === null ? null : full(value, measure, currency), ...apart].filter(Boolean).join(' + ');
}

export class JustSold extends Panel {
  constructor(dashboard, { wide = true } = {}) {
    super('just-sold', { title: dashboard.entity === 'order' ? 'Just sold' : 'Just now', wide });
    this.entity = dashboard.entity;
    const many = `${dashboard.entity}s`;
    this.head = h('tr');
    this.rows = h('tbody');
    this.none = h('p.nothing', { hidden: true }, `No ${many} yet. They appear here as they come in.`);
    this.body.append(
      h(
        'div.scroll',
        { tabindex: '0', role: 'region', 'aria-label': `The last ${many}` },
        h('table.sold', {}, h('thead', {}, this.head), this.rows),
      ),
      this.none,
    );
  }

  load(context) {
    return lastOrders(context, ORDERS);
  }

  /** Columns in the order people ask: when, where, what, how much; only those that the answer has. */
  columns(model, context) {
    const row = model.rows[0] ?? {};
    const { dashboard } = context;
    const moment = (value) =>
      dayOf(Date.parse(value), context.zone) === dayOf(Date.now(), context.zone)
        ? secondText(Date.parse(value), context.zone)
        : momentText(Date.parse(value), context.zone, Date.now());
    return [
      { name: 'time', title: 'Time', text: moment },
      { name: this.entity, title: `${this.entity[0].toUpperCase()}${this.entity.slice(1)}`, text: String },
      ...dashboard.dimensions.map((one) => ({
        name: one.name,
        title: one.title,
        text: (value, of) => of[one.label] ?? value ?? '(none)',
        soft: !one.parent,
      })),
      { name: 'lines', title: 'Lines', text: (value) => value.toLocaleString(), number: true },
      ...dashboard.measures.map((one) => ({
        name: one.name,
        title: one.title,
        text: (value, of) => amounts(value, of, one, context.currency) ?? full(value, one, context.currency),
        number: true,
      })),
    ].filter((column) => column.name in row);
  }

  show(model, context) {
    const columns = this.columns(model, context);
    const known = new Set([...this.rows.children].map((element) => element.dataset.key));
    this.none.hidden = model.rows.length > 0;
    keyed(
      this.head,
      columns,
      (column) => column.name,
      (column) => h(column.number ? 'th.number' : column.soft ? 'th.soft' : 'th', { scope: 'col' }),
      (element, column) => say(element, column.title),
    );
    keyed(
      this.rows,
      model.rows,
      (row) => row[this.entity],
      () => h('tr'),
      (element, row) => {
        if (known.size && context.isLive && !known.has(String(row[this.entity]))) element.classList.add('arrived');
        keyed(
          element,
          columns,
          (column) => column.name,
          (column) => h(column.number ? 'td.number' : column.soft ? 'td.soft' : 'td'),
          (cell, column) =>
            say(
              cell,
              row[column.name] === undefined || (row[column.name] === null && !row.unconverted)
                ? '(none)'
                : column.text(row[column.name], row),
            ),
        );
      },
    );
  }

  table(model) {
    const columns = Object.keys(model.rows[0] ?? { [this.entity]: 0 }).filter((name) => name !== 'unconverted');
    return { columns, rows: model.rows.map((row) => columns.map((name) => row[name])) };
  }
}
