/** A product in a list of recommendations, or of what is kept out of one, with why. */
import { h } from './element.js';
import { money } from './shares.js';

export const placeOf = (at) => h('span.place', { 'aria-hidden': 'true' }, at + 1);

export const noPlace = () => h('span.place.out', { 'aria-hidden': 'true' }, '–');

export const suggested = (item, mark) =>
  h(
    'li.product',
    { 'data-testid': `product-${item.id}` },
    mark,
    h(
      'div.product-words',
      {},
      h('p.product-name', {}, item.name),
      h('p.soft', {}, [item.category, item.price && money(item.price, item.currency)].filter(Boolean).join(' · ')),
      h('p.product-reason', {}, item.reason),
      item.rules?.length > 0 && h('p.product-reason.acted', {}, `Moved by ${item.rules.join(', ')}`),
    ),
  );

/** Customers have numbers; whatever else somebody writes is a browser. */
export const named = (text) => (text === '' ? {} : /^\d+$/.test(text) ? { user: text } : { visitor: text });
