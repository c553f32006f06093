/**
 * One RTCPeerConnection with its three fixed lines of media and its data channel.
 *
 * Everything that changes later (mute, camera, another device) replaces a track on a line that
 * is there from the start, so it needs no negotiation and joining without devices works.
 */

import { pictureLimit, SOUND_BITS_PER_SECOND, scaleDown } from "../pure/bitrate.ts";
import type { CandidateMessage, PeerMessage, SdpMessage } from "../pure/peer-messages.ts";
import { parsePeerMessage } from "../pure/peer-messages.ts";
import type { OwnTracks } from "./media-api.ts";
import { Negotiation } from "./negotiation.ts";

/** Order of the lines; both sides rely on it, so no labels are matched. */
const KINDS = ["audio", "video", "video"] as const;
const MOST_BUFFERED_BYTES = 1_024;

/** Who is told what happens; null members until the other side is known. */
export interface PairOwner {
  send(message: SdpMessage | CandidateMessage): void;
  receive(message: PeerMessage): void;
  channelOpened(): void;
  /** ICE or encryption changed, or the browser refused a description. */
  transportChanged(): void;
  linesReady(): void;
  isDoubtful(): boolean;
}

export class Pair {
  readonly pc: RTCPeerConnection;
  readonly epoch: number;
  readonly negotiation: Negotiation;
  /** The browser refused a description, or encryption failed: only a new pair helps. */
  broken = false;
  iceDisconnectedAt: number | null = null;
  /** When anything last came over the data channel. */
  heardAt: number | null = null;
  #owner: PairOwner | null = null;
  readonly #ctl: RTCDataChannel;
  #tracks: OwnTracks;

  constructor(
    pc: RTCPeerConnection,
    options: { epoch: number; initiator: boolean; tracks: OwnTracks },
  ) {
    this.pc = pc;
    this.epoch = options.epoch;
    this.#tracks = options.tracks;
    this.#ctl = pc.createDataChannel("ctl", { negotiated: true, id: 0 });
    this.negotiation = new Negotiation(pc, {
      epoch: options.epoch,
      initiator: options.initiator,
      send: (message) => this.#owner?.send(message),
      adopt: () => this.#adoptLines(),
      isDoubtful: () => this.#owner?.isDoubtful() ?? false,
      onFailure: () => this.#fail(),
    });
    this.#listen();
    if (options.initiator) this.#addLines();
  }

  /** From now on somebody is at the other end. */
  belongTo(owner: PairOwner, polite: boolean): void {
    this.#owner = owner;
    this.negotiation.polite = polite;
    if (this.pc.getTransceivers().length === KINDS.length) owner.linesReady();
  }

  get channelOpen(): boolean {
    return this.#ctl.readyState === "open";
  }

  get iceFailed(): boolean {
    return this.pc.iceConnectionState === "failed";
  }

  /** False when the channel is not open. */
  sendDirect(message: PeerMessage): boolean {
    if (!this.channelOpen) return false;
    this.#ctl.send(JSON.stringify(message));
    return true;
  }

  /** A heartbeat that would wait behind others says nothing new. */
  get congested(): boolean {
    return this.#ctl.bufferedAmount > MOST_BUFFERED_BYTES;
  }

  receivedTrack(line: 0 | 1 | 2): MediaStreamTrack | null {
    return this.pc.getTransceivers()[line]?.receiver.track ?? null;
  }

  async setTracks(tracks: OwnTracks): Promise<void> {
    this.#tracks = tracks;
    const [audio, camera] = this.pc.getTransceivers();
    await Promise.all([
      audio?.sender.replaceTrack(tracks.audio),
      camera?.sender.replaceTrack(tracks.video),
    ]);
  }

  /** Divide the uplink: `others` is how many people receive the picture. */
  async limit(others: number): Promise<void> {
    const [audio, camera] = this.pc.getTransceivers();
    const limit = pictureLimit(others);
    await setEncoding(audio?.sender, { maxBitrate: SOUND_BITS_PER_SECOND });
    await setEncoding(camera?.sender, {
      maxBitrate: limit.bits_per_second,
      maxFramerate: limit.frames_per_second,
      scaleResolutionDownBy: scaleDown(this.#tracks.video?.getSettings().height, limit),
    });
  }

  /** Look for a new way between the two, with the newest credentials of the relay. */
  restart(configuration: RTCConfiguration): void {
    this.pc.setConfiguration(configuration);
    this.pc.restartIce();
  }

  close(): void {
    this.#owner = null;
    this.negotiation.close();
    this.pc.oniceconnectionstatechange = null;
    this.pc.onconnectionstatechange = null;
    this.#ctl.onopen = null;
    this.#ctl.onmessage = null;
    this.pc.close();
  }

  #listen(): void {
    this.#ctl.onopen = () => this.#owner?.channelOpened();
    this.#ctl.onmessage = ({ data }) => {
      this.heardAt = Date.now();
      const message = parsePeerMessage(data);
      if (message !== null) this.#owner?.receive(message);
    };
    this.pc.oniceconnectionstatechange = () => {
      const disconnected = this.pc.iceConnectionState === "disconnected";
      this.iceDisconnectedAt = disconnected ? (this.iceDisconnectedAt ?? Date.now()) : null;
      this.#owner?.transportChanged();
    };
    this.pc.onconnectionstatechange = () => {
      // "failed" with ICE still well means that the encryption failed.
      if (this.pc.connectionState === "failed" && !this.iceFailed) this.#fail();
    };
  }

  #fail(): void {
    this.broken = true;
    this.#owner?.transportChanged();
  }

  #addLines(): void {
    // One stream for sound and camera: the receiver keeps lips and voice together by it.
    const person = new MediaStream();
    const tracks = [this.#tracks.audio, this.#tracks.video, null];
    KINDS.forEach((kind, line) => {
      const streams = line === 2 ? [] : [person];
      this.pc.addTransceiver(tracks[line] ?? kind, { direction: "sendrecv", streams });
    });
  }

  async #adoptLines(): Promise<void> {
    const lines = this.pc.getTransceivers();
    const fresh = lines.some((line) => line.direction !== "sendrecv");
    const person = new MediaStream();
    lines.forEach((line, index) => {
      if (line.direction === "sendrecv") return;
      line.direction = "sendrecv";
      if (index < 2 && "setStreams" in line.sender) line.sender.setStreams(person);
    });
    await this.setTracks(this.#tracks);
    if (fresh) this.#owner?.linesReady();
  }
}

async function setEncoding(
  sender: RTCRtpSender | undefined,
  limits: RTCRtpEncodingParameters,
): Promise<void> {
  if (sender === undefined) return;
  const parameters = sender.getParameters();
  const encoding = parameters.encodings[0];
  if (encoding === undefined) return;
  Object.assign(encoding, limits);
  try {
    await sender.setParameters(parameters);
  } catch {
    // Closed meanwhile, or a browser that knows none of this: congestion control still works.
  }
}
