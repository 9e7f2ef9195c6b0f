/** What fills an answer: in one late piece, because the first screen asks nobody. */
export { createAnswerStream } from './answer-stream';
export { createAnswerWriter } from './answer-writer';
