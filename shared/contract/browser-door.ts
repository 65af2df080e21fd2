/**
 * How a window in a browser comes to its main process: one HTTP server on 127.0.0.1. The link that it prints carries a
 * launch token in its fragment (`/#k=<token>`), which no request sends. The window takes it out of the address, makes a
 * secret of its own and keeps both in `sessionStorage` as its session's token, `<launch token>.<secret>`. It shows that in two
 * places only: as a sub-protocol of the bridge's WebSocket, and as a bearer token of the drops. The first socket spends the
 * launch token: with another secret it opens nothing any more.
 */
export const launchTokenKey = "k";

/** The bridge: `new WebSocket("/rpc", [bridgeProtocol, authProtocolPrefix + session token])`. */
export const bridgePath = "/rpc";
export const bridgeProtocol = "rpc.v1";
export const authProtocolPrefix = "auth.";

/**
 * `PUT /drop?name=<file name>&folder=<folders joined by />` with `Authorization: Bearer <session token>` and the file's bytes;
 * answers `{ "path": string }`, where a durable copy of the file lies for `photos.import`. `folder` is where it lay in what was
 * dropped, and may be left out.
 */
export const dropPath = "/drop";

/** Close code of a bridge whose token is not good: the link that the terminal shows last is the way in, trying again is not. */
export const staleTokenCode = 4401;
