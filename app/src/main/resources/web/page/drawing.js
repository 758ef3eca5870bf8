/** What ECharts draws: the options of the timeline, in the colours of the style sheet. No state, no listeners. */

const read = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export function colours() {
  return {
    accent: read('--accent'),
    fill: read('--accent-fill'),
    compared: read('--compared'),
    line: read('--line'),
    text: read('--text-soft'),
    mark: read('--mark'),
    surface: read('--surface'),
  };
}

/** Between the plot and the right edge of its canvas, in pixels. */
export const PLOT_RIGHT = 26;

/** Canvas text follows the reader's own text size. */
const fontSize = () => Math.round(parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.75);

const hatches = new Map();

/** Diagonal lines for what is not finished yet. */
function hatch(colour) {
  if (!hatches.has(colour)) hatches.set(colour, drawHatch(colour));
  return hatches.get(colour);
}

function drawHatch(colour) {
  const tile = document.createElement('canvas');
  tile.width = tile.height = 8;
  const pen = tile.getContext('2d');
  pen.strokeStyle = colour;
  pen.globalAlpha = 0.45;
  pen.lineWidth = 1.2;
  pen.beginPath();
  for (const shift of [-8, 0, 8]) {
    pen.moveTo(shift, 8);
    pen.lineTo(shift + 8, 0);
  }
  pen.stroke();
  return { image: tile, repeat: 'repeat' };
}

/**
 * `model`: {labels, values, before, marks, campaigns, unfinished (position or -1)}; `axis`: how figures of the axis read;
 * `every`: which positions get a label.
 */
export function options(model, { axis, isLabelled, isStill }) {
  const colour = colours();
  const { values, unfinished } = model;
  const solid = values.map((value, index) => (unfinished >= 0 && index >= unfinished && index > 0 ? null : value));
  const open = values.map((value, index) =>
    unfinished > 0 && (index === unfinished || index === unfinished - 1) ? value : null,
  );
  const line = { type: 'line', showSymbol: values.length < 2, symbol: 'circle', silent: true, connectNulls: false };
  return {
    animation: !isStill,
    animationDuration: 350,
    animationDurationUpdate: 350,
    animationEasing: 'cubicOut',
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    // names of campaigns stand above the plot, where no line and no mark can come
    grid: {
      left: 8,
      right: PLOT_RIGHT,
      top: model.campaigns.length ? 16 + 1.5 * fontSize() : 16,
      bottom: 4,
      containLabel: true,
    },
    xAxis: {
      type: 'category',
      data: model.labels,
      boundaryGap: values.length < 2,
      axisLine: { lineStyle: { color: colour.line } },
      axisTick: { show: false },
      axisLabel: { color: colour.text, fontSize: fontSize(), interval: isLabelled, hideOverlap: true, margin: 12 },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      axisLine: { show: false },
      axisLabel: { color: colour.text, fontSize: fontSize(), formatter: axis },
      splitLine: { lineStyle: { color: colour.line } },
    },
    series: [
      {
        ...line,
        id: 'before',
        data: model.before,
        z: 1,
        lineStyle: { color: colour.compared, width: 1.5 },
        itemStyle: { color: colour.compared },
      },
      {
        ...line,
        id: 'values',
        data: solid,
        z: 3,
        lineStyle: { color: colour.accent, width: 2.25 },
        itemStyle: { color: colour.accent },
        areaStyle: { color: colour.fill },
      },
      {
        ...line,
        id: 'open',
        data: open,
        z: 2,
        lineStyle: { color: colour.accent, width: 2.25, type: [4, 4] },
        itemStyle: { color: colour.accent },
        areaStyle: { color: hatch(colour.accent), opacity: 1 },
      },
      {
        ...line,
        id: 'marks',
        data: model.marks,
        z: 4,
        showSymbol: true,
        showAllSymbol: true,
        symbolSize: 11,
        lineStyle: { width: 0, opacity: 0 },
        itemStyle: { color: colour.surface, borderColor: colour.mark, borderWidth: 2.5 },
      },
    ],
  };
}

let arriving;

/** ECharts, once it has arrived; figures do not wait for it. */
export function echarts() {
  arriving ??= new Promise((resolve, reject) => {
    if (window.echarts) return resolve(window.echarts);
    const script = Object.assign(document.createElement('script'), { src: '/vendor/echarts.min.js', async: true });
    script.onload = () => resolve(window.echarts);
    script.onerror = () =>
      reject(new Error('The charts could not be loaded from /vendor/echarts.min.js. Every figure is in the tables.'));
    document.head.append(script);
  });
  return arriving;
}
