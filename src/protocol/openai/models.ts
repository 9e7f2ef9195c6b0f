/**
 * One entry of a server's model list, as far as the list itself tells; the wire's many spellings
 * (protocol.md §3) become one. An absent field means that the server did not say.
 */
export interface ListedModel {
  id: string;
  /** Display name, where it differs from the id. */
  name?: string;
  description?: string;
  ownedBy?: string;
  /** Tokens that the server really serves now (llama.cpp `meta.n_ctx`, vLLM `max_model_len`, LM Studio loaded). */
  runtimeContext?: number;
  /** Tokens that the model was trained for, or that the host advertises (`context_length`, `max_context_length`, `meta.n_ctx_train`). */
  trainedContext?: number;
  maxOutput?: number;
  vision?: boolean;
  tools?: boolean;
  reasoning?: boolean;
  /** False when the server's own type fields say that it does not chat (embedding, image …). */
  chat?: boolean;
}
