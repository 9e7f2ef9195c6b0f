/** The part of `fetch` that the clients use; handed in, so that tests, the log and the demo can stand in for it. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;
