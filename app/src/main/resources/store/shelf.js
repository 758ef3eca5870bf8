/** The shelf with all products, and the page of one. */
import { h } from '/page/element.js';
import { add, ids } from './basket.js';
import { ask, block, linkTo, money, pictureOf, speak, title, told } from './shop.js';

const card = (item) =>
  h(
    'li',
    {},
    h(
      'a.card',
      { href: linkTo(item.id), 'data-testid': 'card' },
      h('img', { src: pictureOf(item.id), alt: '', width: 160, height: 120, loading: 'lazy' }),
      h('span.card-name', {}, item.name),
      h('span.card-price', {}, money(item.price, item.currency)),
    ),
  );

export async function shelf(main) {
  const asked = new URLSearchParams(location.search);
  const category = asked.get('category') ?? '';
  const search = (asked.get('search') ?? '').trim();
  const heading = search ? `“${search}”` : category || 'Models worth keeping';
  document.querySelector('.search input').value = search;
  const categories = h('nav.categories', { 'aria-label': 'Categories' });
  const list = h('ul.shelf', { 'data-testid': 'shelf' });
  const picked = block('home', 'Picked for you', { cart: ids() });
  main.append(h('h1', {}, heading), categories, search ? '' : picked, h('h2.shelf-title', {}, category || search ? 'All of it' : 'The whole shop'), list);
  shopstream.blocks();
  if (search || category) title(heading);
  const [kinds, found] = await Promise.all([ask('categories'), ask(`products?${new URLSearchParams({ category, search })}`)]);
  const link = (name, value) =>
    h('a', { href: value ? `/store?category=${encodeURIComponent(value)}` : '/store', 'aria-current': value === category && !search ? 'page' : null }, name);
  categories.append(link('All', ''), ...kinds.categories.map((name) => link(name, name)));
  list.append(...found.products.map(card));
  if (!found.products.length) list.replaceWith(h('p.empty', {}, 'Nothing here has these words. ', h('a', { href: '/store' }, 'Look at the whole shop')));
  if (search) shopstream.track('Products Searched', { query: search });
  else shopstream.track('Product List Viewed', { list_id: category || 'all', category: category || undefined });
}

export async function product(main, id) {
  const place = h('div.product', {});
  main.append(place, block('product-page', 'Others like it', { viewing: id, cart: ids() }));
  shopstream.blocks();
  let item;
  try {
    item = await ask(`products/${encodeURIComponent(id)}`);
  } catch (gone) {
    place.replaceWith(h('p.empty', {}, `${gone.message} `, h('a', { href: '/store' }, 'Look at the whole shop')));
    return;
  }
  title(item.name);
  const quantity = h('select', { 'aria-label': 'Pieces', 'data-testid': 'quantity' }, ...[1, 2, 3, 4, 5, 10].map((n) => h('option', { value: n }, String(n))));
  const button = h('button.buy', { type: 'button', 'data-testid': 'add', onclick: () => put(item, Number(quantity.value), button) }, 'Put into the cart');
  place.append(
    h('div.picture', {}, h('img', { src: pictureOf(id), alt: '', width: 640, height: 480 })),
    h(
      'div.facts',
      {},
      h('a.kind', { href: `/store?category=${encodeURIComponent(item.category)}` }, item.category),
      h('h1', { 'data-testid': 'name' }, item.name),
      h('p.soft', {}, `${item.maker} · ${item.scale}`),
      h('p.price', {}, money(item.price, item.currency)),
      h('p', {}, item.description),
      h('div.buying', {}, quantity, button),
      h('p.stock', {}, item.stock > 0 ? `${item.stock.toLocaleString()} in stock` : 'Next delivery in a few days'),
    ),
  );
  shopstream.track('Product Viewed', told(item));
}

function put(item, quantity, button) {
  add(item, quantity);
  button.textContent = 'In the cart';
  speak(`${item.name} is in the cart.`);
  document.querySelector('[data-shopstream]').dataset.cart = ids();
}
