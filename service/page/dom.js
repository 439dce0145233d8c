// Making elements. Texts go in as text nodes only: nothing that a record or a server says is ever
// read as HTML.

export function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === 'aria' || name === 'data') {
      for (const [key, text] of Object.entries(value)) node.setAttribute(`${name}-${key}`, text);
    } else if (value !== undefined) {
      node[name] = value;
    }
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export const $ = (id) => document.getElementById(id);

let last = 0;
export const freshId = (what) => `${what}-${++last}`;

// For people who do not see the page.
export function announce(text) {
  $('announcer').textContent = text;
}

export function later(milliseconds, action) {
  let timer = 0;
  return {
    soon() {
      clearTimeout(timer);
      timer = setTimeout(action, milliseconds);
    },
    never() {
      clearTimeout(timer);
    },
  };
}

// Hands a file to the browser's downloads.
export function save(blob, name) {
  const url = URL.createObjectURL(blob);
  make('a', {href: url, download: name}).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

// A place to drop a file on, and to choose one by. `take` gets each file.
export function acceptFiles(place, input, take) {
  let depth = 0;  // dragenter and dragleave come for each child too
  const mark = (change) => {
    depth = change === 0 ? 0 : Math.max(0, depth + change);
    place.classList.toggle('over', depth > 0);
  };
  place.addEventListener('dragenter', () => mark(1));
  place.addEventListener('dragleave', () => mark(-1));
  place.addEventListener('dragover', (event) => event.preventDefault());
  place.addEventListener('drop', (event) => {
    event.preventDefault();
    mark(0);
    const file = event.dataTransfer.files[0];
    if (file) take(file);
  });
  input.addEventListener('change', () => {
    if (input.files[0]) take(input.files[0]);
    input.value = '';  // so that the same file may be chosen again
  });
}

// A file that misses its place must not take the page away.
for (const name of ['dragover', 'drop']) {
  addEventListener(name, (event) => event.preventDefault());
}
