/**
 * One RTCPeerConnection with its three fixed lines of media and its data channel.
 *
 * Everything that changes later (mute, camera, another device) replaces a track on a line that
 * is there from the start, so it needs no negotiation and joining without devices works.
 */

import { FIRST_PICTURE, pictureLimit, SOUND_BITS_PER_SECOND, scaleDown } from "../pure/bitrate.ts";
import type { CandidateMessage, PeerMessage, SdpMessage } from "../pure/peer-messages.ts";
import { parsePeerMessage } from "../pure/peer-messages.ts";
import type { OwnTracks } from "./media-api.ts";
import { Negotiation } from "./negotiation.ts";

/**
 * Sound, camera, screen, in this order; both sides rely on it, so no labels are matched. The
 * screen's line sleeps: an active one costs the first picture some 50 ms. Whoever shares a
 * screen wakes it by its direction, and the exchange for that runs over the data channel.
 */
const LINES = [
  { kind: "audio", direction: "sendrecv" },
  { kind: "video", direction: "sendrecv" },
  { kind: "video", direction: "inactive" },
] as const;
const SOUND = 0;
const CAMERA = 1;
const MOST_BUFFERED_BYTES = 1_024;

/** Who is told what happens; nobody until the other side is known. */
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
  iceDisconnectedAt: number | null = null;
  /** When anything last came over the data channel. */
  heardAt: number | null = null;
  #owner: PairOwner | null = null;
  #failed = false;
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
    if (this.pc.getTransceivers().length === LINES.length) owner.linesReady();
  }

  get channelOpen(): boolean {
    return this.#ctl.readyState === "open";
  }

  /** A refused description, failed encryption, closed by the browser: only a new pair helps. */
  get broken(): boolean {
    return this.#failed || this.pc.signalingState === "closed";
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

  get receivedSound(): MediaStreamTrack | null {
    return this.#received(SOUND);
  }

  get receivedPicture(): MediaStreamTrack | null {
    return this.#received(CAMERA);
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

  #received(line: number): MediaStreamTrack | null {
    return this.pc.getTransceivers()[line]?.receiver.track ?? null;
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
    this.#failed = true;
    this.#owner?.transportChanged();
  }

  #addLines(): void {
    // One stream for sound and camera: the receiver keeps lips and voice together by it.
    const person = new MediaStream();
    const tracks = [this.#tracks.audio, this.#tracks.video];
    LINES.forEach(({ kind, direction }, line) => {
      this.pc.addTransceiver(tracks[line] ?? kind, {
        direction,
        streams: direction === "sendrecv" ? [person] : [],
        sendEncodings: line === CAMERA ? [{ scaleResolutionDownBy: this.#firstScale }] : [{}],
      });
    });
  }

  /** Lines start with little: a large first picture would be held back for its size. */
  get #firstScale(): number {
    return scaleDown(this.#tracks.video?.getSettings().height, FIRST_PICTURE);
  }

  async #adoptLines(): Promise<void> {
    const [sound, camera] = this.pc.getTransceivers();
    if (sound?.direction === "sendrecv") return;
    const person = new MediaStream();
    for (const line of [sound, camera]) {
      if (line === undefined) continue;
      line.direction = "sendrecv";
      if ("setStreams" in line.sender) line.sender.setStreams(person);
    }
    await this.setTracks(this.#tracks);
    await setEncoding(camera?.sender, { scaleResolutionDownBy: this.#firstScale });
    this.#owner?.linesReady();
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
