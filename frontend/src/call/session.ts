export type { ResumeStore, Session, SessionOptions } from "./session-api.ts";
