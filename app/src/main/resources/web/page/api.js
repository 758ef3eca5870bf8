/** The questions the page asks. Every failure becomes a Problem with words a person can act on. */

export class Problem extends Error {
  constructor({ title, detail, parameter, value, allowed, next, status }) {
    super(detail || title || 'The answer could not be read.');
    Object.assign(this, { title, parameter, value, allowed, next, status });
  }

  /** Nobody answered at all: the page waits and tries again by itself. */
  get isSilence() {
    return this.status === undefined;
  }
}

async function ask(address, signal) {
  return read(await send(address, { signal, headers: { Accept: 'application/json' } }));
}

async function send(address, request) {
  try {
    return await fetch(address, request);
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new Problem({
      title: 'Shopstream does not answer',
      detail: 'Shopstream does not answer at this address. The page keeps trying.',
    });
  }
}

async function read(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Problem({ title: response.statusText, ...body, status: response.status });
  return body;
}

/** "?a=1&b=2&b=3" of an object; lists repeat, nothing is left out by accident. */
export function queryOf(parameters) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== '') query.append(name, one);
  }
  return query.toString();
}

export const dashboards = () => ask('/api/dashboards');
export const status = () => ask('/api/status');
export const catalog = () => ask('/api/catalog');
export const quarantine = () => ask('/api/quarantine');
export const quarantined = (wanted) => ask(`/api/quarantine/records?${queryOf(wanted)}`);
export const runs = () => ask('/api/runs');
export const startRun = async (schedule) => read(await send(`/api/runs/${encodeURIComponent(schedule)}`, { method: 'POST' }));
export const outcomes = (days) => ask(`/api/recommendations/outcomes?${queryOf({ days })}`);
export const experiments = () => ask('/api/experiments');
export const recentVisitors = () => ask('/api/recommendations/visitors');
export const explanation = (who, signal) => ask(`/api/recommendations/explain?${queryOf(who)}`, signal);
export const placements = () => ask('/api/placements');
export const preview = (placement, asked, signal) =>
  ask(`/api/placements/${encodeURIComponent(placement)}/preview?${queryOf(asked)}`, signal);
export const metrics = async () => (await send('/metrics', {})).text();
export const figures = (dashboard, parameters, signal) =>
  ask(`/api/${encodeURIComponent(dashboard)}?${queryOf(parameters)}`, signal);
export const latest = (dashboard, parameters, signal) =>
  ask(`/api/${encodeURIComponent(dashboard)}/latest?${queryOf(parameters)}`, signal);
export const unusual = (dashboard, parameters, signal) =>
  ask(`/api/${encodeURIComponent(dashboard)}/unusual?${queryOf(parameters)}`, signal);
export const campaigns = (dashboard, parameters, signal) =>
  ask(`/api/${encodeURIComponent(dashboard)}/campaigns?${queryOf(parameters)}`, signal);

const told = (method, body) => ({ method, body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } });

/** Answers of questions in SQL. Whoever aborts the signal ends the question. */
export const answer = async (sql, signal) => read(await send('/api/sql', { ...told('POST', { sql }), signal }));
export async function answerFile(sql, format) {
  const response = await send('/api/sql', told('POST', { sql, format }));
  return response.ok ? response.blob() : read(response);
}
export const tables = () => ask('/api/sql/tables');
export const questions = () => ask('/api/questions');
const questionAddress = (name) => `/api/questions/${encodeURIComponent(name)}`;
export const saveQuestion = async (name, question) => read(await send(questionAddress(name), told('PUT', question)));
export const deleteQuestion = async (name) => read(await send(questionAddress(name), { method: 'DELETE' }));
export const streamAddress = (dashboard) => `/api/${encodeURIComponent(dashboard)}/stream`;
