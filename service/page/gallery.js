// The templates to choose from, each with the picture of its sample.
import {api} from './api.js';
import {make} from './dom.js';
import {nameIn, say, tell} from './words.js';

const kDpi = 60;  // of the pictures on the cards

function card(template) {
  const picture = make('img', {alt: ''});
  const {width_mm: width, height_mm: height} = template.page;
  const frame = make('span', {className: width > height ? 'thumb across' : 'thumb'}, picture);
  const sample = template.samples.includes('standard') ? 'standard' : template.samples[0];
  if (sample) {
    api.samplePicture(template.id, sample, kDpi).then((blob) => { picture.src = URL.createObjectURL(blob); }, () => {});
  }
  return make('a', {className: 'card', href: `#make/${template.id}`}, frame,
    tell(make('strong'), () => nameIn(template.id, template.title)),
    make('span', {className: 'chinese', lang: 'zh-CN'}, template.title),
    tell(make('span', {className: 'dim'}), () => [template.standard, say('size', template.page)].filter(Boolean).join(' · ')));
}

export function gallery(templates) {
  return make('div', {className: 'gallery'}, tell(make('h1'), () => say('choose')),
    templates.length ? make('div', {className: 'cards'}, ...templates.map(card))
      : tell(make('p'), () => say('noTemplates')));
}
