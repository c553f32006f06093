// A relay of messages between two people in a room with `ws`, without any check.
import { WebSocketServer } from "ws";

const people = new Map();
const server = new WebSocketServer({ host: "127.0.0.1", port: Number(process.argv[2]) });

server.on("connection", (socket) => {
    let me = "";
    socket.on("message", (data) => {
        const message = JSON.parse(data);
        if (message.t === "join") {
            me = message.peer;
            people.set(me, socket);
            socket.send(JSON.stringify({ t: "joined" }));
        } else {
            people.get(message.to)?.send(JSON.stringify({ t: "from", from: me, m: message.m }));
        }
    });
    socket.on("close", () => people.delete(me));
});

process.on("SIGUSR2", () => globalThis.gc());
