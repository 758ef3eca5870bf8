/** The zone whose days and hours are shown. */
import { h } from './element.js';

/** A select with the shop's zone, the viewer's and UTC first; choose(zone, dashboard) shows the chosen one. */
export function zoneChoice(onchoose) {
  const select = h('select', { 'aria-label': 'Zone of days and hours', 'data-testid': 'zone-picker' });
  select.addEventListener('change', () => onchoose(select.value));
  select.choose = (zone, dashboard) => {
    if (!select.options.length) fill(select, dashboard.zone);
    if (![...select.options].some((option) => option.value === zone)) select.append(h('option', { value: zone }, zone));
    select.value = zone;
    select.disabled = Boolean(dashboard.ownDays);
    select.title = dashboard.ownDays
      ? `The shop keeps days without a time. They are its own days, in ${dashboard.zone}, wherever they are looked at.`
      : '';
  };
  return select;
}

function fill(select, shopZone) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const often = [...new Set([shopZone, own, 'UTC'])];
  const others = Intl.supportedValuesOf('timeZone').filter((zone) => !often.includes(zone));
  const group = (label, zones) =>
    h(
      'optgroup',
      { label },
      zones.map((zone) => h('option', { value: zone }, zone.replaceAll('_', ' '))),
    );
  select.append(group('Often used', often), group('All zones', others));
}
