/** What the visitor has put aside, kept in the browser, and told as it changes. */
import { told } from './shop.js';

const KEPT = 'store.cart';

/** @returns {{item: object, quantity: number}[]} items as they were when they were put in */
export function lines() {
  try {
    return JSON.parse(localStorage.getItem(KEPT))?.lines ?? [];
  } catch {
    return [];
  }
}

export const cartId = () => {
  try {
    return JSON.parse(localStorage.getItem(KEPT))?.id;
  } catch {
    return undefined;
  }
};

export const ids = () => lines().map((line) => line.item.id).join(',');
export const total = () => lines().reduce((sum, line) => sum + Math.round(line.item.price * 100) * line.quantity, 0) / 100;

function keep(changed) {
  const id = cartId() ?? Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  localStorage.setItem(KEPT, JSON.stringify({ id, lines: changed }));
  showCount();
}

export function add(item, quantity) {
  const others = lines();
  const same = others.find((line) => line.item.id === item.id);
  if (same) same.quantity = Math.min(99, same.quantity + quantity);
  else others.push({ item, quantity });
  keep(others);
  shopstream.track('Product Added', { ...told(item, { quantity }), cart_id: cartId() });
}

export function remove(id) {
  const gone = lines().find((line) => line.item.id === id);
  keep(lines().filter((line) => line !== gone && line.item.id !== id));
  if (gone) shopstream.track('Product Removed', { ...told(gone.item, { quantity: gone.quantity }), cart_id: cartId() });
}

export function empty() {
  localStorage.removeItem(KEPT);
  showCount();
}

export function showCount() {
  document.getElementById('count').textContent = lines().reduce((sum, line) => sum + line.quantity, 0);
}
