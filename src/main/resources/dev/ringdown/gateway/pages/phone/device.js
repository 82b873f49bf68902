const KEY = 'ringdown.device';

/**
 * The id of this tab as a device: it stays the same when the page is loaded anew. A duplicated tab
 * inherits it, and has to find one of its own.
 */
export async function deviceOfThisTab() {
  for (;;) {
    const id = sessionStorage.getItem(KEY) ?? `web-${crypto.randomUUID().slice(0, 8)}`;
    sessionStorage.setItem(KEY, id);
    if (await hold(id)) {
      return id;
    }
    sessionStorage.removeItem(KEY);
  }
}

/** Takes the id until the page goes. A page that is loaded anew may find the old one still going. */
async function hold(id) {
  if (!navigator.locks) {
    return true;
  }
  const isMine = await tryToHold(id);
  return isMine || (cameBack() && tryToHold(id, AbortSignal.timeout(500)));
}

function tryToHold(id, signal) {
  return new Promise((resolve) => {
    const options = signal ? { signal } : { ifAvailable: true };
    const held = (lock) => {
      resolve(lock !== null);
      return lock && new Promise(() => {});
    };
    navigator.locks.request(`ringdown.device.${id}`, options, held).catch(() => resolve(false));
  });
}

const cameBack = () => performance.getEntriesByType('navigation')[0]?.type === 'reload';
