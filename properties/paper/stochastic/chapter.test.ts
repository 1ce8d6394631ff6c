import { describeChapter } from '../../support/chapter.js';

describeChapter('stochastic gradient descent');
