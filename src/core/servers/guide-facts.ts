import type { RecipeStep } from '../providers/recipes';
import type { GuideId } from './guide-id';

/** What is known of a server program besides its address and how to allow a page. */
export interface GuideFacts {
  /** Which pages it lets in unless it is told otherwise, in a few words. */
  access: string;
  /** Where the true context window comes from, and how to change it. */
  window: readonly RecipeStep[];
  /** What it does not do, or does otherwise than one expects. */
  limits: readonly string[];
  /** What an API of its own would add. */
  ownApi?: string;
}

// Sources: P is protocol.md with its section, S is servers.md (bytes of real servers) with its table.
export const guideFacts: Record<GuideId, GuideFacts> = {
  'lm-studio': {
    access: 'None, until told to', // P 1.1, CORS
    window: [
      {
        // P 1.1, /api/v0/models and /api/v1/models
        text: 'LM Studio tells the window that a model is loaded with at /api/v1/models, before 0.4 at /api/v0/models. Of a model that is not loaded it tells the trained maximum, which is often far more.',
      },
      { text: 'Choose a larger window when you load the model.' },
    ],
    limits: [
      // P 1.1, JIT load
      'The first answer of a model that is not loaded waits without a sign until it is.',
      // P 1.1, Overflow texts
      'A chat that does not fit may come back as an empty answer, without an error.',
      // P 1.1, Unknown path
      'It answers a wrong path with 200, so a mistake in the address looks like a strange answer.',
      // P 1.1, Reasoning
      'Some models put their reasoning into the answer, unless App Settings → Developer tells LM Studio to send it apart.',
      // P 1.1, Auth
      'Since 0.4 it can ask for a key: Require Authentication.',
    ],
  },
  ollama: {
    access: 'Those on localhost', // P 1.2, CORS
    window: [
      {
        // P 1.2, Loaded state, Capabilities, Default ctx
        text: 'Ollama tells the window of a loaded model at /api/ps, and the trained maximum at /api/tags. With less than 24 GiB of graphics memory it loads with 4\u202f096 tokens. For all models:',
        command: 'OLLAMA_CONTEXT_LENGTH=16384 ollama serve',
      },
      { text: 'For one model, in its Modelfile:', command: 'PARAMETER num_ctx 16384' },
    ],
    limits: [
      // P 1.2, Overflow
      'A chat that does not fit loses its oldest messages without a word.',
      // P 1.2, Mid-stream error; S, SSE, "backend dies mid-stream"
      'When the model fails within an answer, the answer ends without an error. Patchbay marks it as interrupted.',
      // P 1.2, Messages
      'Pictures are taken as JPEG, PNG or WebP only.',
      // P 1.2, Auth
      'It asks for no key: whoever reaches it may use it.',
      // P 1.2, Allowed request headers
      'Further headers that you set make the browser’s question beforehand fail.',
      // P 1.2, Host check
      'Through a tunnel or a proxy it answers 403, unless the Host header says localhost.',
    ],
    // Keep-alive, num_ctx and pull are fields and addresses of its own API: P 1.2, Default ctx; docs.ollama.com/api.
    ownApi:
      'Ollama’s own API would add keep-alive, a context window for each request (num_ctx) and pulling models; Patchbay chats over the OpenAI-compatible one, and an entry of the kind ollama in a providers.json is kept, not used.',
  },
  'llama-cpp': {
    access: 'All', // P 1.3, CORS; S, CORS
    window: [
      {
        // P 1.3, /props; S, Model list
        text: 'llama.cpp tells the window of one slot at /props, and in its model list (meta.n_ctx) beside the trained maximum. To load with more:',
        command: 'llama-server -m MODEL.gguf --ctx-size 16384',
      },
    ],
    limits: [
      // P 1.3, Base / port
      'Builds since August 2026 serve on port 9931, older ones on 8080.',
      // S, Errors, unknown model
      'It answers with the model that it has, whatever name is asked for.',
      // S, Errors, "while loading"
      'While a model loads, every address answers 503.',
      // S, Errors, image to text model
      'A picture for a model that reads text only is refused as a server error (500).',
      // P 1.3, Base / port, /props
      'Started without a model it is a router: it loads a model when it is asked for.',
    ],
  },
  vllm: {
    access: 'None since 0.32, all before', // S, CORS
    window: [
      {
        // S, Model list
        text: 'vLLM tells the window that it serves in its model list (max_model_len). To set it:',
        command: 'vllm serve MODEL --max-model-len 16384',
      },
    ],
    limits: [
      // S, Errors, tools; P 1.4, Tools
      'Tools need two options, otherwise a request with tools is refused: --enable-auto-tool-choice and --tool-call-parser.',
      // S, SSE, reasoning
      'Reasoning comes apart from the answer only with --reasoning-parser.',
      // S, Model list
      'It does not say what a model can do, nor what it was trained for.',
      // P 1.4, Embedding/rerank servers
      'Servers for embeddings and reranking list their model in the same way, but do not chat.',
    ],
  },
  localai: {
    access: 'For a chat, those on its list', // P 1.5, CORS and CSRF
    window: [
      {
        // P 1.5, /v1/models; localai.io/advanced/model-configuration
        text: 'LocalAI’s OpenAI-compatible addresses tell no window. It stands in the model’s YAML file; set the same number in the models table here.',
        command: 'context_size: 16384',
      },
    ],
    limits: [
      // P 1.5, /v1/models
      'Its list may hold models of every kind and loose files. Newer versions tell which ones chat.',
      // P 1.5, Loading
      'While a model loads it answers 503.',
    ],
  },
  'text-generation-webui': {
    access: 'All, under the name localhost', // P 1.7, CORS
    window: [
      {
        // P 1.7, Models
        text: 'text-generation-webui tells no window. Set the number that you loaded the model with in the models table here.',
      },
    ],
    limits: [
      // P 1.7, Models
      'It lists the loaded model only, and answers with it whatever name is asked for.',
      // P 1.7, Overflow
      'A chat that does not fit loses its beginning without a word.',
      // P 1.7, Base / port
      'If port 5000 is taken, it takes another one without saying so. On macOS, AirPlay uses 5000.',
      // P 1.7, Errors
      'A refused request breaks a streamed answer without words. Turn off Stream answers in the settings to read why.',
    ],
  },
  tgi: {
    access: 'All, without a key', // P 1.6, CORS
    window: [
      {
        // P 1.6, /v1/models; huggingface.co/docs/text-generation-inference, launcher
        text: 'TGI tells at /info what prompt and answer may have together (max_total_tokens). To set it:',
        command: 'text-generation-launcher --model-id MODEL --max-total-tokens 16384',
      },
    ],
    limits: [
      // P 1.6, Base / port
      'In its Docker image it serves on port 80.',
      // P 1.6, model
      'It serves one model, whatever name is asked for.',
      // P 1.6, Auth
      'Its model list is open even with a key, so a list says nothing about the key.',
      // P, Snapshots
      'Its makers only maintain it.',
    ],
  },
  fastchat: {
    access: 'All', // S, CORS
    window: [
      {
        // S, Model list; S, Errors, overflow
        text: 'FastChat tells no window; only its refusal of a chat that does not fit names it. Set the number in the models table here.',
      },
    ],
    limits: [
      // S, Errors, image and content array; S, SSE, tool calls
      'It takes text only: no pictures, no tools.',
      // S, SSE, usage
      'It never counts tokens, so the counts here are estimates.',
      // S, Install traps
      'FastChat 0.2.36 needs pydantic 1; with pydantic 2 every streamed answer breaks at its beginning.',
    ],
  },
  aphrodite: {
    access: 'All', // P 1.9, CORS
    window: [
      {
        // P 1.9, Models
        text: 'Aphrodite tells the window that it serves in its model list (max_model_len).',
      },
    ],
    limits: [
      // P 1.9, Messages
      'Tools work with models of the Hermes and Mistral kinds.',
      // P 1.9, Models
      'Without a model it answers with a server error (500).',
    ],
  },
  litellm: {
    access: 'All', // S, CORS
    window: [
      {
        // S, Model list
        text: 'LiteLLM tells what it knows (max_input_tokens), in its model list and at /v1/model/info. It does not ask the server behind it: for a model of your own, say it in the configuration.',
        command: 'model_info:\n  max_input_tokens: 16384',
      },
    ],
    limits: [
      // S, Errors, wrong / no key
      'Without a database it answers a wrong key with 400, “No connected db.”',
      // Seen with 1.106.2: master_key_boot_check.py
      'It refuses to start without a master key, or with a weak one.',
      // S, Errors; P 1.10
      'What it cannot do depends on the server behind it; errors are quoted from there.',
    ],
  },
  transformers: {
    access: 'None, until told to', // S, CORS
    window: [
      {
        // S, Model list; S, Errors, overflow
        text: 'transformers serve tells no window and checks none: a prompt that is too long keeps it busy, and everybody else waits. Set the number in the models table here.',
      },
    ],
    limits: [
      // S, Model list
      'A model named on its command line is not in its list. Save the provider anyway and add the model’s id by hand.',
      // S, Errors, wrong / no key
      'It asks for no key: whoever reaches it may use it.',
      // S, SSE, tool calls
      'Tool calls arrive as text.',
      // S, Errors, image to text model
      'A picture for a model that reads text only is left out without a word.',
    ],
  },
  other: {
    access: 'The host decides',
    window: [
      {
        // P 1.11, 1.12 (P 3 for the keys)
        text: 'OpenRouter, Groq, Mistral, Together and DeepSeek tell the window in their model lists. Where a host tells none, Patchbay goes by the model’s name and says so.',
      },
      { text: 'You know better? Set your own number in the models table.' },
    ],
    limits: [
      // P 7.2, 7.3
      'A host that allows no page cannot be asked from a browser. Put a proxy of yours in front, LiteLLM for instance.',
      // P 7.1
      'A page that came over https may not ask plain http on another machine.',
      // design.md, Base URLs and keys
      'A key is kept in this browser and sent to the address that it was entered for, nowhere else.',
    ],
  },
};
