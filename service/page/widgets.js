// What a field is filled in with, by its kind. A widget is
//   node     the element or elements
//   control  the one that the label is for; null where the node is a group with its own labels
//   wide     whether it takes the form's whole width
//   read()   the value as the record has it; undefined when nothing is filled in
//   write(value)
// and fires `input` on its node when its value changes.
import {entriesOf, isSeveral, textOf, textsOf} from './code_lists.js';
import {freshId, make} from './dom.js';
import {photoWidget} from './photo.js';
import {say, tell} from './words.js';

const kShortText = 24;     // characters: longer texts get the form's whole width
const kLineText = 40;      // characters: longer texts get several lines
const kShortList = 4;      // entries that are shown side by side
const kShortChoice = 8;    // characters of all that is shown side by side: more get the whole width
const kMenuList = 40;      // entries that a menu shows; longer ones are searched
const kLongTerm = '长期';

const filled = (text) => text.trim() === '' ? undefined : text;

function simple(control, wide = false) {
  return {node: control, control, wide, read: () => filled(control.value), write: (value) => { control.value = value ?? ''; }};
}

function input(properties = {}) {
  return make('input', {type: 'text', autocomplete: 'off', spellcheck: false, ...properties});
}

function growing(control) {
  const grow = () => {
    control.style.height = 'auto';
    control.style.height = `${control.scrollHeight + 2}px`;
  };
  control.addEventListener('input', grow);
  const widget = simple(control, true);
  const {write} = widget;
  widget.write = (value) => {
    write(value);
    if (control.isConnected) grow();
  };
  new ResizeObserver(grow).observe(control);
  return widget;
}

function textWidget(schema, property) {
  if (property.enum) return menuWidget(property.enum.filter((one) => one !== null).map((text) => ({text})));
  return property.maxLength > kLineText ? growing(make('textarea', {rows: 1, spellcheck: false}))
    : simple(input(), property.maxLength > kShortText);
}

const identifier = (schema, property) => simple(input({className: 'mono', autocapitalize: 'characters',
  placeholder: property.examples?.[0] ?? '', inputMode: property.pattern === '^[0-9]*$' ? 'numeric' : ''}));

const longIdentifier = () => growing(make('textarea', {rows: 1, className: 'mono', spellcheck: false,
  autocapitalize: 'characters'}));

// Dates. A field for dates knows one way of writing; records may have three.

function isoDate(text) {
  const parts = /^(\d{4})(?:-(\d{2})-(\d{2})|(\d{2})(\d{2})|年(\d{1,2})月(\d{1,2})日)$/.exec(String(text ?? '').trim());
  if (!parts) return '';
  const [month, day] = parts.slice(2).filter((one) => one);
  return [parts[1], month.padStart(2, '0'), day.padStart(2, '0')].join('-');
}

const dateInput = () => make('input', {type: 'date', min: '1900-01-01', max: '2999-12-31'});

function dateWidget() {
  const control = dateInput();
  return {...simple(control), write: (value) => { control.value = isoDate(value); }};
}

// A date, or the tick that stands for 长期.
function untilParts() {
  const date = dateInput();
  const tick = make('input', {type: 'checkbox', id: freshId('long-term')});
  const label = make('label', {className: 'tick'}, tick, tell(make('span'), () => say('longTerm')));
  tick.addEventListener('input', () => { date.disabled = tick.checked; });
  return {
    date, label,
    read: () => tick.checked ? kLongTerm : date.value || undefined,
    write(value) {
      tick.checked = value === kLongTerm;
      date.disabled = tick.checked;
      date.value = isoDate(value);
    },
  };
}

function dateOrLongTermWidget() {
  const until = untilParts();
  return {node: make('div', {className: 'row'}, until.date, until.label), control: until.date,
    read: until.read, write: until.write};
}

function named(control, key) {
  tell(control, () => say(key), 'ariaLabel');
  return control;
}

function periodWidget() {
  const from = named(dateInput(), 'from');
  const until = untilParts();
  named(until.date, 'until');
  return {
    node: make('div', {className: 'row'}, from, make('span', {className: 'dim', aria: {hidden: 'true'}}, '—'), until.date, until.label),
    control: null, wide: true,
    read() {
      const value = {...(from.value && {from: from.value}), ...(until.read() && {until: until.read()})};
      return Object.keys(value).length ? value : undefined;
    },
    write(value) {
      const [first, last] = typeof value === 'string' ? value.split('至') : [value?.from, value?.until];
      from.value = isoDate(first);
      until.write(last);
    },
  };
}

// Codes.

function menuWidget(entries) {
  const empty = tell(make('option', {value: ''}), () => say('pick'));
  const control = make('select', {}, empty, ...entries.map(({text}) => make('option', {value: text}, text)));
  return {...simple(control), write(value) {
    control.value = textOf(entries, value ?? '');
    if (control.selectedIndex < 0) control.value = '';
  }};
}

function searchWidget(entries) {
  const list = make('datalist', {id: freshId('list')}, ...entries.map(({code, text}) => make('option', {value: text}, code)));
  const control = input();
  control.setAttribute('list', list.id);
  tell(control, () => say('pick'), 'placeholder');
  return {...simple(control), node: make('div', {}, control, list), write: (value) => { control.value = textOf(entries, value ?? ''); }};
}

function choices(type, entries, several) {
  const name = freshId('choice');
  const boxes = entries.map(({text}) => make('input', {type, name, value: text}));
  const node = make('div', {className: 'chips'}, ...boxes.map((box) => make('label', {}, box, make('span', {}, box.value))));
  const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
  return {
    node, control: null, wide: several || entries.map(({text}) => text).join('').length > kShortChoice,
    read: () => several ? (chosen().length ? chosen() : undefined) : chosen()[0],
    write(value) {
      const texts = textsOf(entries, value);
      for (const box of boxes) box.checked = texts.includes(box.value);
    },
  };
}

function codeWidget(schema, property) {
  const entries = entriesOf(schema, property);
  if (isSeveral(property)) return choices('checkbox', entries, true);
  if (entries.length <= kShortList && property.anyOf === undefined) return choices('radio', entries, false);
  return entries.length <= kMenuList ? menuWidget(entries) : searchWidget(entries);
}

// Numbers, as text: what the record says is what is printed, to the digit.

function withUnit(control, unit) {
  return unit ? make('div', {className: 'row'}, control, make('span', {className: 'dim'}, unit)) : control;
}

function numberWidget(schema, property) {
  const control = input({inputMode: 'decimal', className: 'mono'});
  return {...simple(control), node: withUnit(control, property['x-unit'])};
}

function dimensionsWidget() {
  const sides = ['length', 'width', 'height'];
  const boxes = sides.map((side) => named(input({inputMode: 'numeric', className: 'mono side'}), side));
  const parts = boxes.flatMap((box, i) => i ? [make('span', {className: 'dim', aria: {hidden: 'true'}}, '×'), box] : [box]);
  return {
    node: make('div', {className: 'row'}, ...parts, make('span', {className: 'dim'}, 'mm')), control: null, wide: true,
    read: () => boxes.some((box) => box.value.trim())
      ? Object.fromEntries(sides.map((side, i) => [side, boxes[i].value.trim()])) : undefined,
    write(value) {
      const given = typeof value === 'string' ? value.replace(/mm|毫米/i, '').split(/[×xX*]/) : sides.map((side) => value?.[side]);
      boxes.forEach((box, i) => { box.value = given[i] ?? ''; });
    },
  };
}

function flagWidget() {
  const control = make('input', {type: 'checkbox', className: 'switch'});
  return {node: control, control, read: () => control.checked || undefined,
    write: (value) => { control.checked = [true, 'true', 'True', 'TRUE', '是'].includes(value); }};
}

const kinds = {
  text: textWidget, name: textWidget, date: dateWidget,
  'date-or-long-term': dateOrLongTermWidget, period: periodWidget, uscc: identifier, 'id-card': identifier,
  plate: identifier, 'licence-number': identifier, 'certificate-id': longIdentifier, code: codeWidget,
  integer: numberWidget, decimal: numberWidget, dimensions: dimensionsWidget, flag: flagWidget, image: photoWidget,
};

// A kind that this page does not know yet is filled in as text.
export const widgetFor = (schema, property) => (kinds[property['x-kind']] ?? textWidget)(schema, property);
