/** The cart, and what to go with it. */
import { h } from '/page/element.js';
import { cartId, ids, lines, remove, total } from './basket.js';
import { block, linkTo, money, pictureOf, title, told } from './shop.js';
import { checkout } from './till.js';

export function cart(main) {
  title('Cart');
  const place = h('div.paying', {});
  const goesWith = block('cart', lines().length ? 'Goes with it' : 'Liked by many', { cart: ids() });
  main.append(h('h1', {}, 'Your cart'), place, goesWith);
  draw(place, goesWith);
  shopstream.blocks();
  if (lines().length)
    shopstream.track('Cart Viewed', { cart_id: cartId(), products: lines().map((line) => told(line.item, { quantity: line.quantity })) });
}

function draw(place, goesWith) {
  goesWith.dataset.cart = ids();
  if (!lines().length) {
    place.replaceChildren(h('p.empty', {}, 'Nothing is in it yet. ', h('a', { href: '/store' }, 'Look at the whole shop')));
    return;
  }
  const row = ({ item, quantity }) =>
    h(
      'li.line',
      { 'data-testid': 'line' },
      h('img', { src: pictureOf(item.id), alt: '', width: 96, height: 72 }),
      h('div', {}, h('a', { href: linkTo(item.id) }, item.name), h('p.soft', {}, `${quantity} × ${money(item.price, item.currency)}`)),
      h('b', {}, money(item.price * quantity, item.currency)),
      h(
        'button.away',
        {
          type: 'button',
          'aria-label': `Take ${item.name} out`,
          onclick: () => {
            remove(item.id);
            draw(place, goesWith);
          },
        },
        'Remove',
      ),
    );
  place.replaceChildren(
    h('div', {}, h('ul.lines', {}, ...lines().map(row)), h('p.total', {}, 'Total', h('b', { 'data-testid': 'total' }, money(total(), lines()[0].item.currency)))),
    checkout(),
  );
}
