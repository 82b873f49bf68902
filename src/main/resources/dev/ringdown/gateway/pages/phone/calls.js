import { isOpen } from './words.js';

/**
 * The calls of this device, as far as its callbacks tell. A call is `incoming` while it rings here,
 * `live` while this user calls or is in it, and `over` after that.
 */
export class Calls {
  #calls = new Map();
  #me;
  #snapshot;

  /**
   * @param snapshot asks for a call as it is, and promises it
   */
  constructor(me, snapshot) {
    this.#me = me;
    this.#snapshot = snapshot;
  }

  get(callId) {
    return this.#calls.get(callId);
  }

  /** The one to show: what goes on, or what ended last. */
  get current() {
    const calls = [...this.#calls.values()].reverse();
    return calls.find((c) => c.phase === 'live') ?? calls.find((c) => c.phase === 'over');
  }

  get incoming() {
    return [...this.#calls.values()].filter((call) => call.phase === 'incoming' && !call.silenced);
  }

  forget(callId) {
    this.#calls.delete(callId);
  }

  /** Takes in one callback. Resolves when what had to be asked for is known, too. */
  async apply(event) {
    const { callback, callId } = event;
    await this[callback]?.(event, this.#calls.get(callId));
  }

  /** All is as the server says. Of calls that it does not tell, it is asked how they ended. */
  async onConnected({ calls }) {
    const told = new Set(calls.map((call) => call.callId));
    const untold = [...this.#calls.values()].filter((c) => c.phase !== 'over' && !told.has(c.callId));
    // What still rings is told once more, by a callback.
    this.incoming.forEach((call) => this.#calls.delete(call.callId));
    const mine = calls.filter((call) => this.#stateOf(call) === 'ACCEPTED');
    mine.forEach((call) => this.#take(call));
    await Promise.all(
      untold.filter((call) => call.phase === 'live').map((call) => this.refresh(call.callId)),
    );
  }

  onIncomingCallReceived({ callback, ...ring }) {
    const members = [ring.caller, ...ring.callees].map((user) =>
      member(user, user.id === ring.caller.id ? 'ACCEPTED' : 'INVITED'),
    );
    this.#add({ ...ring, phase: 'incoming', members: byId(members) });
    return ring.callees.length > 1 ? this.refresh(ring.callId) : undefined;
  }

  onIncomingCallCanceled({ callId }) {
    this.stopRinging(callId);
  }

  onIncomingCallTimeout({ callId }) {
    this.stopRinging(callId);
  }

  onIncomingCallDeclineButtonPressed({ callId }) {
    this.stopRinging(callId);
  }

  onIncomingCallHandledElsewhere({ callId }) {
    this.stopRinging(callId);
  }

  onIncomingCallAcceptButtonPressed({ callId }, call) {
    this.#enter(call);
    return this.refresh(callId);
  }

  onOutgoingCallSent({ callback, ...sent }) {
    const callees = sent.callees.map((user) => ({ ...member(user, 'INVITED'), inviter: this.#me }));
    const members = byId([member(sent.caller, 'ACCEPTED'), ...callees]);
    this.#add({ ...sent, room: '', phase: 'live', members });
    return this.refresh(sent.callId);
  }

  onOutgoingCallAccepted({ callId, callee }, call) {
    this.#enter(call);
    return call ? undefined : this.refresh(callId);
  }

  onInvitationUserStateChanged({ callId, users }, call) {
    if (!call) {
      return undefined;
    }
    call.touched = true;
    const isNew = users.some(({ user }) => !call.members.has(user.id));
    for (const { user, state, customData } of users) {
      call.members.set(user.id, { ...call.members.get(user.id), user, state, customData });
      if (user.id === this.#me && state === 'QUIT') {
        this.#end(call, { youLeft: true });
      }
    }
    return isNew ? this.refresh(callId) : undefined;
  }

  onCallMerged({ callId, intoCallId }) {
    this.#calls.delete(callId);
    return this.refresh(intoCallId);
  }

  onCallEnded({ reason, durationMs }, call) {
    if (call && call.phase !== 'over') {
      this.#end(call, { endReason: reason, durationMs });
    }
  }

  /** Asks for a call as it is; again, if something was heard of it in the meantime. */
  async refresh(callId) {
    for (let tries = 0; tries < 3; tries++) {
      const before = this.#calls.get(callId);
      if (before) {
        before.touched = false;
      }
      const call = await this.#snapshot(callId).catch(() => undefined);
      const now = this.#calls.get(callId);
      if (!call || now?.phase === 'over') {
        return;
      }
      if (!now?.touched) {
        this.#take(call);
        return;
      }
    }
  }

  #stateOf(call) {
    return call.members.find((m) => m.user.id === this.#me)?.state;
  }

  #take(snapshot) {
    const { endReason, answeredAt, endedAt, asOf } = snapshot;
    const known = this.#calls.get(snapshot.callId);
    const call = known ?? { phase: 'live' };
    Object.assign(call, snapshot, {
      answeredAt: answeredAt ? performance.now() - (asOf - answeredAt) : known?.answeredAt,
      members: byId(snapshot.members),
    });
    if (!known) {
      this.#add(call);
    }
    if (endReason) {
      this.#end(call, { endReason, durationMs: answeredAt ? endedAt - answeredAt : 0 });
    }
  }

  #add(call) {
    this.#calls.delete(call.callId);
    this.#calls.set(call.callId, call);
    if (call.phase === 'live') {
      this.#forgetOver();
    }
  }

  #enter(call) {
    if (call) {
      call.phase = 'live';
      call.answeredAt ??= performance.now();
      this.#forgetOver();
    }
  }

  /** A call that ended stays in view until the next. */
  #forgetOver() {
    const over = [...this.#calls.values()].filter((call) => call.phase === 'over');
    over.forEach(({ callId }) => this.#calls.delete(callId));
  }

  #end(call, how) {
    Object.assign(call, { phase: 'over' }, how);
    call.durationMs ??= call.answeredAt ? performance.now() - call.answeredAt : 0;
  }

  stopRinging(callId) {
    if (this.#calls.get(callId)?.phase === 'incoming') {
      this.#calls.delete(callId);
    }
  }
}

const member = (user, state) => ({ user, state, inviter: '', customData: '' });
const byId = (members) => new Map(members.map((m) => [m.user.id, m]));

export const someoneIsOpen = (call) => [...call.members.values()].some((m) => isOpen(m.state));
