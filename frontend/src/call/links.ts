/** All links of one session, and what is kept warm for the next one. */

import { GROW_AFTER_MS, pictureLimit } from "../pure/bitrate.ts";
import type { RelayedMessage, SdpMessage } from "../pure/peer-messages.ts";
import type { TurnCredentials } from "../pure/server-messages.ts";
import { type DirectMessage, Link } from "./link.ts";
import type { Media } from "./media-api.ts";
import { Pair } from "./pair.ts";

/** So that a newcomer's offers to a full room do not all start in one moment. */
const STAGGER_MS = 50;

export interface LinksOptions {
  /** One for the whole session: a peer's fingerprint stays the same over all connections. */
  readonly certificate: RTCCertificate;
  readonly media: Media;
  readonly relayOnly: boolean;
  readonly relay: (peer: string, message: RelayedMessage) => void;
  readonly receive: (peer: string, message: DirectMessage) => void;
  readonly connected: (peer: string) => void;
  readonly gone: (peer: string) => void;
  readonly probe: () => void;
  readonly changed: () => void;
}

export class Links {
  readonly #options: LinksOptions;
  readonly #links = new Map<string, Link>();
  /** Newest epoch used with each peer, so that the next link with them is above it. */
  readonly #epochs = new Map<string, number>();
  /** A connection that only answers; making the first one starts the browser's machinery. */
  #idle: RTCPeerConnection | null = null;
  /** A connection whose offer is ready, for whoever is admitted next. */
  #spare: Pair | null = null;
  #turn: TurnCredentials | null = null;
  #growing: ReturnType<typeof setTimeout> | undefined;

  constructor(options: LinksOptions) {
    this.#options = options;
  }

  get all(): readonly Link[] {
    return [...this.#links.values()];
  }

  get(peer: string): Link | undefined {
    return this.#links.get(peer);
  }

  /** The newest credentials; running links use them at their next restart. */
  setTurn(turn: TurnCredentials): void {
    this.#turn = turn;
    // The addresses in a prepared offer came from the older ones.
    if (this.#spare !== null) {
      this.releaseOffer();
      this.prepareOffer();
    }
  }

  configuration(): RTCConfiguration {
    const turn = this.#turn;
    const hidden = this.#options.relayOnly || (turn?.relay_only ?? false);
    return {
      certificates: [this.#options.certificate],
      bundlePolicy: "max-bundle",
      // Addresses are looked up before they are needed. Who waits has no credentials yet, so
      // only this computer is asked then and no relay is contacted too early.
      iceCandidatePoolSize: 1,
      iceTransportPolicy: hidden ? "relay" : "all",
      iceServers: turn
        ? [{ urls: [...turn.urls], username: turn.username, credential: turn.credential }]
        : [],
    };
  }

  /** While waiting to be admitted: what the answer will need, without contacting anybody. */
  async prepareAnswer(): Promise<void> {
    this.#idle ??= new RTCPeerConnection(this.configuration());
    await warmCodecs();
  }

  /**
   * While somebody waits: the offer for whoever is admitted next, with its candidates, so that
   * `admit` carries all the other side needs. The moderator is inside and has credentials, so
   * the candidates of the relay are in it too and "relay only" needs no second round.
   */
  prepareOffer(): void {
    // Not beside an admission under way: its picture comes first.
    if (this.all.some((link) => link.at === "connecting")) return;
    this.#makeSpare();
  }

  #makeSpare(): Pair {
    this.#spare ??= this.#makePair({ epoch: Math.floor(Date.now() / 1_000), initiator: true });
    return this.#spare;
  }

  releaseOffer(): void {
    this.#spare?.close();
    this.#spare = null;
  }

  /** A link to somebody who is being admitted, with the offer to send along. */
  async offerTo(self: string, peer: string): Promise<SdpMessage | null> {
    this.drop(peer);
    const pair = this.#makeSpare();
    this.#spare = null;
    if (pair.negotiation.currentOffer() === null) await pair.negotiation.offer();
    const offer = pair.negotiation.currentOffer();
    this.#add(self, peer).use(pair);
    return offer;
  }

  /** A link to somebody who makes the offer; one that is there stays. */
  expect(self: string, peer: string): Link {
    const link = this.#links.get(peer) ?? this.#add(self, peer);
    link.dismissed = false;
    return link;
  }

  /** Offer to everybody who was here before; links that are there stay. */
  callAll(self: string, peers: readonly string[]): void {
    peers
      .filter((peer) => {
        const known = this.#links.get(peer);
        this.expect(self, peer);
        known?.repeat();
        return known === undefined;
      })
      .forEach((peer, place) => {
        const link = this.#links.get(peer);
        setTimeout(() => {
          // Gone or called by the other side meanwhile.
          if (link !== this.#links.get(peer) || link?.pair !== null) return;
          link.initiate(this.#epochs.get(peer) ?? 0);
        }, place * STAGGER_MS);
      });
  }

  take(self: string, peer: string, message: RelayedMessage): void {
    const known = this.#links.get(peer);
    if (known !== undefined) known.takeRelayed(message);
    else if (message.k === "sdp" && message.d.type === "offer") {
      this.#add(self, peer).takeRelayed(message);
    }
  }

  /** The server says this peer left. What is still heard is believed more than the server. */
  dismiss(peer: string): void {
    const link = this.#links.get(peer);
    if (link === undefined) return;
    link.dismissed = true;
    if (!link.alive) this.drop(peer);
  }

  drop(peer: string): void {
    const link = this.#links.get(peer);
    if (link === undefined) return;
    this.#epochs.set(peer, link.epoch);
    this.#links.delete(peer);
    link.close();
    this.#divideUplink();
    this.#options.gone(peer);
  }

  /** `isInside` answers null while nobody can know, because the server is away. */
  tick(isInside: (peer: string) => boolean | null): void {
    for (const link of this.all) {
      link.tick();
      const forsaken = link.at === "unreachable" && isInside(link.peer) === false;
      if (forsaken || (link.dismissed && !link.alive)) this.drop(link.peer);
    }
  }

  measure(): void {
    for (const link of this.all) void link.measure();
  }

  tracksChanged(): void {
    const { tracks } = this.#options.media;
    void this.#spare?.setTracks(tracks);
    for (const link of this.all) {
      void link.pair?.setTracks(tracks);
      link.beat();
    }
    this.#divideUplink();
  }

  sayGoodbye(): void {
    for (const link of this.all) link.sendDirect({ k: "bye" });
  }

  close(): void {
    clearTimeout(this.#growing);
    this.releaseOffer();
    this.#idle?.close();
    this.#idle = null;
    for (const link of this.all) link.close();
    this.#links.clear();
  }

  #add(self: string, peer: string): Link {
    const { relay, receive, connected, probe, changed, media } = this.#options;
    const link: Link = new Link(self, peer, {
      makePair: (options) => this.#makePair(options),
      configuration: () => this.configuration(),
      relay: (message) => relay(peer, message),
      receive: (message) => receive(peer, message),
      deviceState: () => ({ mic: media.view.microphone.on, cam: media.view.camera.on }),
      connected: () => {
        connected(peer);
        this.#divideUplink();
      },
      hungUp: () => this.drop(peer),
      probe,
      changed,
    });
    this.#links.set(peer, link);
    changed();
    return link;
  }

  #makePair(options: { epoch: number; initiator: boolean }): Pair {
    const idle = this.#idle;
    this.#idle = null;
    idle?.setConfiguration(this.configuration());
    const pc = idle ?? new RTCPeerConnection(this.configuration());
    return new Pair(pc, { ...options, tracks: this.#options.media.tracks });
  }

  /** Everybody connected gets the same share, once the lines had time to show what they carry. */
  #divideUplink(): void {
    clearTimeout(this.#growing);
    this.#growing = setTimeout(() => void this.#grow(), GROW_AFTER_MS);
  }

  async #grow(): Promise<void> {
    const receivers = this.all.filter((link) => link.at === "connected");
    if (receivers.length === 0) return;
    await this.#options.media.aim(pictureLimit(receivers.length).height);
    await Promise.all(receivers.map((link) => link.pair?.limit(receivers.length)));
  }
}

/** Makes the browser list its codecs, which takes a while the first time. */
async function warmCodecs(): Promise<void> {
  const connection = new RTCPeerConnection();
  connection.addTransceiver("audio");
  connection.addTransceiver("video");
  await connection.createOffer();
  connection.close();
}
