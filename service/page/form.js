// The form of a template: fields in groups, made from the schema of its records; and what the checks
// say, at the fields.
import {freshId, make} from './dom.js';
import {widgetFor} from './widgets.js';
import {inLanguage, isChinese, nameIn, say, tell} from './words.js';

const groups = [
  {says: 'groupHolder', has: () => true},
  {says: 'groupDates', has: (kind) => ['date', 'date-or-long-term', 'period'].includes(kind)},
  {says: 'groupPhoto', has: (kind) => kind === 'image'},
  {says: 'groupMarks', has: (kind) => ['certificate-id', 'flag'].includes(kind)},
];
const groupOf = (kind) => groups.findLast((group) => group.has(kind));

const kShort = 20;  // characters: nobody need count up to here

// Characters as the engine counts them.
const lengthOf = (text) => [...text.normalize('NFC').trim()].length;

// Of a value that was taken: what there is to say of it. A remark comes as its code alone.
const remarksOf = (field) => field.remarks.map((code) => say('remarks')[code] ?? say('remarked', code));

export class Form {
  // `schema` as GET /v1/templates/{id}/schema gives it.
  constructor(schema) {
    this.required = new Set(schema.anyOf?.[0].required ?? []);
    this.fields = new Map(Object.entries(schema.properties)
      .map(([name, property]) => [name, this.#makeField(schema, name, property)]));
    this.node = make('form', {className: 'record', noValidate: true, autocomplete: 'off'},
      ...groups.map((group) => this.#makeGroup(group)));
    this.node.addEventListener('submit', (event) => event.preventDefault());
    this.node.addEventListener('input', () => this.#count());
    // What is still empty is a fault only once somebody has been there, or wants the certificate.
    this.node.addEventListener('focusout', (event) => {
      const field = this.#fieldAt(event.target);
      if (field && !field.node.contains(event.relatedTarget)) {
        field.visited = true;
        this.#showMessages(field);
      }
    });
  }

  #makeGroup(group) {
    const members = [...this.fields.values()].filter((field) => groupOf(field.kind) === group);
    return members.length > 0 &&
      make('fieldset', {}, tell(make('legend'), () => say(group.says)), ...members.map((field) => field.node));
  }

  #makeField(schema, name, property) {
    const widget = widgetFor(schema, property);
    const field = {name, kind: property['x-kind'], title: property.title, widget, messages: [], remarks: [], visited: false};
    const titleId = freshId('title');
    const required = this.required.has(name);
    const title = widget.control
      ? make('label', {id: titleId, htmlFor: (widget.control.id ||= freshId(name))})
      : make('span', {id: titleId, className: 'label'});
    title.append(tell(make('span'), () => nameIn(name, property.title)),
      make('span', {className: 'chinese', lang: 'zh-CN'}, property.title));
    const mark = tell(make('span', {className: 'dim'}), () => required || field.kind === 'flag' ? '' : say('optional'));
    field.counter = make('span', {className: 'counter', aria: {hidden: 'true'}});
    field.limit = ['text', 'name', 'licence-number'].includes(field.kind) ? property.maxLength ?? 0 : 0;
    const help = tell(make('span', {className: 'unseen', id: freshId('help')}),
      () => isChinese() ? property['x-description-zh'] : property.description);
    field.note = make('p', {className: 'note', id: freshId('note')});
    const target = widget.control ?? widget.node;
    target.setAttribute('aria-describedby', `${field.note.id} ${help.id}`);
    if (widget.control) {
      if (required) widget.control.setAttribute('aria-required', 'true');
    } else {
      widget.node.setAttribute('role', 'group');
      widget.node.setAttribute('aria-labelledby', titleId);
    }
    field.node = make('div', {className: widget.wide ? 'field wide' : 'field', data: {field: name}},
      make('div', {className: 'caption'}, title, mark, field.counter), widget.node, help, field.note);
    tell(field.node, () => help.textContent, 'title');
    return field;
  }

  #fieldAt(node) {
    return this.fields.get(node.closest?.('[data-field]')?.dataset.field);
  }

  #count() {
    for (const field of this.fields.values()) {
      const length = field.limit ? lengthOf(field.widget.read() ?? '') : 0;
      // Not before it matters: three quarters of what fits.
      const matters = length > field.limit || (field.limit > kShort && length > field.limit * 0.75);
      field.counter.textContent = matters ? `${length} / ${field.limit}` : '';
      field.counter.classList.toggle('over', length > field.limit);
    }
  }

  write(record) {
    for (const field of this.fields.values()) {
      field.widget.write(record[field.name] ?? record[field.title]);
      field.visited = false;
    }
    this.#count();
    this.node.dispatchEvent(new Event('input', {bubbles: true}));
  }

  // `whole`: with pictures as they were chosen, and not the smaller ones for the live picture.
  read(whole) {
    const record = {};
    const pictures = {};
    for (const {name, widget} of this.fields.values()) {
      const value = widget.read();
      if (value !== undefined) record[name] = value;
      const picture = widget.picture?.(whole);
      if (picture) pictures[name] = picture;
    }
    return {record, pictures};
  }

  // What was refused, at its fields. Gives what concerns no field, and how many required ones are
  // empty.
  tell(diagnostics, remarks) {
    const others = [];
    for (const field of this.fields.values()) {
      field.messages = diagnostics.filter((one) => one.field === field.name);
      field.remarks = remarks.filter((one) => one.field === field.name).map((one) => one.code);
      if (field.messages.length === 0) field.widget.taken?.();
      this.#showMessages(field);
    }
    for (const one of diagnostics) {
      if (one.severity !== 'note' && !this.fields.has(one.field)) others.push(one);
    }
    const errors = diagnostics.filter((one) => one.severity === 'error');
    const isMissing = (one) => one.code === 'record/missing-field' && !this.#isPart(one);
    return {others, missing: errors.filter(isMissing).length, wrong: errors.filter((one) => !isMissing(one)).length};
  }

  // One end of a period, not the whole field.
  #isPart(diagnostic) {
    return /\/(from|until)$/.test(diagnostic.pointer ?? '');
  }

  #showMessages(field) {
    const shown = field.messages.filter((one) =>
      one.severity !== 'note' && (one.code !== 'record/missing-field' || field.visited || this.#isPart(one)));
    const faulty = shown.some((one) => one.severity === 'error');
    field.node.classList.toggle('faulty', faulty);
    for (const control of field.node.querySelectorAll('input, select, textarea')) {
      control.setAttribute('aria-invalid', faulty);
    }
    tell(field.note, () => {
      const texts = shown.map((one) => [inLanguage(one.message), inLanguage(one.hint)].filter(Boolean).join(isChinese() ? '；' : '. '));
      return (texts.length ? texts : remarksOf(field)).join('\n');
    });
    field.note.className = faulty ? 'note fault' : 'note';
  }

  // Shows all that is wrong, empty fields too, and goes to the first of them.
  toFirstFault() {
    for (const field of this.fields.values()) {
      field.visited = true;
      this.#showMessages(field);
    }
    this.node.querySelector('.faulty :is(input, select, textarea)')?.focus();
  }
}
