// What the browser keeps for the page. A browser that may keep nothing throws at the first touch: then
// it is kept until the page is left.

function memory(storage) {
  const own = new Map();
  return {
    recall(key) {
      try {
        return storage().getItem(key);
      } catch {
        return own.get(key) ?? null;
      }
    },
    keep(key, value) {
      try {
        storage().setItem(key, value);
      } catch {
        own.set(key, value);
      }
    },
  };
}

export const localMemory = memory(() => localStorage);
export const tabMemory = memory(() => sessionStorage);  // until the tab is closed
