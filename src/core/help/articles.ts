import type { HelpLink } from './symptom';

/** A page of the help that is about no server and no symptom. */
export interface Article {
  id: string;
  title: string;
  /** In a line, for the list. */
  about: string;
  parts: readonly ArticlePart[];
  links: readonly HelpLink[];
  also?: string;
}

export interface ArticlePart {
  title: string;
  text: readonly string[];
  /** Something to copy. */
  example?: string;
}

// design.md, providers.json.
const EXAMPLE = `{
  "providers": {
    "openai-compatible": {
      "name": "openai-compatible",
      "api_key": "",
      "base_url": "http://localhost:1234/v1",
      "models": []
    }
  },
  "orchestration_model": "",
  "summarize_model": ""
}`;

const providersJson: Article = {
  id: 'providers-json',
  title: 'What stands in a providers.json',
  about: 'The file that carries your setup to another browser or program.',
  parts: [
    {
      title: 'An example',
      text: ['“models” may be empty: then the server is asked which it has.'],
      example: EXAMPLE,
    },
    {
      title: 'What is read',
      text: [
        'An entry whose key or name is openai-compatible becomes a provider; it needs a base_url. Entries of other kinds are kept as they are and shown as “kept, not used”.',
        'orchestration_model is the default model of new chats. summarize_model writes titles and summaries; when it is empty, the model of the chat does.',
        'A model may carry description, context_window, max_output_tokens and reasoning_effort. A rate_limit of a provider (requests_per_minute, min_interval_ms, tokens_per_minute) is kept to.',
        'An import shows first what it would change. A key that is empty in the file never clears a stored one.',
      ],
    },
    {
      title: 'Keys',
      text: [
        'An export holds keys only if you tick Include API keys. Without it, every key and secret header is empty.',
      ],
    },
  ],
  links: [{ href: '#/providers', label: 'Import and export' }],
  also: 'import export file json configuration setup linked',
};

const privacy: Article = {
  id: 'privacy',
  title: 'Privacy',
  about: 'Who is asked, what is sent, and where everything is kept.',
  parts: [
    {
      title: 'Who is asked',
      text: [
        'Your browser asks the servers that you add, and nobody is in between. There is no account, no telemetry and no server of Patchbay’s own besides the files of this page.',
        'Anything else is asked only by a button that names the address first: looking for servers, showing an image from elsewhere.',
        'The log lists every address that this page contacted.',
      ],
    },
    {
      title: 'Where it is kept',
      text: [
        'Chats, providers and keys lie in this browser, for this page’s address alone; a page opened from a file shares them with every other one. Whoever can use this browser can read them, unless you lock the keys with a passphrase. So that it is ready at once, the search keeps what chats say a second time, beside them; what you delete goes from both.',
        'A browser may clear what a page has stored. A backup is a file of yours.',
      ],
    },
    {
      title: 'Keys',
      text: [
        'A key goes only to the address that it was entered for, never along with a redirect. It stays out of the log and, unless you tick it, out of files.',
      ],
    },
  ],
  links: [
    { href: '#/log', label: 'Log' },
    { href: '#/storage', label: 'Storage' },
    { href: '#/settings', label: 'Settings, Keys' },
  ],
  also: 'data telemetry tracking security keys cookies account',
};

// README.md, Links; protocol/openai and protocol/native for what is asked.
const serverAuthors: Article = {
  id: 'for-servers',
  title: 'Link to Patchbay from your server',
  about: 'For authors of servers: a link that fills in the form, and what has to be answered.',
  parts: [
    {
      title: 'The link',
      text: [
        'On your server’s page, or in what it prints when it starts. It opens the form with your address filled in; nothing is asked before Connect is pressed.',
        'base_url is the address of the API, up to 2,000 characters. label is the name that the provider gets, up to 60. Both are encoded as in any query.',
        'No key is read from it, whatever the parameter is called: people paste theirs into the form. An address with user:password@ is refused.',
      ],
      example:
        'http://localhost:7282/#/providers/add?base_url=http%3A%2F%2Flocalhost%3A1234%2Fv1&label=My%20server',
    },
    {
      title: 'What is asked',
      text: [
        'GET /models below the base URL, and POST /chat/completions with JSON, answered by a stream of events where the chat wants one. Where the address has no /v1, both forms are tried.',
        'With a key a request carries Authorization: Bearer, or X-Api-Key where a person chose that. Without one, GET has no header of its own and needs no preflight. Cookies are never sent.',
        'GETs of a few addresses of known servers, such as /props, /api/version and /version, tell which one it is. A 404 is a good answer.',
        'Requests with a key or a message follow no redirect.',
      ],
    },
    {
      title: 'Let pages in',
      text: [
        'A browser hands an answer to a page only with these headers, on every answer: errors and 401 too. The first may name all origins by *.',
        'OPTIONS is asked before a request with a key or a message. It carries no key, so answer it without one, with 204.',
      ],
      example: `Access-Control-Allow-Origin: http://localhost:7282
Access-Control-Allow-Headers: Authorization, Content-Type
Access-Control-Allow-Methods: GET, POST, OPTIONS`,
    },
  ],
  links: [
    { href: '#/help/symptom/cors', label: 'When a page is not let in' },
    { href: '#/help', label: 'Servers that are known' },
  ],
  also: 'author developer integrate link deep link base_url label cors headers preflight options',
};

export const articles: readonly Article[] = [providersJson, privacy, serverAuthors];

/** The page of that id; undefined for an address that nobody wrote. */
export function findArticle(id: string): Article | undefined {
  return articles.find((article) => article.id === id);
}
