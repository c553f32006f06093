import { expect, test } from "vitest";
import { withoutAudioLevel } from "./sdp.ts";

const kept = [
  "v=0",
  "m=audio 9 UDP/TLS/RTP/SAVPF 111",
  "a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time",
  "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid",
  "a=rtpmap:111 opus/48000/2",
  "",
];

test.each([
  "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level",
  "a=extmap:14/sendonly urn:ietf:params:rtp-hdrext:ssrc-audio-level vad=on",
  "a=extmap:3 urn:ietf:params:rtp-hdrext:csrc-audio-level",
])("takes out %s and nothing else", (line) => {
  const sdp = [...kept.slice(0, 2), line, ...kept.slice(2)].join("\r\n");
  expect(withoutAudioLevel(sdp)).toBe(kept.join("\r\n"));
});

test("leaves a description without it as it is", () => {
  expect(withoutAudioLevel(kept.join("\r\n"))).toBe(kept.join("\r\n"));
});
