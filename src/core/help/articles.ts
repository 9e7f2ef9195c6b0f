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
        'Chats, providers and keys lie in this browser, for this page’s address alone; a page opened from a file shares them with every other one. Whoever can use this browser can read them, unless you lock the keys with a passphrase.',
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

export const articles: readonly Article[] = [providersJson, privacy];

/** The page of that id; undefined for an address that nobody wrote. */
export function findArticle(id: string): Article | undefined {
  return articles.find((article) => article.id === id);
}
