/** Reads how good one connection is. What is read stays in this browser. */

import { classify, type Measure, smooth } from "../pure/quality.ts";
import type { QualityClass } from "../pure/session-state.ts";

const KEPT_MEASURES = 5;

export interface Reading {
  readonly route: "direct" | "relayed" | null;
  readonly quality: QualityClass | null;
}

/** Running totals since the connection began. */
interface Totals {
  readonly lost: number;
  readonly received: number;
  readonly concealed: number;
  readonly samples: number;
}

const nothing: Totals = { lost: 0, received: 0, concealed: 0, samples: 0 };

export class Gauge {
  readonly #pc: RTCPeerConnection;
  #before: Totals = nothing;
  #measures: Measure[] = [];

  constructor(pc: RTCPeerConnection) {
    this.#pc = pc;
  }

  async read(): Promise<Reading> {
    const report = await this.#pc.getStats();
    const entries = new Map<string, Record<string, unknown>>();
    report.forEach((entry: Record<string, unknown>, id: string) => {
      entries.set(id, entry);
    });
    const path = selectedPath(entries);
    const totals = totalsOf(entries);
    const packets = totals.received - this.#before.received;
    const lost = totals.lost - this.#before.lost;
    // Nothing was sent to us meanwhile: that says nothing about the line.
    if (packets + lost > 0) {
      this.#measures = [
        ...this.#measures.slice(1 - KEPT_MEASURES),
        {
          loss: share(lost, packets + lost),
          roundTrip_ms: amountOf(path?.currentRoundTripTime) * 1_000,
          concealed: share(
            totals.concealed - this.#before.concealed,
            totals.samples - this.#before.samples,
          ),
        },
      ];
    }
    this.#before = totals;
    const mean = smooth(this.#measures);
    return { route: routeOf(entries, path), quality: mean && classify(mean) };
  }
}

type Entries = ReadonlyMap<string, Record<string, unknown>>;
type Entry = Record<string, unknown> | undefined;

function selectedPath(entries: Entries): Entry {
  const all = [...entries.values()];
  const transport = all.find((entry) => entry.type === "transport");
  const named = entries.get(String(transport?.selectedCandidatePairId));
  // Firefox marks the pair itself instead.
  return named ?? all.find((entry) => entry.type === "candidate-pair" && entry.selected);
}

function routeOf(entries: Entries, path: Entry): Reading["route"] {
  if (path === undefined) return null;
  const ends = [path.localCandidateId, path.remoteCandidateId];
  const relayed = ends.some((id) => entries.get(String(id))?.candidateType === "relay");
  return relayed ? "relayed" : "direct";
}

function totalsOf(entries: Entries): Totals {
  let totals = nothing;
  for (const entry of entries.values()) {
    if (entry.type !== "inbound-rtp") continue;
    totals = {
      lost: totals.lost + amountOf(entry.packetsLost),
      received: totals.received + amountOf(entry.packetsReceived),
      concealed: totals.concealed + amountOf(entry.concealedSamples),
      samples: totals.samples + amountOf(entry.totalSamplesReceived),
    };
  }
  return totals;
}

function amountOf(value: unknown): number {
  return typeof value === "number" ? value : 0;
}

function share(part: number, whole: number): number {
  return whole <= 0 ? 0 : Math.max(0, part / whole);
}
