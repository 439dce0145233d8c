// The certificate on its desk: zoom, move, fit, a millimetre grid. Lengths are millimetres of the
// page; `scale` is pixels of the screen a millimetre.
import {later, make} from './dom.js';
import {say, tell} from './words.js';

const kMmPerInch = 25.4;
const kResolutions = [75, 100, 150, 200, 300, 400];
const kMinScale = 0.4;
const kMaxScale = 40;
const kMargin = 0.94;  // of the view, that a fitted page takes

export class View {
  #page = {width_mm: 210, height_mm: 297};
  #x = 0;
  #y = 0;
  #scale = 0;
  #fitted = true;
  #grid = false;
  #picture = null;
  #turn = 0;
  #pointers = new Map();

  // `onResolution` is called when the picture is shown larger than it was drawn for.
  constructor(onResolution) {
    this.sheet = make('div', {className: 'sheet'});
    this.lines = make('canvas', {className: 'lines'});
    this.node = make('div', {className: 'view', tabIndex: 0, role: 'img'}, this.sheet, this.lines);
    tell(this.node, () => `${say('picture')}. ${say('viewHelp')}`, 'ariaLabel');
    this.zoomText = make('output', {className: 'zoom'});
    const finer = later(200, onResolution);
    this.asked = () => finer.soon();
    new ResizeObserver(() => this.#fitted ? this.fit() : this.#place()).observe(this.node);
    this.#listen();
  }

  setPage(page) {
    this.#page = page;
    this.clear();
    this.fit();
  }

  // The picture as large as its page is shown needs this resolution.
  get dpi() {
    const needed = this.#scale * kMmPerInch * devicePixelRatio;
    return kResolutions.find((one) => one >= needed * 0.95) ?? kResolutions.at(-1);
  }

  get hasPicture() {
    return this.#picture !== null;
  }

  clear() {
    if (this.#picture) URL.revokeObjectURL(this.#picture.src);
    this.#picture?.remove();
    this.#picture = null;
  }

  // Takes the place of the last one when it is decoded, so that nothing flickers.
  async show(blob) {
    const turn = ++this.#turn;
    const next = make('img', {alt: '', draggable: false, src: URL.createObjectURL(blob)});
    await next.decode();
    if (turn !== this.#turn) return;  // a later one was quicker
    this.clear();
    this.sheet.append(next);
    this.#picture = next;
  }

  setGrid(on) {
    this.#grid = on;
    this.#drawGrid();
  }

  fit() {
    const {clientWidth: width, clientHeight: height} = this.node;
    if (!width || !height) return;
    this.#scale = Math.min(width / this.#page.width_mm, height / this.#page.height_mm) * kMargin;
    this.#x = (width - this.#page.width_mm * this.#scale) / 2;
    this.#y = (height - this.#page.height_mm * this.#scale) / 2;
    this.#place();
    this.#fitted = true;
  }

  // Around a point of the view; its middle when none is given.
  zoom(factor, x = this.node.clientWidth / 2, y = this.node.clientHeight / 2) {
    const scale = Math.min(kMaxScale, Math.max(kMinScale, this.#scale * factor));
    this.#x = x - (x - this.#x) * scale / this.#scale;
    this.#y = y - (y - this.#y) * scale / this.#scale;
    this.#scale = scale;
    this.#place();
  }

  #move(x, y) {
    this.#x += x;
    this.#y += y;
    this.#place();
  }

  #place() {
    this.#fitted = false;
    const {width_mm: width, height_mm: height} = this.#page;
    // Some of the page stays in the view.
    const kept = 48;
    this.#x = Math.min(this.node.clientWidth - kept, Math.max(kept - width * this.#scale, this.#x));
    this.#y = Math.min(this.node.clientHeight - kept, Math.max(kept - height * this.#scale, this.#y));
    Object.assign(this.sheet.style, {width: `${width * this.#scale}px`, height: `${height * this.#scale}px`,
      transform: `translate(${this.#x}px, ${this.#y}px)`});
    this.zoomText.textContent = `${Math.round(this.#scale * kMmPerInch / 96 * 100)} %`;
    this.#drawGrid();
    this.asked();
  }

  // A line each millimetre where there is room, else each 5 or 10; stronger ones each 10 or 50.
  #drawGrid() {
    const canvas = this.lines;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    canvas.width = width * devicePixelRatio;
    canvas.height = height * devicePixelRatio;
    if (!this.#grid || !this.#scale) return;
    const context = canvas.getContext('2d');
    context.scale(devicePixelRatio, devicePixelRatio);
    const fine = [1, 5, 10, 50].find((step) => step * this.#scale >= 5) ?? 50;
    const strong = fine === 5 ? 50 : fine * 10;
    const {width_mm: across, height_mm: down} = this.#page;
    for (const [step, color] of [[fine, '#0b66c34d'], [strong, '#0b66c3b0']]) {
      context.strokeStyle = color;
      context.beginPath();
      for (let mm = 0; mm <= across; mm += step) {
        const x = Math.round(this.#x + mm * this.#scale) + 0.5;
        context.moveTo(x, Math.max(0, this.#y));
        context.lineTo(x, Math.min(height, this.#y + down * this.#scale));
      }
      for (let mm = 0; mm <= down; mm += step) {
        const y = Math.round(this.#y + mm * this.#scale) + 0.5;
        context.moveTo(Math.max(0, this.#x), y);
        context.lineTo(Math.min(width, this.#x + across * this.#scale), y);
      }
      context.stroke();
    }
  }

  #listen() {
    const node = this.node;
    const at = (event) => {
      const box = node.getBoundingClientRect();
      return {x: event.clientX - box.left, y: event.clientY - box.top};
    };
    node.addEventListener('wheel', (event) => {
      event.preventDefault();
      this.zoom(Math.exp(-event.deltaY / 400), at(event).x, at(event).y);
    }, {passive: false});
    node.addEventListener('dblclick', () => this.fit());
    node.addEventListener('pointerdown', (event) => {
      node.setPointerCapture(event.pointerId);
      this.#pointers.set(event.pointerId, at(event));
    });
    node.addEventListener('pointermove', (event) => this.#drag(event.pointerId, at(event)));
    for (const name of ['pointerup', 'pointercancel']) {
      node.addEventListener(name, (event) => this.#pointers.delete(event.pointerId));
    }
    node.addEventListener('keydown', (event) => {
      const step = 40;
      const action = {ArrowLeft: () => this.#move(step, 0), ArrowRight: () => this.#move(-step, 0),
        ArrowUp: () => this.#move(0, step), ArrowDown: () => this.#move(0, -step), '+': () => this.zoom(1.25),
        '=': () => this.zoom(1.25), '-': () => this.zoom(0.8), 0: () => this.fit()}[event.key];
      if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      action();
    });
  }

  // One pointer moves the page, two pinch it.
  #drag(id, to) {
    const from = this.#pointers.get(id);
    if (!from) return;
    const other = [...this.#pointers].find(([key]) => key !== id)?.[1];
    this.#pointers.set(id, to);
    if (!other) {
      this.#move(to.x - from.x, to.y - from.y);
      return;
    }
    const apart = (point) => Math.hypot(point.x - other.x, point.y - other.y) || 1;
    this.#move((to.x - from.x) / 2, (to.y - from.y) / 2);
    this.zoom(apart(to) / apart(from), (to.x + other.x) / 2, (to.y + other.y) / 2);
  }
}
