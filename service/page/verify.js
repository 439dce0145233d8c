// The second tab: what a signed PDF proves, told in plain words.
import {api, Refusal} from './api.js';
import {acceptFiles, announce, freshId, make} from './dom.js';
import {inLanguage, isChinese, nameIn, say, sizeOf, tell} from './words.js';

const kMarks = {valid: '✓', invalid: '✕', indeterminate: '?', unsigned: '–', 'not-pdf': '–'};
const kStatuses = ['failed', 'warning', 'unknown', 'passed'];

// The common name of a name as RFC 4514 writes it: what people call the authority.
const commonName = (name) => /(?:^|,)CN=((?:\\.|[^,\\])*)/.exec(name)?.[1].replaceAll(/\\(.)/g, '$1') ?? name;

const timeText = (utc) => new Date(utc).toLocaleString(isChinese() ? 'zh-CN' : 'en-GB', {dateStyle: 'long', timeStyle: 'medium'});

// The bottom line without the verdict that it begins with.
const reason = (report) => inLanguage(Object.fromEntries(Object.entries(report.summary)
  .map(([language, text]) => [language, text.replace(/^[^:：]{1,30}[:：]\s*/, '')])));

function verdictOf(report) {
  return make('div', {className: `verdict ${report.verdict}`},
    make('span', {className: 'mark', aria: {hidden: 'true'}}, kMarks[report.verdict]),
    make('div', {}, tell(make('strong'), () => say('verdicts')[report.verdict]),
      tell(make('p'), () => report.verdict === 'valid' ? say('validSays') : reason(report))));
}

function facts(rows) {
  return make('dl', {className: 'facts'}, ...rows.filter(Boolean).flatMap(([name, ...values]) =>
    [tell(make('dt'), name), make('dd', {}, ...values.filter(Boolean))]));
}

const dim = (speak) => tell(make('span', {className: 'dim'}), speak);
const line = (text) => make('span', {className: 'strong'}, text);

function signerRow(report) {
  if (!report.signer) return [() => say('sealedBy'), dim(() => say('nobody'))];
  return [() => say('sealedBy'), line(commonName(report.signer.subject)),
    dim(() => say('issuedBy', commonName(report.signer.issuer)))];
}

function timeRow(report) {
  const proof = report.timestamps.find((one) => one.trusted && one.time === report.proven_time);
  if (report.proven_time) {
    return [() => say('since'), tell(line(''), () => timeText(report.proven_time)),
      proof && dim(() => say('sinceProven', commonName(proof.authority.subject)))];
  }
  if (report.claimed_time) {
    return [() => say('since'), tell(line(''), () => timeText(report.claimed_time)), dim(() => say('sinceClaimed'))];
  }
  return [() => say('since'), dim(() => say('sinceUnknown'))];
}

function factsOf(report) {
  if (!report.signer) return null;
  const changed = report.checks.some((one) => one.code.startsWith('changes/') && one.status === 'failed');
  return facts([
    signerRow(report), timeRow(report),
    report.level && [() => say('levelReached'), line(report.level)],
    [() => say('revocation'), tell(line(''), () => say('revocations')[report.revocation])],
    [() => say('changes'), tell(line(''), () => say(changed ? 'changed' : 'unchanged')),
      !changed && report.later_revisions > 0 && dim(() => say('proofsAdded'))],
  ]);
}

function checksOf(report) {
  const byStatus = kStatuses.map((status) => [status, report.checks.filter((one) => one.status === status)]);
  const passed = byStatus.at(-1)[1].length;
  const list = (checks) => make('ul', {className: 'checks'}, ...checks.map((check) =>
    make('li', {className: check.status}, tell(make('span', {className: 'badge'}), () => say('statuses')[check.status]),
      make('span', {}, tell(make('span'), () => inLanguage(check.message)), make('code', {}, check.code)))));
  const attention = byStatus.slice(0, 3).flatMap(([, checks]) => checks);
  return make('div', {}, attention.length > 0 && list(attention),
    passed > 0 && make('details', {}, tell(make('summary'), () => say('checkCount', passed)), list(byStatus.at(-1)[1])));
}

function chainOf(report) {
  if (report.chain.length === 0) return null;
  return make('details', {}, tell(make('summary'), () => say('chain')), make('ol', {className: 'chain'},
    ...report.chain.map((one) => make('li', {}, line(one.subject),
      tell(make('span', {className: 'dim'}), () => `${timeText(one.not_before)} – ${timeText(one.not_after)}`),
      make('code', {}, `SHA-256 ${one.sha256}`)))));
}

// Labels for the fields of a record: those of the template that knows the most of them.
async function labelsFor(record, templates) {
  const names = Object.keys(record);
  let best = {};
  let most = -Infinity;
  for (const {id} of templates) {
    const {properties} = await api.schema(id);
    const known = names.filter((name) => name in properties).length;
    const score = 2 * known - Object.keys(properties).length;
    if (score > most) [most, best] = [score, properties];
  }
  return best;
}

function valueText(value) {
  if (value === true || value === false) return say(value ? 'yes' : 'no');
  if (value && typeof value === 'object') return `${value.from} – ${value.until}`;
  return String(value);
}

async function recordOf(report, templates) {
  const heading = tell(make('h2'), () => say('record'));
  if (!report.record) {
    const why = ['valid', 'indeterminate'].includes(report.verdict) ? 'noRecord' : 'recordDoubt';
    return report.signer && make('section', {}, heading, dim(() => say(why)));
  }
  const properties = await labelsFor(report.record, templates);
  return make('section', {}, heading, facts(Object.entries(report.record).map(([name, value]) =>
    [() => nameIn(name, properties[name]?.title ?? name), tell(make('span'), () => valueText(value))])));
}

export class Verifier {
  #turn = 0;

  // `templates` as GET /v1/templates gives them: their labels name the fields of a record.
  constructor(templates) {
    this.templates = templates;
    const control = make('input', {type: 'file', accept: 'application/pdf,.pdf', className: 'unseen', id: freshId('pdf')});
    this.level = make('select', {id: 'level'}, ...Object.keys(say('levels')).map((level) =>
      tell(make('option', {value: level}), () => say('levels')[level])));
    const place = make('div', {className: 'drop pdf', id: 'pdf-drop'}, tell(make('span'), () => say('dropPdf')), control,
      tell(make('label', {className: 'button main', htmlFor: control.id}), () => say('choosePdf')));
    this.result = make('div', {className: 'result', id: 'result'});
    this.node = make('div', {className: 'verifier'},
      tell(make('h1'), () => say('verifyTitle')), tell(make('p', {className: 'dim'}), () => say('verifyWhy')), place,
      make('p', {className: 'row'}, tell(make('label', {htmlFor: 'level'}), () => say('level')), this.level), this.result);
    acceptFiles(place, control, (file) => this.verify(file));
    this.level.addEventListener('change', () => this.file && this.verify(this.file));
  }

  async verify(file) {
    const turn = ++this.#turn;
    this.file = file;
    const name = make('p', {className: 'file'}, make('strong', {}, file.name), ` ${sizeOf(file.size)}`);
    this.result.replaceChildren(name, dim(() => say('checking')));
    let parts;
    try {
      const report = await api.verify(file, this.level.value);
      parts = [verdictOf(report), factsOf(report),
        report.checks.length > 0 && make('section', {}, tell(make('h2'), () => say('checks')), checksOf(report), chainOf(report)),
        await recordOf(report, this.templates)];
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      parts = error.diagnostics.map((one) => tell(make('p', {className: 'fault'}), () => inLanguage(one.message)));
    }
    if (turn !== this.#turn) return;
    this.result.replaceChildren(name, ...parts.filter(Boolean));
    announce(this.result.querySelector('.verdict, .fault')?.textContent ?? '');
  }
}
