/**
 * The exchange of descriptions and candidates for one RTCPeerConnection, one step at a time.
 *
 * All steps run in one queue, so the signalling state is always the settled one; what to do in
 * it is decided in pure/offers.ts.
 */

import { acceptsAnswer, judgeOffer, resendAfter } from "../pure/offers.ts";
import type { CandidateMessage, Description, SdpMessage } from "../pure/peer-messages.ts";
import { withoutAudioLevel } from "../pure/sdp.ts";

const MOST_EARLY_CANDIDATES = 200;

/** What is used of the browser's connection; a test gives a small one of its own. */
export type Describable = Pick<
  RTCPeerConnection,
  | "addIceCandidate"
  | "localDescription"
  | "onicecandidate"
  | "onnegotiationneeded"
  | "remoteDescription"
  | "setLocalDescription"
  | "setRemoteDescription"
  | "signalingState"
>;

export interface NegotiationOptions {
  readonly epoch: number;
  /** Makes the first offer; the other side only answers until there is a first description. */
  readonly initiator: boolean;
  readonly send: (message: SdpMessage | CandidateMessage) => void;
  /** Prepares the own side after an offer and before the answer to it. */
  readonly adopt: () => Promise<void>;
  readonly isDoubtful: () => boolean;
  /** The browser refused a description: this connection cannot go on. */
  readonly onFailure: () => void;
}

export class Negotiation {
  /** Gives way when both offer at once; set as soon as the other side is known. */
  polite = false;
  readonly #pc: Describable;
  readonly #options: NegotiationOptions;
  #ownOffer = 0;
  #takenOffer = 0;
  #answer: Description | null = null;
  #answered = false;
  #early: RTCIceCandidateInit[] = [];
  #told: RTCIceCandidateInit[] = [];
  #queue: Promise<void> = Promise.resolve();
  #resend: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(pc: Describable, options: NegotiationOptions) {
    this.#pc = pc;
    this.#options = options;
    pc.onnegotiationneeded = () => {
      if (options.initiator || pc.remoteDescription !== null) void this.offer();
    };
    pc.onicecandidate = ({ candidate }) => {
      if (candidate !== null && candidate.candidate !== "") this.#tell(candidate.toJSON());
    };
  }

  get offering(): boolean {
    return this.#pc.signalingState === "have-local-offer";
  }

  /** It began with an own offer, made or in the making, and no answer has come. */
  get untouched(): boolean {
    return this.#options.initiator && !this.#answered;
  }

  /** Resolves when the offer is made and sent; does nothing while an exchange is under way. */
  offer(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#pc.signalingState !== "stable") return;
      this.#told = [];
      await this.#pc.setLocalDescription();
      this.#ownOffer += 1;
      this.#sendOffer();
    });
  }

  /** The offer that is out, with all candidates found so far; null when none is. */
  currentOffer(): SdpMessage | null {
    const own = this.#pc.localDescription;
    if (!this.offering || own === null) return null;
    return this.#message(this.#ownOffer, { type: "offer", sdp: own.sdp });
  }

  take({ oid, d }: SdpMessage): Promise<void> {
    // Noted on arrival, not in turn: what comes next is judged by it at once.
    if (d.type === "answer" && oid === this.#ownOffer) this.#answered = true;
    return this.#inTurn(() =>
      d.type === "offer" ? this.#takeOffer(oid, d) : this.#takeAnswer(oid, d),
    );
  }

  takeCandidate({ c }: CandidateMessage): Promise<void> {
    return this.#inTurn(async () => {
      if (c === null) return;
      if (this.#pc.remoteDescription !== null) await this.#add(c);
      else if (this.#early.length < MOST_EARLY_CANDIDATES) this.#early.push(c);
    });
  }

  /** Say again what the other side may have missed while its socket was away. */
  repeat(): void {
    const offer = this.currentOffer();
    if (offer !== null) this.#options.send(offer);
    else for (const c of this.#told) this.#sendCandidate(c);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#resend);
    this.#pc.onnegotiationneeded = null;
    this.#pc.onicecandidate = null;
  }

  async #takeOffer(oid: number, offer: Description): Promise<void> {
    const verdict = judgeOffer(
      {
        polite: this.polite,
        offering: this.offering,
        ownOffer: this.#ownOffer,
        takenOffer: this.#takenOffer,
        answered: this.#answer !== null,
      },
      oid,
    );
    if (verdict === "repeat") this.#sendAnswer();
    if (verdict !== "answer") return;
    this.#takenOffer = oid;
    this.#answer = null;
    this.#told = [];
    await this.#takeRemote(offer);
    await this.#options.adopt();
    await this.#pc.setLocalDescription();
    const own = this.#pc.localDescription;
    if (own === null) return;
    this.#answer = { type: "answer", sdp: own.sdp };
    this.#sendAnswer();
  }

  async #takeAnswer(oid: number, answer: Description): Promise<void> {
    if (!acceptsAnswer({ offering: this.offering, ownOffer: this.#ownOffer }, oid)) return;
    clearTimeout(this.#resend);
    await this.#takeRemote(answer);
  }

  async #takeRemote({ type, sdp }: Description): Promise<void> {
    // An offer rolls an own one back by itself; the impolite side never gets here with one out.
    await this.#pc.setRemoteDescription({ type, sdp: withoutAudioLevel(sdp) });
    const early = this.#early;
    this.#early = [];
    for (const candidate of early) await this.#add(candidate);
  }

  async #add(candidate: RTCIceCandidateInit): Promise<void> {
    try {
      await this.#pc.addIceCandidate(candidate);
    } catch {
      // Of an earlier generation, or nonsense: one way less to try, the others stay.
    }
  }

  #tell(candidate: RTCIceCandidateInit): void {
    this.#told.push(candidate);
    this.#sendCandidate(candidate);
  }

  #sendCandidate({
    candidate,
    sdpMid,
    sdpMLineIndex,
    usernameFragment,
  }: RTCIceCandidateInit): void {
    const c = {
      candidate: candidate ?? "",
      sdpMid: sdpMid ?? null,
      sdpMLineIndex: sdpMLineIndex ?? null,
      usernameFragment: usernameFragment ?? null,
    };
    this.#options.send({ k: "cand", e: this.#options.epoch, c });
  }

  #sendOffer(): void {
    clearTimeout(this.#resend);
    const offer = this.currentOffer();
    if (offer === null || this.#closed) return;
    this.#options.send(offer);
    this.#resend = setTimeout(() => this.#sendOffer(), resendAfter(this.#options.isDoubtful()));
  }

  #sendAnswer(): void {
    if (this.#answer !== null) this.#options.send(this.#message(this.#takenOffer, this.#answer));
    // The stored answer has no candidates yet; those found since go after it.
    for (const candidate of this.#told) this.#sendCandidate(candidate);
  }

  #message(oid: number, { type, sdp }: Description): SdpMessage {
    return { k: "sdp", e: this.#options.epoch, oid, d: { type, sdp: withoutAudioLevel(sdp) } };
  }

  #inTurn(step: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(async () => {
      if (this.#closed) return;
      try {
        await step();
      } catch {
        // Only the browser throws in here, over a description it cannot use.
        if (!this.#closed) this.#options.onFailure();
      }
    });
    return this.#queue;
  }
}
