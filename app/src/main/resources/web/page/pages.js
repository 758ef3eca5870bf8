/** The pages in the header: one per declared dashboard, the explorer, the catalog, the recommendations, the runs, and the status. */
import { h } from './element.js';

export function showPages(dashboards, current) {
  const first = dashboards.find((one) => one.name === 'sales') ?? dashboards[0];
  const pages = [
    ...dashboards.map((one) => ({
      name: one.name,
      title: one.title,
      href: one === first ? '/' : `/?dashboard=${encodeURIComponent(one.name)}`,
    })),
    { name: '/explore', title: 'Explore', href: '/explore' },
    { name: '/catalog', title: 'Catalog', href: '/catalog' },
    { name: '/recommendations', title: 'Recommendations', href: '/recommendations' },
    { name: '/runs', title: 'Runs', href: '/runs' },
    { name: '/status', title: 'Status', href: '/status' },
  ];
  document
    .querySelector('#pages')
    .replaceChildren(
      ...pages.map((page) =>
        h(
          'li',
          {},
          h('a', { href: page.href, 'aria-current': page.name === current ? 'page' : undefined }, page.title),
        ),
      ),
    );
}
