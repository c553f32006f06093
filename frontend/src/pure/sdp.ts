/** The only thing done to a session description: lines are taken out. */

const AUDIO_LEVEL =
  /^a=extmap:\d+(?:\/\w+)? urn:ietf:params:rtp-hdrext:(?:ssrc|csrc)-audio-level\b/;

/**
 * Without the audio level (RFC 6464, RFC 6465): it travels unencrypted beside the sound, so a
 * relay could see who speaks when. Taken out of what is sent and of what is received, so one
 * careful side is enough.
 */
export function withoutAudioLevel(sdp: string): string {
  return sdp
    .split("\r\n")
    .filter((line) => !AUDIO_LEVEL.test(line))
    .join("\r\n");
}
