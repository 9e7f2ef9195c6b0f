/**
 * A browser opens this many connections to one host that speaks HTTP/1.1 (protocol.md §7.1); further requests wait for
 * one to end. Over HTTP/2 there is no such limit, and a page cannot see which of the two it is.
 */
export const CONNECTIONS_PER_HOST = 6;
