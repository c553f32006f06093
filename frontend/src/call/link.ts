/** The connection with one peer over all its epochs: keeps it alive, mends it, replaces it. */

import {
  HEARTBEAT_MS,
  type LinkFacts,
  type LinkHealth,
  look,
  newLink,
} from "../pure/link-ladder.ts";
import { firstEpoch, isPolite, judgeEpoch } from "../pure/offers.ts";
import type {
  CandidateMessage,
  PeerMessage,
  RelayedMessage,
  SdpMessage,
} from "../pure/peer-messages.ts";
import type { QualityClass } from "../pure/session-state.ts";
import type { Pair } from "./pair.ts";
import { Gauge } from "./stats.ts";

/** While in doubt everything is sent both ways; this long after the doubt arose. */
const DOUBT_MS = 15_000;
/** A peer is heard when it said something within this time. */
const ALIVE_MS = 2_500;

export type DirectMessage = Exclude<PeerMessage, RelayedMessage | { k: "hb" }>;

export interface LinkOwner {
  makePair(options: { epoch: number; initiator: boolean }): Pair;
  configuration(): RTCConfiguration;
  /** Over the server; lost when the socket is not up. */
  relay(message: RelayedMessage): void;
  receive(message: DirectMessage): void;
  deviceState(): { mic: boolean; cam: boolean };
  /** Connected, for the first time or again. */
  connected(): void;
  hungUp(): void;
  probe(): void;
  changed(): void;
}

export class Link {
  readonly peer: string;
  mic = false;
  cam = false;
  sound: MediaStream | null = null;
  picture: MediaStream | null = null;
  route: "direct" | "relayed" | null = null;
  quality: QualityClass | null = null;
  /** The server said `left`; what still lives is not closed for that. */
  dismissed = false;
  everConnected = false;
  readonly #polite: boolean;
  readonly #owner: LinkOwner;
  #pair: Pair | null = null;
  #gauge: Gauge | null = null;
  #health: LinkHealth;
  #epoch = 0;
  #beats = 0;
  #beatAt = 0;
  #doubtUntil = 0;
  #networkChangedAt = 0;
  #closed = false;

  constructor(self: string, peer: string, owner: LinkOwner) {
    this.peer = peer;
    this.#polite = isPolite(self, peer);
    this.#owner = owner;
    this.#health = newLink(Date.now());
  }

  get at(): LinkHealth["at"] {
    return this.#health.at;
  }

  get epoch(): number {
    return this.#epoch;
  }

  get pair(): Pair | null {
    return this.#pair;
  }

  get alive(): boolean {
    const heardAt = this.#pair?.heardAt ?? null;
    return heardAt !== null && Date.now() - heardAt < ALIVE_MS;
  }

  /** Make the first move. `remembered` is the epoch of an earlier link with this peer. */
  initiate(remembered: number): void {
    this.#replacePair(firstEpoch(Date.now(), Math.max(remembered, this.#epoch)), true);
  }

  /** Take over a pair that was prepared before anybody was at the other end. */
  use(pair: Pair): void {
    this.#pair?.close();
    this.#pair = pair;
    this.#epoch = pair.epoch;
    // Replaced under a link that was well (the peer's page was loaded again): well no longer.
    if (this.everConnected && !this.#inTrouble) {
      this.#health = { ...newLink(Date.now()), at: "restarting" };
    }
    this.#gauge = new Gauge(pair.pc);
    pair.belongTo(
      {
        send: (message) => this.#send(message),
        receive: (message) => this.#receive(message),
        channelOpened: () => this.#greet(),
        transportChanged: () => this.tick(),
        linesReady: () => this.#showLines(pair),
        isDoubtful: () => this.#doubtful,
      },
      this.#polite,
    );
  }

  /** What came over the server. The direct way may be dead in the other direction only. */
  takeRelayed(message: RelayedMessage): void {
    if (message.k === "sdp" && this.everConnected) this.#doubtUntil = Date.now() + DOUBT_MS;
    this.#take(message);
  }

  #take(message: RelayedMessage): void {
    switch (message.k) {
      case "bye":
        this.#owner.hungUp();
        break;
      case "cand":
        if (message.e === this.#epoch) void this.#pair?.negotiation.takeCandidate(message);
        break;
      case "sdp":
        this.#takeDescription(message);
        break;
    }
  }

  /** False when there is no open channel. */
  sendDirect(message: PeerMessage): boolean {
    return this.#pair?.sendDirect(message) ?? false;
  }

  /** The socket of one of both is back: what was under way may have been lost. */
  repeat(): void {
    if (this.#health.at !== "connected") this.#pair?.negotiation.repeat();
  }

  /** Perhaps another network: be quicker to doubt the link until it is heard again. */
  suspectNetwork(): void {
    this.#networkChangedAt = Date.now();
  }

  beat(): void {
    const pair = this.#pair;
    if (pair === null || pair.congested) return;
    this.#beatAt = Date.now();
    this.#beats += 1;
    pair.sendDirect({ k: "hb", n: this.#beats, st: this.#owner.deviceState() });
  }

  /** Look after the link; twice a second, and when something changed. */
  tick(): void {
    if (this.#closed) return;
    const now = Date.now();
    if (now - this.#beatAt >= HEARTBEAT_MS) this.beat();
    const before = this.#health.at;
    const { health, act } = look(this.#health, this.#facts(), now);
    this.#health = health;
    if (act === "probe") {
      this.#doubtUntil = now + DOUBT_MS;
      this.#owner.probe();
      // The impolite side's restart is due at once.
      this.tick();
    } else if (act === "restart") this.#restart();
    else if (act === "rebuild") this.initiate(this.#epoch);
    if (health.at === "connected" && before !== "connected") {
      this.everConnected = true;
      this.#owner.connected();
    }
    if (health.at !== before) this.#owner.changed();
  }

  async measure(): Promise<void> {
    const gauge = this.#gauge;
    if (gauge === null || this.#health.at !== "connected") return;
    const reading = await gauge.read();
    if (gauge !== this.#gauge || this.#closed) return;
    if (reading.route === this.route && reading.quality === this.quality) return;
    this.route = reading.route;
    this.quality = reading.quality;
    this.#owner.changed();
  }

  close(): void {
    this.#closed = true;
    this.#pair?.close();
    this.#pair = null;
  }

  get #doubtful(): boolean {
    return this.#health.at !== "connected" || Date.now() < this.#doubtUntil;
  }

  get #inTrouble(): boolean {
    return this.#health.at === "restarting" || this.#health.at === "unreachable";
  }

  #facts(): LinkFacts {
    const pair = this.#pair;
    return {
      polite: this.#polite,
      heardAt: pair?.heardAt ?? null,
      iceDisconnectedAt: pair?.iceDisconnectedAt ?? null,
      iceFailed: pair?.iceFailed ?? false,
      broken: pair?.broken ?? false,
      networkChangedAt: this.#networkChangedAt,
    };
  }

  /** Directly where possible, so that the server sees nothing; over both ways while in doubt. */
  #send(message: SdpMessage | CandidateMessage): void {
    const direct = this.sendDirect(message);
    if (!direct || this.#doubtful) this.#owner.relay(message);
  }

  #receive(message: PeerMessage): void {
    switch (message.k) {
      case "sdp":
      case "cand":
      case "bye":
        this.#take(message);
        break;
      case "hb":
        if (message.st.mic !== this.mic || message.st.cam !== this.cam) {
          this.mic = message.st.mic;
          this.cam = message.st.cam;
          this.#owner.changed();
        }
        if (this.#health.at !== "connected") this.tick();
        break;
      default:
        this.#owner.receive(message);
    }
  }

  #takeDescription(message: SdpMessage): void {
    const own = {
      epoch: this.#epoch,
      alive: this.alive,
      offering: this.#pair?.negotiation.offering ?? false,
      untouched: this.#pair?.negotiation.untouched ?? true,
      polite: this.#polite,
    };
    switch (judgeEpoch(own, message)) {
      case "renew":
        this.#replacePair(message.e, false);
        void this.#pair?.negotiation.take(message);
        break;
      case "same":
        void this.#pair?.negotiation.take(message);
        break;
      case "outbid":
        this.initiate(this.#epoch);
        break;
      case "drop":
        break;
    }
  }

  #replacePair(epoch: number, initiator: boolean): void {
    this.use(this.#owner.makePair({ epoch, initiator }));
  }

  #restart(): void {
    if (this.#pair === null) this.initiate(this.#epoch);
    else this.#pair.restart(this.#owner.configuration());
  }

  #greet(): void {
    this.beat();
    this.#owner.changed();
  }

  #showLines(pair: Pair): void {
    const sound = pair.receivedSound;
    const picture = pair.receivedPicture;
    this.sound = sound && new MediaStream([sound]);
    this.picture = picture && new MediaStream([picture]);
    this.#owner.changed();
  }
}
