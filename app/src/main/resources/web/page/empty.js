/** Nothing was sold here: why, and the way out. */
import { dayOf } from './calendar.js';
import { h } from './element.js';
import { longDay, rangeText } from './format.js';
import { rangeEndingAt } from './range.js';

export class Empty {
  element = h('section.empty', { hidden: true, 'aria-labelledby': 'empty-title', 'data-testid': 'empty' });

  show(isEmpty, answer, context) {
    if (this.element.hidden && !isEmpty) return;
    this.element.hidden = !isEmpty;
    if (!isEmpty) return;
    const { range, zone, view, go } = context;
    const last = answer.lastSale ? Date.parse(answer.lastSale) : null;
    const isFiltered = view.filters.length > 0;
    if (!answer.completeTo) {
      this.element.replaceChildren(
        h('h2', { id: 'empty-title' }, 'The orders are still being read'),
        h('p', {}, 'What the shop\u2019s database holds appears here by itself as soon as all of it is there.'),
      );
      return;
    }
    this.element.replaceChildren(
      ...[
        h(
          'h2',
          { id: 'empty-title' },
          isFiltered ? 'No orders in this range with these filters' : 'No orders in this range',
        ),
        h(
          'p',
          {},
          `Nothing was sold from ${rangeText(range.start, range.end, zone)}. `,
          last
            ? `The last order was on ${longDay(last, zone)}.`
            : isFiltered
              ? 'Remove a filter, or choose another range.'
              : 'No order has come in yet; the first one appears here by itself.',
        ),
        h(
          'p.ways',
          {},
          last &&
            h(
              'button.primary',
              {
                type: 'button',
                'data-testid': 'go-to-last-sale',
                onclick: () => go({ range: rangeEndingAt(last, zone), grain: undefined }),
              },
              `Go to ${longDay(last, zone)}`,
            ),
          isFiltered && h('button.quiet', { type: 'button', onclick: () => go({ filters: [] }) }, 'Remove the filters'),
        ),
      ],
    );
    this.element.dataset.lastSale = last ? dayOf(last, zone) : '';
  }
}
