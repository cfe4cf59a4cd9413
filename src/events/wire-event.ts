// What packets of RTP say of a call: when each side's stream began, paused and ended.

/** A change in one side's RTP. */
export interface WireRtpEvent {
  readonly type: "wire-rtp";
  readonly isFromAsterisk: boolean;
  readonly what: "starts" | "stops" | "resumes";
  /** How long nothing came, until it came back or the call ended. Null where it starts. */
  readonly silenceSeconds: number | null;
}
