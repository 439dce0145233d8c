// The widget of a picture: dropped or chosen, shown, and made smaller for the live picture, so that
// not every keystroke sends ten megabytes.
import {acceptFiles, freshId, make} from './dom.js';
import {say, sizeOf, tell} from './words.js';

const kMaxBytes = 10 * 2 ** 20;  // as the engine takes them
const kSendAsIs = 300_000;       // bytes
const kPreviewSide = 1400;       // pixels: sharp enough for 300 dpi in the boxes of photos

// A smaller version; the file itself when it is small, or no picture that the browser can read: then
// the service says what is wrong with it.
async function forPreview(file) {
  if (file.size <= kSendAsIs) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, kPreviewSide / Math.max(picture.width, picture.height));
    const canvas = make('canvas', {width: Math.round(picture.width * scale), height: Math.round(picture.height * scale)});
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9));
    return blob ?? file;
  } catch {
    return file;
  }
}

// "data:image/png;base64,..." without fetch, which the page's policy keeps to the service.
function blobOf(uri) {
  const parts = /^data:([\w/+-]+);base64,(.*)$/.exec(uri ?? '');
  return parts && new Blob([Uint8Array.from(atob(parts[2]), (c) => c.charCodeAt(0))], {type: parts[1]});
}

export function photoWidget() {
  const control = make('input', {type: 'file', accept: 'image/png,image/jpeg', className: 'unseen', id: freshId('photo')});
  const picture = make('img', {hidden: true});
  const about = make('span', {className: 'dim'});
  const invitation = tell(make('span'), () => say('dropPhoto'));
  const choose = make('label', {className: 'button', htmlFor: control.id});
  const remove = tell(make('button', {type: 'button', hidden: true}), () => say('removePhoto'));
  const node = make('div', {className: 'drop photo'}, picture,
    make('div', {className: 'photo-words'}, invitation, make('div', {className: 'row'}, control, choose, remove), about));
  let file = null;
  let preview = null;
  let sent = null;     // what was last drawn with
  let proven = null;   // what the service has taken as it is
  let fault = '';

  function show() {
    if (picture.src) URL.revokeObjectURL(picture.src);
    picture.hidden = remove.hidden = !file;
    invitation.hidden = Boolean(file);
    tell(choose, () => say(file ? 'replacePhoto' : 'choosePhoto'));
    tell(about, () => fault ? say(fault) : file ? sizeOf(file.size) : '');
    about.classList.toggle('fault', fault !== '');
    if (file) picture.src = URL.createObjectURL(file);
    else picture.removeAttribute('src');
  }

  async function take(chosen) {
    fault = chosen && chosen.size > kMaxBytes ? 'photoLarge' : '';
    file = fault ? file : chosen;
    show();
    const smaller = file && await forPreview(file);
    if (!fault && file !== chosen) return;  // another one was chosen meanwhile
    preview = smaller;
    node.dispatchEvent(new Event('input', {bubbles: true}));
  }

  tell(picture, () => say('photoOf'), 'alt');
  picture.addEventListener('error', () => { picture.hidden = true; });
  remove.addEventListener('click', () => {
    take(null);
    control.focus();
  });
  control.addEventListener('input', (event) => event.stopPropagation());  // ours comes when it is read
  acceptFiles(node, control, take);
  show();
  return {
    node, control, wide: true,
    read: () => undefined,
    picture(whole) {
      sent = whole || proven !== file ? file : preview;
      return sent ?? undefined;
    },
    taken: () => { proven = sent === file ? file : proven; },
    write: (value) => {
      file = preview = blobOf(value);
      fault = '';
      show();
    },
  };
}
