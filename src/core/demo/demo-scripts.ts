/** What the demo says to one kind of question. */
export interface DemoScript {
  reasoning: string;
  text: string;
  toolCall?: { name: string; arguments: string };
}

const about: DemoScript = {
  reasoning: 'They ask what this page is. First what it does, then what it leaves alone.',
  text: `## Patchbay in short

Patchbay is one static page that talks to any **OpenAI-compatible** server: your own LM Studio, Ollama, llama.cpp or vLLM, or a service in the cloud. There is no backend behind it, no account and no telemetry – the browser is the program.

- It connects, or says why not, with the fix for that server.
- Every number says where it comes from, the context window too.
- What you typed and what arrived stays in this browser.

> This is the built-in demo. No model is running: these words are part of the page.

To talk to a model, press **Add provider**. Ask me *how to add a provider*, *what a server needs*, *where data lives* or about *providers.json*.
`,
};

const provider: DemoScript = {
  reasoning: 'They want to connect a server. Three steps, then the usual addresses.',
  text: `## Add a provider

1. Start your server and load a model.
2. Press **Add provider** and enter its base URL. A preset fills it in for you.
3. Enter an API key if the server wants one, then press **Connect**.

| Server | Usual base URL |
| --- | --- |
| LM Studio | \`http://localhost:1234/v1\` |
| Ollama | \`http://localhost:11434/v1\` |
| llama.cpp | \`http://localhost:8080/v1\` |
| vLLM | \`http://localhost:8000/v1\` |

Patchbay then shows the server's models with their context windows → pick one beside the composer and write. If nothing connects, ask me *what a server needs*.
`,
};

const servers: DemoScript = {
  reasoning:
    'A browser lets a page read only servers that allow it. That is CORS; each has a switch.',
  text: `## What a server needs

A browser lets this page read an answer only if the server allows it – that is **CORS**. Put this page's address where it says \`ADDRESS\`. Opened from a file it has none: the help on each server says what to do then.

| Server | How to allow this page |
| --- | --- |
| LM Studio | Developer tab → Server Settings → **Enable CORS** |
| Ollama | pages on localhost are allowed; others by \`OLLAMA_ORIGINS\` |
| llama.cpp | nothing, as a rule |
| vLLM | \`--allowed-origins\` |

From a terminal:

\`\`\`sh
lms server start --cors
OLLAMA_ORIGINS=ADDRESS ollama serve
vllm serve MODEL --allowed-origins '["ADDRESS"]'
\`\`\`

When a connection fails, Patchbay shows the line for your server with the address filled in.
`,
};

const data: DemoScript = {
  reasoning: 'They ask about their data. What is kept, what is sent, what is not.',
  text: `## Where your data lives

- **Chats, providers and keys** are kept in this browser, in its own database (IndexedDB). They belong to the address of this page.
- **Messages** go to the provider that you chose, and nowhere else.
- **A key** goes only to the server that it was entered for.

The *Log* page lists every address that was contacted. Clearing this site's data in the browser deletes everything, so export what you want to keep.
`,
};

const file: DemoScript = {
  reasoning: 'They ask about the file. Show its shape, and say what happens with keys.',
  text: `## providers.json

Your setup as a file, to carry to another browser or program:

\`\`\`json
{
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
}
\`\`\`

- **Export providers.json** leaves keys out, unless you tick *Include API keys*.
- **Import providers.json** shows a plan first. Nothing changes until you press *Import*.
- An empty \`models\` list means: ask the server.

The demo is never part of it.
`,
};

const markdown: DemoScript = {
  reasoning: 'They want to see formatting. A little of each kind will do.',
  text: `## What an answer can look like

Words can be **bold**, *slanted*, ~~struck~~ or \`code\`.

- [x] a list
- [ ] with boxes
  - and a level below

| Left | Right |
| :--- | ---: |
| naïve | 1 |
| 日本語 | 22 |

\`\`\`ts
// The arrow is three bytes → and still arrives whole.
const answer = [6, 7].reduce((a, b) => a * b);
\`\`\`

> HTML from a model, such as <b>this</b>, is shown as text.
`,
};

const tool: DemoScript = {
  reasoning: 'A clock would help. I have none, so I ask for the tool that tells the time.',
  text: 'A model that may use tools asks for one like this. Patchbay runs it, and the model goes on with the result.\n',
  toolCall: { name: 'current_time', arguments: '{"timezone": "UTC"}' },
};

const thinking: DemoScript = {
  reasoning:
    'This is what reasoning looks like: it arrives before the answer and is folded away. A real model weighs its steps here. I only recite.',
  text: 'The reasoning is above, behind its own button. This is the built-in demo. No model is running, so nothing was really thought. The model `patchbay-demo-thinker` shows some with every answer.\n',
};

const other: DemoScript = {
  reasoning: 'I know only a few words about Patchbay. Say so, and say what works.',
  text: `This is the built-in demo. No model is running.

I can explain *what Patchbay is*, *how to add a provider*, *what a server needs*, *where data lives* and *providers.json*, or show *Markdown*, *reasoning* and a *tool call*. For real answers, press **Add provider**.
`,
};

/** In this order: the more special word is asked for first. */
const scripts: readonly [RegExp, DemoScript][] = [
  [/providers\.json|\b(?:import|export|file)/i, file],
  [/\bcors\b|origin|\bservers?\b|\bneeds?\b|allow|failed to fetch/i, servers],
  [/\btools?\b|\btime\b|clock/i, tool],
  [/reason|\bthink/i, thinking],
  [/markdown|\btable\b|\bcode\b|format/i, markdown],
  [/\bdata\b|stor(?:e|age)|priva|\bkeys?\b|\bsave|telemetry/i, data],
  [/provider|connect|\badd\b|lm studio|ollama|llama|vllm|base url/i, provider],
  [/patchbay|what (?:is|are|can) (?:this|you)|who are you|\bhelp\b|about/i, about],
];

/** The script for a question, by simple words in it; anything unknown gets the short answer. */
export function scriptFor(question: string): DemoScript {
  return scripts.find(([words]) => words.test(question))?.[1] ?? other;
}

/** What the demo says once the result of its tool call is there. */
export function scriptForToolResult(result: string): DemoScript {
  return {
    reasoning: 'The tool has answered. Pass it on.',
    text: `The tool answered:\n\n\`\`\`\n${result.replaceAll('```', "'''")}\n\`\`\`\n\nThis is the built-in demo. No model is running.\n`,
  };
}
