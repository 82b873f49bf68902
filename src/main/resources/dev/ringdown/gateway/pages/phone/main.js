import { deviceOfThisTab } from './device.js';
import { Page } from './page.js';
import { signIn } from './signin.js';

const KEY = 'ringdown.user';
const app = document.getElementById('app');

/** Who this tab is: as its address says, or as before it was loaded anew. */
function known() {
  const { searchParams } = new URL(location.href);
  const id = searchParams.get('user');
  return id ? { id, name: searchParams.get('name') ?? id } : JSON.parse(sessionStorage.getItem(KEY));
}

/** A token for trying things out; a real application gets its own from where its users sign in. */
async function tokenOf({ id, name }) {
  const response = await fetch(`/dev/token?${new URLSearchParams({ user: id, name })}`);
  if (!response.ok) {
    const why = response.status === 404 ? 'it gives no development tokens' : response.statusText;
    throw new Error(`The server does not let you in: ${why}.`);
  }
  return response.text();
}

async function start() {
  let fault;
  for (let user = known(); ; user = undefined) {
    user ??= await signIn(app, fault);
    try {
      await tokenOf(user);
      sessionStorage.setItem(KEY, JSON.stringify(user));
      new Page(app, user, await deviceOfThisTab(), () => tokenOf(user), leave);
      return;
    } catch (failure) {
      fault = failure.message;
    }
  }
}

function leave() {
  sessionStorage.removeItem(KEY);
  location.assign('/');
}

start();
