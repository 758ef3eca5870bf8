/** What all pages of the shop share: its data, its prices, and the blocks of recommendations. */
import { h } from '/page/element.js';

/** @throws Error with what the shop says is wrong */
export async function ask(path, body) {
  const answer = await fetch(
    `/store/api/${path}`,
    body && { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) },
  );
  const json = await answer.json();
  if (!answer.ok) throw new Error(json.detail);
  return json;
}

export const money = (amount, currency) =>
  new Intl.NumberFormat(undefined, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(amount);

export const linkTo = (id) => `/store/products/${encodeURIComponent(id)}`;
export const pictureOf = (id) => `/store/pictures/${encodeURIComponent(id)}`;

/** How events speak of a product. */
export const told = (item, more) => ({
  product_id: item.id,
  name: item.name,
  category: item.category,
  brand: item.maker,
  price: Number(item.price),
  currency: item.currency,
  ...more,
});

/** A block of recommendations, as any shop's page has it: an element, a template, and the tracker does the rest. */
export function block(placement, title, asked = {}) {
  const template = document.getElementById('block').cloneNode(true);
  template.removeAttribute('id');
  template.content.querySelector('[data-title]').textContent = title;
  const attributes = Object.fromEntries(Object.entries(asked).map(([name, value]) => [`data-${name}`, value]));
  return h(
    'section.block',
    { 'data-shopstream': placement, 'data-testid': `block-${placement}`, 'data-url': '/store/products/{id}', 'aria-label': title, ...attributes },
    template,
  );
}

export function title(text) {
  document.title = `${text} · The Model Shop`;
}

export const speak = (text) => {
  document.getElementById('spoken').textContent = text;
};
