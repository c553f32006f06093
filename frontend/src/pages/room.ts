/** From the device check to the end of a call, one document. */

import "./base.ts";
import { resumeStore } from "../call/resume-store.ts";
import { isRoomConfig } from "../pure/room-config.ts";
import { readConfig } from "./_config.ts";
import { RoomPage } from "./_room-page.ts";

const config = readConfig("room-config", isRoomConfig);
const main = document.querySelector("main");
const store = resumeStore(sessionStorage, location.pathname);

// After the planned end the page says that it is over. A call that runs longer goes on: who
// was inside when the page was reloaded has the way back in this tab.
if (main && config && (config.door !== "over" || store.read() !== null)) {
  const root = document.createElement("div");
  root.id = "room";
  main.className = "room-page";
  main.replaceChildren(root);
  new RoomPage(root, config, store, document.documentElement.lang).start();
}
