/** The large figures of the recommendations page, each with its definition and its line over the days. */
import { h, say, tick } from './element.js';
import { count } from './format.js';
import { popover } from './popover.js';
import { money, percent } from './shares.js';
import { Sparkline } from './sparkline.js';

const TILES = [
  {
    title: 'Click-through',
    key: 'clickThrough',
    text: (figures) => percent(figures.clickThrough),
    note: (report) => `${count(report.total.clicked)} lists clicked`,
    definition:
      'Lists in which whoever was shown them clicked something within a day, by all lists that were shown. A list counts on the day it was shown.',
  },
  {
    title: 'Lists shown',
    key: 'shown',
    text: (figures) => count(figures.shown),
    note: () => 'that came onto a screen',
    definition: 'Lists of recommendations that came onto a screen, each once. Programs that call themselves such are left out.',
  },
  {
    title: 'Sold after a click',
    key: 'revenue',
    text: (figures, currency) => money(figures.revenue, currency),
    note: (report) => `${count(report.total.bought)} lists led to a sale`,
    definition:
      'What customers paid for products that they had clicked in a list within the week before. A sale counts for the last such list; a cancelled order does not count.',
  },
  {
    title: 'Of the catalogue',
    key: 'coverage',
    text: (figures) => percent(figures.coverage),
    note: (report) => `${count(report.total.productsShown)} of ${count(report.products)} products`,
    definition: 'The share of the shop’s products that was shown to anybody.',
  },
  {
    title: 'Best-sellers',
    key: 'bestSellerShare',
    text: (figures) => percent(figures.bestSellerShare),
    note: (report) => `of all shown are the top ${count(report.bestSellers)}`,
    definition:
      'The share that the tenth of the products most wanted in the last 30 days has in all products that were shown. The higher, the more everybody is shown the same.',
  },
];

export class OutcomeTiles {
  constructor(element) {
    this.element = element;
    this.tiles = TILES.map((tile) => {
      const value = h('span.tile-value', { 'data-testid': `tile-${tile.key}`, 'data-live': 'yes' });
      const note = h('span.against');
      const line = new Sparkline();
      const why = popover(
        h('button.why', { type: 'button', 'aria-label': `What ${tile.title.toLowerCase()} means` }, '?'),
        h('div.explained', {}, h('p.explained-title', {}, tile.title), h('p', {}, tile.definition)),
      );
      element.append(
        h(
          'div.tile',
          {},
          h('h2.tile-title', {}, tile.title),
          why,
          h('p.tile-figure', {}, value),
          h('p.tile-change', {}, note),
          line.element,
        ),
      );
      return { ...tile, value, said: note, line };
    });
  }

  show(report) {
    const starts = report.days.map((day) => Date.parse(day.day));
    for (const { key, text, note, value, said, line } of this.tiles) {
      tick(value, text(report.total, report.currency));
      say(said, note(report));
      const values = report.days.map((day) => (day[key] === null ? null : Number(day[key])));
      line.draw(values, true, { starts, grain: 'day' });
    }
    // all figures in one size: the one at which the longest still fits
    const longest = Math.max(6, ...this.tiles.map((tile) => tile.value.textContent.length));
    this.element.style.setProperty('--chars', longest);
  }
}
