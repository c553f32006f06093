export type { Media, MediaOptions } from "./media-api.ts";
