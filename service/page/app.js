// The page: its two tabs, by the address behind '#', and the language.
import {api, Refusal} from './api.js';
import {$, make} from './dom.js';
import {Editor} from './editor.js';
import {gallery} from './gallery.js';
import {Verifier} from './verify.js';
import {beginTelling, inLanguage, say, switchLanguage, tell} from './words.js';

let offer = null;     // what GET /v1/templates says
const editors = new Map();  // by template: what was filled in is there when one comes back
let verifier = null;

async function offered() {
  offer ??= await api.templates();
  return offer;
}

async function showMake(id) {
  const {templates, profiles = []} = await offered();
  const template = templates.find((one) => one.id === id);
  if (!template) {
    $('make').replaceChildren(gallery(templates));
    return;
  }
  const known = editors.get(template.id);
  const editor = known ?? new Editor(template, profiles, await api.schema(template.id));
  editors.set(template.id, editor);
  $('make').replaceChildren(editor.node);
  if (!known) await editor.start();
}

async function showVerify() {
  verifier ??= new Verifier((await offered()).templates);
  $('verify').replaceChildren(verifier.node);
}

async function show() {
  const [tab, id] = location.hash.slice(1).split('/');
  const isVerify = tab === 'verify';
  for (const [name, shown] of [['make', !isVerify], ['verify', isVerify]]) {
    $(name).hidden = !shown;
    $(`tab-${name}`).ariaCurrent = shown ? 'page' : null;
  }
  tell(document, () => `${say(isVerify ? 'verify' : 'make')} – certpress`, 'title');
  document.body.dataset.tab = isVerify ? 'verify' : id ? 'editor' : 'gallery';
  const panel = $(isVerify ? 'verify' : 'make');
  if (!panel.firstChild) panel.append(tell(make('p', {className: 'dim alone'}), () => say('loading')));
  try {
    await (isVerify ? showVerify() : showMake(id));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    panel.replaceChildren(...error.diagnostics.map((one) =>
      tell(make('p', {className: 'fault alone'}), () => inLanguage(one.message))));
  }
}

beginTelling();
tell($('language'), () => say('other'));
$('language').addEventListener('click', switchLanguage);
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();  // addresses behind '#' are the page's own
  $('main').focus();
});
addEventListener('hashchange', async () => {
  await show();
  $('main').focus({preventScroll: true});
});
show();
