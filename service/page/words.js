// The page's own words in both languages. What the service says comes in both by itself.
import {localMemory} from './memory.js';

const words = {
  en: {
    other: '中文', skip: 'Skip to the content', make: 'Make', verify: 'Verify',
    unreachable: 'The service cannot be reached.',
    loading: 'Loading …',
    tokenTitle: 'Access token', tokenWhy: 'This service serves only those who have a token. It is kept until this tab is closed.',
    token: 'Token', tokenUse: 'Continue', tokenUnknown: 'The service does not know this token.',
    // make
    choose: 'Choose a certificate', all: 'All certificates', noTemplates: 'There is no certificate that you may make.',
    size: (page) => `${page.width_mm} × ${page.height_mm} mm`,
    fillFrom: 'Fill from a sample', clear: 'Clear the form', sampleOf: {standard: 'Standard', stress: 'Hardest case'},
    groupHolder: 'Holder and licence', groupDates: 'Dates', groupPhoto: 'Photo', groupMarks: 'Identification',
    optional: 'optional', longTerm: 'Long term (长期)', from: 'From', until: 'Until',
    length: 'Length', width: 'Width', height: 'Height', pick: 'Choose …',
    dropPhoto: 'Drop a photo here, or', choosePhoto: 'choose a file', replacePhoto: 'Replace', removePhoto: 'Remove',
    photoLarge: 'The file is larger than 10 MiB.', photoOf: 'The chosen photo',
    remarked: (code) => `Taken, with a remark: ${code}`,
    remarks: {
      'record/normalised': 'It is printed in its standard form.',
      'record/certificate-id-region': 'Taken, though a region code stands where the issuer’s code of 18 characters belongs.',
      'record/certificate-id-variant': 'Taken, though the check character is that of a wrong computation in circulation.',
      'record/uscc-organisation-code': 'Taken, though character 17 is not the check character of the organisation code (GB 11714).',
    },
    upToDate: 'Up to date', drawing: 'Drawing …', last: 'The last good picture',
    blank: 'The blank form, until the required fields are filled',
    missing: (n) => n === 1 ? '1 required field is empty' : `${n} required fields are empty`,
    wrong: (n) => n === 1 ? '1 problem' : `${n} problems`,
    picture: 'The certificate as it is filled in', zoomIn: 'Zoom in', zoomOut: 'Zoom out', fit: 'Fit', grid: 'Grid',
    gridSays: 'Millimetre grid', layer: 'What is shown', both: 'Whole', stock: 'Stock', ink: 'Ink',
    stockSays: 'What is printed beforehand', inkSays: 'What is printed on pre-printed stock',
    viewHelp: 'Arrow keys move, plus and minus zoom, 0 fits.',
    download: 'Download', format: 'File', pictures: 'Picture', print: 'For print', signedGroup: 'Signed',
    png: (dpi) => `PNG, ${dpi} dpi`, jpeg: 'JPEG, 300 dpi', webp: 'WebP, 300 dpi', pdf: 'PDF/A', signed: (by) => `Signed PDF (${by})`,
    saved: (name, size) => `Saved: ${name} (${size})`, making: 'Being made …',
    notSaved: 'Nothing was saved: see the messages.',
    form: 'Form', certificate: 'Certificate',
    // verify
    verifyTitle: 'Verify a certificate', verifyWhy: 'Is it intact, who sealed it, and when? The file is checked by the service and not kept.',
    dropPdf: 'Drop a PDF here, or', choosePdf: 'choose a file', level: 'Level that your authority signs with',
    levels: {B: 'B: who signed', T: 'T: and when', LT: 'LT: and not revoked then', LTA: 'LTA: and provable for long'},
    checking: 'Checking …',
    verdicts: {valid: 'Valid', invalid: 'Not valid', indeterminate: 'Not certain', unsigned: 'Not signed', 'not-pdf': 'Not a PDF'},
    sealedBy: 'Sealed by', issuedBy: (by) => `by a certificate of ${by}`, since: 'Since', sinceProven: (by) => `proven by a timestamp of ${by}`,
    sinceClaimed: 'as the signer’s own clock said; nothing proves it', sinceUnknown: 'not known',
    levelReached: 'Level', revocation: 'Revoked', revocations: {good: 'no, by proofs in the file', revoked: 'yes', unknown: 'not known'},
    changes: 'Changed since', unchanged: 'no', changed: 'yes', proofsAdded: 'proofs were added, which is allowed', nobody: 'nobody',
    validSays: 'The file is as it was sealed, and the seal leads to an authority that this service trusts.',
    statuses: {failed: 'Failed', warning: 'Warning', unknown: 'Not known', passed: 'Passed'},
    checks: 'All checks', checkCount: (n) => `${n} passed`, record: 'The record in the file', chain: 'Certificates up to the root',
    noRecord: 'The file carries no record.', recordDoubt: 'The record is told only when nothing is broken.',
    yes: 'yes', no: 'no',
  },
  zh: {
    other: 'English', skip: '跳到正文', make: '制证', verify: '验证',
    unreachable: '无法连接到服务。',
    loading: '正在加载……',
    tokenTitle: '访问令牌', tokenWhy: '本服务仅对持有令牌者开放。令牌保存至关闭此标签页为止。',
    token: '令牌', tokenUse: '继续', tokenUnknown: '令牌无效。',
    choose: '选择证照', all: '全部证照', noTemplates: '没有可供制作的证照。',
    size: (page) => `${page.width_mm} × ${page.height_mm} 毫米`,
    fillFrom: '填入样例', clear: '清空表单', sampleOf: {standard: '标准样例', stress: '极限样例', 'rare-name': '生僻字样例',
      'rare-name-extension-g': '生僻字样例（扩展 G 区）', 'electric-coach': '新能源客车', trailer: '挂车'},
    groupHolder: '持证人与证照', groupDates: '日期', groupPhoto: '照片', groupMarks: '标识',
    optional: '选填', longTerm: '长期', from: '起始', until: '截止',
    length: '长', width: '宽', height: '高', pick: '请选择',
    dropPhoto: '将照片拖到此处，或', choosePhoto: '选择文件', replacePhoto: '更换', removePhoto: '移除',
    photoLarge: '文件超过 10 MiB。', photoOf: '所选照片',
    remarked: (code) => `已采用，但有提示：${code}`,
    remarks: {
      'record/normalised': '打印时采用规范写法。',
      'record/certificate-id-region': '已采用，但颁发机构代码（应为 18 位）处写的是行政区划代码。',
      'record/certificate-id-variant': '已采用，但校验位出自一种流传的错误算法。',
      'record/uscc-organisation-code': '已采用，但第 17 位不是组织机构代码的校验码（GB 11714）。',
    },
    upToDate: '已是最新', drawing: '正在绘制……', last: '上一次正确的图像',
    blank: '必填项填写完整之前显示空白证件',
    missing: (n) => `${n} 个必填项未填写`,
    wrong: (n) => `${n} 处问题`,
    picture: '按所填内容绘制的证照', zoomIn: '放大', zoomOut: '缩小', fit: '适应', grid: '网格',
    gridSays: '毫米网格', layer: '显示内容', both: '完整', stock: '底版', ink: '套打',
    stockSays: '预先印好的底版', inkSays: '套打在底版上的内容',
    viewHelp: '方向键移动，加减号缩放，0 适应窗口。',
    download: '下载', format: '文件', pictures: '图片', print: '打印', signedGroup: '签名',
    png: (dpi) => `PNG，${dpi} dpi`, jpeg: 'JPEG，300 dpi', webp: 'WebP，300 dpi', pdf: 'PDF/A', signed: (by) => `签名 PDF（${by}）`,
    saved: (name, size) => `已保存：${name}（${size}）`, making: '正在生成……',
    notSaved: '未保存，请查看提示。',
    form: '填写', certificate: '证照',
    verifyTitle: '验证证照', verifyWhy: '文件是否完好，由谁签章，何时签章？文件由服务检查，不会留存。',
    dropPdf: '将 PDF 拖到此处，或', choosePdf: '选择文件', level: '发证机关采用的签名级别',
    levels: {B: 'B：证明签章人', T: 'T：并证明签章时间', LT: 'LT：并证明当时证书未被吊销', LTA: 'LTA：并可长期证明'},
    checking: '正在检查……',
    verdicts: {valid: '有效', invalid: '无效', indeterminate: '无法确定', unsigned: '未签名', 'not-pdf': '不是 PDF'},
    sealedBy: '签章人', issuedBy: (by) => `证书由 ${by} 颁发`, since: '签章时间', sinceProven: (by) => `由 ${by} 的时间戳证明`,
    sinceClaimed: '仅为签章人自报的时间，没有证明', sinceUnknown: '未知',
    levelReached: '级别', revocation: '证书是否被吊销', revocations: {good: '否，文件中带有证明', revoked: '是', unknown: '未知'},
    changes: '此后是否改动', unchanged: '否', changed: '是', proofsAdded: '其后追加过证明材料，属于允许的改动', nobody: '无',
    validSays: '文件与签章时一致，签章可追溯至本服务信任的机构。',
    statuses: {failed: '未通过', warning: '注意', unknown: '未知', passed: '通过'},
    checks: '全部检查', checkCount: (n) => `${n} 项通过`, record: '文件中的数据记录', chain: '至根证书的证书链',
    noRecord: '文件中没有数据记录。', recordDoubt: '文件完好时才显示数据记录。',
    yes: '是', no: '否',
  },
};

const kKey = 'certpress-language';
let language = localMemory.recall(kKey) ??
  (navigator.languages.find((one) => /^(zh|en)/i.test(one))?.slice(0, 2).toLowerCase() ?? 'en');

export function say(key, ...values) {
  const word = words[language][key];
  return typeof word === 'function' ? word(...values) : word;
}
say.both = (key) => ({en: words.en[key], zh: words.zh[key]});

// Of what the service says, {en, zh}, as a sentence.
export function inLanguage(message) {
  const text = message?.[language] ?? message?.en ?? '';
  return text && text[0].toUpperCase() + text.slice(1);
}

export const isChinese = () => language === 'zh';

// What stands on the page in the present language, and how to say it in another: node -> property ->
// function. Nodes that left the page are not kept.
const speakers = new WeakMap();
let speaking = [];

// Gives the node a text (or another property) that follows the language.
export function tell(node, speak, property = 'textContent') {
  if (!speakers.has(node)) {
    speakers.set(node, {});
    speaking.push(new WeakRef(node));
  }
  speakers.get(node)[property] = speak;
  node[property] = speak();
  return node;
}

function tellAll() {
  document.documentElement.lang = isChinese() ? 'zh-CN' : 'en';
  speaking = speaking.filter((one) => one.deref());
  for (const one of speaking) {
    const node = one.deref();
    for (const [property, speak] of Object.entries(speakers.get(node))) node[property] = speak();
  }
}

export function switchLanguage() {
  language = isChinese() ? 'en' : 'zh';
  localMemory.keep(kKey, language);
  tellAll();
}

export function beginTelling() {
  for (const node of document.querySelectorAll('[data-say]')) tell(node, () => say(node.dataset.say));
  tellAll();
}

// "holder_name" -> "Holder name".
export function humanised(name) {
  const text = name.replaceAll(/[_-]/g, ' ');
  return text[0].toUpperCase() + text.slice(1);
}

const kAcronyms = {uscc: 'USCC', id: 'ID', url: 'URL'};

// A field's or template's name: Chinese as the layout has it, English made of the identifier.
export const nameIn = (identifier, chinese) => isChinese() ? chinese
  : humanised(identifier).replaceAll(/\b(uscc|id|url)\b/gi, (word) => kAcronyms[word.toLowerCase()]);

export const sizeOf = (bytes) => bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
