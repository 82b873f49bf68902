import { CALLBACKS, connect } from '../ringdown.js';
import { Calls } from './calls.js';
import { Header } from './header.js';
import { Incoming } from './incoming.js';
import { Missed } from './missed.js';
import { h, set } from './dom.js';
import { Navigation } from './navigation.js';
import { fault, tell } from './notices.js';
import { CallOptions } from './options.js';
import { choosePeople, People } from './people.js';
import { sentence } from './sentences.js';
import { Sound } from './sound.js';
import { Stage } from './stage.js';
import { Timeline } from './timeline.js';
import { nameOf } from './words.js';

const TICK_MS = 250;

/** The phone of one user in one tab: what it hears goes into the calls, and from there into the views. */
export class Page {
  #phone;
  #calls;
  #sound = new Sound(() => this.#showSound());
  #timeline = new Timeline();
  #options = new CallOptions();
  #header;
  #people;
  #stage;
  #incoming;
  #missed;
  #navigation;

  constructor(app, user, device, token, leave) {
    const phone = connect({ token, device, name: user.name });
    this.#phone = phone;
    this.#calls = new Calls(user.id, (callId) => phone.call(callId));
    this.#header = new Header(user, device, {
      sound: () => this.#sound.toggle(),
      leave: () => {
        phone.close();
        leave();
      },
    });
    this.#people = new People(user.id, (users, type) => this.#invite(users, type), this.#options.element);
    this.#stage = new Stage(user.id, {
      cancel: ({ callId }, userIds) => phone.cancel(callId, userIds).catch(fault),
      quit: ({ callId }) => phone.quit(callId).catch(fault),
      end: ({ callId }) => phone.end(callId).catch(fault),
      add: (call) => this.#add(call),
      again: (call) => this.#again(call, user.id),
      close: ({ callId }) => {
        this.#calls.forget(callId);
        this.#show();
      },
    });
    const answer = (how) => (callId) => this.#answer(how, callId);
    this.#incoming = new Incoming(user.id, {
      accept: answer('accept'),
      decline: answer('decline'),
      busy: answer('busy'),
      ignore: (callId) => {
        this.#calls.get(callId).silenced = true;
        this.#show();
        phone.ignore(callId).catch(fault);
      },
    });
    this.#missed = new Missed(phone, (unread) => this.#navigation.count('missed', unread));
    this.#navigation = new Navigation();
    CALLBACKS.forEach((name) => this.#listen(name));
    this.#build(app);
    setInterval(() => this.#tick(), TICK_MS);
  }

  #build(app) {
    const side = h('div', { class: 'side' }, this.#people.element, this.#missed.element);
    const main = h('main', {}, side, this.#stage.element, this.#timeline.element);
    this.#navigation.steers(main);
    const shell = h('div', { class: 'shell' }, this.#header.element, main, this.#navigation.element);
    app.replaceChildren(shell, this.#incoming.element);
    this.#showSound();
    this.#show();
  }

  // ---- What is heard

  #listen(name) {
    if (name === 'onStateChanged') {
      this.#phone.on(name, (state) => this.#header.connection(state));
    } else if (name === 'onClosed') {
      this.#phone.on(name, (reason) => this.#closed(reason));
    } else if (name === 'onIncomingMissedCallClicked') {
      this.#phone.on(name, (...args) => {
        this.#heard(args.at(-1));
        args.at(-2)();
      });
    } else if (name !== 'onTokenExpires') {
      this.#phone.on(name, (...args) => this.#heard(args.at(-1)));
    }
  }

  async #heard(event) {
    if (!event.callback) {
      fault(event);
      return;
    }
    this.#timeline.add(event);
    const applied = this.#calls.apply(event);
    this.#say(event);
    this.#show();
    if (MISSED_BY.has(event.callback)) {
      this.#missed.load().catch(fault);
    }
    await applied;
    this.#show();
  }

  #say(event) {
    const said = sentence(event);
    if (said) {
      tell(said);
    }
    const { callback } = event;
    if (callback === 'onIncomingCallAcceptButtonPressed' || callback === 'onOutgoingCallSent') {
      this.#navigation.go('call');
      this.#show();
      this.#stage.focus();
    }
  }

  #closed(reason) {
    this.#sound.play();
    this.#calls.incoming.forEach(({ callId }) => this.#calls.forget(callId));
    this.#show();
    this.#header.closed(reason);
  }

  // ---- What is done

  #invite(users, callType) {
    const invitation = { ...this.#options.fields, callType, callees: users };
    return this.#phone.invite(invitation).then(({ refused }) => {
      refused.forEach(({ userId, code }) => fault({ code, message: `${userId} is not rung` }));
    }, fault);
  }

  /** A busy has no callback of its own, and an answer that came too late has nothing to wait for. */
  async #answer(how, callId) {
    const failure = await this.#phone[how](callId).then(() => undefined, (error) => error);
    if (failure) {
      fault(failure);
    }
    const isOver = failure ? failure.code !== 'UNAVAILABLE' : how === 'busy';
    if (isOver) {
      this.#calls.stopRinging(callId);
      this.#show();
    }
  }

  async #add({ callId, members }) {
    const inside = [...members.values()].filter((m) => !HAS_LEFT.has(m.state));
    const chosen = await choosePeople(inside.map(({ user }) => user.id));
    if (chosen.length > 0) {
      await this.#phone.inviteMore(callId, chosen).catch(fault);
    }
  }

  /** Back into a call that goes on without this user, or a new one to the same people. */
  async #again({ callId, members, callType, youLeft }, me) {
    const others = [...members.values()].map(({ user }) => user).filter(({ id }) => id !== me);
    const isIn = youLeft && (await this.#phone.join(callId).then(() => true, () => false));
    this.#calls.forget(callId);
    if (isIn) {
      await this.#calls.refresh(callId);
      this.#show();
    } else {
      await this.#invite(others, callType);
    }
  }

  // ---- What is seen and heard of it

  #show() {
    const [ring] = this.#calls.incoming;
    const call = this.#calls.current;
    this.#incoming.show(ring);
    this.#stage.show(call);
    const isCalling = call?.phase === 'live' && !call.answeredAt;
    this.#sound.play(ring ? 'ring' : isCalling ? 'ringback' : undefined);
    this.#navigation.mark('call', call?.phase === 'live');
    document.title = ring ? `${nameOf(ring.inviter)} is calling` : 'Ringdown';
    set(document.documentElement, { 'data-ringing': Boolean(ring) });
  }

  #showSound() {
    this.#header.sound(this.#sound.muted, this.#sound.isAudible);
  }

  #tick() {
    this.#stage.tick();
    this.#incoming.tick();
  }
}

/** Callbacks after which the list of missed calls may be another. */
const MISSED_BY = new Set([
  'onConnected',
  'onIncomingCallCanceled',
  'onIncomingCallTimeout',
  'onCallEnded',
]);

const HAS_LEFT = new Set(['QUIT', 'DECLINED', 'BUSY', 'TIMED_OUT', 'CANCELLED', 'UNREACHABLE']);
