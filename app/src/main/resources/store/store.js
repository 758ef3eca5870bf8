/** The shop's pages: which one it is stands in the address. */
import { showCount } from './basket.js';
import { showVisitors } from './visitor.js';
import { cart } from './cart.js';
import { done } from './till.js';
import { product, shelf } from './shelf.js';

const PAGES = [
  [/^\/store\/?$/, shelf],
  [/^\/store\/products\/([^/]+)$/, product],
  [/^\/store\/cart$/, cart],
  [/^\/store\/orders\/(\d+)$/, done],
];

const main = document.getElementById('main');
for (const [path, page] of PAGES) {
  const match = path.exec(location.pathname);
  if (match) page(main, ...match.slice(1).map(decodeURIComponent));
}
showCount();
showVisitors();
