// `ready` resolves to this page's name; `callTo(name)` calls; the picture of who calls or is
// called appears in the only video.
const configuration = { iceServers: [] };
const show = (stream) => {
    document.querySelector("video").srcObject = stream;
};

window.ready = (async () => {
    const camera = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    const me = new Peer({ host: location.hostname, port: location.port, path: "/peer", config: configuration });
    window.callTo = (name) => {
        window.startedAt = performance.timeOrigin + performance.now();
        me.call(name, camera).on("stream", show);
    };
    me.on("call", (call) => {
        call.on("stream", show);
        call.answer(camera);
    });
    return new Promise((known) => me.on("open", known));
})();
