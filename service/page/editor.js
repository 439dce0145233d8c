// One certificate in the making: form and picture side by side, kept in step; and its download.
import {api, Refusal} from './api.js';
import {$, announce, later, make, save} from './dom.js';
import {Form} from './form.js';
import {View} from './view.js';
import {inLanguage, nameIn, say, sizeOf, tell} from './words.js';

const kQuiet = 200;       // milliseconds without a change until the picture is drawn
const kBusy = 1000;       // until a service that has too much to do is asked again
const kTooMuch = [429, 503];

export class Editor {
  #drawing = new AbortController();
  #layer = 'both';

  constructor(template, profiles, schema) {
    this.template = template;
    this.form = new Form(schema);
    this.view = new View(() => this.#draw(false));
    this.changed = later(kQuiet, () => this.#draw(true));
    this.again = later(kBusy, () => this.#draw(true));
    this.status = make('p', {className: 'status', id: 'status'});
    this.result = make('p', {className: 'status', id: 'saved'});  // of a download
    this.others = make('ul', {className: 'others', hidden: true});
    this.count = tell(make('span', {className: 'count', hidden: true}), () => '');
    this.node = make('div', {className: 'editor', data: {pane: 'form'}}, this.#formPane(), this.#picturePane(profiles), this.#switch());
    this.form.node.addEventListener('input', () => {
      tell(this.result, () => '');
      this.view.node.ariaBusy = 'true';
      this.changed.soon();
    });
    this.view.setPage(template.page);
  }

  async start() {
    const {samples} = this.template;
    await this.#fill(samples.includes('standard') ? 'standard' : samples[0]);
  }

  // The parts.

  #formPane() {
    const choice = make('select', {id: 'sample'}, tell(make('option', {value: ''}), () => say('fillFrom')),
      ...this.template.samples.map((name) => tell(make('option', {value: name}), () => say('sampleOf')[name] ?? nameIn(name, name))));
    tell(choice, () => say('fillFrom'), 'ariaLabel');
    choice.addEventListener('change', () => {
      if (choice.value) this.#fill(choice.value);
      choice.value = '';
    });
    const clear = tell(make('button', {type: 'button', id: 'clear'}), () => say('clear'));
    clear.addEventListener('click', () => {
      this.view.clear();
      this.form.write({});
    });
    return make('div', {className: 'pane form-pane'},
      make('div', {className: 'title'},
        tell(make('a', {href: '#make', className: 'back'}), () => `‹ ${say('all')}`),
        tell(make('h1'), () => nameIn(this.template.id, this.template.title)),
        make('p', {className: 'chinese', lang: 'zh-CN'}, this.template.title),
        make('div', {className: 'row'}, choice, clear)),
      this.form.node);
  }

  #picturePane(profiles) {
    const button = (id, text, label, action) => {
      const node = tell(make('button', {type: 'button', id}), () => text || say(label));
      tell(node, () => say(label), 'title');
      tell(node, () => say(label), 'ariaLabel');
      node.addEventListener('click', action);
      return node;
    };
    const grid = button('grid', '', 'grid', () => {
      const on = grid.getAttribute('aria-pressed') !== 'true';
      grid.setAttribute('aria-pressed', on);
      this.view.setGrid(on);
    });
    grid.setAttribute('aria-pressed', 'false');
    tell(grid, () => say('gridSays'), 'title');
    const tools = make('div', {className: 'tools', role: 'toolbar'},
      make('span', {className: 'row'}, button('zoom-out', '−', 'zoomOut', () => this.view.zoom(0.8)), this.view.zoomText,
        button('zoom-in', '+', 'zoomIn', () => this.view.zoom(1.25)), button('fit', '', 'fit', () => this.view.fit())),
      this.#layers(), grid);
    return make('div', {className: 'pane picture-pane'}, tools, this.view.node, this.status, this.others, this.#downloads(profiles));
  }

  #layers() {
    const node = make('span', {className: 'segments', role: 'radiogroup'});
    tell(node, () => say('layer'), 'ariaLabel');
    for (const layer of ['both', 'stock', 'ink']) {
      const box = make('input', {type: 'radio', name: 'layer', value: layer, checked: layer === this.#layer, id: `layer-${layer}`});
      box.addEventListener('change', () => {
        this.#layer = layer;
        this.#draw(true);
      });
      const label = make('label', {htmlFor: box.id}, tell(make('span'), () => say(layer)));
      if (layer !== 'both') tell(label, () => say(`${layer}Says`), 'title');
      node.append(box, label);
    }
    return node;
  }

  #downloads(profiles) {
    const option = (value, speak) => tell(make('option', {value: JSON.stringify(value)}), speak);
    const group = (label, ...options) => tell(make('optgroup', {}, ...options), () => say(label), 'label');
    const choice = make('select', {id: 'format'},
      group('pictures', ...[150, 300, 600].map((dpi) => option({format: 'png', dpi}, () => say('png', dpi))),
        option({format: 'jpeg', dpi: 300}, () => say('jpeg')), option({format: 'webp', dpi: 300}, () => say('webp'))),
      group('print', option({format: 'pdf'}, () => say('pdf'))),
      profiles.length > 0 && group('signedGroup',
        ...profiles.map((sign) => option({format: 'pdf', sign}, () => say('signed', sign)))));
    tell(choice, () => say('format'), 'ariaLabel');
    const button = tell(make('button', {type: 'button', className: 'main', id: 'download'}), () => say('download'));
    button.addEventListener('click', async () => {
      button.disabled = true;
      tell(this.result, () => say('making'));
      await this.#download(JSON.parse(choice.value));
      announce(this.result.textContent);
      button.disabled = false;
    });
    return make('div', {className: 'downloads'}, choice, button, this.result);
  }

  // Where there is no room for both, one of them is shown.
  #switch() {
    const node = make('div', {className: 'switch-panes segments'});
    for (const pane of ['form', 'certificate']) {
      const button = make('button', {type: 'button', id: `pane-${pane}`, aria: {pressed: String(pane === 'form')}},
        tell(make('span'), () => say(pane)), pane === 'form' && this.count);
      button.addEventListener('click', () => this.#showPane(pane));
      node.append(button);
    }
    return node;
  }

  #showPane(pane) {
    this.node.dataset.pane = pane;
    for (const name of ['form', 'certificate']) $(`pane-${name}`).setAttribute('aria-pressed', String(name === pane));
  }

  // What they do.

  async #fill(sample) {
    this.view.clear();
    this.view.node.ariaBusy = 'true';
    this.form.write(sample ? await api.sample(this.template.id, sample) : {});
  }

  // Draws the present record; `anew` when it has changed, and not only the zoom.
  async #draw(anew) {
    const {dpi} = this.view;
    if (!anew && dpi <= (this.drawnDpi ?? 0)) return;
    if (!this.view.hasPicture && !anew) return;
    this.#drawing.abort();
    this.#drawing = new AbortController();
    const {signal} = this.#drawing;
    const options = {format: 'png', dpi, layer: this.#layer};
    const {record, pictures} = this.form.read(false);
    tell(this.status, () => say('drawing'));
    this.view.node.ariaBusy = 'true';
    try {
      const {blob, remarks} = await api.render(this.template.id, record, pictures, options, signal);
      if (signal.aborted) return;
      await this.#show(blob, dpi);
      if (signal.aborted) return;
      this.#tell(this.form.tell([], remarks), 'upToDate');
    } catch (error) {
      if (error.name === 'AbortError' || signal.aborted) return;
      if (!(error instanceof Refusal)) throw error;
      if (kTooMuch.includes(error.status)) {
        this.again.soon();
        return;
      }
      const found = this.form.tell(error.diagnostics, []);
      if (!this.view.hasPicture || this.isBlank) await this.#drawBlank(options, signal);
      if (!signal.aborted) this.#tell(found, this.isBlank ? 'blank' : 'last');
      if (error.status === 0) this.again.soon();
    }
  }

  async #drawBlank(options, signal) {
    try {
      const {blob} = await api.render(this.template.id, null, {}, options, signal);
      if (signal.aborted) return;
      await this.#show(blob, options.dpi);
      this.isBlank = true;
    } catch (error) {
      if (!(error instanceof Refusal) && error.name !== 'AbortError') throw error;
    }
  }

  async #show(blob, dpi) {
    await this.view.show(blob);
    this.drawnDpi = dpi;
    this.isBlank = false;
  }

  // `found` as Form.tell gives it; `shows`: what the picture is.
  #tell(found, shows) {
    this.view.node.ariaBusy = 'false';
    const {others, missing, wrong} = found;
    const faults = missing + wrong;
    this.node.classList.toggle('stale', shows === 'last');
    const counts = () => [wrong && say('wrong', wrong), missing && say('missing', missing)].filter(Boolean).join(' · ');
    tell(this.status, () => [say(shows), counts()].filter(Boolean).join(' · '));
    tell(this.count, () => String(faults));
    this.count.hidden = faults === 0;
    this.others.hidden = others.length === 0;
    this.others.replaceChildren(...others.map((one) =>
      tell(make('li'), () => [inLanguage(one.message), inLanguage(one.hint)].filter(Boolean).join(' '))));
    announce(`${say(shows)} ${counts()}`);
  }

  async #download(options) {
    const {record, pictures} = this.form.read(true);
    try {
      // Only a whole certificate is signed.
      const layer = options.sign ? 'both' : this.#layer;
      const {blob, name} = await api.render(this.template.id, record, pictures, {...options, layer});
      save(blob, name);
      tell(this.result, () => say('saved', name, sizeOf(blob.size)));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (!error.diagnostics.some((one) => this.form.fields.has(one.field))) {
        tell(this.result, () => error.diagnostics.map((one) => inLanguage(one.message)).join(' '));
        return;
      }
      this.#tell(this.form.tell(error.diagnostics, []), this.isBlank ? 'blank' : 'last');
      tell(this.result, () => say('notSaved'));
      this.#showPane('form');
      this.form.toFirstFault();
    }
  }
}
