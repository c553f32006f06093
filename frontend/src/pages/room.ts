/** From the device check to the end of a call, one document. */

import "./base.ts";
import { isRoomConfig } from "../pure/room-config.ts";
import { readConfig } from "./_config.ts";
import { RoomPage } from "./_room-page.ts";

const root = document.getElementById("room");
const config = readConfig("room-config", isRoomConfig);
if (root && config) new RoomPage(root, config, document.documentElement.lang).start();
