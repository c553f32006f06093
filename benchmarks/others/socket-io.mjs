// The same relay with socket.io.
import { createServer } from "node:http";
import { Server } from "socket.io";

const http = createServer();
const server = new Server(http, { transports: ["websocket"] });

server.on("connection", (socket) => {
    let me = "";
    socket.on("join", ({ peer }) => {
        me = peer;
        socket.join(peer);
        socket.emit("joined");
    });
    socket.on("to", ({ to, m }) => socket.to(to).emit("from", { from: me, m }));
});

http.listen(Number(process.argv[2]), "127.0.0.1");
process.on("SIGUSR2", () => globalThis.gc());
