import { answerQuestions } from '../answering.ts';
import { wordParagraphs } from './word-paragraphs.ts';

/** Answers the bytes of a Word document with its paragraphs. */
answerQuestions(wordParagraphs);
