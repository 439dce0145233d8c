// What the page asks of the service, by its public API. The token, when there is one, is kept for as
// long as the tab is open.
import {$} from './dom.js';
import {tabMemory} from './memory.js';
import {say} from './words.js';

const kTokenKey = 'certpress-token';

// What the service refuses, with its diagnostics (application/problem+json), or that it cannot be
// reached (status 0).
export class Refusal extends Error {
  constructor(status, diagnostics) {
    super(diagnostics[0]?.message.en ?? String(status));
    this.status = status;
    this.diagnostics = diagnostics;
  }
}

async function refusalOf(response) {
  let diagnostics = null;
  if (response.headers.get('Content-Type')?.startsWith('application/problem+json')) {
    ({diagnostics} = await response.json());
  }
  const plain = {en: `${response.status} ${response.statusText}`, zh: `${response.status} ${response.statusText}`};
  return new Refusal(response.status, diagnostics ?? [{severity: 'error', code: '', message: plain}]);
}

let asking = null;  // the dialog is open: everybody waits for the same token

function askForToken(fault) {
  asking ??= new Promise((resolve) => {
    const dialog = $('token-dialog');
    $('token-fault').textContent = fault;
    $('token').value = '';
    dialog.addEventListener('close', () => {
      tabMemory.keep(kTokenKey, $('token').value.trim());
      asking = null;
      resolve();
    }, {once: true});
    dialog.showModal();
  });
  return asking;
}

async function ask(path, options = {}) {
  for (;;) {
    const token = tabMemory.recall(kTokenKey);
    const headers = {...options.headers, ...(token ? {Authorization: `Bearer ${token}`} : {})};
    let response;
    try {
      response = await fetch(path, {...options, headers});
    } catch (error) {
      if (error.name === 'AbortError') throw error;
      throw new Refusal(0, [{severity: 'error', code: '', message: say.both('unreachable')}]);
    }
    if (response.ok) return response;
    if (response.status !== 401) throw await refusalOf(response);
    if (token === tabMemory.recall(kTokenKey)) await askForToken(token ? say('tokenUnknown') : '');
  }
}

const at = (...parts) => `/v1/templates/${parts.map(encodeURIComponent).join('/')}`;

// RFC 6266: the name in UTF-8 before the plain one.
function fileName(response, otherwise) {
  const disposition = response.headers.get('Content-Disposition') ?? '';
  const coded = /filename\*=UTF-8''([^;]+)/i.exec(disposition);
  const plain = /filename="([^"]+)"/.exec(disposition);
  return coded ? decodeURIComponent(coded[1]) : plain ? plain[1] : otherwise;
}

export const api = {
  async templates() {
    return (await ask('/v1/templates')).json();
  },
  async schema(id) {
    return (await ask(at(id, 'schema'))).json();
  },
  async sample(id, name) {
    return (await ask(at(id, 'samples', `${name}.json`))).json();
  },
  async samplePicture(id, name, dpi) {
    return (await ask(`${at(id, 'samples', `${name}.png`)}?dpi=${dpi}`)).blob();
  },
  // `record` null: the blank form. `pictures`: field -> Blob. Gives the file and what was changed in
  // the record, as {code, field}.
  async render(id, record, pictures, options, signal) {
    const body = new FormData();
    if (record === null) {
      body.append('blank', 'true');
    } else {
      body.append('record', new Blob([JSON.stringify(record)], {type: 'application/json'}));
      for (const [field, picture] of Object.entries(pictures)) body.append(field, picture, 'picture');
    }
    for (const [name, value] of Object.entries(options)) body.append(name, value);
    const response = await ask(at(id, 'render'), {method: 'POST', body, signal});
    const remarks = response.headers.get('Certpress-Remarks') ?? '';
    return {
      blob: await response.blob(),
      name: fileName(response, `${id}.${options.format}`),
      remarks: [...remarks.matchAll(/"([^"]+)"(?:;field="([^"]+)")?/g)].map(([, code, field]) => ({code, field})),
    };
  },
  async verify(pdf, level) {
    return (await ask(`/v1/verify?require=${level}`, {method: 'POST', headers: {'Content-Type': 'application/pdf'},
      body: pdf})).json();
  },
};
