/** Shares, counts and money of the recommendations page, and columns of tables made of them. */
import { h } from './element.js';
import { count } from './format.js';

const percents = new Intl.NumberFormat(undefined, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });

export const percent = (share) => (share === null || share === undefined ? '–' : percents.format(share));

export const money = (amount, currency) =>
  amount === null || amount === undefined
    ? '–'
    : new Intl.NumberFormat(undefined, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(amount);

/** A share with a bar as long as it is beside others. */
export const bar = (share, most) =>
  h(
    'span.share',
    {},
    h('span.share-bar', { 'aria-hidden': 'true', style: `--share: ${most ? (share ?? 0) / most : 0}` }),
    h('span.share-text', {}, percent(share)),
  );

/** The columns of figures, by what `name` calls the rows. */
export const columns = (name, rows, currency) => {
  const most = Math.max(...rows.map((row) => row.clickThrough ?? 0), 0);
  return [
    [name, (row) => row.name],
    ['Shown', (row) => count(row.shown), true],
    ['Clicked', (row) => count(row.clicked), true],
    ['Click-through', (row) => bar(row.clickThrough, most), true],
    ['Bought after', (row) => count(row.bought), true],
    ['Worth', (row) => money(row.revenue, currency), true],
    ['Of the catalogue', (row) => percent(row.coverage), true],
    ['Best-sellers', (row) => percent(row.bestSellerShare), true],
  ];
};

/** Draws a table anew: its rows are few, and nothing in them has the focus. */
export function fill(table, drawn, rows) {
  table.tHead.replaceChildren(
    h('tr', {}, drawn.map(([title, , isNumber]) => h(isNumber ? 'th.number' : 'th', { scope: 'col' }, title))),
  );
  table.tBodies[0].replaceChildren(
    ...rows.map((row) =>
      h(
        'tr',
        { 'data-testid': `row-${row.name || 'unnamed'}` },
        drawn.map(([, text, isNumber], index) =>
          h(index === 0 ? 'th' : isNumber ? 'td.number' : 'td', index === 0 ? { scope: 'row' } : {}, text(row)),
        ),
      ),
    ),
  );
}
