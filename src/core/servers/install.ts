import type { Os } from '../doctor/types';
import { nameOfOrigin } from '../providers/page-origin';
import { ifFromFile, recipes, type RecipeStep } from '../providers/recipes';
import type { GuideId } from './guide-id';

/** The systems that somebody runs a server on. */
export type DesktopOs = Exclude<Os, 'other'>;

/** One way to a server for who has none: what it is like, and what to do, in order. */
export interface InstallWay {
  guide: GuideId;
  name: string;
  /** Whom it suits. */
  about: string;
  /** Where it is told in full; opened by a press only. */
  site: string;
  steps: readonly RecipeStep[];
}

export const desktopNames: Readonly<Record<DesktopOs, string>> = {
  macos: 'macOS',
  windows: 'Windows',
  linux: 'Linux',
};

/**
 * The ways to a first server on this system, the easiest first, so that a page of this origin may talk to it. Commands:
 * lmstudio.ai/docs/cli/server-start; ollama.com/download (install.sh knows macOS and Linux, install.ps1 is for Windows);
 * llama.cpp, docs/install.md; docs.vllm.ai, getting_started/quickstart.
 */
export function installWays(os: DesktopOs, origin: string): InstallWay[] {
  return [lmStudio(), ollama(os, origin), os === 'linux' ? vllm(origin) : llamaCpp(os)];
}

function lmStudio(): InstallWay {
  return {
    guide: 'lm-studio',
    name: 'LM Studio',
    about: 'A window with models to choose from. The easiest to begin with.',
    site: 'https://lmstudio.ai/download',
    steps: [
      { text: 'Install it from lmstudio.ai, and download a model in it.' },
      {
        text: 'Start its server with CORS on: Developer tab → Server Settings → Enable CORS, then Start server. Or in a terminal:',
        command: 'lms server start --cors',
      },
    ],
  };
}

function ollama(os: DesktopOs, origin: string): InstallWay {
  const command =
    os === 'windows'
      ? 'irm https://ollama.com/install.ps1 | iex'
      : 'curl -fsSL https://ollama.com/install.sh | sh';
  const shell = os === 'windows' ? 'PowerShell' : 'a terminal';
  return {
    guide: 'ollama',
    name: 'Ollama',
    about: 'Small, runs in the background, fetches models by name.',
    site: 'https://ollama.com/download',
    steps: [
      { text: `Install it from ollama.com, or in ${shell}:`, command },
      { text: 'Fetch a model, by a name from ollama.com/library:', command: 'ollama pull MODEL' },
      ...(isLocal(origin)
        ? []
        : recipes.ollama(origin).filter((step) => step.os === os && step.command)),
      ...ifFromFile(origin),
    ],
  };
}

function llamaCpp(os: DesktopOs): InstallWay {
  return {
    guide: 'llama-cpp',
    name: 'llama.cpp',
    about: 'One program for a terminal; what many others are made of.',
    site: 'https://github.com/ggml-org/llama.cpp/blob/master/docs/install.md',
    steps: [
      {
        text: 'Install it:',
        command: os === 'windows' ? 'winget install llama.cpp' : 'brew install llama.cpp',
      },
      { text: 'Start it with a model file (GGUF):', command: 'llama-server -m MODEL.gguf' },
    ],
  };
}

function vllm(origin: string): InstallWay {
  return {
    guide: 'vllm',
    name: 'vLLM',
    about: 'For a computer with a large graphics card, and for many people at once.',
    site: 'https://docs.vllm.ai/en/latest/getting_started/quickstart/',
    steps: [
      {
        text: 'Install it with uv, in an environment of its own:',
        command: 'uv venv --python 3.12 --seed\nuv pip install vllm --torch-backend=auto',
      },
      {
        text: `Start it with a model, and with ${nameOfOrigin(origin)}:`,
        command: `uv run vllm serve MODEL --allowed-origins '["${origin}"]'`,
      },
      ...ifFromFile(origin),
    ],
  };
}

/** Ollama lets pages on these in as it is installed (servers.md, CORS). */
function isLocal(origin: string): boolean {
  return /^https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?::\d+)?$/.test(origin);
}
