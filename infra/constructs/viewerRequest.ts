/**
 * Runs at CloudFront's edge for every request to a function (CloudFront Functions, JavaScript runtime 2.0). The origins
 * get their own host name in `Host`, so the one the visitor used travels in `x-forwarded-host`; whatever a visitor wrote
 * there is replaced. A visitor's own trace is taken away, so that nobody joins another's or has theirs kept at our cost. So does the visitor's address in `x-visitor-address`, which counts only beside the origin's proof.
 */
export const viewerRequestCode = `
function handler(event) {
  var request = event.request;
  request.headers['x-forwarded-host'] = { value: request.headers.host.value };
  request.headers['x-visitor-address'] = { value: event.viewer.ip };
  delete request.headers['x-amzn-trace-id'];
  return request;
}
`.trim();
