/** Which campaigns a bucket of a timeline lies in, and where one begins and ends among them. No DOM. */
import { HOUR } from './calendar.js';

/** Where an instant lies among the buckets: 2.5 is half way through the third. */
export function placeOf(instant, starts, range, grain) {
  let index = starts.length - 1;
  while (index > 0 && starts[index] > instant) index--;
  const end = endOf(index, starts, range, grain);
  return index + Math.max(0, Math.min(1, (instant - starts[index]) / (end - starts[index])));
}

const endOf = (index, starts, range, grain) =>
  starts[index + 1] ?? (grain === 'hour' ? starts[index] + HOUR : range.end);

/** The campaigns that run in the bucket at `index`. */
export function campaignsAt({ campaigns, starts, range, grain }, index) {
  const end = endOf(index, starts, range, grain);
  return campaigns.filter(({ from, to }) => Date.parse(from) < end && Date.parse(to) > starts[index]);
}

/** "Regatta Week · Ships, Japan": a campaign and what it is about. */
export const campaignText = ({ name, about }) =>
  [name, Object.values(about).flat().join(', ')].filter(Boolean).join(' · ');

/** The names of those that run in the bucket at `index`, for a cell. */
export const namesAt = (drawn, index) =>
  campaignsAt(drawn, index)
    .map((campaign) => campaign.name)
    .join(', ');
