/** The header of a page that shows no dashboard: the pages, and how fresh the first dashboard's figures are. */
import { FreshnessPill } from './freshness.js';
import * as api from './api.js';
import { showPages } from './pages.js';
import { Stream } from './stream.js';

/** @returns the zone of the shop, once it is known; `otherwise` while nothing is shown of it */
export async function showHeader(page, otherwise, declared = api.dashboards().catch(() => [])) {
  const dashboards = await declared;
  showPages(dashboards, page);
  if (!dashboards.length) return otherwise;
  const [{ zone = otherwise, name }] = dashboards;
  const pill = new FreshnessPill(zone, name);
  new Stream(api.streamAddress(name), { onchange: () => {}, onstate: (told) => pill.show(told) });
  return zone;
}
