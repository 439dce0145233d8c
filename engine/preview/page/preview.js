'use strict';
// The bench's page: asks for the state after each save, shows the picture at any zoom, and ties what is
// seen to the line that says it.

const words = {
  en: {all: 'all layers', stock: 'stock', ink: 'ink', proof: 'proof', blank: 'blank form', fit: 'Fit', grid: 'Grid', boxes: 'Boxes',
    measure: 'Measure', other: '中文', drawn: (ms) => `shown ${ms} ms after the save was noticed`,
    lost: 'the program has ended; start it again', old: 'the last good picture'},
  zh: {all: '全部图层', stock: '底版', ink: '套打', proof: '校样', blank: '空白证件', fit: '适应', grid: '网格', boxes: '外框',
    measure: '测量', other: 'English', drawn: (ms) => `发现保存后 ${ms} 毫秒显示`,
    lost: '程序已结束，请重新启动', old: '上一次正确的图片'},
};
const mmPerInch = 25.4;
const resolutions = [72, 96, 150, 200, 300, 400];

const $ = (id) => document.getElementById(id);
const look = {language: document.documentElement.lang, sample: null, layer: 'all', x: 0, y: 0, scale: 0, chosen: null,
  file: null, measuring: false};
let state = null;
let picture = null;  // the <img> that is shown
let wanted = '';     // address of the picture that is shown or on its way
// For whoever wants to know how far the page is: the version whose state and picture are shown.
const shown = {version: 0, picture: 0, error: undefined};

const say = (key) => words[look.language][key];

function make(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

// As much of a path as tells the template: "shared/road-transport-permit.yaml".
const shortened = (path) => path.split('/').slice(-2).join('/');

// The template's own file; the others are those that it shares or shows.
const ownFile = () => Object.keys(state.sources).find((path) => path.endsWith(`${state.template}/template.yaml`)) ??
  Object.keys(state.sources)[0] ?? null;

const firstError = () => state?.problems.find((problem) => problem.severity === 'error');

// What the program says.

let noticed = 0;
const events = new EventSource('/events');
events.onmessage = () => {
  noticed = state ? performance.now() : 0;
  load();
};
events.onerror = () => { $('status').textContent = say('lost'); };

let loading = 0;
async function load() {
  const turn = ++loading;
  const drawing = showPicture(true);  // not after the state: both take their time
  const answer = await fetch(`/state?sample=${encodeURIComponent(look.sample ?? '')}`);
  const fresh = await answer.json();
  if (turn !== loading) return;
  state = fresh;
  if (!state.samples.includes(look.sample)) {
    look.sample = state.samples.find((name) => name === 'standard') ?? state.samples[0];
    drawToolbar();
    load();
    return;
  }
  if (!(look.file in state.sources)) look.file = ownFile();
  document.title = `${state.template} – certpress`;
  $('title').textContent = state.title ?? state.template;
  drawProblems();
  drawElements();
  const error = firstError();
  if (error && !shown.error) {
    showSource(error.file, error.line);
  } else {
    drawSource(state.elements?.find((one) => one.name === look.chosen && one.file === look.file)?.line);
  }
  shown.error = error;
  if (!look.scale) fit();
  await drawing;
  if (turn !== loading) return;
  await showPicture(false);
  shown.version = state.version;
  shown.picture = state.picture ?? 0;
  $('status').textContent = error ? say('old') : noticed ? say('drawn')(Math.round(performance.now() - noticed)) : '';
}

// Loads the picture for the present zoom and puts it in place when it is decoded, so that nothing flickers.
async function showPicture(anew) {
  if (!state?.page_mm || !look.scale || look.sample === null) return;
  const needed = look.scale * mmPerInch * devicePixelRatio;
  const dpi = resolutions.find((one) => one >= needed * 0.99) ?? resolutions.at(-1);
  const address = `/page.png?sample=${encodeURIComponent(look.sample)}&dpi=${dpi}&layer=${look.layer}`;
  if (!anew && address === wanted) return;
  wanted = address;
  const next = new Image();
  next.draggable = false;
  next.alt = '';
  next.src = `${address}&turn=${loading}`;
  try {
    await next.decode();
  } catch {
    return;  // no picture yet, or one that came too late
  }
  if (wanted !== address) return;
  if (picture) picture.replaceWith(next); else $('sheet').prepend(next);
  picture = next;
}

// The parts of the page.

function drawToolbar() {
  for (const key of ['fit', 'grid', 'boxes', 'measure']) $(key).textContent = say(key);
  $('language').textContent = say('other');
  for (const option of $('layer').options) option.textContent = say(option.value);
  $('sample').replaceChildren(...(state?.samples ?? []).map((name) =>
    make('option', {value: name, selected: name === look.sample}, name === 'blank' ? say('blank') : name)));
}

function drawProblems() {
  const list = state.problems.map((problem) => {
    const text = problem.text[look.language].trimEnd();
    const item = make('pre', {}, problem.file ? text.replace(problem.file, shortened(problem.file)) : text);
    item.onclick = () => showSource(problem.file, problem.line);
    return item;
  });
  $('problems').replaceChildren(...list);
  $('problems').hidden = !list.length;
  $('problems').className = firstError() ? 'errors' : 'warnings';
}

// Boxes are shares of the page. Small ones lie on large ones, so that each can be clicked.
function drawElements() {
  if (!state.page_mm) return;
  const [width, height] = state.page_mm;
  const bySize = [...state.elements].sort((a, b) => b.box[2] * b.box[3] - a.box[2] * a.box[3]);
  $('elements').replaceChildren(...bySize.map((element) => {
    const [x, y, w, h] = element.box;
    const box = make('div', {title: `${element.name}: ${shortened(element.file)}:${element.line}`}, make('span', {}, element.name));
    box.dataset.name = element.name;
    box.classList.toggle('chosen', element.name === look.chosen);
    Object.assign(box.style, {left: `${x / width * 100}%`, top: `${y / height * 100}%`,
      width: `${w / width * 100}%`, height: `${h / height * 100}%`});
    return box;
  }));
}

function choose(name) {
  look.chosen = name;
  const element = state?.elements?.find((one) => one.name === name);
  for (const box of $('elements').children) box.classList.toggle('chosen', box.dataset.name === name);
  if (element) showSource(element.file, element.line);
}

function showSource(file, line) {
  if (!(file in state.sources)) return;
  look.file = file;
  drawSource(line);
}

function drawSource(line = 0) {
  const path = look.file ?? '';
  const name = line ? `${shortened(path)}:${line}` : shortened(path);
  $('file').title = path;
  $('file').replaceChildren(path.startsWith('/') && line
    ? make('a', {href: `vscode://file${encodeURI(path)}:${line}`}, name) : name);
  const rows = (state.sources[path] ?? '').split('\n').map((text) => make('div', {}, text));
  $('source').replaceChildren(...rows);
  if (line && rows[line - 1]) {
    rows[line - 1].className = 'hit';
    rows[line - 1].scrollIntoView({block: 'center'});
  }
}

// Place and zoom: pixels of the screen per millimetre.

function place() {
  if (!state?.page_mm) return;
  const [width, height] = state.page_mm;
  Object.assign($('sheet').style, {width: `${width * look.scale}px`, height: `${height * look.scale}px`,
    transform: `translate(${look.x}px, ${look.y}px)`});
  $('zoom').textContent = `${Math.round(look.scale * mmPerInch / 96 * 100)} %`;
  drawRuler($('across'), look.x, true);
  drawRuler($('down'), look.y, false);
  drawGrid();
  clearTimeout(place.later);
  place.later = setTimeout(() => showPicture(false), 120);
}

function fit() {
  const [width, height] = state?.page_mm ?? [210, 297];
  const view = $('view');
  look.scale = Math.min(view.clientWidth / width, view.clientHeight / height) * 0.96;
  look.x = (view.clientWidth - width * look.scale) / 2;
  look.y = (view.clientHeight - height * look.scale) / 2;
  place();
}

function zoom(factor, x = $('view').clientWidth / 2, y = $('view').clientHeight / 2) {
  if (!look.scale) return;  // nothing has been shown yet
  const scale = Math.min(300, Math.max(0.3, look.scale * factor));
  look.x = x - (x - look.x) * scale / look.scale;
  look.y = y - (y - look.y) * scale / look.scale;
  look.scale = scale;
  place();
}

// A canvas as sharp as the screen.
function prepared(canvas) {
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  canvas.width = width * devicePixelRatio;
  canvas.height = height * devicePixelRatio;
  const context = canvas.getContext('2d');
  context.scale(devicePixelRatio, devicePixelRatio);
  return [context, width, height];
}

const stepOf = (least) => [1, 5, 10, 50, 100].find((step) => step * look.scale >= least) ?? 100;

function drawRuler(canvas, origin, across) {
  const [context, width, height] = prepared(canvas);
  const style = getComputedStyle(document.body);
  context.strokeStyle = context.fillStyle = style.color;
  context.font = '10px system-ui';
  const length = across ? width : height;
  const fine = stepOf(4);
  const labelled = stepOf(40);
  context.beginPath();
  for (let mm = Math.ceil(-origin / look.scale / fine) * fine; origin + mm * look.scale <= length; mm += fine) {
    const at = Math.round(origin + mm * look.scale) + 0.5;
    const tick = mm % labelled === 0 ? 12 : mm % 5 === 0 ? 8 : 5;
    context.moveTo(...(across ? [at, height] : [width, at]));
    context.lineTo(...(across ? [at, height - tick] : [width - tick, at]));
    if (mm % labelled === 0) {
      context.save();
      context.translate(...(across ? [at + 2, 9] : [9, at - 2]));
      if (!across) context.rotate(-Math.PI / 2);
      context.fillText(String(mm), 0, 0);
      context.restore();
    }
  }
  context.stroke();
}

function drawGrid() {
  const [context, width, height] = prepared($('lines'));
  if (!state?.page_mm || $('grid').getAttribute('aria-pressed') !== 'true') return;
  const [pageWidth, pageHeight] = state.page_mm;
  const fine = stepOf(5);
  for (const [step, color] of [[fine, '#0b66c338'], [fine * (fine === 1 ? 10 : 5), '#0b66c380']]) {
    context.strokeStyle = color;
    context.beginPath();
    for (let mm = 0; mm <= pageWidth; mm += step) {
      const x = Math.round(look.x + mm * look.scale) + 0.5;
      if (x < 0 || x > width) continue;
      context.moveTo(x, Math.max(0, look.y));
      context.lineTo(x, Math.min(height, look.y + pageHeight * look.scale));
    }
    for (let mm = 0; mm <= pageHeight; mm += step) {
      const y = Math.round(look.y + mm * look.scale) + 0.5;
      if (y < 0 || y > height) continue;
      context.moveTo(Math.max(0, look.x), y);
      context.lineTo(Math.min(width, look.x + pageWidth * look.scale), y);
    }
    context.stroke();
  }
}

// The hand: drag moves the page, or measures; a click chooses an element.

let press = null;

function millimetres(event) {
  const box = $('view').getBoundingClientRect();
  return [(event.clientX - box.left - look.x) / look.scale, (event.clientY - box.top - look.y) / look.scale];
}

function drawTape(from, to) {
  const [x1, y1, x2, y2] = [...from, ...to].map((mm, i) => (i % 2 ? look.y : look.x) + mm * look.scale);
  const [line, text] = $('tape').children;
  for (const [key, value] of Object.entries({x1, y1, x2, y2})) line.setAttribute(key, value);
  const [across, down] = [to[0] - from[0], to[1] - from[1]];
  text.setAttribute('x', (x1 + x2) / 2 + 8);
  text.setAttribute('y', (y1 + y2) / 2 - 8);
  text.textContent = `${Math.hypot(across, down).toFixed(2)} mm  (${across.toFixed(2)}, ${down.toFixed(2)})`;
  $('tape').removeAttribute('hidden');
}

$('view').addEventListener('pointerdown', (event) => {
  $('view').setPointerCapture(event.pointerId);
  press = {from: millimetres(event), x: event.clientX, y: event.clientY, moved: false,
    name: event.target.closest('#elements div')?.dataset.name};
});
$('view').addEventListener('pointermove', (event) => {
  const [x, y] = millimetres(event);
  $('place').textContent = `${x.toFixed(1)}, ${y.toFixed(1)} mm`;
  if (!press) return;
  press.moved ||= Math.hypot(event.clientX - press.x, event.clientY - press.y) > 3;
  if (!press.moved) return;
  if (look.measuring) {
    drawTape(press.from, [x, y]);
  } else {
    look.x += event.movementX;
    look.y += event.movementY;
    place();
  }
});
$('view').addEventListener('pointerup', () => {
  if (press && !press.moved && press.name) choose(press.name);
  press = null;
});
$('view').addEventListener('wheel', (event) => {
  event.preventDefault();
  const box = $('view').getBoundingClientRect();
  zoom(Math.exp(-event.deltaY / 400), event.clientX - box.left, event.clientY - box.top);
}, {passive: false});

// The toolbar.

function toggle(button) {
  const on = button.getAttribute('aria-pressed') !== 'true';
  button.setAttribute('aria-pressed', on);
  return on;
}

$('grid').onclick = () => {
  toggle($('grid'));
  drawGrid();
};
$('boxes').onclick = () => $('elements').classList.toggle('shown', toggle($('boxes')));
$('measure').onclick = () => {
  look.measuring = toggle($('measure'));
  $('view').classList.toggle('measuring', look.measuring);
  $('tape').setAttribute('hidden', '');
};
$('in').onclick = () => zoom(1.25);
$('out').onclick = () => zoom(0.8);
$('fit').onclick = fit;
$('sample').onchange = () => {
  look.sample = $('sample').value;
  load();
};
$('layer').onchange = () => {
  look.layer = $('layer').value;
  showPicture(false);
};
$('language').onclick = () => {
  look.language = look.language === 'en' ? 'zh' : 'en';
  document.documentElement.lang = look.language;
  drawToolbar();
  drawProblems();
};
addEventListener('keydown', (event) => {
  if (event.target.matches('select') || event.ctrlKey || event.metaKey || event.altKey) return;
  const key = {g: 'grid', b: 'boxes', m: 'measure', 0: 'fit', '+': 'in', '=': 'in', '-': 'out'}[event.key];
  if (key) $(key).click();
});
addEventListener('resize', place);
drawToolbar();
