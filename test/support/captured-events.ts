// Builds what a capture of Asterisk's events holds of a call (call-logs.ts), a step an event: as a program that subscribes to all
// channels of ARI writes it, as AMI sends it, and as cel_custom.conf's sample writes CEL.
//   events: ari.created(0).answered(0.1).hangupRequest(6, { cause: 32, soft: true }).ended(6.01, 0)
// Moments are seconds after 15:52:00.
import { BEGIN_MS, type CallIds, THE_CALL } from "./call-logs.js";

/** What a hangup request says. */
export interface RequestCause {
  readonly cause?: number;
  readonly soft?: boolean;
}

interface Step {
  readonly at: number;
  readonly what: "created" | "answered" | "held" | "unheld" | "request" | "ended";
  readonly cause: number | null;
  readonly soft: boolean;
  readonly hangupSource: string;
}

type Form = "ari" | "ari-bare" | "ari-stamped" | "ami" | "ami-undated" | "cel";

/** A capture. */
export class CapturedEvents {
  readonly #form: Form;
  readonly #call: CallIds;
  readonly #steps: readonly Step[];
  readonly #sipCallId: string;

  constructor(form: Form, call: CallIds = THE_CALL, steps: readonly Step[] = [], sipCallId = "") {
    this.#form = form;
    this.#call = call;
    this.#steps = steps;
    this.#sipCallId = sipCallId;
  }

  /** With the Call-ID of its dialog, which ARI tells. */
  dialog(sipCallId: string): CapturedEvents {
    return new CapturedEvents(this.#form, this.#call, this.#steps, sipCallId);
  }

  /** Of a call that is known by other ids. */
  of(ids: Partial<CallIds>): CapturedEvents {
    return new CapturedEvents(this.#form, { ...this.#call, ...ids }, this.#steps, this.#sipCallId);
  }

  created(at: number): CapturedEvents {
    return this.#with({ at, what: "created" });
  }

  answered(at: number): CapturedEvents {
    return this.#with({ at, what: "answered" });
  }

  /** The far end holds the call. */
  held(at: number): CapturedEvents {
    return this.#with({ at, what: "held" });
  }

  unheld(at: number): CapturedEvents {
    return this.#with({ at, what: "unheld" });
  }

  hangupRequest(at: number, { cause, soft = false }: RequestCause = {}): CapturedEvents {
    return this.#with({ at, what: "request", cause: cause ?? null, soft });
  }

  /** The channel leaves the dialplan, as every channel does, and is gone. CEL alone says who hung up. */
  ended(at: number, cause: number, hangupSource = ""): CapturedEvents {
    return this.hangupRequest(at, { cause: 16, soft: true }).#with({ at, what: "ended", cause, hangupSource });
  }

  #with(step: Partial<Step> & Pick<Step, "at" | "what">): CapturedEvents {
    const whole = { cause: null, soft: false, hangupSource: "", ...step };
    return new CapturedEvents(this.#form, this.#call, [...this.#steps, whole], this.#sipCallId);
  }

  toJSON(): string {
    return this.toString();
  }

  toString(): string {
    return this.#steps.map((step) => this.#written(step)).join("");
  }

  #written(step: Step): string {
    if (this.#form === "cel") return this.#celRow(step);
    return this.#form.startsWith("ami") ? this.#amiEvent(step) : `${this.#ariLine(step)}\n`;
  }

  #ariLine({ at, what, cause, soft }: Step): string {
    const { channelId, name, caller } = this.#call;
    const type = ARI_TYPES[what];
    const timestamp = new Date(BEGIN_MS + at * 1000).toISOString().replace("Z", "+0000");
    const channel = {
      id: channelId,
      name,
      state: "Up",
      protocol_id: this.#sipCallId,
      caller: { name: "", number: caller },
    };
    const event = {
      ...(cause !== null && { cause }),
      ...(soft && { soft }),
      type,
      timestamp,
      channel,
      asterisk_id: "pbx",
      application: "tap",
    };
    if (this.#form === "ari-bare") return JSON.stringify(event);
    const received = new Date(BEGIN_MS + at * 1000 + 2).toISOString();
    return this.#form === "ari"
      ? JSON.stringify({ receivedAt: received, event })
      : `${received} ${JSON.stringify(event)}`;
  }

  #amiEvent({ at, what, cause, soft }: Step): string {
    const { channelId, name, caller } = this.#call;
    const received = new Date(BEGIN_MS + at * 1000 + 2).toISOString();
    const lines = [
      ...(this.#form === "ami" ? [`# received ${received}`] : []),
      `Event: ${what === "request" && soft ? "SoftHangupRequest" : AMI_NAMES[what]}`,
      "Privilege: call,all",
      `Channel: ${name}`,
      "ChannelState: 6",
      "ChannelStateDesc: Up",
      `CallerIDNum: ${caller}`,
      `Uniqueid: ${channelId}`,
      `Linkedid: ${channelId}`,
      ...(cause === null ? [] : [`Cause: ${cause}`]),
    ];
    return `${lines.join("\r\n")}\r\n\r\n`;
  }

  #celRow({ at, what, cause, hangupSource }: Step): string {
    const name = CEL_NAMES[what];
    if (name === undefined) return "";
    const { channelId, name: channel, caller } = this.#call;
    const epoch = ((BEGIN_MS + at * 1000) / 1000).toFixed(6);
    const extra =
      what === "ended" ? JSON.stringify({ hangupcause: cause, hangupsource: hangupSource, dialstatus: "" }) : "";
    const cells = [name, epoch, caller, "1000", channel, "", channelId, channelId, "", extra];
    return `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")}\n`;
  }
}

const ARI_TYPES: Readonly<Record<Step["what"], string>> = {
  created: "ChannelCreated",
  answered: "ChannelStateChange",
  held: "ChannelHold",
  unheld: "ChannelUnhold",
  request: "ChannelHangupRequest",
  ended: "ChannelDestroyed",
};

const AMI_NAMES: Readonly<Record<Step["what"], string>> = {
  created: "Newchannel",
  answered: "Newstate",
  held: "Hold",
  unheld: "Unhold",
  request: "HangupRequest",
  ended: "Hangup",
};

const CEL_NAMES: Partial<Readonly<Record<Step["what"], string>>> = {
  created: "CHAN_START",
  answered: "ANSWER",
  ended: "HANGUP",
};

export const ari = new CapturedEvents("ari");
export const ami = new CapturedEvents("ami");
export const cel = new CapturedEvents("cel");
/** The forms in which the same steps say the same. */
export const allForms = {
  "ARI, with a time of receipt": ari,
  "ARI, bare": new CapturedEvents("ari-bare"),
  "ARI, behind a time": new CapturedEvents("ari-stamped"),
  "AMI, with a time of receipt": ami,
  "AMI, without times": new CapturedEvents("ami-undated"),
};
