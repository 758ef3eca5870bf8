/** Arrow keys inside lists and tables: one tab stop each, then up, down, left and right. */

/** Among the `selector` elements under `root`, only one can be reached by Tab; arrows move it. */
export function rowKeys(root, selector) {
  const all = () => [...root.querySelectorAll(selector)];
  const choose = (chosen) => {
    for (const one of all()) one.tabIndex = one === chosen ? 0 : -1;
  };
  const settle = () => {
    const elements = all();
    choose(
      elements.find((one) => one === document.activeElement) ??
        elements.find((one) => one.tabIndex === 0 && one.dataset.settled) ??
        elements[0],
    );
    for (const one of elements) one.dataset.settled = 'yes';
  };
  root.addEventListener('rows', settle);
  root.addEventListener('focusin', (event) => {
    if (event.target.matches(selector)) choose(event.target);
  });
  root.addEventListener('keydown', (event) => {
    const from = event.target.closest(selector);
    const next = from && neighbour(all(), from, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}

function neighbour(elements, from, key) {
  const at = elements.indexOf(from);
  if (key === 'Home') return elements[0];
  if (key === 'End') return elements.at(-1);
  const row = from.closest('tr, li');
  const rows = [...new Set(elements.map((one) => one.closest('tr, li')))];
  const across = elements.filter((one) => one.closest('tr, li') === row);
  const column = across.indexOf(from);
  if (key === 'ArrowLeft') return across[column - 1];
  if (key === 'ArrowRight') return across[column + 1];
  const step = { ArrowUp: -1, ArrowDown: 1 }[key];
  if (!step || at < 0) return undefined;
  const target = rows[rows.indexOf(row) + step];
  return (
    target &&
    (elements.filter((one) => one.closest('tr, li') === target)[column] ??
      elements.find((one) => one.closest('tr, li') === target))
  );
}
