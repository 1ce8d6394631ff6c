import { describeChapter } from './helpers/chapter.js';

describeChapter('stochastic gradient descent');
