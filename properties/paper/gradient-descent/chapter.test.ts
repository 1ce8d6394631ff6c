import { describeChapter } from '../../support/chapter.js';

describeChapter('gradient descent');
