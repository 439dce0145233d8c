// The page: its two tabs, by the address behind '#', and the language.
import {api, Refusal} from './api.js';
import {$, make} from './dom.js';
import {Editor} from './editor.js';
import {gallery} from './gallery.js';
import {Verifier} from './verify.js';
import {beginTelling, inLanguage, say, switchLanguage, tell} from './words.js';

let offer = null;     // what GET /v1/templates says
let editor = null;
let verifier = null;

async function offered() {
  offer ??= await api.templates();
  return offer;
}

async function showMake(id) {
  const {templates, profiles = []} = await offered();
  const template = templates.find((one) => one.id === id);
  editor?.stop();
  editor = null;
  if (!template) {
    $('make').replaceChildren(gallery(templates));
    return;
  }
  const fresh = new Editor(template, profiles, await api.schema(template.id));
  editor = fresh;
  $('make').replaceChildren(fresh.node);
  await fresh.start();
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
  document.body.dataset.tab = isVerify ? 'verify' : id ? 'editor' : 'gallery';
  if (!isVerify && editor?.template.id === id && id) return;  // back from the other tab
  try {
    await (isVerify ? showVerify() : showMake(id));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    $(isVerify ? 'verify' : 'make').replaceChildren(...error.diagnostics.map((one) =>
      tell(make('p', {className: 'fault alone'}), () => inLanguage(one.message))));
  }
}

beginTelling();
tell($('language'), () => say('other'));
$('language').addEventListener('click', switchLanguage);
addEventListener('hashchange', show);
show();
