// The code lists of a record's schema: entries with code and text, and how values name them.

function referenceOf(property) {
  return property.$ref ?? property.items?.$ref ?? property.anyOf?.find((one) => one.$ref)?.$ref;
}

// [{code, text}] of a field of kind code.
export function entriesOf(schema, property) {
  const name = referenceOf(property).split('/').at(-1);
  const byCode = schema.$defs[name].anyOf.find((one) => one.oneOf).oneOf;
  return byCode.map((one) => ({code: one.const, text: one.title}));
}

export const isSeveral = (property) => Boolean(property.items);

export function textOf(entries, word) {
  const found = entries.find((one) => one.text === word || one.code === word);
  return found?.text ?? word;
}

// What begins with an entry is cut behind it, as in A1A2; the longest entry that fits counts.
function cutSolid(entries, text) {
  const out = [];
  for (let rest = text; rest;) {
    const spellings = entries.flatMap((one) => [one.code, one.text]).filter((one) => rest.startsWith(one));
    const longest = spellings.sort((a, b) => b.length - a.length)[0] ?? rest;
    out.push(longest);
    rest = rest.slice(longest.length);
  }
  return out;
}

// The texts of a value that names several entries: an array, or one text.
export function textsOf(entries, value) {
  const words = Array.isArray(value) ? value : String(value ?? '').split(/[，,]/).map((word) => word.trim());
  return words.filter((word) => word).flatMap((word) => cutSolid(entries, word)).map((word) => textOf(entries, word));
}
