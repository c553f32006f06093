/**
 * What every page with a script begins with.
 *
 * The policy lets the browser load scripts of this service and of nobody else: a text
 * that reaches a script address from elsewhere stops the page instead of running.
 */
const OWN_SCRIPTS = "/static/app/";

window.trustedTypes?.createPolicy("default", {
  createScriptURL(address) {
    const url = new URL(address, location.href);
    if (url.origin === location.origin && url.pathname.startsWith(OWN_SCRIPTS)) {
      return address;
    }
    throw new TypeError("This script does not belong to the page.");
  },
});
