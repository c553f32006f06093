// The server of PeerJS and the barest page that uses it.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { ExpressPeerServer } from "peer";
import express from "express";

const here = new URL(".", import.meta.url);
const files = {
    "/": ["text/html", await readFile(new URL("peerjs.html", here))],
    "/page.js": ["text/javascript", await readFile(new URL("peerjs-page.js", here))],
    "/peerjs.js": [
        "text/javascript",
        await readFile(new URL("../node_modules/peerjs/dist/peerjs.min.js", here)),
    ],
};

const app = express();
const http = createServer(app);
for (const [path, [type, body]] of Object.entries(files)) {
    app.get(path, (_, answer) => answer.type(type).send(body));
}
app.use("/peer", ExpressPeerServer(http, { path: "/" }));
http.listen(Number(process.argv[2]), "127.0.0.1");
