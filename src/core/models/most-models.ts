export { MOST_MODELS } from '../../protocol/openai/limits';
