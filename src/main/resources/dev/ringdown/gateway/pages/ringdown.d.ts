// Times are Dates of the server, spans are milliseconds. An enum may grow: pass over what you do not
// know.

export type CallType = 'VOICE' | 'VIDEO';
/** GENERAL: over when every invitee has an outcome. ADVANCED: members stay until they quit. */
export type CallMode = 'GENERAL' | 'ADVANCED';
export type GlarePolicy = 'MERGE' | 'REJECT';
export type MemberState =
  | 'INVITED'
  | 'NOT_YET_RECEIVED'
  | 'RINGING'
  | 'ACCEPTED'
  | 'DECLINED'
  | 'BUSY'
  | 'TIMED_OUT'
  | 'CANCELLED'
  | 'UNREACHABLE'
  | 'MERGED'
  | 'QUIT'
  | 'ENDED';
export type Outcome =
  | 'ACCEPTED'
  | 'DECLINED'
  | 'BUSY'
  | 'TIMED_OUT'
  | 'CANCELLED'
  | 'UNREACHABLE'
  | 'MERGED';
export type EndReason =
  | 'ANSWERED'
  | 'DECLINED'
  | 'BUSY'
  | 'CANCELLED'
  | 'NO_ANSWER'
  | 'CALLER_LOST'
  | 'ENDED'
  | 'EVERYBODY_LEFT'
  | 'MERGED'
  | 'MAX_DURATION'
  | 'REVOKED';
export type MissedReason =
  | 'TIMED_OUT'
  | 'CANCELLED'
  | 'CALLER_LOST'
  | 'BUSY'
  | 'DO_NOT_DISTURB'
  | 'UNREACHABLE';
export type ErrorCode =
  | 'INVALID_ARGUMENT'
  | 'UNAVAILABLE'
  | 'CALL_EXISTS'
  | 'TOO_MANY_INVITEES'
  | 'TOO_MANY_MEMBERS'
  | 'PAYLOAD_TOO_LARGE'
  | 'NOT_PERMITTED'
  | 'ALREADY_IN_CALL'
  | 'NOT_A_MEMBER'
  | 'NOT_INVITED'
  | 'NOT_THE_INVITER'
  | 'ALREADY_ANSWERED'
  | 'CALL_ENDED'
  | 'CALL_MERGED'
  | 'WRONG_MODE'
  | 'UNKNOWN_CALL'
  | 'SESSION_CLOSED';
export type CloseReason =
  /** By close(). */
  | 'CLOSED'
  /** A newer session of the same device took this one's place. */
  | 'REPLACED'
  | 'RESUMED_ELSEWHERE'
  | 'UNAUTHENTICATED'
  | 'BAD_FRAME'
  | 'UNSUPPORTED_VERSION';
export type SessionState = 'connecting' | 'connected' | 'reconnecting' | 'closed';

export interface User {
  id: string;
  /** Empty if unknown. */
  name: string;
}

export interface Member {
  user: User;
  state: MemberState;
  /** Counts the invitations of this user to this call; 0 for who was never invited. */
  ring: number;
  /** A user id; empty for who was not invited. */
  inviter: string;
  /** Of an open invitation. */
  deadline?: Date;
  /** What is left of an open invitation, now. */
  remainingMs(): number;
  customData: string;
}

export interface Call {
  callId: string;
  room: string;
  callType: CallType;
  mode: CallMode;
  caller: User;
  customData: string;
  createdAt: Date;
  answeredAt?: Date;
  endedAt?: Date;
  /** Absent while the call is live. */
  endReason?: EndReason;
  /** The caller first. */
  members: Member[];
  asOf: Date;
}

export interface MissedCall {
  /** Counts the user's missed calls from 1; what missedCallsSeen takes. */
  number: number;
  callId: string;
  ring: number;
  room: string;
  caller: User;
  callType: CallType;
  callees: User[];
  customData: string;
  at: Date;
  rangMs: number;
  reason: MissedReason;
}

export interface MissedCalls {
  /** Newest first. */
  calls: MissedCall[];
  unread: number;
  total: number;
}

export interface UserState {
  user: User;
  state: MemberState;
  customData: string;
}

export interface ErrorFields {
  code: ErrorCode;
  /** A sentence for a person. */
  message: string;
  /** The argument at fault, such as callees[2].id. */
  field?: string;
  /** With ALREADY_ANSWERED: what was decided, when, and by which session if one did. */
  outcome?: Outcome;
  decidedAt?: Date;
  decidedBy?: string;
  /** With CALL_MERGED: the call that goes on. */
  intoCallId?: string;
  /** With UNAVAILABLE, if known. */
  retryAfterMs?: number;
}

/** What the promise of an operation fails with. */
export class RingdownError extends Error implements ErrorFields {
  constructor(fields: ErrorFields);
  code: ErrorCode;
  field?: string;
  outcome?: Outcome;
  decidedAt?: Date;
  decidedBy?: string;
  intoCallId?: string;
  retryAfterMs?: number;
}

/** All of an event: what the arguments of its callback tell, and more. */
export interface CallEvent {
  callback: keyof Handlers;
  callId: string;
}

export interface RingEvent extends CallEvent {
  caller: User;
  /** The caller, or a member who invited during the call. */
  inviter: User;
  callType: CallType;
  callees: User[];
  customData: string;
  room: string;
  mode: CallMode;
  ring: number;
  /** By the server's clock. */
  deadline: Date;
  /** What is left, now, by a clock that nobody sets. */
  remainingMs(): number;
}

/** The callbacks. Each is called once, in the order in which the calls decided. */
export interface Handlers {
  /** First of every session: the calls as they are now. Forget what you knew before. */
  onConnected?(calls: Call[], unreadMissedCalls: number): void;
  /** Something failed that has no promise to say so. */
  onError?(error: ErrorFields): void;
  onStateChanged?(state: SessionState): void;
  /** Without a token function: call renewToken before then. */
  onTokenExpires?(at: Date): void;
  /** Last of every session. Nobody connects again by itself. */
  onClosed?(reason: CloseReason, message: string): void;

  /** Ring. */
  onIncomingCallReceived?(
    callId: string,
    caller: User,
    callType: CallType,
    callees: User[],
    customData: string,
    event: RingEvent,
  ): void;
  /** Stop ringing: the ring was taken back. */
  onIncomingCallCanceled?(
    callId: string,
    caller: User,
    customData: string,
    event: CallEvent & { reason: EndReason },
  ): void;
  /** Stop ringing: the time is over. */
  onIncomingCallTimeout?(callId: string, caller: User): void;
  onIncomingCallDeclineButtonPressed?(callId: string): void;
  /** This session's accept was decided: the user is in the call. */
  onIncomingCallAcceptButtonPressed?(callId: string): void;
  /** Stop ringing: another session of this user answered. */
  onIncomingCallHandledElsewhere?(callId: string, outcome: Outcome): void;

  onOutgoingCallSent?(
    callId: string,
    caller: User,
    callType: CallType,
    callees: User[],
    customData: string,
  ): void;
  onOutgoingCallCancelButtonPressed?(callId: string): void;
  onOutgoingCallAccepted?(callId: string, callee: User): void;
  onOutgoingCallDeclined?(callId: string, callee: User, customData: string): void;
  onOutgoingCallRejectedCauseBusy?(callId: string, callee: User, customData: string): void;
  onOutgoingCallTimeout?(callId: string, callees: User[], isVideoCall: boolean): void;
  /** Both called each other: what was callId goes on as intoCallId. */
  onCallMerged?(callId: string, intoCallId: string, room: string): void;

  onInvitationUserStateChanged?(callId: string, users: UserState[]): void;
  onCallEnded?(callId: string, reason: EndReason, durationMs: number): void;

  /** Dials back by itself unless somebody listens; who listens may call defaultAction. */
  onIncomingMissedCallClicked?(
    callId: string,
    caller: User,
    callType: CallType,
    callees: User[],
    customData: string,
    defaultAction: () => void,
  ): void;
  onIncomingMissedCallDialBackFailed?(callId: string, reason: ErrorFields): void;
}

export interface Options {
  /** Of the gateway's socket; default: /ws beside this module. */
  url?: string;
  /** Or a function that gets one: asked at every connect, and before the old one expires. */
  token?: string | (() => string | Promise<string>);
  /** The device's stable id, 1 to 128 characters; default: a new one for this session. */
  device?: string;
  /** What others see, where the token names no name. */
  name?: string;
  handlers?: Handlers;
  /** How long an operation waits for its answer, connected or not; default: 30,000. */
  requestTimeoutMs?: number;
  /** Default: the global one. */
  WebSocket?: typeof WebSocket;
}

export type Callee = string | { id: string; name?: string; timeoutMs?: number };

export interface Invitation {
  /** One to nine, by default. */
  callees: Callee[];
  callType: CallType;
  /** How long it rings, 1,000 to 600,000; default: the server's, 60,000. */
  timeoutMs?: number;
  /** Up to 2 KiB in UTF-8, by default. */
  customData?: string;
  /** The application's media room; default: the call's id. */
  room?: string;
  /** Default: ADVANCED. */
  mode?: CallMode;
  /** Default: the server's setting. */
  glarePolicy?: GlarePolicy;
  /** Inviting again with the same id is harmless; default: a new one. */
  callId?: string;
}

export interface Invited {
  callId: string;
  room: string;
  /** Who is not rung. */
  refused: { userId: string; code: ErrorCode }[];
}

export interface Joined {
  callId: string;
  room: string;
  at: Date;
}

export interface Cancelled {
  callId: string;
  cancelled: string[];
  /** Who had accepted before. */
  notCancelled: string[];
}

/** One connected device of one user. Operations fail with a RingdownError. */
export interface Session {
  readonly state: SessionState;
  readonly device: string;
  readonly user?: User;
  readonly sessionId?: string;

  /** Listens; returns a function that stops it. */
  on<K extends keyof Handlers>(callback: K, handler: NonNullable<Handlers[K]>): () => void;

  invite(invitation: Invitation): Promise<Invited>;
  inviteMore(callId: string, callees: Callee[], options?: { timeoutMs?: number }): Promise<Invited>;
  accept(callId: string, customData?: string): Promise<Joined>;
  decline(callId: string, customData?: string): Promise<void>;
  busy(callId: string, customData?: string): Promise<void>;
  /** Silences this device only. */
  ignore(callId: string): Promise<void>;
  /** Takes invitations back that still ring: of these users, or all. */
  cancel(callId: string, invitees?: string[], customData?: string): Promise<Cancelled>;
  join(callId: string): Promise<Joined>;
  quit(callId: string): Promise<void>;
  /** Ends the call for all. */
  end(callId: string): Promise<void>;
  call(callId: string): Promise<Call>;
  activeCalls(): Promise<Call[]>;
  /** Newest first; limit: 1 to 100, default 20. */
  missedCalls(page?: { offset?: number; limit?: number }): Promise<MissedCalls>;
  /** Moves the seen mark up to this number, never back. */
  missedCallsSeen(upTo: number): Promise<void>;
  /** Raises onIncomingMissedCallClicked. */
  missedCallClicked(callId: string): Promise<void>;
  dialBack(callId: string): Promise<Invited | Joined>;

  renewToken(token: string): Promise<void>;
  close(): void;
}

/** Connects a device. Returns at once; what is asked before the session stands waits for it. */
export function connect(options?: Options): Session;

/** The names of all callbacks. */
export const CALLBACKS: (keyof Handlers)[];
