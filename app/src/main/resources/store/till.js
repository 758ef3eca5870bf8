/** Paying, and the page that says thanks. */
import { h } from '/page/element.js';
import { cartId, empty, lines, total } from './basket.js';
import { ask, block, money, title, told } from './shop.js';
import { signedIn, signIn } from './visitor.js';

const KEPT = 'store.receipt';

/** The form under the cart: a customer has only to agree, somebody new says who they are. */
export function checkout() {
  const customer = signedIn();
  const wrong = h('p.wrong', { role: 'alert' });
  const country = h('select', { name: 'country' });
  const button = h('button.buy', { type: 'submit', 'data-testid': 'order' }, 'Order now');
  const form = h(
    'form.checkout',
    { onsubmit: (event) => order(event, form, button, wrong) },
    h('h2', {}, 'Checkout'),
    customer
      ? h('p', {}, 'For customer ', h('b', {}, customer), ', to the address we have.')
      : [
          h('label', {}, 'Name', h('input', { name: 'name', required: true, maxlength: 50, autocomplete: 'name', 'data-testid': 'name' })),
          h('label', {}, 'Country', country),
        ],
    h('p.soft', {}, 'Nothing is paid: this is a sample shop.'),
    button,
    wrong,
  );
  if (!customer)
    ask('shoppers').then(({ countries }) => country.append(...countries.map((name) => h('option', { selected: name === 'USA' }, name))));
  // Whoever looks at the cart has not begun to pay.
  form.addEventListener(
    'focusin',
    () => shopstream.track('Checkout Started', { ...amounts(total(), lines()[0].item.currency), products: products() }),
    { once: true },
  );
  return form;
}

const products = () => lines().map((line) => told(line.item, { quantity: line.quantity }));
const amounts = (sum, currency) => ({ value: sum, revenue: sum, total: sum, currency });

async function order(event, form, button, wrong) {
  event.preventDefault();
  button.disabled = true;
  wrong.textContent = '';
  const customer = signedIn();
  const who = customer ? { customer: Number(customer) } : Object.fromEntries(new FormData(form));
  try {
    const receipt = await ask('orders', { ...who, products: lines().map(({ item, quantity }) => ({ id: item.id, quantity })) });
    // Known from now on: what was done before is joined to it.
    if (!customer) signIn(receipt.customer, { country: who.country });
    shopstream.track('Order Completed', {
      order_id: String(receipt.order),
      ...amounts(receipt.total, receipt.currency),
      cart_id: cartId(),
      products: products(),
    });
    sessionStorage.setItem(KEPT, JSON.stringify(receipt));
    empty();
    location.href = `/store/orders/${receipt.order}`;
  } catch (refused) {
    wrong.textContent = refused.message;
    button.disabled = false;
  }
}

export function done(main, number) {
  title(`Order ${number}`);
  const receipt = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null');
  main.append(
    h(
      'div.thanks',
      {},
      h('h1', {}, 'Thank you'),
      h('p', {}, 'Order ', h('b', { 'data-testid': 'number' }, number), receipt?.order === Number(number) ? `, ${money(receipt.total, receipt.currency)}, is in the shop’s database. ` : '. ', h('a', { href: '/' }, 'See it on the dashboard')),
    ),
    block('thank-you', 'Liked by many', {}),
  );
  shopstream.blocks();
}
