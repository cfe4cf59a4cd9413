// What Asterisk told of a channel over ARI or AMI, or wrote as CEL or CDR, as captures hold it.

/** What a channel event tells. */
export type ChannelEventKind =
  | "created"
  | "answered"
  | "held"
  | "unheld"
  | "hangup-request"
  | "timer"
  | "ended"
  | "billed";

/**
 * ARI's ChannelHangupRequest and AMI's HangupRequest and SoftHangupRequest are one message of Stasis
 * (main/stasis_channels.c:ast_channel_hangup_request_type).
 */
export interface ChannelEvent {
  readonly type: "channel-event";
  readonly what: ChannelEventKind;
  readonly by: "ari" | "ami" | "cel" | "cdr";
  /** Of a hangup request: a softhangup flag if `soft`, else a Q.850 cause. Of the end: the channel's Q.850 cause. */
  readonly cause: number | null;
  readonly soft: boolean;
  /** Who hung up, in CEL's words: the channel itself, where its driver ended the session. Null if no line says. */
  readonly hangupSource: string | null;
}
