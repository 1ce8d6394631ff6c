import { describeChapter } from './helpers/chapter.js';

describeChapter('gradient descent');
