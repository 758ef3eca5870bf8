/** Who shops: nobody the shop knows, or one of its customers. */
import { h } from '/page/element.js';
import { ask } from './shop.js';

const KEPT = 'store.customer';

/** @returns {string|null} the customer's number */
export const signedIn = () => localStorage.getItem(KEPT);

export function signIn(customer, traits) {
  localStorage.setItem(KEPT, String(customer));
  shopstream.identify(String(customer), traits);
}

function signOut() {
  localStorage.removeItem(KEPT);
  shopstream.reset();
}

/** The choice in the header. A real shop would ask for a password. */
export async function showVisitors() {
  const select = document.getElementById('visitor');
  const now = signedIn();
  const option = (number, text) => h('option', { value: number, selected: number === now }, text);
  if (now) select.append(option(now, `Customer ${now}`));
  const { shoppers } = await ask('shoppers');
  select.append(
    ...shoppers
      .filter((shopper) => String(shopper.number) !== now)
      .map((shopper) => option(String(shopper.number), `Customer ${shopper.number} · ${shopper.name}, ${shopper.country}`)),
  );
  select.addEventListener('change', () => {
    const chosen = shoppers.find((shopper) => String(shopper.number) === select.value);
    // Somebody else sits down at the same browser.
    signOut();
    if (chosen) signIn(chosen.number, { country: chosen.country, city: chosen.city });
    location.reload();
  });
}
