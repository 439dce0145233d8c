'use strict';
// The report's behaviour: a list with filters, and for one case its changes and its pictures.

const data = JSON.parse(document.getElementById('data').textContent);
const words = {
  en: {differs: 'differs', failed: 'failed', new: 'new', fixed: 'fixed', 'known-bad': 'known bad', passed: 'passed',
    filter: 'Filter by name, element or change', nothing: 'No case is left.', other: '中文',
    sides: 'Side by side', swipe: 'Swipe', blink: 'Blink', difference: 'Difference', fit: 'Fit', boxes: 'Boxes',
    expected: 'expected', actual: 'actual', same: 'Nothing changed.', pictures: 'No picture was kept of this case.',
    lost: 'Not drawn in the expected picture, because only a fingerprint was kept: ',
    text: 'Text of the PDF', refusal: 'What it is refused for', diagnostics: 'Why it failed',
    keys: 'j/k: next, previous · 1–4: view · 0: fit · wheel: zoom · drag: move'},
  zh: {differs: '不同', failed: '失败', new: '新增', fixed: '已修复', 'known-bad': '已知问题', passed: '通过',
    filter: '按名称、元素或变化筛选', nothing: '没有符合的用例。', other: 'English',
    sides: '并排', swipe: '滑动', blink: '闪烁', difference: '差异', fit: '适应', boxes: '外框',
    expected: '基准', actual: '现在', same: '没有变化。', pictures: '此用例没有图片。',
    lost: '以下内容仅存指纹，基准图中未绘出：',
    text: 'PDF 文字', refusal: '拒绝原因', diagnostics: '失败原因',
    keys: 'j/k：下一个、上一个 · 1–4：视图 · 0：适应 · 滚轮：缩放 · 拖动：移动'},
};
const outcomes = ['differs', 'failed', 'new', 'fixed', 'known-bad', 'passed'];
const modes = ['sides', 'swipe', 'blink', 'difference'];
const mmPerInch = 25.4;

const state = {
  language: data.language, shown: new Set(outcomes.filter((o) => o !== 'passed')), current: null, mode: 'sides',
  boxes: true, swipe: 50, x: 0, y: 0, scale: 0,
};
if (!data.cases.some((one) => state.shown.has(one.outcome))) state.shown.add('passed');

const $ = (id) => document.getElementById(id);
const say = (key) => words[state.language][key];
const tell = (message) => message[state.language];

function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(properties)) {
    if (key in node) node[key] = value; else node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

// The list.

for (const one of data.cases) {
  const said = [...one.changes.map((c) => `${c.element} ${c.kind} ${c.message.en} ${c.message.zh}`),
    ...one.remarks.map((r) => `${r.en} ${r.zh}`)];
  one.haystack = `${one.name} ${said.join(' ')}`.toLowerCase();
}

function visible() {
  const wanted = $('filter').value.trim().toLowerCase().split(/\s+/);
  return data.cases.filter((one) => state.shown.has(one.outcome) && wanted.every((w) => one.haystack.includes(w)));
}

function drawChips() {
  $('chips').replaceChildren(...outcomes.map((outcome) => {
    const count = data.cases.filter((one) => one.outcome === outcome).length;
    const chip = make('button', {type: 'button', id: `chip-${outcome}`, 'aria-pressed': state.shown.has(outcome)},
      `${say(outcome)} ${count}`);
    chip.onclick = () => {
      if (!state.shown.delete(outcome)) state.shown.add(outcome);
      drawChips();
      drawList();
    };
    return chip;
  }));
}

function drawList() {
  const cases = visible();
  $('list').replaceChildren(...cases.map((one) => {
    const row = make('a', {'aria-current': one === state.current, title: one.name},
      make('span', {className: `dot ${one.outcome}`}), make('span', {}, one.name),
      make('small', {}, one.changes.length ? String(one.changes.length) : ''));
    row.onclick = () => show(one);
    one.row = row;
    return row;
  }));
  if (!cases.length) $('list').append(make('p', {}, say('nothing')));
  if (!cases.includes(state.current)) show(cases[0] ?? null);
}

function step(by) {
  const cases = visible();
  const next = cases[cases.indexOf(state.current) + by];
  if (next) show(next);
}

// One case.

function show(one) {
  state.current?.row?.setAttribute('aria-current', 'false');
  state.current = one;
  one?.row?.setAttribute('aria-current', 'true');
  one?.row?.scrollIntoView({block: 'nearest'});
  state.scale = 0;
  drawDetail();
}

function drawDetail() {
  const one = state.current;
  if (!one) {
    $('detail').replaceChildren();
    return;
  }
  const parts = [make('div', {}, make('h2', {}, one.name), make('span', {className: one.outcome}, say(one.outcome)))];
  parts.push(changeList(one));
  if (one.expected || one.actual) parts.push(...pictures(one));
  else if (one.changes.length) parts.push(make('p', {className: 'hint'}, say('pictures')));
  for (const kind of ['text', 'refusal']) {
    if (one[kind]) parts.push(make('h3', {}, say(kind)), lineDifference(...one[kind]));
  }
  if (one.diagnostics) parts.push(make('h3', {}, say('diagnostics')), make('pre', {}, tell(one.diagnostics)));
  $('detail').replaceChildren(...parts);
  if (one.expected || one.actual) whenLoaded(one, place);
}

function changeList(one) {
  const list = make('ul', {className: 'changes'});
  for (const change of one.changes) {
    const button = make('button', {type: 'button'}, make('b', {}, change.element || '–'), ' ', tell(change.message));
    button.onclick = () => zoomTo(change);
    list.append(make('li', {}, button));
  }
  for (const remark of one.remarks) list.append(make('li', {}, tell(remark)));
  if (!list.children.length && one.outcome === 'passed') list.append(make('li', {}, say('same')));
  return list;
}

// Lines that stand in one text only, by the longest common sequence.
function lineDifference(before, after) {
  const a = before.split('\n');
  const b = after.split('\n');
  const common = Array.from({length: a.length + 1}, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; --i) {
    for (let j = b.length - 1; j >= 0; --j) {
      common[i][j] = a[i] === b[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }
  const out = make('pre');
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      out.append(`  ${a[i++]}\n`);
      ++j;
    } else if (j >= b.length || (i < a.length && common[i + 1][j] >= common[i][j + 1])) {
      out.append(make('del', {}, `- ${a[i++]}\n`));
    } else {
      out.append(make('ins', {}, `+ ${b[j++]}\n`));
    }
  }
  return out;
}

// Pictures. All views of a case share one place and scale: pixels of the screen per millimetre.

function pictures(one) {
  const bar = make('div', {className: 'bar'});
  const both = one.expected && one.actual;
  for (const mode of modes) {
    const button = make('button', {type: 'button', id: `mode-${mode}`, disabled: !both && mode !== 'sides',
      'aria-pressed': state.mode === mode}, say(mode));
    button.onclick = () => setMode(mode);
    bar.append(button);
  }
  const boxes = make('button', {type: 'button', id: 'boxes', 'aria-pressed': state.boxes}, say('boxes'));
  boxes.onclick = () => {
    state.boxes = !state.boxes;
    drawDetail();
  };
  const fit = make('button', {type: 'button', id: 'fit'}, say('fit'));
  fit.onclick = () => {
    state.scale = 0;
    place();
  };
  bar.append(boxes, fit, make('output', {id: 'scale'}));
  const mode = both ? state.mode : 'sides';
  if (mode === 'swipe') {
    const slider = make('input', {type: 'range', id: 'slider', min: 0, max: 100, value: state.swipe});
    slider.oninput = () => {
      state.swipe = slider.value;
      clip();
    };
    bar.append(slider);
  }
  const stage = make('div', {className: 'stage'});
  if (mode === 'sides') {
    if (one.expected) stage.append(view(one, say('expected'), ['expected'], 'before'));
    if (one.actual) stage.append(view(one, say('actual'), ['actual'], 'after'));
    if (both) stage.append(view(one, say('difference'), ['difference'], 'both'));
  } else if (mode === 'difference') {
    stage.append(view(one, say('difference'), ['difference'], 'both'));
  } else {
    const figure = view(one, `${say('expected')} | ${say('actual')}`, ['expected', 'actual'], 'both');
    figure.querySelector('.sheet').classList.add(mode);
    stage.append(figure);
  }
  const parts = [bar, stage, make('p', {className: 'hint'}, say('keys'))];
  if (one.lost?.length) parts.push(make('p', {className: 'hint'}, say('lost') + one.lost.join(', ')));
  return parts;
}

function setMode(mode) {
  state.mode = mode;
  drawDetail();
}

function view(one, title, layers, boxes) {
  const sheet = make('div', {className: 'sheet'});
  for (const layer of layers) {
    sheet.append(layer === 'difference' ? make('canvas') : make('img', {src: one[layer], alt: layer, draggable: false}));
  }
  if (state.boxes) sheet.append(boxOverlay(one, boxes));
  const frame = make('div', {className: 'view'}, sheet);
  frame.addEventListener('wheel', (event) => {
    event.preventDefault();
    zoomAt(frame, event, Math.exp(-event.deltaY / 400));
  }, {passive: false});
  frame.onpointerdown = (event) => frame.setPointerCapture(event.pointerId);
  frame.onpointermove = (event) => {
    if (!frame.hasPointerCapture(event.pointerId)) return;
    state.x += event.movementX;
    state.y += event.movementY;
    place();
  };
  return make('figure', {}, make('figcaption', {}, title), frame);
}

function boxOverlay(one, which) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('preserveAspectRatio', 'none');
  for (const change of one.changes) {
    for (const side of which === 'both' ? ['before', 'after'] : [which]) {
      const [x, y, width, height] = change[`${side}_mm`];
      if (!(width > 0)) continue;
      const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
      for (const [key, value] of Object.entries({x, y, width, height, class: side})) rect.setAttribute(key, value);
      svg.append(rect);
    }
  }
  return svg;
}

// Calls back when all pictures of the detail are decoded, so that their sizes are known.
function whenLoaded(one, then) {
  const sources = ['expected', 'actual'].filter((kind) => one[kind]);
  const images = sources.map((kind) => Object.assign(new Image(), {src: one[kind]}));
  Promise.all(images.map((image) => image.decode())).then(() => {
    if (state.current !== one) return;
    one.size = [images[0].naturalWidth, images[0].naturalHeight];
    for (const canvas of document.querySelectorAll('.sheet canvas')) drawDifference(canvas, ...images);
    then();
  });
}

// What is there now in pale grey, and in red what differs.
function drawDifference(canvas, before, after) {
  const [width, height] = [after.naturalWidth, after.naturalHeight];
  const pixels = (image) => {
    const context = Object.assign(document.createElement('canvas'), {width, height}).getContext('2d');
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, width, height);
  };
  const a = pixels(before).data;
  const now = pixels(after);
  const b = now.data;
  for (let i = 0; i < b.length; i += 4) {
    const apart = Math.abs(a[i] - b[i]) + Math.abs(a[i + 1] - b[i + 1]) + Math.abs(a[i + 2] - b[i + 2]);
    const grey = 255 - (255 - (b[i] * 299 + b[i + 1] * 587 + b[i + 2] * 114) / 1000) / 3;
    const share = Math.min(1, apart / 96);
    b[i] = grey + (208 - grey) * share;
    b[i + 1] = grey + (2 - grey) * share;
    b[i + 2] = grey + (27 - grey) * share;
  }
  Object.assign(canvas, {width, height}).getContext('2d').putImageData(now, 0, 0);
}

const pageOf = (one) => one.size.map((px) => px * mmPerInch / one.dpi);

function place() {
  const one = state.current;
  const first = document.querySelector('.view');
  if (!one?.size || !first) return;
  const [width, height] = pageOf(one);
  if (!state.scale) {
    // As high as a whole page needs beside the others, and no higher than the window allows.
    const caption = first.parentElement.clientHeight - first.clientHeight;
    const stage = first.closest('.stage');
    stage.style.height = `${Math.min(innerHeight * 0.62, first.clientWidth * height / width + caption)}px`;
    state.scale = Math.min(first.clientWidth / width, first.clientHeight / height);
    state.x = (first.clientWidth - width * state.scale) / 2;
    state.y = (first.clientHeight - height * state.scale) / 2;
  }
  for (const sheet of document.querySelectorAll('.sheet')) {
    sheet.style.width = `${width * state.scale}px`;
    sheet.style.height = `${height * state.scale}px`;
    sheet.style.transform = `translate(${state.x}px, ${state.y}px)`;
    sheet.classList.toggle('large', state.scale * mmPerInch > 2 * one.dpi);
    sheet.querySelector('svg')?.setAttribute('viewBox', `0 0 ${width} ${height}`);
  }
  $('scale').textContent = `${(state.scale * mmPerInch / 96 * 100).toFixed(0)} %`;
  clip();
}

function clip() {
  for (const image of document.querySelectorAll('.swipe img:nth-of-type(2)')) {
    image.style.clipPath = `inset(0 0 0 ${state.swipe}%)`;
  }
}

function zoomAt(frame, event, factor) {
  const box = frame.getBoundingClientRect();
  const scale = Math.min(400, Math.max(0.2, state.scale * factor));
  const [px, py] = [event.clientX - box.left, event.clientY - box.top];
  state.x = px - (px - state.x) * scale / state.scale;
  state.y = py - (py - state.y) * scale / state.scale;
  state.scale = scale;
  place();
}

// To where the element was and is, with some room around it.
function zoomTo(change) {
  const boxes = [change.before_mm, change.after_mm].filter((box) => box[2] > 0);
  const frame = document.querySelector('.view');
  if (!boxes.length || !frame) return;
  const left = Math.min(...boxes.map((b) => b[0])) - 3;
  const top = Math.min(...boxes.map((b) => b[1])) - 3;
  const right = Math.max(...boxes.map((b) => b[0] + b[2])) + 3;
  const bottom = Math.max(...boxes.map((b) => b[1] + b[3])) + 3;
  state.scale = Math.min(frame.clientWidth / (right - left), frame.clientHeight / (bottom - top));
  state.x = (frame.clientWidth - (right + left) * state.scale) / 2;
  state.y = (frame.clientHeight - (bottom + top) * state.scale) / 2;
  place();
}

// The page.

function drawAll() {
  document.documentElement.lang = state.language;
  $('filter').placeholder = say('filter');
  $('language').textContent = say('other');
  $('environment').hidden = !data.environment.en;
  $('environment').textContent = tell(data.environment);
  drawChips();
  drawList();
  drawDetail();
}

$('filter').oninput = drawList;
$('language').onclick = () => {
  state.language = state.language === 'en' ? 'zh' : 'en';
  drawAll();
};
$('theme').onclick = () => {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
};
addEventListener('resize', place);
addEventListener('keydown', (event) => {
  if (event.target.matches('input') || event.ctrlKey || event.metaKey || event.altKey) return;
  const mode = modes[Number(event.key) - 1];
  if (event.key === 'j' || event.key === 'ArrowDown') step(1);
  else if (event.key === 'k' || event.key === 'ArrowUp') step(-1);
  else if (event.key === '0') $('fit')?.click();
  else if (mode) $(`mode-${mode}`)?.click();
  else return;
  event.preventDefault();
});
drawAll();
